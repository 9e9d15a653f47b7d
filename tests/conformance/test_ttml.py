"""The W3C's IMSC tests: when the picture changes, and whether text is visible from then on."""

from __future__ import annotations

import json
import logging
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


# ttconv reads no time without a unit, as lyrics have it, and nothing without the namespace of TTML.
NOT_READ = {
    "ttml_example_apple.ttml",
    "example-in.ttml",
    "example-in-breaklines.ttml",
    "example-in-merging-style.ttml",
}


def corpus() -> list[Path]:
    return sorted(path for path in SHARED.rglob("*.ttml") if path.name not in NOT_READ)


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_what_is_visible_is_what_another_implementation_shows(path: Path) -> None:
    logging.disable(logging.CRITICAL)
    try:
        wanted = isd.theirs(path.read_text("utf-8-sig"))
    finally:
        logging.disable(logging.NOTSET)
    source = decode(path.name, path.read_bytes())
    found = isd.ours(source.text)
    if any(
        loss.kind == "cue without an end" for loss in ttml.to_timeline(ttml.parse(source)).losses
    ):
        found = found[:-1]  # what nothing ends stays there for ever
    assert found == wanted


def test_there_are_172_documents() -> None:
    assert len(cases()) == 172
