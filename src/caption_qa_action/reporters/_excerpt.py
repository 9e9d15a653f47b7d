"""The line of a file that a finding is about, with the finding's place marked under it."""

from __future__ import annotations

import re

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.inert import COMMAND
from caption_qa_action.core.measure import columns
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Source
from caption_qa_action.core.text import printable

TAB = "    "
_ELLIPSIS = "…"


class Excerpt(NamedTuple):
    """A line as shown, where the mark under it begins and how wide it is, in columns.

    `more_lines` counts the lines after this one that the finding reaches into.
    """

    text: str
    mark_start: int
    mark_width: int
    more_lines: int


def excerpt(source: Source, diagnostic: Diagnostic, room: int) -> Excerpt:
    """The first line of a finding, cut to at most `room` columns around it.

    Only as much of the line is looked at as can be shown, since a line may be the whole file.
    """
    text, span = source.text, diagnostic.span
    start = min(max(span.start, 0), len(text))
    end = min(max(span.end, start), len(text))
    more_lines = 0
    if end > start:  # what ends where a line begins does not reach into it
        more_lines = diagnostic.end_line - (diagnostic.end_column == 1) - diagnostic.line
    line_start, line_end = _line_bounds(source, start, room)
    start = min(start, line_end)
    end = min(end, line_end)

    first = max(line_start, start - room)
    last = min(line_end, max(start + 1, min(end, start + room)) + room)
    cells = _cells(text[first:last])
    mark = _grapheme_start(text[first:last], start - first)
    stop = min(end, last) - first
    if first == line_start and last == line_end and columns("".join(cells)) <= room:
        left, right = 0, len(cells)
    else:
        left, right = _window(cells, mark, stop, room - 2 * len(_ELLIPSIS))
    before = (_ELLIPSIS if left or first > line_start else "") + "".join(cells[left:mark])
    marked = "".join(cells[mark : min(stop, right)])
    after = "".join(cells[max(mark, min(stop, right)) : right])
    cut = right < len(cells) or last < line_end
    shown = before + marked + after + (_ELLIPSIS if cut else "")
    return Excerpt(shown, columns(before), max(1, columns(marked)), more_lines)


def _line_bounds(source: Source, offset: int, room: int) -> tuple[int, int]:
    """Where the line begins and ends that holds an offset, its line end left out.

    What is further away than can be shown is taken for its beginning and end.
    """
    text = source.text
    if source.binary:
        return 0, len(text)
    if text.startswith("\r\n", offset - 1) and offset:  # the second character of a line end
        offset -= 1
    first = max(0, offset - room - 1)
    last = min(len(text), offset + 2 * room + 2)
    start = max(text.rfind(sign, first, offset) for sign in "\r\n") + 1
    end = re.compile("[\r\n]").search(text, offset, last)
    return start or first, end.start() if end else last


def _cells(raw: str) -> list[str]:
    """What is shown for each character: itself, a visible escape, or blanks for a tab."""
    if printable(raw) == raw:
        cells = list(raw)
    else:
        cells = [TAB if character == "\t" else printable(character) for character in raw]
    # The commands of runners are broken here and not in the whole line, so that the mark stays right.
    if "##" in raw:
        for hit in re.finditer(COMMAND, raw):
            cells[hit.start() + 1] = "\\x23"
    return cells


def _grapheme_start(raw: str, index: int) -> int:
    """The index at which the grapheme begins that the character at `index` belongs to."""
    while (
        0 < index < len(raw)
        and printable(raw[index]) == raw[index]
        and (columns(raw[index]) == 0 or raw[index - 1] == "\u200d")
    ):
        index -= 1
    return index


def _window(cells: list[str], mark: int, stop: int, room: int) -> tuple[int, int]:
    """Which cells to show so that the mark is in view and all of them fit into `room` columns."""
    shown = "".join(cells)
    if shown.isascii() and len(shown) == len(cells):  # each takes one column: no need to count
        right = mark + max(0, min(stop - mark, room))
        left = max(0, mark - (room - right + mark) // 2)
        right = min(len(cells), left + room)
        return max(0, right - room), right
    widths = [columns(cell) for cell in cells]
    right, used = mark, 0
    while right < stop and used + widths[right] <= room:
        used += widths[right]
        right += 1
    # Half of what is free goes before the mark, the rest after it; what is over, before it again.
    left, budget = mark, used + (room - used) // 2
    while left and used + widths[left - 1] <= budget:
        left -= 1
        used += widths[left]
    while right < len(cells) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    while left and used + widths[left - 1] <= room:
        left -= 1
        used += widths[left]
    return left, right
