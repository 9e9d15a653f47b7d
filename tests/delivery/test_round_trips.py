"""What every pair of formats keeps: the times and the visible text of each cue, there and back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Loss, Placement, Run, Style, Timeline
from caption_qa_action.delivery.convert import convert, losses_in
from caption_qa_action.formats import FORMATS, parse
from tests.sampling import examples

OUTPUTS = sorted(name for name in FORMATS if FORMATS[name].is_written)
PAIRS = list(itertools.permutations(OUTPUTS, 2))
# A format that writes hundredths keeps these, every other one any whole millisecond.
STEP_MS = {"ass": 10}

NASTY = (
    "-->",
    "->",
    "&",
    "&amp;",
    "&lt;i&gt;",
    "<",
    "<i>",
    "</i>",
    "<b",
    "<00:00:02.000>",
    "{",
    "}",
    "{\\an8}",
    "{y:i}",
    "\\N",
    "\\n",
    "\\h",
    "\\",
    "|",
    "[br]",
    "1",
    "42",
    "00:00:01,000 --> 00:00:02,000",
    "0:00:01.000,0:00:02.000",
    "WEBVTT",
    "NOTE",
    "STYLE",
    "[Events]",
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,x",
    "]]>",
    "<!-- x -->",
    '"',
    "'",
    ",",
    "日本語",
    "العربية",
    "é",
    "e\u0301",
    "👩\u200d🚀",
    "\u00a0",
    "\u3000",
    "\u2028",
)
WORDS = st.text("abcdefgh .,!?'", min_size=1, max_size=12).filter(lambda word: word.strip(" "))
PLAIN_LINES = st.builds(lambda word: word.strip(" "), WORDS)
NASTY_LINES = st.lists(st.one_of(st.sampled_from(NASTY), WORDS), min_size=1, max_size=4).map(
    lambda parts: " ".join(parts).strip(" \u00a0\u3000\u2028") or "x"
)
LOOKS = st.sampled_from([Style(), Style(italic=True), Style(bold=True), Style(underline=True)])
PLACES = st.sampled_from([Placement(), Placement(vertical="top"), Placement("left", "middle")])


@st.composite
def timelines(draw: st.DrawFn, lines: st.SearchStrategy[str], step_ms: int) -> Timeline:
    """Events in order that do not share the screen, as most captions are."""
    events = []
    end = 0
    for number in range(1, draw(st.integers(1, 6)) + 1):
        start = end + draw(st.integers(0, 400)) * step_ms
        end = start + draw(st.integers(1, 2000)) * step_ms
        text = "\n".join(draw(st.lists(lines, min_size=1, max_size=3)))
        runs = (Run(text, draw(LOOKS)),)
        events.append(Event(start, end, runs, draw(PLACES), cue=number))
    return Timeline(tuple(events), "en")


def shown(document: Document) -> list[tuple[int, int, str]]:
    """What a viewer sees: the times and the text of each event."""
    timeline: Timeline = FORMATS[document.format].to_timeline(document)
    return [(event.start_ms, event.end_ms, event.text) for event in timeline.events]


def document_in(format: str, timeline: Timeline) -> tuple[Document, tuple[Loss, ...]]:
    """A timeline as a document of a format."""
    written = FORMATS[format].write(timeline)
    return parse(Source.of(written.text), format), written.losses


def changes_text(losses: tuple[Loss, ...]) -> bool:
    """Whether a writer has reported that some text is not as it was."""
    return any(
        loss.kind.startswith("text that") or loss.kind in ("blank line", "control character")
        for loss in losses
    )


def there_and_back(start: Document, target: str) -> tuple[Document, Document, bool]:
    """A document converted and converted back, and whether its text is reported as changed."""
    there = convert(start, target)
    between = parse(Source.of(there.text), target)
    back = convert(between, start.format)
    end = parse(Source.of(back.text), start.format)
    return between, end, changes_text((*there.losses, *back.losses))


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_times_and_plain_text_survive_there_and_back(source: str, target: str) -> None:
    step_ms = max(STEP_MS.get(source, 1), STEP_MS.get(target, 1))

    @settings(
        max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(timelines(PLAIN_LINES, step_ms))
    def check(timeline: Timeline) -> None:
        start, _ = document_in(source, timeline)
        between, end, changed = there_and_back(start, target)
        assert not changed
        assert shown(start) == [(e.start_ms, e.end_ms, e.text) for e in timeline.events]
        assert shown(between) == shown(start)
        assert shown(end) == shown(start)

    check()


@pytest.mark.sampled(12)
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_text_that_looks_like_something_else_survives_or_is_named(source: str, target: str) -> None:
    step_ms = max(STEP_MS.get(source, 1), STEP_MS.get(target, 1))

    @settings(
        max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(timelines(NASTY_LINES, step_ms))
    def check(timeline: Timeline) -> None:
        start, _ = document_in(source, timeline)
        between, end, changed = there_and_back(start, target)
        times = [event[:2] for event in shown(start)]
        assert [event[:2] for event in shown(between)] == times
        assert [event[:2] for event in shown(end)] == times
        if not changed:
            assert shown(between) == shown(start)
            assert shown(end) == shown(start)

    check()


@pytest.mark.parametrize("format", OUTPUTS)
def test_a_document_in_its_own_format_stays_as_it_is(format: str) -> None:
    @settings(max_examples=examples(20), deadline=None)
    @given(timelines(NASTY_LINES, STEP_MS.get(format, 1)))
    def check(timeline: Timeline) -> None:
        document, _ = document_in(format, timeline)
        assert convert(document, format).text == document.source.text
        assert convert(document, format).losses == ()

    check()


@pytest.mark.parametrize("format", OUTPUTS)
def test_what_is_written_has_no_defects_of_form(format: str) -> None:
    @settings(max_examples=examples(20), deadline=None)
    @given(timelines(PLAIN_LINES, STEP_MS.get(format, 1)))
    def check(timeline: Timeline) -> None:
        document, _ = document_in(format, timeline)
        assert [problem.message for problem in document.problems] == []
        assert len(document.cues) == len(timeline.events)

    check()


@pytest.mark.slow
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_losses_can_be_listed_without_converting(source: str, target: str) -> None:
    @settings(
        max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(timelines(st.one_of(NASTY_LINES, PLAIN_LINES), STEP_MS.get(source, 1)))
    def check(timeline: Timeline) -> None:
        document, _ = document_in(source, timeline)
        assert losses_in(document, target) == convert(document, target).losses

    check()
