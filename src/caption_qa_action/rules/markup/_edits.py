"""Edits that take tags out of a cue without leaving an empty line, which would end the cue."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caption_qa_action.core.diagnostic import Edit, Span
from caption_qa_action.core.document import Cue, Document


def remove(document: Document, cue: Cue, spans: Iterable[Span]) -> list[Edit]:
    """Edits that remove spans of a cue's text; a line that holds nothing else goes as a whole."""
    edits: list[Edit] = []
    for line, inside in _by_line(document.source.text, cue, sorted(spans)):
        if _covers(document.source.text, line, inside):
            edits.append(Edit(_with_line_end(document.source.text, cue, line), ""))
        else:
            edits += [Edit(span, "") for span in inside]
    return _merged(edits)


def removes_only(edits: Iterable[Edit], spans: Iterable[Span]) -> bool:
    """Whether the edits of `remove` take out nothing but the spans: no line, no blanks."""
    return [edit.span for edit in edits] == sorted(spans)


def _by_line(text: str, cue: Cue, spans: list[Span]) -> Iterable[tuple[Span, list[Span]]]:
    """The spans of each line; a span of several lines counts to its first one."""
    lines: dict[Span, list[Span]] = {}
    find_end = re.compile(r"[\r\n]").search
    line = Span(cue.text_start, -1)
    for span in spans:
        if span.start >= line.end:
            # Looked for from the line before on, so that the whole is one pass over the text.
            before = max(line.start, line.end)
            newline = max(
                text.rfind("\n", before, span.start), text.rfind("\r", before, span.start)
            )
            start = newline + 1 if newline >= 0 else before
            found = find_end(text, span.end, cue.text_end)
            line = Span(start, found.start() if found else cue.text_end)
        lines.setdefault(line, []).append(span)
    return lines.items()


def _covers(text: str, line: Span, spans: list[Span]) -> bool:
    """Whether nothing but blanks is left of a line without the spans."""
    position = line.start
    for span in spans:
        if text[position : span.start].strip(" \t"):
            return False
        position = span.end
    return not text[position : line.end].strip(" \t")


def _with_line_end(text: str, cue: Cue, line: Span) -> Span:
    """A line with the line end after it; the last line of a cue with the line end before it."""
    start, end = line
    if end < cue.text_end:
        return Span(start, end + (2 if text.startswith("\r\n", end) else 1))
    if start > cue.text_start:
        start -= 2 if text.startswith("\r\n", start - 2) else 1
    return Span(start, end)


def _merged(edits: list[Edit]) -> list[Edit]:
    """The edits with those that overlap made one: all lines of a cue may go."""
    merged: list[Edit] = []
    for edit in edits:
        if merged and edit.span.start < merged[-1].span.end:
            span = Span(merged[-1].span.start, max(edit.span.end, merged[-1].span.end))
            merged[-1] = Edit(span, "")
        else:
            merged.append(edit)
    return merged
