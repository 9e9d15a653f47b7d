"""The numbers that deliveries weigh by, each where one more or less would show."""

from __future__ import annotations

from math import inf

import pytest

from caption_qa_action.core.breaking import Between, Penalty, penalty
from caption_qa_action.core.diagnostic import Fault, Severity
from caption_qa_action.core.sentences import _token_before
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Timeline
from caption_qa_action.core.words import words_of
from caption_qa_action.delivery._chunks import Break, Chunk, Chunks, cut
from caption_qa_action.delivery.aided import _at_fault, _serious
from caption_qa_action.delivery.convert import _is_bare, convert, losses_in
from caption_qa_action.delivery.lines import arrange, break_lines
from caption_qa_action.delivery.process import _left_note, score
from caption_qa_action.delivery.splitting import split
from caption_qa_action.delivery.target import outputs
from caption_qa_action.formats import FORMATS, parse

HOUR_MS = 3_600_000
PLACE = Between("red", "blue", False, False, False, False, "en", " ")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"sentence": True}, Penalty(-10, -250)),
        ({"after": "[laughs]"}, Penalty(3, 80)),
        ({"before": "a sound]"}, Penalty(3, 80)),
        ({"before": "[Ann]", "begins": True}, Penalty(24, 400)),
        ({"before": "figure", "after": "out"}, Penalty(110, 500)),
        ({"before": "red,", "after": "and"}, Penalty(2, 30)),
        ({"before": "red,"}, Penalty(3, 80)),
        ({"after": "and"}, Penalty(11, 110)),
        ({"after": "the"}, Penalty(18, 250)),
        ({}, Penalty(24, 400)),
        ({"after": "York"}, Penalty(30, 400)),
        ({"before": "New", "after": "York"}, Penalty(38, 450)),
        ({"before": "the"}, Penalty(330, 700)),
        ({"before": "don\u2019t"}, Penalty(330, 700)),
        ({"before": "are"}, Penalty(110, 500)),
        ({"before": "and"}, Penalty(330, 700)),
        ({"before": "and", "after": "because"}, Penalty(330, 700)),
        ({"before": "12", "after": "km"}, Penalty(335, inf)),
        ({"before": "Dr.", "after": "Smith"}, Penalty(345, inf)),
        # Japanese: the end of a phrase says how close it is to the next.
        ({"before": "私は", "after": "東京", "wide": True, "gap": "\u3000", "language": "ja"}, Penalty(3, 80)),
        ({"before": "行きます", "after": "東京", "wide": True, "gap": "", "language": "ja"}, Penalty(3, 80)),
        ({"before": "見ていると", "after": "東京", "wide": True, "gap": "", "language": "ja"}, Penalty(14, 250)),
        ({"before": "見たら", "after": "東京", "wide": True, "gap": "", "language": "ja"}, Penalty(3, 80)),
        ({"before": "私は", "after": "東京", "wide": True, "gap": "", "language": "ja"}, Penalty(10, 250)),
        ({"before": "私が", "after": "東京", "wide": True, "gap": "", "language": "ja"}, Penalty(14, 250)),
        ({"before": "私の", "after": "東京", "wide": True, "gap": "", "language": "ja"}, Penalty(24, 400)),
        ({"before": "行った", "after": "東京", "wide": True, "gap": "", "language": "ja"}, Penalty(26, 400)),
        ({"before": "東京", "after": "都庁", "wide": True, "gap": "", "language": "ja"}, Penalty(30, 400)),
        ({"before": "東京", "after": "都庁", "wide": True, "gap": "", "language": "ja", "doubt": 0.9}, Penalty(34.5, 670)),
        ({"before": "見て", "after": "いる", "wide": True, "gap": "", "language": "ja"}, Penalty(64, 500)),
        # A blank stands for a comma in Chinese, and for less than one in Japanese.
        ({"before": "東京", "after": "都庁", "wide": True, "language": "ja"}, Penalty(14, 250)),
        ({"before": "东京", "after": "上海", "wide": True, "language": "zh"}, Penalty(3, 80)),
        ({"before": "東京", "after": "都庁", "wide": True, "gap": ""}, Penalty(24, 400)),
        ({"before": "我们不", "after": "去", "wide": True, "gap": "", "language": "zh"}, Penalty(64, 500)),
        ({"before": "不去", "after": "了", "wide": True, "gap": "", "language": "zh"}, Penalty(64, 500)),
        # The less sure it is that a phrase ends, the worse; where none ends, worse than all that.
        ({"before": "东", "after": "京", "wide": True, "gap": "", "doubt": 0.5}, Penalty(26.5, 550)),
        ({"before": "东", "after": "京", "wide": True, "gap": "", "doubt": 0.8}, Penalty(28, 640)),
        ({"before": "东", "after": "京", "wide": True, "gap": "", "doubt": 0.9}, Penalty(118.5, 670)),
        ({"before": "我们不", "after": "去", "wide": True, "gap": "", "language": "zh", "doubt": 0.5}, Penalty(66.5, 650)),
        ({"before": "过热的", "after": "话", "wide": True, "gap": "", "language": "zh"}, Penalty(64, 500)),
        ({"before": "东", "after": "京", "wide": True, "gap": "", "doubt": 1}, Penalty(200, 850)),
        ({"before": "东，", "after": "京", "wide": True, "gap": "", "doubt": 1}, Penalty(3, 80)),
        # Lao and Khmer between clusters, Thai between phrases; a blank between them ends a clause.
        ({"before": "ພາສາ", "after": "ລາວ", "gap": ""}, Penalty(64, 500)),
        ({"before": "ภาษา", "after": "ไทย", "gap": ""}, Penalty(24, 400)),
        ({"before": "ภาษา", "after": "ไทย", "gap": " "}, Penalty(3, 80)),
        ({"before": "800", "after": "jobs"}, Penalty(110, 500)),
        ({"before": "800", "after": "사람"}, Penalty(110, 500)),
        ({"before": "800", "after": "אנשים"}, Penalty(110, 500)),
        # A number after a name belongs to it.
        ({"before": "Channel", "after": "4"}, Penalty(38, 450)),
        ({"before": "channel", "after": "4"}, Penalty(24, 400)),
        ({"before": "800", "after": "Jobs"}, Penalty(24, 400)),
        ({"before": "800", "after": "300"}, Penalty(335, inf)),
        ({"before": "1932", "after": "jobs"}, Penalty(24, 400)),
        ({"before": "1499", "after": "jobs"}, Penalty(110, 500)),
        ({"before": "2100", "after": "jobs"}, Penalty(110, 500)),
        ({"before": "2099", "after": "jobs"}, Penalty(24, 400)),
        ({"before": "12", "after": "and"}, Penalty(11, 110)),
        ({"before": "word -", "after": "word"}, Penalty(38, 450)),
        ({"before": "word -", "after": "- word"}, Penalty(-10, -250)),
    ],
)  # fmt: skip
def test_a_break_costs_what_its_place_is_worth(place: dict[str, object], expected: Penalty) -> None:
    assert penalty(PLACE._replace(**place), words_of("en")) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("ko", "갈", "수"), ("tr", "senin", "için"), ("hu", "ház", "mellett"), ("fi", "talon", "vieressä"),
        ("fr", "viens", "pas"), ("en", "find", "out"), ("en", "told", "him"), ("da", "giver", "mig"),
        ("no", "gir", "meg"), ("sv", "ger", "mig"),
    ],
)  # fmt: skip
def test_a_word_that_holds_on_to_the_one_before_it_stays_there(
    language: str, before: str, after: str
) -> None:
    place = PLACE._replace(before=f"x{before}", after=after, language=language)
    assert penalty(place, words_of(language)) == Penalty(110, 500)


