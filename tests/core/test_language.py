"""The language of a file from its name or its script."""

from __future__ import annotations

import pytest

from caption_qa_action.core.language import (
    _ISO_639_1,
    _THREE_LETTERS,
    _THREE_LETTERS_DECLARED,
    of_filename,
    of_folder,
    of_script,
    of_scripts,
    primary,
    resolve_language,
    split_filename,
)


@pytest.mark.parametrize(
    "tag, language",
    [("", ""), ("de", "de"), ("pt-BR", "pt"), ("pt_BR", "pt"), ("ENG", "en"), ("zho-Hant", "zh"),
     ("iw-IL", "he"), ("cat", "ca")],
)  # fmt: skip
def test_the_primary_language_of_a_tag(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    "code, language",
    [("wel", "cy"), ("bel", "be"), ("geo", "ka"), ("kat", "ka"), ("tgl", "tl"), ("may", "ms"), ("yue", "zh")],
)  # fmt: skip
def test_codes_of_three_letters_are_those_of_two(code: str, language: str) -> None:
    assert primary(code) == language
    assert primary(f"{code.upper()}-x-a") == language


def test_every_language_of_two_letters_has_a_code_of_three() -> None:
    known = {*_THREE_LETTERS.values(), *_THREE_LETTERS_DECLARED.values()}
    assert known == set(_ISO_639_1.split())
    assert not _THREE_LETTERS.keys() & _THREE_LETTERS_DECLARED.keys()


def test_words_of_three_letters_name_no_language_in_a_file_name() -> None:
    assert [code for code in _THREE_LETTERS_DECLARED if of_filename(f"talk.{code}.srt")] == []


@pytest.mark.parametrize(
    "declared, inside, path, text, expected",
    [
        ("sv", "de", "talk.fr.vtt", "どこにいたの", ("sv", "the configuration")),
        ("", " de ", "talk.fr.vtt", "どこにいたの", ("de", "the file")),
        (
            "",
            "und",
            "talk.fr.vtt",
            "どこにいたの",
            ("fr", 'the file\'s name; "und" in the file names no language'),
        ),
        (
            "",
            "Deutsch",
            "talk.fr.vtt",
            "",
            ("fr", 'the file\'s name; "Deutsch" in the file names no language'),
        ),
        (
            "",
            "a\x1b[1m\nb",
            "a.vtt",
            "",
            ("", r'nothing tells it; "a\x1b[1m\nb" in the file names no language'),
        ),
        ("", "", "a/fr/talk.vtt", "どこにいたの", ("fr", "the file's folder")),
        ("", "", "fr\\talk.de.vtt", "", ("de", "the file's name")),
        ("", "", "fr/a/talk.vtt", "", ("", "nothing tells it")),
        ("", "zh_Hant_TW", "talk.vtt", "", ("zh_Hant_TW", "the file")),
        ("", "", "talk.vtt", "どこにいたの", ("ja", "the file's script")),
        ("", "", "talk.vtt", "Where?", ("", "nothing tells it")),
    ],
)
def test_what_tells_the_language_in_order(
    declared: str, inside: str, path: str, text: str, expected: tuple[str, str]
) -> None:
    assert resolve_language(declared, inside, path, text) == expected


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
        ("talk.DE-de.srt", "DE-de"),
        ("captions.sdh.en.srt", "en"),
        ("video.en.forced.srt", "en"),
        ("talk.en.SDH.default.srt", "en"),
        ("talk.en[cc].vtt", "en"),
        ("talk.en_cc.vtt", "en"),
        ("talk(en)(sdh).srt", "en"),
        ("talk.de-DE-SDH.srt", "de-DE"),
        ("talk.en-orig.vtt", "en"),
        ("talk.de-CH-1996.srt", "de-CH-1996"),
        ("talk.sr-Latn-RS.srt", "sr-Latn-RS"),
        ("talk.fil.srt", "fil"),
        ("talk.hrv.srt", "hrv"),
        ("talk.iw.srt", "iw"),
        ("is.srt", "is"),
        ("talk.is.srt", "is"),
        ("Film.2019.1080p.is.srt", "is"),
        ("my.film.it.srt", "it"),
        ("my-file-no-NO.srt", "no-NO"),
    ],
)
def test_a_file_name_tells_the_language(name: str, tag: str) -> None:
    assert of_filename(name) == tag


@pytest.mark.parametrize(
    "name",
    ["talk.srt", "talk.final.srt", "what-is.srt", "how-to.srt", "sign_in.vtt", "my-en-final.srt",
     "talk.jp.srt", "en", "s01e02.srt", "", "talk.xx_XX.srt", "my.file.to.srt", "README.de.md.srt",
     "what-is-it.srt", "black.cat.srt", "talk.en.v2.srt", "say-hi.srt", "en/talk.srt", "talk_sd.srt",
     "intro-vo.vtt"],
)  # fmt: skip
def test_other_file_names_tell_none(name: str) -> None:
    assert of_filename(name) == ""


@pytest.mark.parametrize(
    "name, parts",
    [
        ("captions.sdh.en.srt", ("captions", "en", "sdh")),
        ("captions.en.SDH.srt", ("captions", "en", "sdh")),
        ("talk_en[cc].vtt", ("talk", "en", "cc")),
        ("talk.en.hi.srt", ("talk", "en", "hi")),
        ("talk.hi.hi.srt", ("talk", "hi", "hi")),
        ("talk.en.sdh.default.srt", ("talk", "en", "sdh")),
        ("talk.CC.srt", ("talk", "", "cc")),
        ("talk-auto.srt", ("talk-auto", "", "")),
    ],
)
def test_a_file_name_tells_what_the_captions_are_for(
    name: str, parts: tuple[str, str, str]
) -> None:
    assert split_filename(name) == parts


@pytest.mark.parametrize(
    "folder, tag",
    [("en", "en"), ("pt_BR", "pt-BR"), ("it", "it"), ("is", "is"), ("my", ""), ("to", ""), ("sd", ""), ("ts", ""),
     ("en-sdh", ""), ("subs", ""), ("subs_en", ""), ("..", ""), ("", "")],
)  # fmt: skip
def test_a_folder_named_after_a_language(folder: str, tag: str) -> None:
    assert of_folder(folder) == tag


@pytest.mark.parametrize(
    "text, language",
    [
        ("明日の朝に駅まで歩いて行きます", "ja"),
        ("カタカナ", "ja"),
        # Chinese has Kana in names: more than one character in ten makes it Japanese.
        ("の一二三四五六七八", "ja"),
        ("の一二三四五六七八九", "zh"),
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


def test_many_texts_are_each_of_their_script() -> None:
    """Whatever signs and letters they have, of one script or several."""
    points = (
        *range(0x3400),
        *range(0x4DB0, 0x4E10),
        *range(0x9FF0, 0xA000),
        *range(0xD790, 0xD800),
        0xAC00,
    )
    signs = [chr(point) for point in (*points, *range(0xFE00, 0xFFFF), 0x1F600, 0x20000)]
    texts = [text for sign in signs for text in (sign * 3, "漢" + sign * 3)]
    texts += [
        "あいう" + "漢" * 26,
        "あいう" + "漢" * 27,
        "あい漢",
        "안녕, 漢",
        "Oui, déjà !",
        "漢 abc",
        "明日x" * 3_000,
    ]
    assert of_scripts(texts) == [of_script(text) for text in texts]
    assert of_scripts(["漢字"]) == ["zh"]
