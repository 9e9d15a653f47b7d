"""The lines of an ASS script, read in one pass into cues, blocks and problems.

Exact event lines of the usual format are read by one regular expression each; every other line goes
through `Reading.line`, which reads it as libass would (ass.c, process_line) and reports what is odd.
"""

from __future__ import annotations

import re

from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Block, Cue, Document
from caption_qa_action.core.source import Edit, Fix, Problem, Source, Span
from caption_qa_action.core.text import only_newline, plural, quote
from caption_qa_action.formats.ass.checks import structure_problems
from caption_qa_action.formats.ass.dialect import AssDialect
from caption_qa_action.formats.ass.events import (
    EVENT_FIELDS,
    EVENT_FORMAT,
    EVENT_LINE,
    HOUR_MINUTE_MS,
    SECOND_MS,
    SSA_EVENT_FORMAT,
    SSA_EVENT_LINE,
    dropped,
    read_time,
    split_fields,
)
from caption_qa_action.formats.ass.script import Format, Script, Section
from caption_qa_action.formats.ass.styles import (
    SSA_STYLE_FORMAT,
    SSA_STYLE_LINE,
    STYLE_FIELDS,
    STYLE_FORMAT,
    STYLE_LINE,
    read_style,
)
from caption_qa_action.formats.ass.tracks import find_tracks
from caption_qa_action.formats.ass.traits import TRAITS

_HEAD = (
    r"Dialogue: ?[^,\r\n]*,([0-9]{1,2}:[0-5][0-9]):([0-5][0-9]\.[0-9]{2}),"
    r"([0-9]{1,2}:[0-5][0-9]):([0-5][0-9]\.[0-9]{2}),"
    r"([^,\r\n]*),[^,\r\n]*,[^,\r\n]*,[^,\r\n]*,[^,\r\n]*,[^,\r\n]*,"
)
_HEADING = r"[ \t\ufeff]*\[([^\]\r\n]*)\]"
_KNOWN = {
    "script info": "info",
    "v4 styles": "styles",
    "v4+ styles": "styles",
    "v4++ styles": "styles",
    "events": "events",
    "fonts": "attached",
    "graphics": "attached",
}


def parse(source: Source) -> Document:
    """The document in an ASS or SSA source; never raises."""
    reading = Reading(source.text)
    reading.read()
    script = reading.script
    problems = reading.problems + structure_problems(script, reading.cues)
    dialect = AssDialect(script)
    return Document(
        source,
        TRAITS,
        reading.cues,
        reading.blocks,
        problems,
        dialect,
        language=script.info.get("language", ""),
        header=script.info,
        guessed=frozenset(reading.guessed),
        literal=False,
        find_dialogue=dialect.find_dialogue,
        find_tracks=find_tracks,
        plain_texts=dialect.plain_texts,
    )


