"""The array of cues of a JSON timeline: one after the other, and on with the next after a damaged one."""

from __future__ import annotations

import re

from caption_qa_action.core.clock import LATEST_MS, NO_START, half_up, known_times
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote, timecode
from caption_qa_action.formats._json_values import (
    INTEGER,
    STRING,
    WS,
    Member,
    Reader,
    Value,
)
from caption_qa_action.formats._seconds import Number
from caption_qa_action.formats._time_readings import fault_and_reading

_STARTS = ("startMs", "start_ms", "start")
_ENDS = ("endMs", "end_ms", "end")
_TEXTS = ("lines", "text")
_INDEXES = ("id", "index")
_KNOWN = frozenset((*_STARTS, *_ENDS, *_TEXTS, "index"))
# What the timeline is made of besides.
_READ = frozenset(("id", "runs", "placement", "layer", "dialogue", "direction"))

# A cue as programs write it, in one go; anything else is read value by value.
_EXACT = (
    f'\\{{{WS}"index"{WS}:{WS}({INTEGER}){WS},{WS}("startMs"{WS}:{WS}({INTEGER}){WS},'
    f'{WS}"endMs"{WS}:{WS}({INTEGER})){WS},{WS}"lines"{WS}:{WS}\\[{WS}'
    f"((?:{STRING}(?:{WS},{WS}{STRING})*+)?+){WS}\\]{WS}\\}}"
)
_NEXT_CUE = f'\\{{{WS}"(?:index|id|startMs|start_ms|start|endMs|end_ms|end|lines|text)"[ \t\r\n]*:'
# A file with more wrong values is something else.
_MOST_WRONG = 1000


class Cues:
    """What has been read of a file so far."""

    def __init__(self, text: str) -> None:
        self.reader = Reader(text)
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.guessed: set[int] = set()
        self.numbers: list[Number] = []  # the times of cues that are not of the exact form
        self.plain: dict[int, str] = {}
        self.lost: list[tuple[int, str]] = []  # values in place of text, each with its cue
        self.unread: list[
            tuple[int, str]
        ] = []  # members that nothing reads, each with its cue or 0
        self.header: dict[str, str] = {}
        self.language = ""
        self.index = 0  # of the element of `cues` that is read, from 0
        self.last_ms = 0
        self.wrong = 0
        self.rest = len(text)  # where what follows the end begins

    def schema(self, span: Span, message: str, detail: str = "") -> None:
        self.wrong += 1
        if self.wrong <= _MOST_WRONG:
            self.reader.problems.append(Problem("json_schema", span, message, detail))


def read_cues(cues: Cues, position: int) -> int:
    """Read the elements of `cues` from behind its bracket; where the array ends."""
    reader, text = cues.reader, cues.reader.text
    exact = re.compile(_EXACT).match
    position = reader.skip(position)
    while not text.startswith("]", position):
        match = exact(text, position)
        if match:
            end = match.end()
            _add_exact(cues, match)
        else:
            reader.path = f"cues[{cues.index}]"
            value = reader.value(position)
            if value is None:
                following = _next_cue(cues, position if reader.shallow else reader.stopped - 1)
                if following > position:
                    cues.blocks.append(Block("junk", Span(position, following)))
                if following == len(text):
                    return following
                cues.index += 1
                position = following
                continue
            end = value.end
            _add_value(cues, value)
        cues.index += 1
        separated = reader.separator(end, "]")
        if separated is None:
            separated = _next_cue(cues, reader.stopped - 1)
            if separated == len(text):
                return separated
        position = separated
    return position + 1


def _next_cue(cues: Cues, position: int) -> int:
    """Where the next cue begins after a place, the end of the text when none does."""
    text = cues.reader.text
    search = re.compile(_NEXT_CUE).search
    position += 1
    while match := search(text, position):
        if '"text"' not in match[0]:
            return match.start()
        # Pieces of text with a look of their own begin like cues, and have no times.
        value = Reader(text).value(match.start())
        if value is None or any(member.name in (*_STARTS, *_ENDS) for member in value.members):
            return match.start()
        position = value.end
    return len(text)


def _add_exact(cues: Cues, match: re.Match[str]) -> None:
    index, start_ms, end_ms = match.group(1, 3, 4)
    cue = Cue(
        len(cues.cues) + 1,
        index,
        int(start_ms),
        int(end_ms),
        match.start(),
        *match.span(2),
        *match.span(5),
        match.end(),
    )
    cues.last_ms = cue.end_ms
    cues.cues.append(cue)


