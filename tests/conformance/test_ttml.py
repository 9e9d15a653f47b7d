"""The W3C's IMSC tests: when the picture changes, and whether text is visible from then on."""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from caption_qa_action.files.decode import decode
from caption_qa_action.formats import ttml
from tests.formats.ttml import isd

SHARED = Path(__file__).parents[3] / "shared"
FOLDER = SHARED / "conformance" / "ttml"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the conformance data is not at ../shared/conformance"
)

# Here the expectation counts a line break alone as visible text: a <br/> of the paragraph is active
# from 24.4 s to 25 s and from 35 s to 40 s, when none of its two spans is.
ONLY_A_LINE_BREAK = {"BasicTiming010": {24_400, 35_000}}


class Change(TypedDict):
    time: float
    visible: bool


class Case(TypedDict):
    test: str
    ttml: str
    changes: list[Change]


@cache
def cases() -> list[Case]:
    if not FOLDER.is_dir():
        return []
    found: list[Case] = json.loads((FOLDER / "isd-times.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["test"])
def test_text_is_visible_when_it_should_be(case: Case) -> None:
    document = ttml.parse(decode(case["ttml"], (FOLDER / case["ttml"]).read_bytes()))
    timeline = ttml.to_timeline(document)
    times = [int(change["time"] * 1000 + 0.5) for change in case["changes"]]
    blank = ONLY_A_LINE_BREAK.get(case["test"], set())
    for change, start, end in zip(
        case["changes"], times, [*times[1:], times[-1] + 1000], strict=True
    ):
        middle = (start + end) / 2
        visible = any(event.start_ms <= middle < event.end_ms for event in timeline.events)
        assert visible is (change["visible"] and start not in blank), f"from {start} ms"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["test"])
def test_text_changes_only_when_the_picture_does(case: Case) -> None:
    document = ttml.parse(decode(case["ttml"], (FOLDER / case["ttml"]).read_bytes()))
    timeline = ttml.to_timeline(document)
    times = {int(change["time"] * 1000 + 0.5) for change in case["changes"]}
    open_ends = {
        document.cues[event.cue - 1].end_ms
        for event in timeline.events
        if any(loss.kind == "cue without an end" for loss in timeline.losses)
        and event.cue in document.guessed
    }
    changes = {time for event in timeline.events for time in (event.start_ms, event.end_ms)}
    assert changes - open_ends <= times


# No documents of TTML2, and so nothing for ttconv, which keeps to it: a document is in the namespace of TTML
# (TTML2, section 5.1, "Namespaces"), and an offset has a metric (section 12.3.1, "offset-time : time-count
# fraction? metric"). They are compared as what they stand for in TTML2, written here.
DRAFT = "http://www.w3.org/2006/10/ttaf1"
NAMESPACE = "http://www.w3.org/ns/ttml"
WITHOUT_NAMESPACE = "example-in-breaklines.ttml"
LYRICS = "ttml_example_apple.ttml"


def in_ttml2(name: str, text: str) -> str:
    """A document as TTML2 writes it: in its namespace, and with the times of lines in seconds."""
    text = text.replace(DRAFT, NAMESPACE)
    if name == WITHOUT_NAMESPACE:
        text = text.replace("<tt>", f'<tt xmlns="{NAMESPACE}">', 1)
    if name == LYRICS:  # a line is shown whole, and all times count from the beginning
        text = re.sub(r"<(div|span|body)\b[^>]*>", r"<\1>", text)
        text = re.sub(r'\b(begin|end)="(?:([0-9]+):)?([0-9.]+)"', _in_seconds, text)
    return text


def _in_seconds(time: re.Match[str]) -> str:
    seconds = int(time[2] or 0) * 60 + float(time[3])
    return f'{time[1]}="{seconds:.3f}s"'


def corpus() -> list[Path]:
    return sorted(SHARED.rglob("*.ttml"))


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_what_is_visible_is_what_another_implementation_shows(path: Path) -> None:
    logging.disable(logging.CRITICAL)
    try:
        wanted = isd.theirs(in_ttml2(path.name, path.read_text("utf-8-sig")))
    finally:
        logging.disable(logging.NOTSET)
    source = decode(path.name, path.read_bytes())
    found = isd.ours(source.text)
    if any(
        loss.kind == "cue without an end" for loss in ttml.to_timeline(ttml.parse(source)).losses
    ):
        found = found[:-1]  # what nothing ends stays there for ever
    assert wanted is not None
    assert found == wanted


def test_there_are_172_documents() -> None:
    assert len(cases()) == 172
