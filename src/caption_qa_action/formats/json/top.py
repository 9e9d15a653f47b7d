"""The object of a JSON timeline, which has the array of cues, and what is around them."""

from __future__ import annotations

import re
from itertools import pairwise

from caption_qa_action.core.document import Block
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._json_values import WS, Member, Value
from caption_qa_action.formats._seconds import read_times
from caption_qa_action.formats.json.cues import Cues, read_cues

_FORMAT = "captionpass-json"
_VERSION = "1"
# The names that are read; others are those of the file.
_READ = frozenset(("format", "version", "language", "title", "cues"))
_CUES = f'"cues"{WS}:{WS}\\['


def read(text: str) -> Cues:
    """The cues of a text, and what is around them."""
    cues = Cues(text)
    if not text.strip(" \t\r\n"):
        if text:
            cues.blocks.append(Block("blank", Span(0, len(text))))
        return cues
    start = cues.reader.skip(0)
    if text.startswith("{", start):
        end = _read_top(cues, start)
    else:
        value = cues.reader.value(start)
        end = value.end if value else len(text)
        if value:
            cues.schema(
                Span(start, start + 1), f'the file is {value.title}; expected an object with "cues"'
            )
    rest = cues.reader.skip(end)
    if rest < len(text):
        message = f"expected the end of the file, found {quote(text[rest])}"
        cues.reader.error(Span(rest, rest + 1), message)
        cues.rest = rest
    _close_tiles(cues)
    if cues.numbers:
        cues.reader.problems += read_times(
            cues.cues, cues.numbers, cues.guessed, "json_time_not_integer"
        )
    return cues


def _close_tiles(cues: Cues) -> None:
    """Let the tiles reach from each to the next; what is before and after them is header."""
    text = cues.reader.text
    starts = [cue.block_start for cue in cues.cues] + [block.span.start for block in cues.blocks]
    if not starts:
        kind = "junk" if cues.reader.problems else "header"
        cues.blocks.append(Block(kind, Span(0, len(text))))
        return
    starts.sort()
    following = dict(pairwise(starts))
    last = starts[-1]
    end = len(text)
    for cue in cues.cues:
        if cue.block_start == last:
            end = cue.block_end
        cue.block_end = following.get(cue.block_start, cue.block_end)
    for number, block in enumerate(cues.blocks):
        if block.span.start == last:
            end = block.span.end
        stop = following.get(block.span.start, block.span.end)
        cues.blocks[number] = Block(block.kind, Span(block.span.start, stop))
    if starts[0]:
        cues.blocks.insert(0, Block("header", Span(0, starts[0])))
    rest = max(end, cues.rest)
    for kind, span in (("header", Span(end, rest)), ("junk", Span(rest, len(text)))):
        if span.start < span.end:
            cues.blocks.append(Block(kind, span))


def _read_top(cues: Cues, start: int) -> int:
    """Read the object of a file; where it ends."""
    reader, text = cues.reader, cues.reader.text
    names: set[str] = set()
    position = reader.skip(start + 1)
    seen = False
    while not text.startswith("}", position):
        name = reader.name(position)
        value: Value | None = None
        if name:
            at = reader.skip(reader.stopped)
            if name.text == "cues" and not seen and text.startswith("[", at):
                seen = True
                value = Value("array", at, read_cues(cues, at + 1))
            else:
                value = reader.value(at)
        if name is None or value is None:
            cues_start = None if seen else re.compile(_CUES).search(text, position)
            if cues_start is None:
                position = len(text) - 1
                break
            seen = True
            position = read_cues(cues, cues_start.end())
        else:
            member = Member(name.text, name.start, name.end, value)
            reader.note_name(member, names)
            _read_header(cues, member)
            position = value.end
        following = reader.separator(position, "}")
        if following is None:
            position = len(text) - 1
            break
        position = following
    if not seen and "cues" not in names:
        cues.schema(Span(start, start + 1), 'the file has no array "cues"')
    return position + 1


def _read_header(cues: Cues, member: Member) -> None:
    name, value = member.name, member.value
    span = Span(value.start, value.end)
    if name.lower() not in _READ:
        cues.unread.append((0, cues.reader.text[member.start : value.end]))
    if value.kind in ("string", "number"):
        cues.header[name.lower()] = value.text
    if name == "cues" and value.kind != "array":
        cues.schema(span, f"cues is {value.title}; expected an array")
    elif name == "format" and (value.kind != "string" or value.text != _FORMAT):
        shown = quote(value.text) if value.kind == "string" else value.title
        cues.schema(span, f"format is {shown}; expected {quote(_FORMAT)}")
    elif name == "version" and (value.kind != "number" or value.text != _VERSION):
        shown = quote(value.text) if value.kind == "string" else value.title
        shown = value.text if value.kind == "number" and len(value.text) < 20 else shown
        message = f"the version of the timeline is {shown}; known is {_VERSION}"
        cues.reader.problems.append(Problem("json_version_unknown", span, message))
    elif name == "language" and value.kind == "string":
        cues.language = value.text if re.fullmatch("[A-Za-z0-9-]{2,35}", value.text) else ""