def _add_value(cues: Cues, value: Value) -> None:
    """A cue of an element that is written in another way than usual."""
    path = f"cues[{cues.index}]"
    if value.kind != "object":
        cues.blocks.append(Block("junk", Span(value.start, value.end)))
        cues.schema(Span(value.start, value.end), f"{path} is {value.title}; expected an object")
        return
    members: dict[str, Member] = {member.name: member for member in value.members}
    number = len(cues.cues) + 1
    start = _pick(members, _STARTS)
    end = _pick(members, _ENDS)
    span = Span(value.start, value.start + 1)
    start_ms, end_ms = known_times(
        _time(cues, start, f"{path}.{_STARTS[0]}", span, number),
        _time(cues, end, f"{path}.{_ENDS[0]}", span, number),
        cues.last_ms,
    )
    cues.last_ms = end_ms
    timed = [member for member in (start, end) if member]
    words = _pick(members, _TEXTS)
    text_start, text_end = _text(cues, words, path, value, number)
    index = _pick(members, _INDEXES)
    extras = [member for member in value.members if member.name not in _KNOWN]
    text = cues.reader.text
    read = (start, end, words, index)
    cues.unread += [
        (number, text[member.start : member.value.end])
        for member in value.members
        if member.name not in _READ and member.name != "index" and member not in read
    ]
    cues.cues.append(
        Cue(
            number,
            index.value.text if index and index.value.kind in ("number", "string") else "",
            start_ms,
            end_ms,
            value.start,
            min((member.start for member in timed), default=value.start),
            max((member.value.end for member in timed), default=value.start),
            text_start,
            text_end,
            value.end,
            ", ".join(text[member.start : member.value.end] for member in extras),
        )
    )


def _pick(members: dict[str, Member], names: tuple[str, ...]) -> Member | None:
    for name in names if members else ():
        if name in members:
            return members[name]
    return None


def _time(cues: Cues, member: Member | None, path: str, place: Span, number: int) -> int | None:
    """A time in milliseconds; None or the only one that it can mean, and the cue's times are a guess, when it is no number."""
    if member is None:
        cues.guessed.add(number)
        detail = NO_START if path.rpartition(".")[2] in _STARTS else ""
        cues.schema(place, f"{path} is missing; expected a whole number of milliseconds", detail)
        return None
    value = member.value
    path = path.rpartition(".")[0] + f".{member.name}"
    span = Span(value.start, value.end)
    has_unit = member.name in (_STARTS[0], _STARTS[1], _ENDS[0], _ENDS[1])
    ms = _milliseconds(value.text) if value.kind == "number" else None
    if ms is None:
        cues.guessed.add(number)
        if value.kind == "literal" and value.text not in ("true", "false", "null"):
            return None  # NaN and the like: reported already
        shown = "out of range" if value.kind == "number" else value.title
        if value.kind == "string":
            reason, ms = _string_as_time(value.text, has_unit=has_unit)
            shown = f"the string {quote(value.text)}{reason}"
        cues.schema(span, f"{path} is {shown}; expected a whole number of milliseconds")
        return ms
    cues.numbers.append(Number(number, member.name in _ENDS, value.text, span, path, has_unit))
    if ms < 0:
        cues.guessed.add(number)
        message = f"{path} is negative: {ms} ms"
        cues.reader.problems.append(Problem("negative_timestamp", span, message))
    return ms


def _string_as_time(written: str, *, has_unit: bool) -> tuple[str, int | None]:
    """What is wrong with a string in the place of a time, and the milliseconds that it means; of a number if its name has the unit."""
    if has_unit and re.fullmatch("[0-9]{1,14}", written):
        return f"; taken for {timecode(int(written))}", int(written)
    return fault_and_reading(written)


def _milliseconds(shown: str) -> int | None:
    """A number as whole milliseconds, half rounded up; None when it is too large, or no number."""
    if re.fullmatch("-?[0-9]{1,15}", shown):
        ms = int(shown)
    elif re.fullmatch(r"[+-]?[0-9]{0,15}\.?[0-9]{0,40}(?:[eE][+-]?[0-9]{1,2})?", shown):
        from fractions import Fraction

        try:
            exact = Fraction(shown)
        except ValueError:
            return None
        ms = half_up(exact)
    else:
        return None
    return ms if -LATEST_MS <= ms <= LATEST_MS else None


def _text(cues: Cues, member: Member | None, path: str, cue: Value, number: int) -> tuple[int, int]:
    """Where the text of a cue stands: from its first string to its last."""
    nothing = cue.end - 1, cue.end - 1
    if member is None:
        place = Span(cue.start, cue.start + 1)
        cues.schema(place, f"{path}.lines is missing; expected an array of strings")
        return nothing
    value = member.value
    path = f"{path}.{member.name}"
    if value.kind == "string":
        return value.start, value.end
    if value.kind != "array":
        expected = "a string" if member.name == "text" else "an array of strings"
        cues.schema(Span(value.start, value.end), f"{path} is {value.title}; expected {expected}")
        if value.kind == "number":
            cues.plain[number] = value.text
            return value.start, value.end
        _lose(cues, value, number)
        return nothing
    # A number is what a program makes of a line of digits, so it is text.
    shown = [item for item in value.items if item.kind in ("string", "number")]
    if any(item.kind != "string" for item in value.items):
        for position, item in enumerate(value.items):
            if item.kind != "string":
                message = f"{path}[{position}] is {item.title}; expected a string"
                cues.schema(Span(item.start, item.end), message)
            if item.kind not in ("string", "number"):
                _lose(cues, item, number)
        lines = "\n".join(item.text for item in shown)
        cues.plain[number] = lines.replace("\r\n", "\n").replace("\r", "\n")
    if not shown:
        return value.start + 1, value.start + 1
    return shown[0].start, shown[-1].end


def _lose(cues: Cues, value: Value, number: int) -> None:
    """Remember a value that is no text; `null` means nothing."""
    if value.text != "null":
        cues.lost.append((number, cues.reader.text[value.start : value.end]))
