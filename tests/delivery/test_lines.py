"""Where lines are broken."""

from __future__ import annotations

import pytest

from caption_qa_action.core.reading import halves
from caption_qa_action.core.timeline import Run, Style
from caption_qa_action.delivery._chunks import cut
from caption_qa_action.delivery.lines import break_lines
from caption_qa_action.delivery.splitting import rebuilt


def broken(
    text: str, language: str = "en", columns: int = 42, lines: int = 2, runs: tuple[Run, ...] = ()
) -> list[str]:
    runs = runs or (Run(text),)
    chunks = cut(runs, language, language, columns * 2)
    found = break_lines(chunks, columns * 2, lines)
    if found is None:
        return []
    return "".join(run.text for run in rebuilt(runs, chunks, found)).split("\n")


@pytest.mark.parametrize(
    ("language", "columns", "expected"),
    [
        ("en", 42, ["If you had told me the truth,", "we would not be standing here now."]),
        ("en", 42, ["She bought a small house near the coast", "and never came back to the city."]),
        ("en", 42, ["That is not what I said.", "I said that we should wait."]),
        ("de", 42, ["Wir haben den ganzen Tag gewartet,", "aber niemand ist gekommen."]),
        ("fr", 42, ["Je ne savais pas quoi lui répondre", "quand elle m'a posé la question."]),
        ("es", 42, ["No quería decirte nada", "porque sabía que te enfadarías."]),
        ("it", 42, ["Non so perché sia partito così presto,", "ma credo che tornerà domani."]),
        ("da", 42, ["Vi vidste ikke, at den gamle nabo ...", "Nå, så gik han altså."]),
        ("da", 42, ["Nu må du tage hjem, frk. Holm,", "og så taler vi i morgen."]),
        ("ja", 13, ["昨日は友達と、", "新しい店に行きました。"]),
        ("ja", 18, ["早く窓を閉めてくれ", "俺は寒いのが苦手なんだ"]),
        ("ja", 18, ["金もなかったし", "誰も手伝ってくれなかった"]),
        ("ja", 18, ["その話は知ってるわ", "だから何も言わなくていい"]),
        ("ja", 18, ["明日の朝までに終わるなら", "手伝わなくてもいいよ"]),
        ("zh", 16, ["如果你明天有时间的话，", "我们一起去看电影吧。"]),
        ("ko", 16, ["내일 시간이 있으면", "같이 영화를 보러 가자."]),
    ],
)
def test_a_line_ends_where_the_sentence_allows_it(
    language: str, columns: int, expected: list[str]
) -> None:
    joint = "" if language in ("ja", "zh") else " "
    assert broken(joint.join(expected), language, columns) == expected


def test_what_fits_on_one_line_stays_on_one() -> None:
    assert broken("All of this fits on one line.") == ["All of this fits on one line."]


def test_breaks_made_before_do_not_matter_where_they_are_bad() -> None:
    text = "If you\nhad told me\nthe truth, we would not be standing here now."
    assert broken(text) == ["If you had told me the truth,", "we would not be standing here now."]


def test_more_text_than_the_lines_hold_is_not_broken() -> None:
    assert broken("word " * 40) == []


def test_a_word_longer_than_a_line_gets_a_line_of_its_own() -> None:
    url = "https://www.example.com/a/very/long/address/of/a/page"
    assert broken(f"Read about it at {url}") == ["Read about it at", url]


@pytest.mark.parametrize("kept", ["10 000", "Dr. Smith", "5 km", "« oui »", "word ?", "3.5"])
def test_what_belongs_together_stays_on_one_line(kept: str) -> None:
    for filler in range(20, 40):
        text = f"{'x' * (filler // 2)} {'y' * (filler - filler // 2)} {kept} {'z' * 12} {'w' * 12}"
        assert any(kept in line for line in broken(text))


def test_japanese_lines_begin_and_end_with_no_forbidden_sign() -> None:
    text = "「東京タワーへ行ってみませんか？」と、彼女は静かに言った。"
    for columns in range(8, 24):
        for line in broken(text, "ja", columns, lines=8):
            assert line[0] not in "、。っゃーぁ？」"
            assert line[-1] not in "「（"


def test_speakers_keep_their_lines() -> None:
    assert broken("- Where were you all night long?\n- At home.") == [
        "- Where were you all night long?",
        "- At home.",
    ]


def test_lines_of_a_song_stay_lines() -> None:
    assert broken("♪ La la la\n♪ Lo lo lo") == ["♪ La la la", "♪ Lo lo lo"]


def test_text_with_ruby_is_never_broken() -> None:
    runs = (Run("私の"), Run("東京都庁舎", ruby="とうきょうとちょうしゃ"), Run("は大きい。"))
    for columns in range(5, 14):
        assert any("東京都庁舎" in line for line in broken("", "ja", columns, 9, runs))


def test_looks_and_speakers_stay_with_their_words() -> None:
    runs = (
        Run("If you had told me ", speaker="Ann"),
        Run("the truth", Style(italic=True), speaker="Ann"),
        Run(", we would not be standing here.", speaker="Ann"),
    )
    chunks = cut(runs, "en", "en", 84)
    lines = break_lines(chunks, 84, 2)
    assert lines
    made = rebuilt(runs, chunks, lines)
    assert [run.speaker for run in made] == ["Ann"] * 3
    assert made[1] == runs[1]
    assert made[2].text == ",\nwe would not be standing here."


def test_full_width_text_is_as_long_as_its_columns() -> None:
    for line in broken("今日はとても天気がいいので、公園まで散歩に行きましょう。", "ja", 13, 3):
        assert halves("ja", line) <= 26
