"""Drop-frame times of a whole day, compared with frames that are counted one by one.

The oracle knows no formula: it goes through the labels of a day in order, leaves out those that the standard
leaves out, and numbers the others.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse, scc
from caption_qa_action.formats.ttml.time import Rates, Times

NTSC = Fraction(30000, 1001)
# SMPTE ST 12-1: frames 00 and 01 are left out of the first second of each minute, except these.
NTSC_KEPT = {0, 10, 20, 30, 40, 50}
# TTML 2, ttp:dropMode: frames 00 to 03 of the first second of every second minute, except 0, 20, 40.
PAL_LEFT_OUT = {2, 4, 6, 8, 10, 12, 14, 16, 18, 22, 24, 26, 28, 30, 32, 34, 36, 38,
                42, 44, 46, 48, 50, 52, 54, 56, 58}  # fmt: skip

Label = tuple[int, int, int, int]


def is_left_out(mode: str, minute: int, second: int, frame: int) -> bool:
    if mode == "dropNTSC":
        return minute not in NTSC_KEPT and second == 0 and frame in (0, 1)
    return mode == "dropPAL" and minute in PAL_LEFT_OUT and second == 0 and frame in (0, 1, 2, 3)


@cache
def numbered(mode: str) -> tuple[tuple[Label, int], ...]:
    """Labels at the edges of each minute, and one inside it, with the number of their frames."""
    number = 0
    kept = []
    for hour, minute, second in product(range(24), range(60), range(60)):
        frames = [frame for frame in range(30) if not is_left_out(mode, minute, second, frame)]
        shown = {0: frames[:4], 30: [15], 59: [28, 29]}.get(second, [])
        kept += [((hour, minute, second, frame), number + frames.index(frame)) for frame in shown]
        number += len(frames)
    return tuple(kept)


def written(label: Label, before_frames: str = ":") -> str:
    return "{:02}:{:02}:{:02}".format(*label) + f"{before_frames}{label[3]:02}"


@pytest.mark.sampled(3)
@pytest.mark.parametrize("mode", ["nonDrop", "dropNTSC", "dropPAL"])
def test_each_label_of_ttml_is_the_frame_that_counting_comes_to(mode: str) -> None:
    times = Times(Rates("smpte", 30, Fraction(1000, 1001), drop_mode=mode))
    for label, number in numbered(mode):
        assert times.read(written(label)) == number / NTSC * 1000, label
    assert not times.notes


@pytest.mark.parametrize("mode", ["dropNTSC", "dropPAL"])
def test_each_label_of_ttml_that_is_left_out_is_noticed(mode: str) -> None:
    times = Times(Rates("smpte", 30, Fraction(1000, 1001), drop_mode=mode))
    expected = set()
    for minute in range(60):
        for second in (0, 1, 59):
            for frame in range(6):
                raw = written((3, minute, second, frame))
                times.read(raw)
                if is_left_out(mode, minute, second, frame):
                    expected.add(raw)
    assert set(times.notes) == expected
    assert {note.code for notes in times.notes.values() for note in notes} == {"ttml_dropped_frame"}


def starts(labels: list[str]) -> list[int]:
    """When the captions of an SCC file, one for each time code, are shown."""
    codes = "9420 9470 c849 942f"
    text = "Scenarist_SCC V1.0\n\n" + "\n\n".join(f"{label}\t{codes}" for label in labels) + "\n"
    document = parse(Source.of(text, "a.scc"))
    assert not document.problems
    return [event.start_ms for event in scc.to_timeline(document).events]


def test_each_drop_frame_label_of_scc_is_the_frame_that_counting_comes_to() -> None:
    every = numbered("dropNTSC")[::3]
    # The codes of a line take a frame each, and its last shows the caption.
    expected = [round_half_up((number + 3) / NTSC * 1000) for _, number in every]
    assert starts([written(label, ";") for label, _ in every]) == expected


def test_without_a_semicolon_no_label_of_scc_is_left_out() -> None:
    every = numbered("nonDrop")[::3]
    expected = [round_half_up((number + 3) / NTSC * 1000) for _, number in every]
    assert starts([written(label) for label, _ in every]) == expected


def round_half_up(ms: Fraction) -> int:
    whole, rest = divmod(ms, 1)
    return int(whole) + (rest >= Fraction(1, 2))
