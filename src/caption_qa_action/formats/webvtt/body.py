"""The fast path of the WebVTT parser: one regular expression a clean cue, everything else line by line.

Both ways give the same cues; a clean file of 100,000 cues is read several times faster.
"""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.text import only_newline
from caption_qa_action.formats._arrows import LINE_OF_TIMES
from caption_qa_action.formats.webvtt.blocks import Blocks

_CLOCK = r"((?:[0-9]{2,6}:)?[0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_HEAD = (
    rf"(?:(?![0-9]{{2,}}:|NOTE|STYLE|REGION)([^\r\n]+)NL)?{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}"
    r"([ \t][^\r\n]*)?NL"
)


class _ClockMs(dict[str, int]):
    """Milliseconds of `HH:MM` or `MM`, filled as they are met."""

    def __missing__(self, clock: str) -> int:
        hours, _, minutes = clock.rpartition(":")
        ms = (int(hours or "0") * 60 + int(minutes)) * 60_000
        if len(self) < 100_000:
            self[clock] = ms
        return ms


class _FieldMs(dict[str, int]):
    """Milliseconds of a field of digits, filled as they are met."""

    def __init__(self, unit: int) -> None:
        super().__init__()
        self._unit = unit

    def __missing__(self, digits: str) -> int:
        ms = self[digits] = int(digits) * self._unit
        return ms


# Three look-ups are several times faster than eight calls of int().
_CLOCKS, _SECONDS, _FRACTIONS = _ClockMs(), _FieldMs(1000), _FieldMs(1)


def read_body(blocks: Blocks, position: int, *, cut: str = "", line_by_line: bool = False) -> None:
    """Read the text from `position`, where a block begins; `cut` as the header leaves it."""
    blocks.cut = cut
    text = blocks.text
    size = len(text)
    newline = only_newline(text)
    if line_by_line or not newline:
        while position < size:
            position = blocks.read_block(position)
        return
    _read_fast(blocks, position, newline)


def _read_fast(blocks: Blocks, position: int, newline: str) -> None:
    text = blocks.text
    match_head = re.compile(_HEAD.replace("NL", newline)).match
    find, count, add = text.find, text.count, blocks.cues.append
    startswith = text.startswith
    clocks, seconds, fractions = _CLOCKS, _SECONDS, _FRACTIONS
    known_settings = blocks.known_settings
    blank = newline * 2
    step = len(newline)
    size = len(text)
    # The first empty line and the first arrow at or after the text of the current cue. They are
    # looked for only once passed, so that the whole stays linear.
    next_blank = next_arrow = -1
    while position < size:
        match = None if blocks.cut else match_head(text, position)
        if match is None:
            position = blocks.read_block(position)
            continue
        text_start = match.end()
        if next_blank < text_start - step:
            next_blank = find(blank, text_start - step)
            if next_blank < 0:
                next_blank = size
        text_end = block_end = next_blank
        if text_end == size:
            if text_start < size and startswith(newline, size - step):
                text_end -= step
        else:
            block_end += 2 * step
            while startswith(newline, block_end):
                block_end += step
            if text_end < text_start:  # the empty line follows the timing line at once
                text_end = text_start
        if next_arrow < text_start:
            next_arrow = find("-->", text_start)
            if next_arrow < 0:
                next_arrow = size
        identifier, clock, second, ms, end_clock, end_second, end_ms, settings = match.groups()
        timing_start = position
        if identifier is None:
            identifier = ""
        elif "-->" in identifier:
            position = blocks.read_block(position)
            continue
        else:
            timing_start += len(identifier) + step
        if next_arrow < text_end or (
            count(":", text_start, text_end) > 1
            and compiled(LINE_OF_TIMES).search(text, text_start, text_end)
        ):
            position = blocks.read_block(position)
            continue
        if settings is None:
            settings = ""
        else:
            known = known_settings.get(settings)
            if known is None:
                known = blocks.look_at_settings(settings)
            if known[1]:
                offset = text_start - step - len(settings)
                blocks.problems += [note.at(offset) for note in known[1]]
            settings = known[0]
        add(
            Cue(
                len(blocks.cues) + 1,
                identifier,
                clocks[clock] + seconds[second] + fractions[ms],
                clocks[end_clock] + seconds[end_second] + fractions[end_ms],
                position,
                timing_start,
                text_start - step,
                text_start,
                text_end,
                block_end,
                settings,
            )
        )
        blocks.seen_cue = True
        position = block_end
