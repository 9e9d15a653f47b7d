"""Spruce STL source to document."""

from __future__ import annotations

import re
from fractions import Fraction

from caption_qa_action.core.clock import half_up, known_times
from caption_qa_action.core.document import Block, Cue, Document
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._reader import LineReader
from caption_qa_action.formats._time_readings import fault_and_reading
from caption_qa_action.formats.spruce_stl.dialect import Commands, SpruceDialect

_ENTRY = r"[ \t\ufeff]*(([^,\r\n]{1,40}?)[ \t]*,[ \t]*([^,\r\n]{1,40}?)[ \t]*),[ \t]*(.*)"
_TIME = r"([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})[:;.]([0-9]{1,2})"
_COMMAND = r"[ \t\ufeff]*\$([A-Za-z0-9]+)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*"
_COMMENT = r"[ \t\ufeff]*//"
_PAL, _NTSC = Fraction(25), Fraction(30)
_ALIGNS = {"left": "left", "center": "center", "right": "right"}
_VERTICALS = {"top": "top", "center": "middle", "bottom": "bottom"}


class _Reader(LineReader):
    """What a text comes to; `commands` are in force for a cue, `plain` is text that is read otherwise than written."""

    def __init__(self, text: str, rate: Fraction | None) -> None:
        super().__init__(text)
        self.rate = rate if rate is not None and rate > 0 else self._rate_of_frames()
        self.is_rate_known = rate is not None and rate > 0
        self.commands: dict[int, Commands] = {}
        self.plain: dict[int, str] = {}
        self._in_force = Commands()

    def _rate_of_frames(self) -> Fraction:
        """How many frames a second must have: those of NTSC where there is one that PAL does not have."""
        found = re.finditer(rf"(?<![0-9:]){_TIME}(?=[ \t]*,)", self.text)
        return _NTSC if any(int(match[4]) >= _PAL for match in found) else _PAL

    def read(self) -> None:
        for line, block in self.lines():
            self._read_line(line, block)
        self.name_untimed("without times: no player shows this text")
        if self.cues and not self.is_rate_known:
            message = (
                f"the file does not say how many frames a second has; {self.rate} are taken, and with another "
                "rate cues come up to a fraction of a second too early or too late"
            )
            span = self.cues[0].timing_span
            self.problems.append(Problem("spruce_stl_frame_rate_missing", span, message))

    def _read_line(self, line: str, block: Span) -> None:
        command = re.fullmatch(_COMMAND, line)
        entry = re.match(_ENTRY, line)
        if re.match(_COMMENT, line):
            self.blocks.append(Block("comment", block))
        elif command and not re.search(rf"{_TIME}[ \t]*,", line):
            self._in_force = _obeyed(self._in_force, command[1].lower(), command[2])
            self.blocks.append(Block("style", block))
        elif entry and ":" in entry[1]:
            self._add_cue(entry, block)
        elif line.strip(" \t\ufeff"):
            self.add_untimed(line, block)
        else:
            self.add_blank(block)

    def _add_cue(self, entry: re.Match[str], block: Span) -> None:
        number, at = len(self.cues) + 1, block.start
        start_ms, end_ms = known_times(
            self._time(entry[2], at + entry.start(2), number),
            self._time(entry[3], at + entry.start(3), number),
            self.cues[-1].end_ms if self.cues else 0,
        )
        times = at + entry.start(2), at + entry.end(3)
        text = at + entry.start(4), at + entry.end(4)
        self.cues.append(Cue(number, "", start_ms, end_ms, at, *times, *text, block.end))
        if self._in_force != Commands():
            self.commands[number] = self._in_force
        if self._in_force.graphic and entry[4].startswith(self._in_force.graphic):
            self.plain[number] = ""  # what follows is the name of a picture

    def _time(self, written: str, offset: int, number: int) -> int | None:
        """The milliseconds of a time; a guess or None, and a problem, where it cannot be read."""
        span = Span(offset, offset + len(written))
        match = re.fullmatch(_TIME, written)
        frames = -int(-self.rate // 1)
        guessed_ms = None
        if match is None:
            reason, guessed_ms = fault_and_reading(written)
            message = f"{quote(written)} is no time of the form HH:MM:SS:FF{reason}"
        elif int(match[2]) > 59 or int(match[3]) > 59:
            message = f"minutes or seconds above 59 in {quote(written)}"
        elif int(match[4]) >= frames:
            message = (
                f"there is no frame {int(match[4])} in {quote(written)}: a second has {frames}"
            )
        else:
            hours, minutes, seconds, frame = map(int, match.groups())
            count = (hours * 3600 + minutes * 60 + seconds) * frames + frame
            return half_up(count * 1000 / self.rate)
        self.guessed.add(number)
        self.problems.append(Problem("invalid_timestamp", span, message, "unparseable"))
        return guessed_ms


def _obeyed(commands: Commands, name: str, value: str) -> Commands:
    """The commands in force after one more."""
    word = value.lower()
    if name == "bold":
        return commands._replace(bold=word == "true")
    if name == "italic":
        return commands._replace(italic=word == "true")
    if name in ("underlined", "underline"):
        return commands._replace(underline=word == "true")
    if name == "horzalign":
        return commands._replace(align=_ALIGNS.get(word, commands.align))
    if name == "vertalign":
        return commands._replace(vertical=_VERTICALS.get(word, commands.vertical))
    return commands._replace(graphic=value) if name == "setfilepathtoken" else commands


def parse(source: Source, traits: FormatTraits, fps: Fraction | None = None) -> Document:
    """The document in a Spruce STL source; never raises."""
    reader = _Reader(source.text, fps)
    reader.read()
    return Document(
        source,
        traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        SpruceDialect(reader.commands),
        guessed=frozenset(reader.guessed),
        plain=reader.plain,
        literal=False,
    )
