"""The numbers that deliveries weigh by, each where one more or less would show."""

from __future__ import annotations

from math import inf

import pytest

from caption_qa_action.core.breaking import Between, Penalty, penalty
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.sentences import _token_before
from caption_qa_action.core.source import Position, Source, Span
from caption_qa_action.core.timeline import Event, Placement, Run, Timeline
from caption_qa_action.core.words import words_of
from caption_qa_action.delivery.aided import _at_fault
from caption_qa_action.delivery.convert import _is_bare, convert, losses_in
from caption_qa_action.delivery.process import score
from caption_qa_action.delivery.target import outputs
from caption_qa_action.formats import FORMATS, parse

HOUR_MS = 3_600_000
PLACE = Between("one", "two", False, False, False, False, "en", " ")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"sentence": True}, Penalty(0, -250)),
        ({"before": "one,", "after": "and"}, Penalty(4, 50)),
        ({"before": "one,"}, Penalty(5, 80)),
        ({"after": "and"}, Penalty(11, 140)),
        ({"after": "the"}, Penalty(15, 210)),
        ({}, Penalty(24, 230)),
        ({"before": "New", "after": "York"}, Penalty(38, 400)),
        ({"before": "the"}, Penalty(64, 500)),
        ({"before": "and"}, Penalty(64, 500)),
        ({"before": "and", "after": "because"}, Penalty(64, 500)),
        ({"before": "12", "after": "km"}, Penalty(65, inf)),
        ({"before": "Dr.", "after": "Smith"}, Penalty(75, inf)),
        # Chinese and Japanese: a change of script is a better place than none.
        ({"before": "私は", "after": "東京", "wide": True, "gap": "\u3000"}, Penalty(5, 80)),
        ({"before": "私は", "after": "東京", "wide": True, "gap": ""}, Penalty(10, 230)),
        ({"before": "東京", "after": "都庁", "wide": True, "gap": ""}, Penalty(24, 230)),
        ({"before": "我们不", "after": "去", "wide": True, "gap": "", "language": "zh"}, Penalty(64, 500)),
        ({"before": "不去", "after": "了", "wide": True, "gap": "", "language": "zh"}, Penalty(64, 500)),
        ({"before": "800", "after": "jobs"}, Penalty(45, 420)),
        ({"before": "1932", "after": "jobs"}, Penalty(24, 230)),
        ({"before": "1499", "after": "jobs"}, Penalty(45, 420)),
        ({"before": "2100", "after": "jobs"}, Penalty(45, 420)),
        ({"before": "2099", "after": "jobs"}, Penalty(24, 230)),
        ({"before": "12", "after": "and"}, Penalty(11, 140)),
        ({"before": "word -", "after": "word"}, Penalty(38, 400)),
    ],
)  # fmt: skip
def test_a_break_costs_what_its_place_is_worth(place: dict[str, object], expected: Penalty) -> None:
    assert penalty(PLACE._replace(**place), words_of("en")) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "bonus"), [({}, 4), ({"before": "the"}, 4), ({"before": "漢", "after": "字", "wide": True, "gap": ""}, 25)]
)  # fmt: skip
def test_the_break_of_the_author_costs_less(place: dict[str, object], bonus: int) -> None:
    plain = penalty(PLACE._replace(**place), words_of("en"))  # type: ignore[arg-type]
    chosen = penalty(PLACE._replace(**place, author=True), words_of("en"))  # type: ignore[arg-type]
    assert chosen == (max(0, plain.line - bonus), plain.cue - bonus)
    free = penalty(PLACE._replace(sentence=True, author=True), words_of("en"))
    assert free.line == 0, "and never less than nothing"


def finding(severity: Severity, cue: int) -> Diagnostic:
    place = Position(1, 1)
    return Diagnostic("a.srt", "code", severity, "found", Span(0, 0), place, place, cue)


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
