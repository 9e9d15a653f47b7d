"""What the writers of text formats share: times, lines, nested tags, and a list of what was lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caption_qa_action.core.clock import has_two_times
from caption_qa_action.core.direction import line_directions
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.text import (
    LINE_SEPARATORS,
    NO_CHARACTERS,
    printable,
    timecode,
    without_controls,
)
from caption_qa_action.core.timeline import (
    PLAIN_RUN,
    USUAL_PLACE,
    Event,
    Loss,
    Run,
    Style,
    nearest_anchor,
)
from caption_qa_action.formats._arrows import is_line_of_times

# Beyond so many hours readers disagree how many digits they may have: pysubs2 drops the first of four in SRT, and
# the first of five in WebVTT.
_MOST_HOURS = 999
_LONGEST_SHOWN = 40


class Losses:
    """What could not be written, counted by kind, in the order of its first occurrence."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[str, Loss] = {}

    def add(self, kind: str, shown: str = "", cue: int = 0) -> None:
        before = self._found.get(kind)
        if before:
            self._found[kind] = before._replace(number=before.number + 1)
        else:
            self._found[kind] = Loss(kind, 1, printable(shown[:_LONGEST_SHOWN]), cue)

    def has(self, kind: str) -> bool:
        """Whether there is one of a kind."""
        return kind in self._found

    def all(self) -> tuple[Loss, ...]:
        return tuple(self._found.values())


class Mark(NamedTuple):
    """A pair of tags."""

    start: str
    end: str


class Piece(NamedTuple):
    """Text, not escaped yet, and the tags around it from the outermost on."""

    text: str
    marks: tuple[Mark, ...]


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs without empty ones; neighbours of one look, alike but for their text, are one, except below annotations."""
    found: list[Run] = []
    texts: list[str] = []
    if isinstance(runs, tuple) and len(runs) == 1 and runs[0].text:
        return runs
    for run in runs:
        if not run.text:
            continue
        last = found[-1] if found else None
        if last and not run.ruby and last[1:] == run[1:]:
            texts.append(run.text)
            continue
        if last and len(texts) > 1:
            found[-1] = last._replace(text="".join(texts))
        found.append(run)
        texts = [run.text]
    if len(texts) > 1:
        found[-1] = found[-1]._replace(text="".join(texts))
    return tuple(found)


# What a line break has beside it that a format may take for the end of a cue, and signs that none writes as they are.
_BLANK_LINE = (
    rf"[\0\r]|{NO_CHARACTERS}|{LINE_SEPARATORS}|\n[ \t]*\n|\A[ \t]*\n|\n[ \t]*\Z|\A[ \t]*\Z"
)


def is_empty(event: Event, losses: Losses) -> bool:
    """Whether an event shows no text, so that many readers leave it out, or take what follows for its text."""
    if not shows_nothing(event.text):
        return False
    if event.dialogue:
        losses.add("cue without text", timecode(event.start_ms), event.cue)
    return True


def is_plain(event: Event, delicate: str) -> bool:
    """Whether an event is text alone in the usual look and place, without blank lines and what a pattern finds."""
    runs = event.runs
    if len(runs) != 1 or event.placement != USUAL_PLACE or event.layer or event.direction:
        return False
    text = runs[0].text
    if not text or runs[0][1:] != PLAIN_RUN or compiled(delicate).search(text):
        return False
    # Of white space only a blank is printable.
    if text.replace("\n", "").isprintable():
        return all(map(str.strip, text.split("\n")))
    return not compiled(_BLANK_LINE).search(text)


def written_times(event: Event, losses: Losses, most_hours: int = _MOST_HOURS) -> tuple[int, int]:
    """The times of an event, moved to where every reader follows."""
    latest = latest_ms(most_hours)
    times = event.start_ms, event.end_ms
    if 0 <= times[0] <= latest and 0 <= times[1] <= latest:
        return times
    for ms in times:
        if not 0 <= ms <= latest:
            losses.add("time out of range", timecode(ms), event.cue)
    return max(0, min(times[0], latest)), max(0, min(times[1], latest))


def latest_ms(hours: int) -> int:
    """The last millisecond of the hour with a number."""
    return hours * 3_600_000 + 3_599_999


def written_runs(event: Event, losses: Losses) -> tuple[Run, ...]:
    """The runs of an event without what would end its text: blank lines, and NUL characters.

    A line that holds a no-break space alone is no help: pycaption and webvtt-py end a cue there too.
    """
    if "\0" in event.text:
        losses.add("NUL character", event.text, event.cue)
        runs = tuple(run._replace(text=without_nul(run.text)) for run in event.runs)
        event = event._replace(runs=runs)
    if not event.text.isprintable() and compiled(LINE_SEPARATORS).search(event.text):
        losses.add("control character", event.text, event.cue)
        runs = tuple(
            run._replace(text=compiled(rf"[ \t]*{LINE_SEPARATORS}").sub("\n", run.text))
            for run in event.runs
        )
        event = event._replace(runs=runs)
    event = without_control_characters(event, losses)
    text = event.text
    if text and text.isprintable() and not text.isspace():  # one line with something in it
        return joined(event.runs)
    if "\r" not in text and not re.search(r"(?:\A|\n)[ \t]*(?:\n|\Z)", text):
        return joined(event.runs)
    lines: list[list[Run]] = [[]]
    for run in event.runs:
        first, *others = re.split("\r\n|\r|\n", run.text)
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=other)] for other in others]
    shown = [index for index, line in enumerate(lines) if _is_shown(line)]
    if not shown:
        return ()
    found: list[Run] = []
    for index in range(shown[0], shown[-1] + 1):
        line = lines[index]
        if not _is_shown(line):
            losses.add("blank line", text.strip("\r\n"), event.cue)
            continue
        if found:
            # The line end has the look of the text above it, so that no tag begins at its end.
            found.append(found[-1]._replace(text="\n"))
        found += [run for run in line if run.text]
    return _join_annotated(found)


def without_control_characters(event: Event, losses: Losses) -> Event:
    """The event without what no format should hold."""
    if event.text.isprintable() or not compiled(NO_CHARACTERS).search(event.text):
        return event
    losses.add("control character", event.text, event.cue)
    runs = tuple(run._replace(text=without_controls(run.text)) for run in event.runs)
    return event._replace(runs=runs)


def without_times(text: str, event: Event, losses: Losses, *, without_hours: bool = False) -> str:
    """The text with a word joiner in each time of a line that holds two, which readers take for a timing line."""

    def is_taken(line: str) -> bool:
        return has_two_times(line, without_hours=without_hours) or is_line_of_times(line)

    if text.count(":") < 2 or not any(map(is_taken, text.split("\n"))):
        return text
    losses.add("text that reads as a timing line", text, event.cue)
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if is_taken(line):
            lines[index] = compiled(r":(?=[0-9]{1,2}[.,][0-9])").sub(":\u2060", line)
    return "\n".join(lines)


def without_nul(text: str) -> str:
    """Text with U+FFFD for NUL, as browsers show it; programs written in C take it for the end."""
    return text.replace("\0", "\ufffd")


def _is_shown(line: list[Run]) -> bool:
    return any(run.text.strip(" \t") for run in line)


def _join_annotated(runs: list[Run]) -> tuple[Run, ...]:
    """As `joined`; the lines of one annotated text, cut apart before, are one again."""
    found: list[Run] = []
    texts: list[str] = []
    for run in runs:
        if found and found[-1][1:] == run[1:]:
            texts.append(run.text)
            continue
        if found:
            found[-1] = found[-1]._replace(text="".join(texts))
        found.append(run)
        texts = [run.text]
    if found:
        found[-1] = found[-1]._replace(text="".join(texts))
    return tuple(found)


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with neighbours of the same tags made one."""
    found: list[tuple[list[str], tuple[Mark, ...]]] = []
    for text, marks in pieces:
        if found and found[-1][1] == marks:
            found[-1][0].append(text)
        elif text:
            found.append(([text], marks))
    return [Piece("".join(texts), marks) for texts, marks in found]


