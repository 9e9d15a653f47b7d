"""A file that is written anew with its own events is the same file, with LF line ends."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Placement, Run, Timeline
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.formats.webvtt.rewriter import rewrite
from tests.formats.webvtt.samples import SAMPLES


def is_sound(text: str, name: str) -> bool:
    """Whether nothing is wrong with a file, and each of its cues shows something, since others are left out."""
    document = parse(Source.of(text, name), "webvtt")
    return (
        not document.problems
        and not re.search("\0|\t-->|\n\ufeff", text)
        and not any(shows_nothing(document.plain(cue)) for cue in document.cues)
    )


SOUND = [name for name, text in SAMPLES.items() if isinstance(text, str) and is_sound(text, name)]


def rewritten(text: str, **changed: object) -> str:
    """A file with changes to its first event."""
    document = parse(Source.of(text, "a.vtt"), "webvtt")
    timeline: Timeline = FORMATS["webvtt"].to_timeline(document)
    first, *others = timeline.events
    events = (first._replace(**changed), *others)  # type: ignore[arg-type]
    return rewrite(timeline._replace(events=events), document).text


def usual(text: str) -> str:
    """A text as it is written: with hours, LF line ends, and one blank line between blocks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(
        r"(?m)^([0-9]{2}:[0-9.]{6}) +--> +([0-9]{2}:[0-9.]{6})(?=[ \n])", r"00:\1 --> 00:\2", text
    )
    return re.sub("\n{3,}", "\n\n", text).rstrip("\n") + "\n"


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_stays_as_it_is(name: str) -> None:
    text = SAMPLES[name]
    assert isinstance(text, str)
    assert rewritten(text) == usual(text)


_FILE = (
    "WEBVTT - title\nKind: captions\n\nNOTE first\n\nSTYLE\n::cue { color: red }\n\nintro\n"
    "00:00:01.000 --> 00:00:02.500 line:0 align:start\n<c.loud>One</c>\ntwo\n\nNOTE between\n\n"
    "00:00:03.000 --> 00:00:04.500\nTwo\n\nNOTE last\n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_no_event_holds_stays_where_it_was(newline: str) -> None:
    assert rewritten(_FILE.replace("\n", newline)) == _FILE


@pytest.mark.parametrize(
    ("changed", "before", "after"),
    [
        ({"start_ms": 500}, "00:00:01.000", "00:00:00.500"),
        ({"identifier": ""}, "intro\n", ""),
        ({"runs": (Run("Other"),)}, "<c.loud>One</c>\ntwo", "Other"),
        ({"placement": Placement()}, " line:0 align:start", ""),
        ({"placement": Placement("right", "top")}, "align:start", "align:right"),
    ],
)
def test_only_what_has_changed_is_written_anew(
    changed: dict[str, object], before: str, after: str
) -> None:
    assert rewritten(_FILE, **changed) == _FILE.replace(before, after)


def test_a_file_that_has_lost_its_header_gets_one() -> None:
    assert (
        rewritten("00:00:01.000 --> 00:00:02.500\nOne\n")
        == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nOne\n"
    )
