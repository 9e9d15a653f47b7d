"""The lines of cues: which cues have several, where each stands, and what begins with one."""

from __future__ import annotations

import re

from caption_qa_action.core import language
from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.columns import shown_texts
from caption_qa_action.core.diagnostic import Edit, Fix, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.language import of_script
from caption_qa_action.rules._reading import FULL_WIDTH, halves, is_read, reading_language

DASHES = "-\u2010-\u2015"
_CLOSERS = "\"'\u2019\u201d\u00bb)\\]"
# A speaker's dash, `>>`, a note of music, a label in brackets, a name with a colon.
_TURN = rf"[{DASHES}]|>>|[\u266a\u266b#(\[]|[^\W\d_][\w .'\u2019-]{{0,24}}:(?=\s|$)"
_SENTENCE_END = rf"[.!?\u2026:][{_CLOSERS}]*$"


def broken_cues(document: Document) -> list[tuple[Cue, list[str]]]:
    """The cues that are read on two lines or more, each with these, without the blanks at their edges."""
    return document.once(_broken_cues)


def _broken_cues(document: Document) -> list[tuple[Cue, list[str]]]:
    if not is_read(document):
        return []
    found = []
    for cue, shown in zip(document.dialogue, shown_texts(document), strict=True):
        if "\n" not in shown:
            continue
        lines = [line for line in map(str.strip, shown.split("\n")) if line]
        if len(lines) > 1:
            found.append((cue, lines))
    return found


# A cue of two lines, these, in which language they are counted, and how long each of them is, in halves
# of what that language counts.
Pair: TypeAlias = tuple[Cue, list[str], str, int, int]


def pairs(document: Document) -> list[Pair]:
    """The cues that are read on two lines."""
    return document.once(_pairs)


def _pairs(document: Document) -> list[Pair]:
    spoken = language.primary(document.language)
    each = 1 if spoken in FULL_WIDTH else 2
    # Without controls, which show nothing, each character of ASCII is one.
    is_shown = "&" not in document.source.text and all(
        map(str.isprintable, document.source.alphabet)
    )
    found: list[Pair] = []
    for cue, lines in broken_cues(document):
        if len(lines) != 2:
            continue
        first, second = lines
        if is_shown and first.isascii() and second.isascii():
            # Most text; none of these characters is wide, or joins another.
            found.append((cue, lines, spoken, len(first) * each, len(second) * each))
            continue
        counted = reading_language(spoken, first)
        found.append((cue, lines, counted, halves(counted, first), halves(counted, second)))
    return found


def begins_turn(line: str) -> bool:
    """Whether a line begins something of its own: a speaker's words, a verse, a label."""
    if ":" not in line and line[:1].isalpha():  # most lines
        return False
    return re.match(_TURN, line) is not None


def has_turns(lines: list[str]) -> bool:
    """Whether the lines of a cue are several speakers' words, or verses, each on its line."""
    if any(map(begins_turn, lines[1:])):
        return True
    first = lines[0]
    return not first[:1].isalnum() and re.match(f"[{DASHES}]|>>", first) is not None


def are_bilingual(lines: list[str]) -> bool:
    """Whether some lines are in Chinese, Japanese or Korean and others are not: two versions."""
    if all(map(str.isascii, lines)):
        return False
    return len({of_script(line) in FULL_WIDTH for line in lines}) > 1


def ends_sentence(line: str) -> bool:
    """Whether a sentence, or what introduces the next one, ends with a line."""
    return re.search(_SENTENCE_END, line) is not None


def join_fix(document: Document, cue: Cue, title: str) -> Fix | None:
    """A fix that puts a cue of two lines on one; None when the file does not write them plainly."""
    raw = document.raw(cue)
    line_break = document.traits.line_break
    if not line_break or ("<" in raw and "<br" in raw.lower()):
        return None
    if line_break != "\n":
        parts, blanks = raw.split(line_break), ""
    elif "\r" in raw:
        parts, blanks = re.split("\r\n|\r|\n", raw), " \t"
    else:
        parts, blanks = raw.split("\n"), " \t"
    if len(parts) != 2:
        return None
    start = cue.text_start + len(parts[0].rstrip(blanks))
    end = cue.text_end - len(parts[1].lstrip(blanks))
    return Fix(title, (Edit(Span(start, end), " "),))


def line_spans(document: Document, cue: Cue) -> list[Span]:
    """Where each line of the visible text stands in the file, blank ones included."""
    starts, ends = [cue.text_start], []
    raw, line_break = document.raw(cue), document.traits.line_break
    if line_break.strip():
        for line in raw.split(line_break)[:-1]:
            ends.append(starts[-1] + len(line))
            starts.append(ends[-1] + len(line_break))
    else:
        for match in re.finditer(r"\r\n|\r|\n", raw):
            ends.append(cue.text_start + match.start())
            starts.append(cue.text_start + match.end())
    ends.append(cue.text_end)
    visible = document.plain(cue).count("\n") + 1
    if len(starts) != visible:
        # With <br> in the text, the lines of the file are not those of the screen.
        return [cue.text_span] * visible
    return list(map(Span, starts, ends))
