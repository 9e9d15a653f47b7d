"""What the modules of `recognisers` read values with: a wrong one becomes a problem, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.clock import NO_START
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece, Time
from caption_qa_action.formats._time_faults import fault
from caption_qa_action.formats._time_readings import fault_and_reading
from caption_qa_action.formats.asr_json.times import Unit

Fields: TypeAlias = Mapping[str, Value]

# A file with more wrong values is something else.
_MOST_WRONG = 1000


def fields(value: Value | None) -> Fields:
    """The values of an object by name, of equal names the last; empty for anything else."""
    return {member.name: member.value for member in value.members} if value else {}


def inside(value: Value | None, *names: str) -> Value | None:
    """The value that objects inside one another have under these names."""
    for name in names:
        value = fields(value).get(name)
    return value


def first(value: Value | None) -> Value | None:
    """The first item of an array; None where there is none."""
    return value.items[0] if value and value.items else None


def items(value: Value | None) -> tuple[Value, ...]:
    """The items of an array; none for anything else."""
    return value.items if value else ()


def string(value: Value | None) -> str:
    """The text of a string; `""` for anything else."""
    return value.text if value and value.kind == "string" else ""


def label(value: Value | None) -> str:
    """The name of a speaker; who has a number alone is called by it."""
    if value is not None and value.kind == "number":
        return f"Speaker {value.text[:9]}"
    return string(value)


def channel_of(value: Value | None) -> str:
    """The channel of a recording that a value belongs to, as the recogniser names it; `""` for none."""
    found = fields(value)
    names = ("channel", "channel_label", "channelTag", "channel_tag", "channel_index")
    channel = next((found[name] for name in names if name in found), None)
    return channel.text if channel and channel.kind in ("string", "number") else ""


def is_number(value: Value | None) -> bool:
    """Whether a value is a number."""
    return value is not None and value.kind == "number"


def is_single_word(text: str) -> bool:
    """Whether a text is one word: of recognisers that write words as they write lines."""
    return len(text.split()) <= 1


# The names of ends and durations; any other time that a line must have is its start.
_OF_END = "(?i)end|dur|^to$"


class Reading:
    """Reads lines and words, and collects what is wrong with them as `problems`.

    `lost` are the places of values that stand where text should.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lost: list[Span] = []

    def wrong(self, span: Span, message: str, detail: str = "") -> None:
        if len(self.problems) < _MOST_WRONG:
            self.problems.append(Problem("json_schema", span, message, detail))

    def wrong_line(self, holder: Value, message: str, detail: str = "") -> None:
        """Notice what an object lacks, at its first character."""
        self.wrong(Span(holder.start, holder.start + 1), message, detail)

    def objects(self, value: Value | None, name: str) -> Iterator[Value]:
        """The objects of an array; what else is in it, and what is no array, is wrong."""
        if value is not None and value.kind != "array":
            self.wrong(value.span, f"{name} is {value.title}; expected an array")
        for index, item in enumerate(items(value)):
            if item.kind == "object":
                yield item
            else:
                self.wrong(item.span, f"{name}[{index}] is {item.title}; expected an object")

    def text(self, holder: Value, names: tuple[str, ...]) -> Value | None:
        """The string that an object has under the first of these names that it has."""
        found = fields(holder)
        value = next((found[name] for name in names if name in found), None)
        if value is None:
            self.wrong_line(holder, f"{names[0]} is missing; expected a string")
        elif value.kind not in ("string", "number"):
            self.wrong(value.span, f"{names[0]} is {value.title}; expected a string")
            if value.text != "null":
                self.lost.append(value.span)
            return None
        return value

    def time(
        self, holder: Value, names: tuple[str, ...], unit: Unit, *, optional: bool = False
    ) -> Time | None:
        """The time that an object has under one of these names."""
        found = fields(holder)
        name = next((name for name in names if name in found), "")
        if not name:
            if not optional:
                detail = "" if re.search(_OF_END, names[0]) else NO_START
                self.wrong_line(holder, f"{names[0]} is missing; expected a time", detail)
            return None
        value = found[name]
        ms = unit(value)
        if ms is None:
            if value.text == "null" and optional:
                return None
            shown = quote(value.text) if value.kind in ("string", "number") else value.title
            is_string = value.kind == "string"
            reason, guessed_ms = (
                fault_and_reading(value.text) if is_string else (fault(value.text), None)
            )
            self.wrong(value.span, f"{name} is {shown}{reason}; expected a time")
            return None if guessed_ms is None else Time(guessed_ms, value.span, True)
        return Time(ms, value.span)

    def line(
        self,
        holder: Value,
        text: tuple[str, ...],
        start: tuple[str, ...],
        end: tuple[str, ...],
        unit: Unit,
        *,
        speaker: str = "",
        is_word: bool = False,
        glued: bool = False,
        channel: str = "",
    ) -> Iterator[Piece]:
        """What an object holds, from when to when, under these names; nothing where it has no text.

        A word need not have times: those around it have.
        """
        value = self.text(holder, text)
        if value is None:
            return
        yield Piece(
            value.text,
            value.span,
            holder.start,
            self.time(holder, start, unit, optional=is_word),
            self.time(holder, end, unit, optional=is_word),
            is_word,
            glued,
            speaker,
            channel or channel_of(holder),
        )

    def lasting(self, piece: Piece, duration: Time | None) -> Piece:
        """A piece of which the file states how long it is, and not when it ends."""
        if piece.start is None or duration is None:
            return piece._replace(end=None)
        end_ms = piece.start.ms + duration.ms
        return piece._replace(end=Time(end_ms, duration.span, duration.is_guess))
