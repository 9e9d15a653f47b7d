"""The lines of an LRC file, and until when each is shown."""

from __future__ import annotations

import re
from bisect import bisect_right

from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._reader import LineReader
from caption_qa_action.formats._time_faults import NO_VALUE
from caption_qa_action.formats._time_readings import fault_and_reading

_STAMP = r"\[([0-9]{1,4}):([0-9]{1,2})(?:([.:])([0-9]{1,3}))?\]"
_STAMPS = rf"[ \t\ufeff]*((?:{_STAMP}[ \t]*)+)"
# Which of the singers sings a line: before its words, or behind the time of the first.
_VOICE = r"(?:<[0-9:.]{4,12}>[ \t]*)?(?i:(v[0-9]{1,4}))[ \t]*:[ \t]*"
_TAG = r"[ \t\ufeff]*\[(#|[A-Za-z]{1,16}(?:[_-][A-Za-z0-9]{1,16}){0,3})[ \t]*:([^\[\]]*)\][ \t]*"
# Sung in the background, beside the line above, with a time before each word.
_BACKGROUND = r"[ \t\ufeff]*\[bg:[ \t]*(<[^<>\[\]]{1,24}>)[ \t]*([^\[\]]*[^\[\]\s])[ \t]*\][ \t]*"
# The same without a time: it is sung with the line above.
_UNTIMED_BACKGROUND = r"[ \t\ufeff]*\[bg:[ \t]*([^\[\]<>]*[^\[\]<>\s])[ \t]*\][ \t]*"
# A digit and a colon in brackets where a time should be.
_DAMAGED = (
    r"[ \t\ufeff]*\[(?:(?=[^\[\]]{0,15}[0-9])[-0-9A-Za-z?]{1,6}[:.][-0-9A-Za-z?:., ]{0,24}"
    rf"|{NO_VALUE}(?:[:.]{NO_VALUE}){{0,2}})\]"
)
# The last line has no end: it is shown as long as a line of verse takes to sing.
_LAST_MS = 5000


class _Time(NamedTuple):
    ms: int
    detail: str
    message: str


