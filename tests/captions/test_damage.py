"""Damage stays where it is: what a parser reads before it and beside it is the same as without it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from tests.captions import Caption, generated

FILES = [caption for caption in generated() if not caption.encoding]
SOUND = [caption for caption in FILES if not caption.damaged]
CUTS = 60


def read(caption: Caption, text: str) -> Document:
    return parse(Source.of(text, caption.name), caption.format)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_a_cut_changes_nothing_that_stands_before_it(caption: Caption) -> None:
    text = decode(caption.name, caption.data).text
    document = read(caption, text)
    cues = [(cue.start_ms, document.plain(cue)) for cue in document.cues]
    for number in range(CUTS):
        end = len(text) * number // CUTS
        cut = read(caption, text[:end])
        # The last whole cue may take what is left of the next one for its own.
        whole = sum(cue.block_end <= end for cue in document.cues) - 1
        found = [(cue.start_ms, cut.plain(cue)) for cue in cut.cues]
        assert found[: max(whole, 0)] == cues[: max(whole, 0)]


@pytest.mark.parametrize("caption", SOUND, ids=repr)
def test_a_damaged_time_costs_no_other_cue(caption: Caption) -> None:
    text = decode(caption.name, caption.data).text
    document = read(caption, text)
    for cue in document.cues:
        others = Counter(document.own_text(other) for other in document.cues if other is not cue)
        for digit in re.finditer("[0-9]", text[cue.timing_start : cue.timing_end]):
            at = cue.timing_start + digit.start()
            damaged = read(caption, f"{text[:at]}x{text[at + 1 :]}")
            found = Counter(damaged.own_text(other) for other in damaged.cues)
            lost = list(others - found)
            if document.traits.cues_share_text:  # what appears at the same time is one cue
                lost = [other for other in lost if not any(other in text for text in found)]
            assert not lost
            shown = any(document.own_text(cue) in text for text in found)
            assert shown or damaged.problems, "a cue is not lost in silence"


@pytest.mark.parametrize(
    "caption", [file for file in SOUND if file.text and "\r" not in file.text], ids=repr
)
def test_line_ends_change_nothing_that_is_read(caption: Caption) -> None:
    text = decode(caption.name, caption.data).text
    document = read(caption, text)
    expected = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    for newline in ("\r\n", "\r"):
        other = read(caption, text.replace("\n", newline))
        found = [(cue.start_ms, cue.end_ms, other.plain(cue)) for cue in other.cues]
        assert found == expected