@pytest.mark.parametrize(
    ("place", "bonus"), [({}, 4), ({"before": "the"}, 4), ({"before": "漢", "after": "字", "wide": True, "gap": ""}, 25)]
)  # fmt: skip
def test_the_break_of_the_author_costs_less(place: dict[str, object], bonus: int) -> None:
    plain = penalty(PLACE._replace(**place), words_of("en"))  # type: ignore[arg-type]
    chosen = penalty(PLACE._replace(**place, author=True), words_of("en"))  # type: ignore[arg-type]
    assert chosen == (max(0, plain.line - bonus), plain.cue - bonus)
    free = penalty(PLACE._replace(sentence=True, author=True), words_of("en"))
    assert free.line == 0, "and never less than nothing"


def weighed(widths: list[int], costs: list[tuple[float, float]], sentences: str = "") -> Chunks:
    """Chunks of some widths, with nothing between them but breaks of these costs."""
    chunks = [Chunk(at, at + 1, width) for at, width in enumerate(widths)]
    breaks = [
        Break("", 0, line, cue, sentence=str(at) in sentences)
        for at, (line, cue) in enumerate(costs)
    ]
    return Chunks("x" * len(widths), chunks, breaks)


def number_of_cues(chunks: Chunks, shortest: float = 0, lingering: float = inf) -> int:
    parts = arrange(chunks, 100, 1, 0, shortest, lingering)
    assert parts is not None
    return len(parts)