class Reader(LineReader):
    """What a text comes to; `repeats` are the times at which a line is shown again."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.header: dict[str, str] = {}
        self.repeats: dict[int, tuple[tuple[int, int], ...]] = {}
        self._again: dict[int, list[int]] = {}
        self._starts: list[int] = []
        self._damaged: set[int] = set()
        self._guessed_starts: set[int] = set()

    def read(self) -> None:
        for line, block in self.lines():
            self._read_line(line, *block)
        self.name_untimed("without a time: no player shows this text")
        self._shift()
        self._set_ends()

    def _read_line(self, line: str, start: int, next_start: int) -> None:
        background = re.fullmatch(_BACKGROUND, line)
        if background:
            self._add_background(background, start, next_start)
            return
        untimed = re.fullmatch(_UNTIMED_BACKGROUND, line)
        if untimed and self.cues:
            beside = self.cues[-1].start_ms
            nowhere = (start + untimed.start(1),) * 2
            self._add_cue(beside, line, nowhere, untimed.start(1), start, next_start)
            self.cues[-1].text_end = start + untimed.end(1)
            return
        tag = re.fullmatch(_TAG, line)
        stamps = None if tag else re.match(_STAMPS, line)
        if not line.strip(" \t\ufeff"):
            self.add_blank(Span(start, next_start))
        elif tag:
            name, value = tag[1].lower(), tag[2].strip(" \t")
            self.header.setdefault(name, value)
            self.blocks.append(
                Block("comment" if name == "#" else "header", Span(start, next_start))
            )
        elif stamps:
            self._add_stamped(line, stamps, start, next_start)
        else:
            damaged = re.match(_DAMAGED, line)
            if damaged:
                self._add_damaged(line, damaged.end(), start, next_start)
            else:
                self.add_untimed(line, Span(start, next_start))

    def _add_stamped(self, line: str, stamps: re.Match[str], start: int, next_start: int) -> None:
        times: list[int] = []
        for match in re.finditer(_STAMP, stamps[1]):
            time = _read(match)
            times.append(time.ms)
            if time.detail:
                at = start + stamps.start(1) + match.start()
                self._complain(Span(at + 1, at + len(match[0]) - 1), time)
        self._starts += times
        voice = re.compile(_VOICE).match(line, stamps.end())
        text = voice.end() if voice else stamps.end()
        if not line[text:].strip(" \t"):
            self.blocks.append(Block("blank", Span(start, next_start)))
            return
        timing = (start + stamps.start(1), start + len(line[: stamps.end()].rstrip(" \t")))
        self._add_cue(times[0], line, timing, text, start, next_start)
        self.cues[-1].settings = voice[1].lower() if voice else ""
        if len(times) > 1:
            self._again[len(self.cues)] = times[1:]

    def _add_background(self, line: re.Match[str], start: int, next_start: int) -> None:
        """What is sung beside a line ends no other line."""
        time = re.fullmatch(_STAMP, f"[{line[1][1:-1]}]")
        place = Span(start + line.start(1), start + line.end(1))
        beside = self.cues[-1].start_ms if self.cues else 0
        reason, guessed_ms = ("", None) if time else fault_and_reading(line[1][1:-1])
        ms = _read(time).ms if time else beside if guessed_ms is None else guessed_ms
        self._add_cue(ms, line[0], (place.start, place.end), line.start(2), start, next_start)
        self.cues[-1].text_end = start + line.end(2)
        if time is None:
            message = f"{quote(line[1])} cannot be read as a time{reason}; LRC wants <mm:ss.xx>"
            self.problems.append(Problem("invalid_timestamp", place, message, "unparseable"))
            self.guessed.add(len(self.cues))

    def _complain(self, span: Span, time: _Time) -> None:
        is_ambiguous = time.detail == "range"
        fix = None
        if not is_ambiguous:
            fix = Fix("write the time as mm:ss.xx", (Edit(span, _exact(time.ms)),))
        self.problems.append(
            Problem("invalid_timestamp", span, time.message, time.detail, fix, is_ambiguous)
        )

    def _add_damaged(self, line: str, text: int, start: int, next_start: int) -> None:
        bracket = start + line.index("[")
        span = Span(bracket, start + text)
        written = self.text[slice(*span)]
        reason, ms = fault_and_reading(written.strip("[]"))
        message = f"{quote(written)} cannot be read as a time{reason}; LRC wants [mm:ss.xx]"
        self.problems.append(Problem("invalid_timestamp", span, message, "unparseable"))
        text += len(line[text:]) - len(line[text:].lstrip(" \t"))
        self._add_cue(ms or 0, line, (span.start, span.end), text, start, next_start)
        if ms is None:
            self._damaged.add(len(self.cues))
        else:
            self._guessed_starts.add(ms)
            self._starts.append(ms)
        self.guessed.add(len(self.cues))

    def _add_cue(
        self, ms: int, line: str, timing: tuple[int, int], text: int, start: int, next_start: int
    ) -> None:
        number = len(self.cues) + 1
        self.cues.append(
            Cue(number, "", ms, ms, start, *timing, start + text, start + len(line), next_start)
        )

    def _shift(self) -> None:
        """Show all lines sooner by the offset."""
        match = re.fullmatch(r"([-+]?)[ \t]*([0-9]{1,9})", self.header.get("offset", ""))
        if not match or not int(match[2]):
            return
        offset_ms = int(match[2]) * (-1 if match[1] == "-" else 1)
        self._starts = [max(0, ms - offset_ms) for ms in self._starts]
        self._guessed_starts = {max(0, ms - offset_ms) for ms in self._guessed_starts}
        for cue in self.cues:
            cue.start_ms = max(0, cue.start_ms - offset_ms)
        for number, times in self._again.items():
            self._again[number] = [max(0, ms - offset_ms) for ms in times]

    def _set_ends(self) -> None:
        starts = sorted(set(self._starts))
        before_ms = 0
        for cue in self.cues:
            if cue.number in self._damaged:
                cue.start_ms = before_ms
            cue.end_ms, known = _end(starts, cue.start_ms)
            if not known or cue.end_ms in self._guessed_starts:
                self.guessed.add(cue.number)
            before_ms = cue.end_ms
        for number, times in self._again.items():
            self.repeats[number] = tuple((ms, _end(starts, ms)[0]) for ms in times)


def _end(starts: list[int], ms: int) -> tuple[int, bool]:
    """Until when a line is shown that begins at `ms`, and whether the file states it."""
    position = bisect_right(starts, ms)
    return (starts[position], True) if position < len(starts) else (ms + _LAST_MS, False)


def _read(match: re.Match[str]) -> _Time:
    minutes, seconds, point, fraction = match.groups()
    ms = (int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))
    shown = quote(match[0][1:-1])
    if int(seconds) > 59:
        return _Time(ms, "range", f"seconds above 59 in {shown}")
    if fraction and len(fraction) == 1:
        return _Time(ms, "fraction_digits", f"{shown} has one digit after the seconds instead of 2")
    if len(minutes) < 2 or len(seconds) < 2:
        return _Time(ms, "field_width", f"a field of {shown} has not two digits")
    if point == ":":
        return _Time(
            ms, "separator", f'":" stands before the hundredths of {shown}; LRC wants a full stop'
        )
    return _Time(ms, "", "")


def _exact(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    fraction = f"{ms:03d}" if ms % 10 else f"{ms // 10:02d}"
    return f"{minutes:02d}:{seconds:02d}.{fraction}"
