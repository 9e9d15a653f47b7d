"""What was written is read again: a writer that loses something is found out."""

from __future__ import annotations

import pytest

from caption_qa_action.core.timeline import Event, Loss, Placement, Run, Timeline
from caption_qa_action.delivery.reread import differences
from caption_qa_action.formats import FORMATS

WRITTEN = [name for name in FORMATS if FORMATS[name].is_written]


def event(text: str, start_ms: int = 1000, end_ms: int = 2000, **more: object) -> Event:
    return Event(start_ms, end_ms, (Run(text),), cue=1)._replace(**more)  # type: ignore[arg-type]


def kinds(
    meant: Timeline, written: Timeline, target: str, named: tuple[str, ...] = ()
) -> list[str]:
    text = FORMATS[target].write(written).text
    return [
        loss.kind for loss in differences(meant, text, target, [Loss(kind, 2) for kind in named])
    ]


TWO = Timeline((event("One two"), event("Three", 3000, 4000)))


@pytest.mark.parametrize("target", WRITTEN)
def test_what_is_written_as_it_was_meant_has_no_loss(target: str) -> None:
    assert kinds(TWO, TWO, target) == []


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize(
    "written",
    [
        (event("One too"), event("Three", 3000, 4000)),
        (event("two One"), event("Three", 3000, 4000)),
        (event("One two"),),
        (event("One two"), event("Three", 3000, 4000), event("Four", 5000, 6000)),
        (event("Three"), event("One two", 3000, 4000)),
    ],
)
def test_other_words_are_a_loss(target: str, written: tuple[Event, ...]) -> None:
    found = kinds(TWO, Timeline(written), target)
    assert found == ["text that is read otherwise"]
    assert kinds(TWO, Timeline(written), target, ("hidden cue",)) == []


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize("start_ms, end_ms", [(1500, 2000), (1000, 2500)])
def test_another_time_is_a_loss(target: str, start_ms: int, end_ms: int) -> None:
    written = Timeline((event("One two", start_ms, end_ms), event("Three", 3000, 4000)))
    assert kinds(TWO, written, target) == ["time that is read otherwise"]
    assert kinds(TWO, written, target, ("time out of range",)) == []


@pytest.mark.parametrize("target", WRITTEN)
def test_times_may_differ_by_the_rounding_of_the_format(target: str) -> None:
    odd = Timeline((event("One two", 1004, 2006),))
    assert kinds(odd, odd, target) == []
    near = Timeline((event("One two", 1000, 2020),))
    assert kinds(odd, near, target) == ["time that is read otherwise"]


@pytest.mark.parametrize("target", ["webvtt", "ttml", "json"])
def test_another_place_or_annotation_is_a_loss(target: str) -> None:
    top = Timeline((event("One", placement=Placement(vertical="top")),))
    plain = Timeline((event("One"),))
    assert kinds(top, top, target) == []
    assert kinds(top, plain, target) == ["placement"]
    assert kinds(top, plain, target, ("region",)) == []
    annotated = Timeline((event("")._replace(runs=(Run("漢字", ruby="かんじ"),)),))
    bare = Timeline((event("漢字"),))
    assert kinds(annotated, annotated, target) == []
    assert kinds(annotated, bare, target) == ["ruby annotation"]