def test_a_cue_of_one_word_costs_more() -> None:
    assert number_of_cues(weighed([10, 10], [(0, -799.9)])) == 1
    assert number_of_cues(weighed([10, 10], [(0, -800.1)])) == 2


def test_a_cue_that_is_too_short_costs_more() -> None:
    for cue, number in (
        (-199.9, 1),
        (-200.1, 2),
    ):  # each of the two is half as long as it should be
        chunks = weighed([10, 10, 10, 10], [(0, inf), (0, cue), (0, inf)])
        assert number_of_cues(chunks, 40) == number


def test_a_cue_that_ends_within_a_sentence_after_another_costs_more() -> None:
    for cue, number in ((-149.9, 1), (-150.1, 2)):
        chunks = weighed([10, 10, 10, 10], [(0, inf), (0, cue), (0, inf)], sentences="0")
        assert number_of_cues(chunks) == number
        assert number_of_cues(weighed([10] * 4, [(0, inf), (0, cue), (0, inf)], "01")) == 2


def ways_to_split(chunks: Chunks) -> list[int]:
    """The numbers of cues of each way to share a text among several."""
    return [len(parts) for parts in split(chunks, 100, 2, 0, inf)]


def test_a_further_cue_costs_220_and_a_way_with_fewer_is_sought_at_5000() -> None:
    # One cue of 140 of two lines of 100 costs nothing for being filled; the upper line costs 0.7 of 1.
    some = [35, 35, 35, 35]
    for cue, ways in ((-219.2, []), (-219.4, [2])):
        assert ways_to_split(weighed(some, [(0, inf), (0, cue), (0, inf)])) == ways
    for cue, ways in ((-4999.2, [3, 2]), (-4999.4, [3])):
        breaks: list[tuple[float, float]] = [(0, inf), (0, cue), (0, inf), (0, cue), (0, inf)]
        assert ways_to_split(weighed([*some, 35, 35], breaks)) == ways


def test_a_cue_that_is_filled_to_more_than_three_quarters_costs_more() -> None:
    # Of one line of 100, 85: a tenth too much of 500.
    for cue, number in ((50.1, 1), (49.9, 2)):
        chunks = weighed([20, 25, 20, 20], [(0, inf), (0, cue), (0, inf)])
        assert number_of_cues(chunks) == number
    for cue, number in ((0.1, 1), (-0.1, 2)):
        chunks = weighed([20, 20, 20, 15], [(0, inf), (0, cue), (0, inf)])
        assert number_of_cues(chunks) == number