class Reading:
    """A script as far as it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.script = Script(text)
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.guessed: list[int] = []
        self.section = "none"
        self.styles_ssa = False
        self._aside: Span | None = None
        self._ends = re.compile(r"\r\n|\r|\n")

    def read(self) -> None:
        """Read the whole text."""
        text, size = self.text, len(self.text)
        head = re.compile(_HEAD).match
        newline = only_newline(text)
        find, script = text.find, self.script
        hour_minute, second, use = HOUR_MINUTE_MS, SECOND_MS, script.used.setdefault
        add, step = self.cues.append, len(newline)
        number = position = 0
        while position < size:
            usual = script.usual_events and self.section == "events"
            match = head(text, position) if usual else None
            if match is None:
                if self.section == "attached":
                    position = self._skip_attached(position)
                    continue
                position = self._line(position)
                number = len(self.cues)
                continue
            text_start = match.end()
            if newline:
                text_end = find(newline, text_start)
                block_end = text_end + step
                if text_end < 0:
                    text_end = block_end = size
            else:
                text_end, block_end = self._line_end(text_start)
            start_hm, start_s, end_hm, end_s, style = match.groups()
            timing_start = match.start(1)
            timing_end = match.end(4)
            number += 1
            use(style, number)
            add(
                Cue(
                    number,
                    "",
                    hour_minute[start_hm] + second[start_s],
                    hour_minute[end_hm] + second[end_s],
                    position,
                    timing_start,
                    timing_end,
                    text_start,
                    text_end,
                    block_end,
                    text[timing_end + 1 : text_start - 1],
                )
            )
            position = block_end

    def _line_end(self, start: int) -> tuple[int, int]:
        """Where the line that holds an offset ends, and where the next one begins."""
        match = self._ends.search(self.text, start)
        return match.span() if match else (len(self.text), len(self.text))

    def _skip_attached(self, position: int) -> int:
        """Read embedded files up to the next section; their lines can look like anything."""
        text = self.text
        end = len(text)
        for match in re.compile(rf"(?<=[\r\n]){_HEADING}").finditer(text, position):
            # Encoded lines hold no small letters: they are made of the characters from "!" to "`".
            if match[1].strip(" \t").lower() in _KNOWN or re.search("[a-z]", match[1]):
                end = match.start()
                break
        if end > position:
            self._block("section", position, end)
        self.section = "none"
        return end if end > position else self._line(position)

    def _block(self, kind: str, start: int, end: int) -> None:
        """Add a block, or make the one before longer."""
        blocks = self.blocks
        if blocks and blocks[-1].kind == kind and blocks[-1].span.end == start:
            blocks[-1] = Block(kind, Span(blocks[-1].span.start, end))
        else:
            blocks.append(Block(kind, Span(start, end)))

    def _line(self, position: int) -> int:
        """Read one line as a block or a cue; where the next one begins."""
        end, following = self._line_end(position)
        line = self.text[position:end]
        shown = line.lstrip(" \t\ufeff")
        start = end - len(shown)
        if not shown.strip(" \t"):
            self._block("blank", position, following)
        elif shown[0] == "[" and (heading := re.match(_HEADING, shown)):
            behind = shown[heading.end() :].strip(" \t")
            if behind:
                section = quote(shown[: heading.end()])[1:-1]  # which may hold anything
                self._stray(behind, end - len(shown) + shown.rindex(behind), end, section)
            self._heading(heading[1].strip(" \t"), position, following)
        elif shown.startswith((";", "!:")):
            self._block("comment", position, following)
        elif shown.startswith("Dialogue:"):
            if self.section == "other" and self._aside:
                self._resume_events(self._aside)
            elif self.section != "events":
                self.script.astray.append(Span(start, end))
            self._event(position, start + len("Dialogue:"), end, following)
        elif self.section == "events":
            self._block(self._events_line(shown, start, end), position, following)
        elif self.section == "styles":
            self._styles_line(shown, start, end)
            self._block("style", position, following)
        elif self.section == "info":
            self._info_line(shown, start, end)
            self._block("header", position, following)
        elif self.section == "none" and not self.script.sections:
            message = f"players ignore this line before the first section: {quote(shown)}"
            self.problems.append(Problem("ass_stray_line", Span(start, end), message))
            self._block("junk", position, following)
        else:
            self._block("junk" if self.section == "none" else "section", position, following)
        return following

    def _resume_events(self, aside: Span) -> None:
        start, end = aside
        shown = self.text[start:end].strip(" \t\r\n")
        self._stray(shown, start, start + len(shown), "[Events]")
        self.section = "events"

    def _heading(self, name: str, position: int, following: int) -> None:
        known = _KNOWN.get(name.lower())
        self.script.sections.append(Section(name, Span(position, following)))
        if known is not None:
            self.section = known
            self._aside = None
            if known == "styles":
                self.styles_ssa = name.lower() == "v4 styles"
                self.script.ssa = self.styles_ssa
        elif self.section != "none":
            # Players know no other section: if events follow, it was a line of the events.
            self._aside = Span(position, following) if self.section == "events" else None
            self.section = "other"
        self._block("header" if known else "section", position, following)

    def _info_line(self, shown: str, start: int, end: int) -> None:
        name, colon, value = shown.partition(":")
        if colon:
            key = name.strip(" \t").lower()
            self.script.info_spans.setdefault(key, []).append(Span(start, end))
            self.script.info[key] = value.strip(" \t")
        else:
            self._stray(shown, start, end, "[Script Info]")

    def _styles_line(self, shown: str, start: int, end: int) -> None:
        script = self.script
        if shown.startswith("Format:"):
            names = self._format(shown, start, STYLE_FIELDS)
            script.style_format = Format(start, names, Span(start, end))
        elif shown.startswith("Style:"):
            if script.style_format is None:
                usual = SSA_STYLE_FORMAT if self.styles_ssa else STYLE_FORMAT
                script.style_format = Format(start, usual, None)
                line = SSA_STYLE_LINE if self.styles_ssa else STYLE_LINE
                self._missing_format("styles", line, start)
            names = script.style_format.names
            values = [value.strip(" \t") for value in shown[len("Style:") :].split(",")]
            span = Span(start, end)
            if len(values) != len(names):
                message = f"the style has {plural(len(values), 'value')} for {len(names)} fields"
                self.problems.append(Problem("ass_field_count", span, message))
            script.styles.append(read_style(names, values, span, ssa=self.styles_ssa))
        else:
            self._stray(shown, start, end, "[V4+ Styles]")

    def _events_line(self, shown: str, start: int, end: int) -> str:
        """Read a line of the events that is no cue; the kind of its block."""
        if shown.startswith("Format:"):
            self._events_format(shown, start, end)
            return "header"
        if shown.startswith("Comment:"):
            names = self._event_names(start)
            spans = split_fields(self.text, start + len("Comment:"), end, names).spans
            if "style" in names[: len(spans)]:
                style = self.text[slice(*spans[names.index("style")])].strip(" \t")
                self.script.used.setdefault(style, 0)
            return "comment"
        if shown.startswith(("Picture:", "Sound:", "Movie:", "Command:")):
            return "section"
        self._stray(shown, start, end, "[Events]")
        return "junk"

    def _events_format(self, shown: str, start: int, end: int) -> None:
        names = self._format(shown, start, EVENT_FIELDS)
        names = ["name" if name == "actor" else name for name in names]
        span = Span(start, end)
        lacking = [name for name in ("start", "end", "text") if name not in names]
        if lacking:
            listed = " and ".join(name.capitalize() for name in lacking)
            message = f"the Format line of the events lacks {listed}"
            self.problems.append(Problem("ass_field_count", span, message))
            names = SSA_EVENT_FORMAT if self.script.ssa else EVENT_FORMAT
        after = names[names.index("text") + 1 :]
        if after:
            message = (
                f"{plural(len(after), 'field')} after Text in the Format line; "
                "no event can fill what follows its text"
            )
            self.problems.append(Problem("ass_field_count", span, message))
            names = names[: names.index("text") + 1]
        self.script.add_event_format(Format(start, names, span))

    def _format(self, shown: str, start: int, known: frozenset[str]) -> list[str]:
        """The field names of a Format line, in lower case."""
        names: list[str] = []
        at = start + len("Format:")
        for part in shown[len("Format:") :].split(","):
            printed = part.strip(" \t")
            name = printed.lower()
            names.append(name)
            if name not in known and name != "actor":
                place = at + part.find(printed)
                message = f"the field {quote(printed)} of a Format line is not known"
                span = Span(place, place + len(printed))
                self.problems.append(Problem("ass_format_unknown_field", span, message, name))
                if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):  # the name of no field
                    self._stray(printed, *span, "Format")
            at += len(part) + 1
        return names

    def _missing_format(self, section: str, names: str, start: int) -> None:
        message = f"the {section} have no Format line, so the usual order of the fields is assumed"
        end = self._line_end(start)[0]
        line = f"Format: {names}{only_newline(self.text) or chr(10)}"
        fix = Fix("write the Format line", (Edit(Span(start, start), line),), safe=True)
        problem = Problem("ass_missing_format", Span(start, end), message, section, fix)
        self.problems.append(problem)

    def _stray(self, shown: str, start: int, end: int, section: str) -> None:
        message = f"players ignore this line of {section}: {quote(shown)}"
        self.problems.append(Problem("ass_stray_line", Span(start, end), message))

    def _event_names(self, start: int) -> list[str]:
        script = self.script
        if not script.event_formats:
            usual = SSA_EVENT_FORMAT if script.ssa else EVENT_FORMAT
            script.add_event_format(Format(0, usual, None))
            if self.section == "events":
                line = SSA_EVENT_LINE if script.ssa else EVENT_LINE
                # Below a heading that players do not know no Format line would be read.
                self._missing_format("events", line, self._aside.start if self._aside else start)
        return script.event_formats[-1].names

    def _event(self, position: int, start: int, end: int, following: int) -> None:
        """Read a Dialogue line whose fields stand in `text[start:end]`."""
        text, number = self.text, len(self.cues) + 1
        names = self._event_names(start - len("Dialogue:"))
        spans, missing = split_fields(text, start, end, names)
        if missing:
            message = f"cue {number} has {plural(len(spans), 'value')} for {len(names)} fields"
            span = Span(start - len("Dialogue:"), end)
            self.problems.append(Problem("ass_field_count", span, message, "event"))
        places = dict(zip(names, spans, strict=False))
        before_text, text_start, text_end = spans[-1].start - 1, *spans[-1]
        if missing and self.script.is_no_text(names[len(spans) - 1], text[text_start:text_end]):
            text_start, before_text = end, end
        nothing = Span(start, start)
        start_span = self._trimmed(places.get("start", nothing))
        end_span = self._trimmed(places.get("end", nothing))
        start_ms, end_ms = self._times(start_span, end_span, number)
        style = text[slice(*places.get("style", nothing))].strip(" \t")
        if "style" in places and places["style"].start < text_start:
            self.script.used.setdefault(style, number)
        timing = [span for span in (start_span, end_span) if span != nothing] or [nothing]
        timing_start, timing_end = min(timing).start, max(timing).end
        self.script.odd_events[number] = (names, spans)
        self.cues.append(
            Cue(
                number,
                "",
                start_ms,
                end_ms,
                position,
                timing_start,
                timing_end,
                text_start,
                text_end,
                following,
                text[timing_end + 1 : before_text],
            )
        )

    def _trimmed(self, span: Span) -> Span:
        """A place without the blanks at its edges."""
        raw = self.text[span.start : span.end]
        start = span.start + len(raw) - len(raw.lstrip(" \t"))
        return Span(start, max(start, span.start + len(raw.rstrip(" \t"))))

    def _times(self, start: Span, end: Span, number: int) -> tuple[int, int]:
        """The times of a cue; a start that cannot be read is the end of the cue before, or its own where that is earlier."""
        text = self.text
        times = read_time(text, start, number, "start"), read_time(text, end, number, "end")
        problems = [time.problem for time in times if time.problem]
        played = [time.ms if time.played_ms is None else time.played_ms for time in times]
        if played[0] is not None and played[1] is not None and played[0] >= played[1]:
            problems = [dropped(problem) for problem in problems]
        self.problems += problems
        if any(time.doubtful for time in times):
            self.guessed.append(number)
        previous = self.cues[-1].end_ms if self.cues else 0
        first, last = times[0].ms, times[1].ms
        if first is None:
            first = previous if last is None else min(previous, last)
        return first, first + GUESSED_MS if last is None else last
