"""Console output of speech recognisers (.txt): `[00:00.000 --> 00:02.000]  text`, a line for each segment.

So Whisper and whisper.cpp print what they hear; faster-whisper's examples print `[0.00s -> 2.00s] text`. What is printed
before the first segment, such as the language that was detected, describes the file. Under the name of a caption file,
such as `talk.srt`, the same is taken for a damaged file of that format, which its fixes make whole.

Sources: OpenAI Whisper, `transcribe(verbose=True)`, https://github.com/openai/whisper/blob/main/whisper/transcribe.py;
whisper.cpp, https://github.com/ggml-org/whisper.cpp/blob/master/examples/cli/cli.cpp; faster-whisper, "Usage",
https://github.com/SYSTRAN/faster-whisper#faster-whisper-1
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.clock import fraction_ms, known_times
from caption_qa_action.core.document import Block, Cue, Document, Tag
from caption_qa_action.core.format import Format
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._reader import LineReader
from caption_qa_action.formats._time_readings import fault_and_reading

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline

_TIME = r"(?:(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})|([0-9]{1,7}))[.,]([0-9]{1,18})s?"
# What stands in the place of a time, whatever it is: also "[object Object]".
_PLACE = r"(?:\[[^\[\]\r\n]{1,60}\]|[^\[\]\r\n]{1,60}?)"
_SEGMENT = rf"[ \t\ufeff]*(\[({_PLACE})[ \t]*--?>[ \t]*({_PLACE})\])[ \t]*([^\r\n]*)"
# Lines that a recogniser prints before it has heard something.
_MOST_BEFORE = 20


class _ConsoleDialect:
    def plain(self, raw: str) -> str:
        return raw.rstrip(" \t")

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = re.match(_SEGMENT, timing)
        if not match:
            return Span(offset, offset), Span(offset, offset)
        return (
            Span(offset + match.start(2), offset + match.end(2)),
            Span(offset + match.start(3), offset + match.end(3)),
        )


class _Reader(LineReader):
    def read(self) -> None:
        for line, block in self.lines():
            self._read_line(line, block)
        self.name_untimed("without times: in no cue")

    def _read_line(self, line: str, block: Span) -> None:
        match = re.fullmatch(_SEGMENT, line)
        if match:
            self._add_cue(match, block)
        elif not line.strip(" \t\ufeff"):
            self.add_blank(block)
        elif self.cues or "->" in line:
            self.add_untimed(line, block)
        else:
            self.blocks.append(Block("header", block))

    def _add_cue(self, match: re.Match[str], block: Span) -> None:
        number, at = len(self.cues) + 1, block.start
        start_ms, end_ms = known_times(
            self._time(match, 2, number, at),
            self._time(match, 3, number, at),
            self.cues[-1].end_ms if self.cues else 0,
        )
        times = at + match.start(1), at + match.end(1)
        text = at + match.start(4), at + match.end(4)
        self.cues.append(Cue(number, "", start_ms, end_ms, at, *times, *text, block.end))

    def _time(self, match: re.Match[str], index: int, number: int, at: int) -> int | None:
        """The milliseconds of a time of a line at an offset; a guess, or None, where it cannot be read."""
        ms = _milliseconds(match[index])
        if ms is None:
            self.guessed.add(number)
            span = Span(at + match.start(index), at + match.end(index))
            reason, ms = fault_and_reading(match[index])
            message = f"{quote(match[index])} is no time{reason}"
            self.problems.append(Problem("invalid_timestamp", span, message, "unparseable"))
        return ms


def _milliseconds(written: str) -> int | None:
    """The milliseconds of a time; None where it is none."""
    match = re.fullmatch(_TIME, written)
    if match is None or int(match[2] or 0) > 59 or int(match[3] or 0) > 59:
        return None
    hours, minutes, seconds, whole, fraction = match.groups("0")
    count = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(whole)
    return count * 1000 + fraction_ms(fraction)


def _is_segment(line: str) -> bool:
    match = re.fullmatch(_SEGMENT, line)
    return match is not None and None not in (_milliseconds(match[2]), _milliseconds(match[3]))


def sniff(text: str) -> bool:
    """Whether one of the first lines is a segment with its times in brackets."""
    start = text[:8192].lstrip("\ufeff \t\r\n")
    if "->" not in start or start.startswith("WEBVTT"):
        return False
    lines = [line for line in re.split("[\r\n]+", start) if line.strip()]
    return any(map(_is_segment, lines[: _MOST_BEFORE + 1]))


def parse(source: Source) -> Document:
    """The document in console output; never raises."""
    reader = _Reader(source.text)
    reader.read()
    return Document(
        source,
        FORMAT.traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        _ConsoleDialect(),
        guessed=frozenset(reader.guessed),
        literal=False,
    )


def to_timeline(document: Document) -> Timeline:
    """What was heard when."""
    from caption_qa_action.formats._plain_timeline import plain_timeline
    from caption_qa_action.formats._writing import Losses

    losses = Losses()
    for block in document.blocks:
        line = document.source.text[slice(*block.span)].strip(" \t\r\n\ufeff")
        if block.kind == "header" and line:
            losses.add("metadata", line)
    return plain_timeline(document)._replace(losses=losses.all())


FORMAT = Format(
    FormatTraits(
        "asr_console",
        "the console output of a speech recogniser",
        shared_suffixes=(".txt",),
        is_input_only=True,
        yields_to_suffix=True,
        is_line_based=True,
        shows_character_references=True,
    ),
    sniff,
    parse,
    to_timeline,
)