def test_a_cue_that_lingers_costs_more() -> None:
    for cue, number in ((240.1, 1), (239.9, 2)):  # the whole is shown twice as long
        chunks = weighed([10, 10, 10, 10], [(0, inf), (0, cue), (0, inf)])
        assert number_of_cues(chunks, lingering=20) == number


def first_line(chunks: Chunks) -> int:
    lines = break_lines(chunks, 100, 2)
    assert lines is not None
    return lines[0].last


def test_the_lower_line_is_the_longer_one() -> None:
    # 70 and 60, or 60 and 70: the longer line above costs a tenth of a full one more.
    assert first_line(weighed([60, 10, 60], [(0.05, 0), (0, 0)])) == 1
    assert first_line(weighed([60, 10, 60], [(0.15, 0), (0, 0)])) == 2


def test_uneven_lines_cost_more() -> None:
    # 90 and 20 against 60 and 50, of 100: 130 times (0.9² + 0.2² - 0.6² - 0.5²), and three tenths of the upper line.
    more = 130 * (0.81 + 0.04 - 0.36 - 0.25) + 1 * 0.3
    assert first_line(weighed([60, 30, 20], [(more - 0.1, 0), (0, 0)])) == 1
    assert first_line(weighed([60, 30, 20], [(more + 0.1, 0), (0, 0)])) == 2


def test_two_turns_are_parted_at_a_price() -> None:
    costs = [gap.cue for gap in cut((Run("- Red blue. - Green grey."),), "en", "en", 84).breaks]
    assert costs == [400 + 750, 600 - 250, 400 + 750]


def test_the_author_s_break_may_be_the_best() -> None:
    kept, other = cut((Run("red\nblue green"),), "en", "en", 84, keeps_breaks=True).breaks
    assert (kept.line, kept.cue) == (-60, 0)
    assert (other.line, other.cue) == (24, 400)


def test_doubt_weighs_at_a_quotation_mark_and_beside_latin_letters() -> None:
    quoted = cut((Run("他说“你好吗”是真的"),), "zh", "zh", 32)
    assert [round(gap.line, 1) for gap in quoted.breaks] == [24.8, 25.4, 26.3, 67.5, 24.0, 64.4]
    latin = cut((Run("我用Python写程序"),), "zh", "zh", 32)
    assert [round(gap.line, 1) for gap in latin.breaks] == [25.4, 118.7, 118.5]


def test_a_phrase_is_torn_at_a_price() -> None:
    text = "ハンバーグは"
    whole = cut((Run(text),), "ja", "ja", 26)
    assert whole.breaks == []
    costs = [gap.line for gap in cut((Run(text),), "ja", "ja", 26, tears_phrases=True).breaks]
    assert costs == [150 + 90] * 3 + [150 + 75]
    assert cut((Run(text),), "ja", "ja", 26, tears_phrases=True).breaks[0].cue == 800 + 90


def test_five_cues_that_were_not_mended_are_named() -> None:
    assert _left_note([]) == ""
    assert _left_note([("code", at) for at in range(5)]).count("(code)") == 5
    assert _left_note([("code", at) for at in range(6)]).endswith("cue 4 (code), 1 more")


def finding(severity: Severity, cue: int) -> Fault:
    return Fault("code", severity, cue)


@pytest.mark.parametrize(
    ("severity", "in_cue", "outside"),
    [(Severity.ERROR, 90, 90), (Severity.WARNING, 95, 95), (Severity.INFO, 99, 99)],
)
def test_a_finding_leaves_a_part_of_a_cues_worth(
    severity: Severity, in_cue: int, outside: int
) -> None:
    assert score(10, []) == 100
    assert score(10, [finding(severity, 3)]) == in_cue
    assert score(10, [finding(severity, 3), finding(Severity.INFO, 3)]) == in_cue
    # Outside cues it counts as a cue more.
    assert score(9, [finding(severity, 0)]) == outside
    assert score(0, [finding(severity, 0)]) == 0


