"""MPL2 (.txt, .mpl): `[start][end]text`, in tenths of a second, with `|` between the lines of a cue.

A slash before a line makes it italic, a backslash bold, an underscore underlined. A cue without an end is shown
until the next one.

There is no standard; https://wiki.multimedia.cx/index.php/MPL2 describes what players read, and ffmpeg's
`libavformat/mpl2dec.c` and `libavcodec/mpl2dec.c` what it makes of them.
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.format import Format
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._reader import LineReader
from caption_qa_action.formats._time_faults import fault_in_brackets

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline

_TIMES = r"[ \t\ufeff]*(\[([0-9]{1,9})\][ \t]*\[([0-9]{0,9})\])"
_DAMAGED = r"[ \t\ufeff]*(\[[^\[\]]{0,20}\]?[ \t]*\[?[^\[\]]{0,20}\])(.*)"
_HALF_DAMAGED = (
    r"[ \t]*(?:\[[0-9]{1,9}\]?[ \t]*\[?[^\[\]\r\n:]{0,20}\]|\[[^\[\]\r\n:]{0,20}\]?[ \t]*\[[0-9]{1,9}\])"
    r"[^\[\]\r\n]*[^\W\d_]{2}"
)
_LOOKS = {"/": "italic", "\\": "bold", "_": "underline"}
_MS_PER_UNIT = 100


class _Mpl2Dialect:
    def plain(self, raw: str) -> str:
        return "\n".join(_without_look(line)[0] for line in raw.split("|"))

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = re.match(_TIMES, timing)
        if not match:
            return Span(offset, offset), Span(offset, offset)
        return (
            Span(offset + match.start(2), offset + match.end(2)),
            Span(offset + match.start(3), offset + match.end(3)),
        )


def _without_look(line: str) -> tuple[str, str]:
    """A line of a cue without the sign for its look, and that look."""
    line = line.strip(" \t")
    look = _LOOKS.get(line[:1], "")
    return (line[1:].strip(" \t") if look else line), look


class _Reader(LineReader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._endless: list[Cue] = []

    def read(self) -> None:
        for line, block in self.lines():
            self._read_line(line, block)
        for cue in self._endless:
            self.end_with_the_next(cue)
        self.name_untimed("without times: no player shows this text")

    def _read_line(self, line: str, block: Span) -> None:
        match = re.match(_TIMES, line)
        damaged = None if match else re.match(_DAMAGED, line)
        if match:
            start_ms = int(match[2]) * _MS_PER_UNIT
            end_ms = int(match[3]) * _MS_PER_UNIT if match[3] else start_ms
            cue = self._append(match, match.end(), len(line), start_ms, end_ms, block)
            if not match[3]:
                self._endless.append(cue)
        elif damaged and re.search("[0-9]", damaged[1]):
            before_ms = self.cues[-1].end_ms if self.cues else 0
            ends = before_ms, before_ms + GUESSED_MS
            cue = self._append(damaged, damaged.start(2), len(line), *ends, block)
            self.guessed.add(cue.number)
            message = f"{quote(damaged[1])} is no pair of times{fault_in_brackets(damaged[1])}; MPL2 wants [start][end] in tenths of a second"
            problem = Problem("invalid_timestamp", cue.timing_span, message, "unparseable")
            self.problems.append(problem)
        elif line.strip(" \t\ufeff"):
            self.add_untimed(line, block)
        else:
            self.add_blank(block)

    def _append(
        self, match: re.Match[str], text: int, end: int, start_ms: int, end_ms: int, block: Span
    ) -> Cue:
        at = block.start
        cue = Cue(
            len(self.cues) + 1,
            "",
            start_ms,
            end_ms,
            at,
            at + match.start(1),
            at + match.end(1),
            at + text,
            at + end,
            block.end,
        )
        self.cues.append(cue)
        return cue


def sniff(text: str) -> bool:
    """Whether the first line that is not blank begins with times in brackets, and one of the next, if any.

    Of two lines or more the others may have lost one of their times, where words stand behind.
    """
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if not re.match(_TIMES, start):
        return False
    lines = [line for line in re.split("[\r\n]+", start) if line.strip()]
    times = [match for line in lines[:5] if (match := re.match(_TIMES, line))]
    # References to literature look alike, and are no half second apart.
    is_shown = any(not each[3] or int(each[3]) - int(each[2]) >= 5 for each in times)
    if len(lines) < 2 or len(times) > 1:
        return is_shown
    return is_shown and all(map(re.compile(_HALF_DAMAGED).match, lines[:5]))


def parse(source: Source) -> Document:
    """The document in an MPL2 source; never raises."""
    reader = _Reader(source.text)
    reader.read()
    return Document(
        source,
        FORMAT.traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        _Mpl2Dialect(),
        guessed=frozenset(reader.guessed),
        literal=False,
    )


def to_timeline(document: Document) -> Timeline:
    """What an MPL2 document shows when: its lines, each with its look."""
    from caption_qa_action.core.timeline import Event, Run, Style, Timeline
    from caption_qa_action.formats._writing import joined

    events = []
    for cue in document.cues:
        runs: list[Run] = []
        for line in document.raw(cue).split("|"):
            shown, look = _without_look(line)
            if runs:
                runs.append(Run("\n", runs[-1].style))
            style = Style(look == "bold", look == "italic", look == "underline")
            runs.append(Run(shown, style))
        events.append(Event(cue.start_ms, cue.end_ms, joined(runs), cue=cue.number))
    return Timeline(tuple(events), document.language)


FORMAT = Format(
    FormatTraits(
        "mpl2",
        "MPL2",
        shared_suffixes=(".mpl", ".txt", ".sub"),
        is_input_only=True,
        is_line_based=True,
        shows_character_references=True,
    ),
    sniff,
    parse,
    to_timeline,
)