def nested(pieces: Iterable[Piece]) -> str:
    """Escaped pieces in their tags; a tag that goes on stays open, and none begins or ends a line
    that is not its own."""
    out: list[str] = []
    opened: list[Mark] = []
    line_ends = ""
    for text, marks in pieces:
        body = text.lstrip("\n")
        line_ends += text[: len(text) - len(body)]
        if not body:
            continue
        kept = 0
        while kept < len(opened) and kept < len(marks) and opened[kept] == marks[kept]:
            kept += 1
        out += [mark.end for mark in reversed(opened[kept:])]
        out.append(line_ends)
        out += [mark.start for mark in marks[kept:]]
        opened[kept:] = marks[kept:]
        shown = body.rstrip("\n")
        out.append(shown)
        line_ends = body[len(shown) :]
    out += [mark.end for mark in reversed(opened)]
    out.append(line_ends)
    return "".join(out)


def lose_looks(run: Run, event: Event, losses: Losses, kept: tuple[str, ...] = ()) -> None:
    """Name what of a run's look is not in `kept`; the names are those of `Run` and `Style`."""
    if run.style != Style():
        for name, kind in (
            ("bold", "bold text"),
            ("italic", "italic text"),
            ("underline", "underlined text"),
            ("strike", "struck-out text"),
            ("color", "text colour"),
        ):
            # Of blanks alone a viewer sees lines and nothing else.
            seen = name in ("underline", "strike") or run.text.strip()
            if name not in kept and getattr(run.style, name) and seen:
                losses.add(kind, run.style.color if name == "color" else run.text, event.cue)
    if run.speaker and "speaker" not in kept and run.text.strip():
        losses.add("speaker name", run.speaker, event.cue)
    if run.language and "language" not in kept and run.text.strip():
        losses.add("language of a passage", run.language, event.cue)
    if run.ruby and "ruby" not in kept:
        losses.add("ruby annotation", run.ruby, event.cue)


def loses_direction(event: Event, *, by_first_letter: bool) -> bool:
    """Whether a format that cannot state a direction shows a line of a text in another one.

    `by_first_letter`: whether its players must put each line in the direction of its first letter.
    """
    if not event.direction:
        return False
    of_letters = {direction for direction in line_directions(event.text) if direction} or {"ltr"}
    return of_letters != {event.direction} or (event.direction == "rtl" and not by_first_letter)


def lose_place(event: Event, losses: Losses, *, anchored: bool) -> None:
    """Name what of an event's place is lost; `anchored`: whether the anchor of its placement is written."""
    if loses_direction(event, by_first_letter=False):
        losses.add("direction of the text", event.direction, event.cue)
    placement = event.placement
    if event.layer:
        losses.add("layer", str(event.layer), event.cue)
    if placement.writing:
        losses.add("vertical text", event.text, event.cue)
    if nearest_anchor(placement) != ("center", "bottom") and not anchored:
        losses.add("placement", event.text, event.cue)
    elif placement.x_percent is not None or placement.y_percent is not None or placement.row:
        losses.add("exact placement", event.text, event.cue)
