"""The blocks of a WebVTT file, line by line: every line finds its place, as in a browser or by recovery.

A block ends at an empty line, or before a line with an arrow that is neither its first line nor its
second. The text of a cue ends as well before a line of two times whose arrow is damaged, which browsers show.

Source: WebVTT, 6.1 WebVTT file parsing (collect a WebVTT block), https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Block, Cue, Region
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import MOVES, Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._arrows import as_guess, is_line_of_times, is_odd_timing
from caption_qa_action.formats._stray_text import stray_css
from caption_qa_action.formats.webvtt.header import todays_form
from caption_qa_action.formats.webvtt.regions import read_region
from caption_qa_action.formats.webvtt.settings import are_clean
from caption_qa_action.formats.webvtt.timing import Timing, read_timing

if TYPE_CHECKING:
    from caption_qa_action.formats.webvtt.setting_faults import Note

# A block of these alone looks empty (NUL has become U+FFFD); no text is lost with it.
_NOTHING = " \t\f\r\n\ufeff\ufffd"


class _Line(NamedTuple):
    """A line from `start` to `end`; `next` is where the line after it begins."""

    start: int
    end: int
    next: int


class Blocks:
    """What the body of a file comes to; `read_block` fills it.

    `guessed` are the numbers of the cues whose times could not be read. `known_settings` keeps what
    was made of a settings string, since most cues of a file share a few.
    """

    def __init__(self, text: str, newline: str) -> None:
        self.text = text
        self.newline = newline
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.regions: list[Region] = []
        self.guessed: set[int] = set()
        self._region_ids: set[str] = set()
        self.seen_cue = False  # in the eyes of a browser, which recovers none
        # What the line with an arrow at the current position cuts in two: "" after an empty line.
        self.cut = ""
        self._visible_end = len(text.rstrip(_NOTHING))
        # Where the text and the block of the last style block end, and how many braces it leaves open.
        self._style = (0, -1, 0)
        self.known_settings: dict[str, tuple[str, tuple[Note, ...]]] = {}
        self._match_line = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)").match

    def look_at_settings(self, raw: str) -> tuple[str, tuple[Note, ...]]:
        """The settings without blanks around them, and what is wrong with them."""
        notes: tuple[Note, ...] = ()
        if not are_clean(raw):
            from caption_qa_action.formats.webvtt.setting_faults import lint_settings

            notes = lint_settings(raw, self._region_ids, self.newline)
        looked_at = raw.strip(" \t\f"), notes
        if len(self.known_settings) < 10_000:
            self.known_settings[raw] = looked_at
        return looked_at

    def read_block(self, position: int) -> int:
        """Read the block at `position`; where the next one begins."""
        cut, self.cut = self.cut, ""
        lines, arrow, block_end, interrupted = self._collect(position)
        if cut in ("comment", "style", "region"):
            kind = self._read_interruption(cut, lines, block_end)
        elif arrow is None:
            kind = self._read_without_arrow(cut, lines, block_end)
        else:
            kind = self._read_with_arrow(cut, lines, arrow, block_end, interrupted)
        if interrupted:
            self.cut = kind
        return block_end

    def _collect(self, position: int) -> tuple[list[_Line], int | None, int, bool]:
        """The lines of the block at `position`; which of them, 0 or 1, has the arrow of a timing
        line; where the next block begins; and whether it begins without an empty line."""
        text, size = self.text, len(self.text)
        match_line, find = self._match_line, text.find
        lines: list[_Line] = []
        arrow: int | None = None
        has_times = False
        while position < size:
            match = match_line(text, position)
            assert match is not None  # the pattern matches everywhere
            end = match.end(1)
            if end == position:
                return lines, arrow, self._after_blanks(position), False
            if find("-->", position, end) >= 0:
                if len(lines) > 1 or arrow is not None:
                    return lines, arrow, position, True
                arrow = len(lines)
            elif find(":", position, end) >= 0 and is_line_of_times(match[1]):
                is_text = arrow is not None and self._is_right_below(lines, arrow)
                begins = (has_times or arrow is not None) and not is_text
                if begins and not _keyword(self._line(lines[0])):
                    return lines, arrow, position, True
                has_times = len(lines) < 2 and not is_text
            following = match.end()
            lines.append(_Line(position, end, following))
            position = following
        return lines, arrow, size, False

    def _is_right_below(self, lines: list[_Line], arrow: int) -> bool:
        """Whether the next line is the first below good times: the text of a cue that would have none without it."""
        line = lines[arrow]
        return arrow == len(lines) - 1 and bool(read_timing(self.text, line.start, line.end))

    def _after_blanks(self, position: int) -> int:
        match = re.compile(r"[\r\n]*").match(self.text, position)
        return match.end() if match else position

    def _line(self, line: _Line) -> str:
        return self.text[line.start : line.end]

    def _read_without_arrow(self, cut: str, lines: list[_Line], block_end: int) -> str:
        first = self._line(lines[0])
        kind = _keyword(first)
        span = Span(lines[0].start, block_end)
        if kind:
            self._add_block(kind, lines, span)
            return kind
        for index, line in enumerate(lines[:2]):
            # A timing line whose arrow is wrong. A browser sees no cue, so no cue was seen.
            shown = self._line(line)
            if ">" in shown or "\u2192" in shown or is_line_of_times(shown) or is_odd_timing(shown):
                timing = read_timing(self.text, line.start, line.end)
                if timing:
                    if cut == "cue" and self.seen_cue:  # to a browser it is text of the cue above
                        timing = timing._replace(problems=as_guess(timing.problems))
                        self._complain_of_missing_blank(cut, line, is_guess=True)
                    elif index == 0:
                        self._complain_of_missing_blank(cut, line)
                    self._add_cue(lines, index, block_end, timing)
                    return "cue"
        if not self.text[span.start : span.end].strip(_NOTHING):
            self.blocks.append(Block("blank", span))
            blank = self._blank_lines(lines)
            if blank == len(lines):
                self._note_blanks(lines, blank, span)
            return ""
        self.blocks.append(Block("junk", span))
        self._complain_of_junk(lines, span)
        return "junk"

    def _complain_of_junk(self, lines: list[_Line], span: Span) -> None:
        blank = self._blank_lines(lines)
        rest = lines[blank:]
        if blank and (not rest or (len(rest) == 1 and self._line(rest[0]).strip().isdigit())):
            self._note_blanks(lines, blank, span)  # lost is the number, which nobody reads
            return
        lines = rest
        shown = quote(self._line(lines[0]))
        if self._is_bare_header(lines, span):
            message = f"a second webvtt file begins here ({shown}); the file is webvtt"
            place = Span(lines[0].start, lines[0].end)
            self.problems.append(Problem("mixed_formats", place, message))
            return
        style_end, gap_end, open_braces = self._style
        inside = self.text[span.start : span.end]
        if gap_end == span.start and (open_braces or "{" in inside or "}" in inside):
            gap = Span(style_end, span.start)
            fix = Fix("remove the empty line from the style block", (Edit(gap, self.newline),))
            message = f"an empty line ends the style block, so {shown} and what follows is lost"
            self.problems.append(Problem("style_block_blank_line", gap, message, "", fix))
            self._note_style(lines, span, open_braces)
            return
        message = (
            f"{shown} has no timing line, so it is never shown{todays_form(self._line(lines[0]))}"
        )
        if self.cues and self.cues[-1].block_end == span.start:
            message += "; an empty line has ended the cue above it"
        place = Span(lines[0].start, lines[-1].end)
        self.problems.append(Problem("cue_id_standalone", place, message))

    def _is_bare_header(self, lines: list[_Line], span: Span) -> bool:
        """Whether lines are the header of another file, with nothing beside that somebody may have spoken."""
        text = self.text[span.start : span.end]
        if "WEBVTT" not in text:
            return False
        from caption_qa_action.formats.webvtt.header_parts import header_parts, is_later_header

        return is_later_header(text) and not header_parts(text).others

    def _note_blanks(self, lines: list[_Line], blank: int, span: Span) -> None:
        """Lines at the start of a block that hold blanks, so that it is none of those that there can be."""
        place = Span(lines[0].start, lines[blank - 1].end)
        fix = Fix("empty the line", (Edit(place, ""),), True)
        message = "the line between two blocks holds blanks, so it is not empty"
        detail = "block" if span.end < self._visible_end else ""  # nothing is below to be lost
        self.problems.append(Problem("whitespace_separator", place, message, detail, fix))

    def _blank_lines(self, lines: list[_Line]) -> int:
        """How many lines at the start hold blanks and nothing else."""
        shown = (at for at, line in enumerate(lines) if self._line(line).strip(" \t\f"))
        return next(shown, len(lines))

    def _note_style(self, lines: list[_Line], span: Span, open_braces: int) -> None:
        inside = self.text[span.start : span.end]
        braces = open_braces + inside.count("{") - inside.count("}")
        self._style = (lines[-1].end, span.end, max(braces, 0))

    def _add_block(self, kind: str, lines: list[_Line], span: Span) -> None:
        self.blocks.append(Block(kind, span))
        if kind == "comment":
            return
        if kind == "style":
            self._note_style(lines, span, 0)
            for stray in stray_css(self.text, lines[0].next, lines[-1].end):
                shown = quote(self.text[slice(*stray)])
                message = f"{shown} stands in the STYLE block and is no CSS, so it is never shown"
                self.problems.append(Problem("cue_id_standalone", stray, message))
        if self.cues:
            name = "STYLE" if kind == "style" else "REGION"
            place = Span(span.start, span.start + len(name))
            message = f"the {name} block comes after a cue, so browsers ignore it"
            fix = self._move_before_first_cue(lines, span, name)
            self.problems.append(Problem(f"{kind}_after_cue", place, message, "", fix))
        if kind == "region":
            known = self._region_ids
            region, problems = read_region(
                self.text, span.start, lines[0].next, lines[-1].end, known
            )
            self.problems += problems
            if not self.seen_cue:
                self.known_settings.clear()
                self.regions.append(region)
                self._region_ids.add(region.identifier)

    def _move_before_first_cue(self, lines: list[_Line], span: Span, name: str) -> Fix:
        place = self.cues[0].block_start
        moved = self.text[span.start : lines[-1].end] + self.newline * 2
        if place and not self.text.endswith(("\n\n", "\r\r", "\n\r\n"), 0, place):
            moved = self.newline + moved  # the cue stands right below the header
        edits = (Edit(Span(place, place), moved), Edit(span, ""))
        return Fix(f"move the {name} block before the first cue", edits, words=MOVES)

    def _read_interruption(self, cut: str, lines: list[_Line], block_end: int) -> str:
        """A line with an arrow in a comment, style or region block: a browser begins a cue there."""
        timing = read_timing(self.text, lines[0].start, lines[0].end)
        live = timing is not None and timing.kept
        self._complain_of_arrow(cut, lines[0], live)
        if timing and live:
            self._add_cue(lines, 0, block_end, timing)
        else:
            self.blocks.append(Block(cut, Span(lines[0].start, block_end)))
        return cut

    def _complain_of_arrow(self, kind: str, line: _Line, live: bool) -> None:
        start = self.text.find("-->", line.start, line.end)
        span = Span(start, start + 3)
        name = {"comment": "comment", "style": "STYLE block", "region": "REGION block"}[kind]
        message = f'"-->" in a {name}'
        message += ": browsers show a cue from here" if live else " ends it"
        if kind != "comment":
            self.problems.append(Problem("arrow_in_style", span, message))
            return
        fix = Fix("write the arrow as ->", self._replace_arrows(line, "->"))
        self.problems.append(Problem("arrow_in_comment", span, message, "", fix))

    def _replace_arrows(self, line: _Line, replacement: str) -> tuple[Edit, ...]:
        # All the dashes: what is left of a longer arrow would be an arrow.
        arrows = re.finditer("(?<!-)-{2,}>", self._line(line))
        return tuple(
            Edit(Span(line.start + arrow.start(), line.start + arrow.end()), replacement)
            for arrow in arrows
        )

    def _read_with_arrow(
        self, cut: str, lines: list[_Line], arrow: int, block_end: int, interrupted: bool
    ) -> str:
        line = lines[arrow]
        keyword = _keyword(self._line(lines[0]))
        if arrow == 0 and keyword != "comment":
            keyword = ""
        default_ms = self.cues[-1].end_ms if self.cues else 0
        timing = read_timing(self.text, line.start, line.end, default_ms)
        if keyword:
            live = timing is not None and timing.kept
            self._complain_of_arrow(keyword, line, live)
            if timing and live:
                self._add_cue(lines, arrow, block_end, timing)
            else:
                self.blocks.append(Block(keyword, Span(lines[0].start, block_end)))
            return keyword
        if timing:
            if cut:
                self._complain_of_missing_blank(cut, line)
            self._add_cue(lines, arrow, block_end, timing)
            return "cue"
        if cut == "junk":  # reported once, where it begins
            junk = self.blocks[-1]
            self.blocks[-1] = Block("junk", Span(junk.span.start, block_end))
            return "junk"
        self.blocks.append(Block("junk", Span(lines[0].start, block_end)))
        self._complain_of_unreadable(cut, line, block_end, interrupted)
        return "junk"

    def _complain_of_missing_blank(self, cut: str, line: _Line, *, is_guess: bool = False) -> None:
        if cut != "cue":
            return
        place = line.start
        message = "no empty line before the timing line"
        safe = not is_guess
        above = self.text[self.cues[-1].text_start : place].rstrip("\r\n")
        number = re.search(r"[\r\n]([0-9]{1,9})\Z", above)
        if number:
            # As in SRT files, the number belongs to the cue below; a browser shows it in this one.
            place = self.cues[-1].text_start + number.start(1)
            message += f", so {quote(number[1])} is shown as text of the cue above"
            safe = False
        fix = Fix("add an empty line", (Edit(Span(place, place), self.newline),), safe)
        span = Span(place, line.end)
        self.problems.append(Problem("missing_blank_line", span, message, "", fix))

    def _complain_of_unreadable(
        self, cut: str, line: _Line, block_end: int, interrupted: bool
    ) -> None:
        start = self.text.find("-->", line.start, line.end)
        span = Span(start, start + 3)
        shown = quote(self._line(line))
        if cut == "cue":
            message = f'"-->" ends the text of the cue, so {shown} and what follows is lost'
            fix = Fix("write the arrow as --&gt;", self._replace_arrows(line, "--&gt;"))
            self.problems.append(Problem("arrow_in_text", span, message, "", fix))
        elif interrupted and read_timing(self.text, block_end, self._line_end(block_end)):
            message = f'{shown} holds "-->", so it is no cue identifier and lost'
            self.problems.append(Problem("arrow_in_id", span, message))
        else:
            message = f"cannot read the timing line {shown}, so the cue is lost"
            place = Span(line.start, line.end)
            self.problems.append(Problem("invalid_timestamp", place, message, "unparseable"))

    def _line_end(self, position: int) -> int:
        match = self._match_line(self.text, position)
        return match.end(1) if match else position

    def _add_cue(self, lines: list[_Line], index: int, block_end: int, timing: Timing) -> None:
        text = self.text
        line = lines[index]
        self.problems += timing.problems
        start = timing.settings_start
        raw = text[start : line.end]
        self.problems += [note.at(start) for note in self._settings_notes(raw)]
        last = lines[-1]
        text_start = min(line.next, len(text))
        self.cues.append(
            Cue(
                len(self.cues) + 1,
                self._line(lines[0]) if index else "",
                timing.start_ms,
                timing.end_ms,
                lines[0].start,
                line.start,
                line.end,
                text_start,
                last.end if last is not line else text_start,
                block_end,
                raw.strip(" \t\f"),
            )
        )
        if timing.guessed:
            self.guessed.add(len(self.cues))
        self.seen_cue = self.seen_cue or timing.kept

    def _settings_notes(self, raw: str) -> tuple[Note, ...]:
        if raw[:1] not in (" ", "\t", "\f", ""):
            # Signs right after the end time have been complained of; words are text, with what follows.
            glued = re.match(r"[^ \t\f]+", raw)
            if glued and not re.search(r"[^\W_]", glued[0]):
                raw = " " * glued.end() + raw[glued.end() :]
        return self.look_at_settings(raw)[1] if raw.strip(" \t\f") else ()


def _keyword(line: str) -> str:
    """The kind of block that a first line opens: `comment`, `style`, `region` or `""`."""
    if line[:1] not in ("N", "S", "R"):
        return ""
    if re.match(r"NOTE(?:[ \t]|\Z)", line):
        return "comment"
    if re.fullmatch(r"STYLE[ \t\f]*", line):
        return "style"
    return "region" if re.fullmatch(r"REGION[ \t\f]*", line) else ""
