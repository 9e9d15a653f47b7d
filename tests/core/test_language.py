"""The language of a file from its name or its script."""

from __future__ import annotations

import pytest

from caption_qa_action.core.language import of_filename, of_script, primary, told


@pytest.mark.parametrize(
    "tag, language",
    [("", ""), ("de", "de"), ("pt-BR", "pt"), ("pt_BR", "pt"), ("ENG", "en"), ("zho-Hant", "zh")],
)
def test_the_primary_language_of_a_tag(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    "said, inside, path, text, expected",
    [
        ("sv", "de", "talk.fr.vtt", "どこにいたの", ("sv", "the configuration")),
        ("", " de ", "talk.fr.vtt", "どこにいたの", ("de", "the file")),
        ("", "und", "talk.fr.vtt", "どこにいたの", ("fr", "the file's name")),
        ("", "Deutsch", "talk.fr.vtt", "", ("fr", "the file's name")),
        ("", "zh_Hant_TW", "talk.vtt", "", ("zh_Hant_TW", "the file")),
        ("", "", "talk.vtt", "どこにいたの", ("ja", "the file's script")),
        ("", "", "talk.vtt", "Where?", ("", "nothing tells it")),
    ],
)
def test_what_tells_the_language_in_order(
    said: str, inside: str, path: str, text: str, expected: tuple[str, str]
) -> None:
    assert told(said, inside, path, text) == expected


@pytest.mark.parametrize(
    "name, tag",
    [
        ("talk.pt-BR.srt", "pt-BR"),
        ("talk_en.vtt", "en"),
        ("talk-en-US.vtt", "en-US"),
        ("fr.vtt", "fr"),
        ("a/b/talk.zh-Hans.srt", "zh-Hans"),
        ("a\\talk.zh_Hant_TW.srt", "zh-Hant-TW"),
        ("talk.es-419.vtt", "es-419"),
        ("talk.en.sdh.srt", "en"),
        ("talk.de.forced.srt", "de"),
        ("talk.eng.srt", "eng"),
        ("talk.no.srt", "no"),
        ("talk [ja].srt", "ja"),
    ],
)
def test_a_file_name_tells_the_language(name: str, tag: str) -> None:
    assert of_filename(name) == tag


@pytest.mark.parametrize(
    "name",
    ["talk.srt", "talk.final.srt", "what-is.srt", "how-to.srt", "sign_in.vtt", "my-en-final.srt",
     "talk.jp.srt", "en", "s01e02.srt", ""],
)  # fmt: skip
def test_other_file_names_tell_none(name: str) -> None:
    assert of_filename(name) == ""


@pytest.mark.parametrize(
    "text, language",
    [
        ("明日の朝に駅まで歩いて行きます", "ja"),
        ("カタカナ", "ja"),
        ("这个问题非常重要", "zh"),
        ("오늘은 날씨가 좋네요", "ko"),
        ("Where have you been?", ""),
        ("Où étais-tu ?", ""),
        ("Где ты был?", ""),
        ("明日 and a lot of English", ""),
        ("♪ 。", ""),
        ("", ""),
    ],
)
def test_the_script_tells_japanese_korean_and_chinese(text: str, language: str) -> None:
    assert of_script(text) == language


def test_a_long_text_is_known_by_samples_from_all_of_it() -> None:
    assert of_script("x" * 1000 + "明日の朝に" * 100_000) == "ja"
    assert of_script("x" * 500_000 + "明日の朝に" * 100) == ""
