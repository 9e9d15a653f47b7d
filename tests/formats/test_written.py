"""What is written of an event, and what is lost of it, in every format that can be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Style, Timeline
from caption_qa_action.formats import FORMATS, parse
from tests.formats.events import CUE, EVENTS, LOOKS, USUAL

GOLDEN = Path(__file__).parent / "written"
WRITTEN = [name for name in FORMATS if FORMATS[name].is_written]
KINDS = {
    "bold": "bold text",
    "italic": "italic text",
    "underline": "underlined text",
    "strike": "struck-out text",
    "color": "text colour",
    "speaker": "speaker name",
    "language": "language of a passage",
    "ruby": "ruby annotation",
}


def described(format: str) -> str:
    """A usual file, and the lines of each event that are not in one, with what is lost."""
    write = FORMATS[format].write
    whole = write(Timeline((USUAL,), "en", 'A & <b> "c"\nd')).text.split("\n")
    found = ["== all of a file", *(ascii(line)[1:-1] for line in whole)]
    usual = {*whole, *write(Timeline((USUAL,))).text.split("\n")}
    for name, event in EVENTS.items():
        written = write(Timeline((event,)))
        found.append(f"== {name}")
        found += [ascii(line)[1:-1] for line in written.text.split("\n") if line not in usual]
        found += [
            f"lost: {kind} x{number} in cue {cue}: {shown!a}"
            for kind, number, shown, cue in written.losses
        ]
    return "\n".join(found) + "\n"


def read_back(format: str, *events: Event) -> list[Event]:
    written = FORMATS[format].write(Timeline(events))
    again: Timeline = FORMATS[format].to_timeline(parse(Source.of(written.text), format))
    return [event._replace(identifier="", cue=0) for event in again.events]


@pytest.mark.parametrize("format", WRITTEN)
def test_what_is_written_of_an_event_is_as_recorded(format: str, update_goldens: bool) -> None:
    path, found = GOLDEN / f"{format}.txt", described(format)
    if update_goldens:
        path.write_text(found, encoding="ascii", newline="\n")
    assert found == path.read_text(encoding="ascii")


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize("name", list(EVENTS))
def test_what_is_lost_of_an_event_names_its_cue(format: str, name: str) -> None:
    losses = FORMATS[format].write(Timeline((EVENTS[name],))).losses
    assert [loss.cue for loss in losses] == [CUE] * len(losses)
    assert all(loss.shown for loss in losses)


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize("name", list(KINDS))
def test_a_look_arrives_or_is_named_as_lost(format: str, name: str) -> None:
    event = EVENTS[name]
    wanted, found = event.runs[0], read_back(format, event)[0].runs[0]
    if name in LOOKS:
        arrives = getattr(found.style, name) == getattr(wanted.style, name)
        assert found.style in (wanted.style, Style())
    else:
        arrives = getattr(found, name) == getattr(wanted, name)
    lost = {loss.kind for loss in FORMATS[format].write(Timeline((event,))).losses}
    assert lost == (set() if arrives else {KINDS[name]})


def in_order(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.start_ms)


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize("name", list(EVENTS))
def test_an_event_is_written_the_same_beside_another(format: str, name: str) -> None:
    """Its region, its speaker, its looks: what is shared or goes on is that of both."""
    event, other = EVENTS[name], EVENTS["exact, top left"]
    if event.text:
        alone = read_back(format, event)
        together = [*alone, *read_back(format, other), *alone]
        # Some formats are read in the order of time: see test_events_in_order.py.
        found = in_order(read_back(format, event, other, event))
        # What is shown together stands one above the other: see test_stacking.py.
        assert anywhere(found) == anywhere(in_order(together))


def anywhere(events: list[Event]) -> list[Event]:
    return [event._replace(placement=USUAL.placement) for event in events]


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize(
    "name", [name for name in EVENTS if EVENTS[name].placement != USUAL.placement]
)
def test_a_place_is_written_the_same_before_and_after_another(format: str, name: str) -> None:
    event, other = EVENTS[name], later(EVENTS["exact, top left"], 1)
    apart = [*read_back(format, event), *read_back(format, other)]
    assert read_back(format, event, other, later(event, 2)) == [*apart, later(apart[0], 2)]


def later(event: Event, hours: int) -> Event:
    return event._replace(
        start_ms=event.start_ms + hours * 3_600_000, end_ms=event.end_ms + hours * 3_600_000
    )