def event(start_ms: int, end_ms: int, text: str = "word", **fields: object) -> Event:
    return Event(start_ms, end_ms, (Run(text),), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "bare"),
    [
        (0, 10, True), (0, 9, False), (-1, 10, False), (5, 5, False), (20, 10, False),
        (0, 9 * HOUR_MS + 10, True), (0, 9 * HOUR_MS + 11, False), (9 * HOUR_MS, 9 * HOUR_MS + 10, True),
    ],
)  # fmt: skip
def test_an_event_is_bare_up_to_nine_hours_and_from_a_hundredth_on(
    start: int, end: int, bare: bool
) -> None:
    assert _is_bare(event(start, end)) is bare


@pytest.mark.parametrize(
    "other",
    [
        event(0, 1000, identifier="a"), event(0, 1000, layer=1), event(0, 1000, dialogue=False),
        event(0, 1000, placement=Placement(vertical="top")), event(0, 1000, text="a < b"),
        event(0, 1000, text="5 o'clock"), event(0, 1000)._replace(runs=(Run("a"), Run("b"))),
        event(0, 1000)._replace(runs=(Run("a", speaker="Ann"),)),
    ],
)  # fmt: skip
def test_what_some_format_may_not_hold_is_not_bare(other: Event) -> None:
    assert not _is_bare(other)


@pytest.mark.parametrize("target", sorted(set(outputs().values()) - {"json"}))
@pytest.mark.parametrize(
    "end_ms", [1010, HOUR_MS, 9 * HOUR_MS + 10, 9 * HOUR_MS + 11, 10 * HOUR_MS - 10, 10 * HOUR_MS,
               100 * HOUR_MS - 1, 100 * HOUR_MS, 999 * HOUR_MS, 1000 * HOUR_MS, 2000 * HOUR_MS],
)  # fmt: skip
def test_leaving_out_what_is_bare_leaves_out_no_loss(target: str, end_ms: int) -> None:
    """What a report says of the losses to come is what the conversion then says."""
    text = FORMATS["json"].write(Timeline((event(1000, 1010), event(1000, end_ms)))).text
    document = parse(Source.of(text, "a.json"))
    document.losses_in = losses_in
    assert {loss.kind for loss in losses_in(document, target)} == {
        loss.kind for loss in convert(document, target).losses
    }


def test_a_word_before_a_mark_has_at_most_30_characters() -> None:
    for length in (29, 30, 31, 5000):
        assert _token_before("a" * length, length) == "a" * min(length, 30)


def test_a_suggestion_is_not_serious_unless_it_is_about_reading_or_the_whole_file() -> None:
    suggestion = finding(Severity.INFO, 3)
    assert not _serious({("code", 3)}, [suggestion])
    assert _serious({("code", 0)}, [suggestion])
    assert _serious({("code", 3)}, [finding(Severity.WARNING, 3)])
    assert _serious({("line_too_long", 3)}, [suggestion._replace(code="line_too_long")])


def test_those_beside_a_fault_are_at_fault() -> None:
    before = tuple(event(at * 1000, at * 1000 + 500, cue=at) for at in range(1, 8))
    after = tuple(each._replace(end_ms=each.end_ms + 100) for each in before)
    assert _at_fault({("code", 4)}, before, after) == {3, 4, 5}
    assert _at_fault({("code", 1)}, before, after) == {1, 2}
    assert _at_fault({("code", 7)}, before, after) == {6, 7}
    assert _at_fault({("code", 4)}, before, (*before[:4], *after[4:])) == {5}, (
        "what was changed alone"
    )
    assert _at_fault({("code", 0)}, before, after) == frozenset(), "outside cues it may be any"
