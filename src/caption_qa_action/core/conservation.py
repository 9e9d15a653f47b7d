"""The words of a file in their order, and what they must be after some fixes.

Words are letters and digits, wherever in the file a person may have put text: what viewers read, lines
that belong to no cue, comments, names of cues, and what stands on a timing line without being a cue
setting. No fix may change them, but for what it declares, place by place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from caption_qa_action.core.cue_settings import CUE_NUMBER, without_settings
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.revealed import (
    INLINE_TAG,
    TAG,
    parted_words,
    revealed,
    words,
    words_in_tag,
)
from caption_qa_action.core.source import DELETES, MOVES, REPLACES, Edit, Fix, Span

# Blocks that may hold words. Where an empty line more or less makes a style sheet of a comment, or text of
# a header, all of them do.
_WITH_WORDS = ("junk", "comment")
_WITH_WORDS_IN_LINES = (*_WITH_WORDS, "header", "style", "region")
# What stands before a place is read from the beginning of its line, and in a cue from that of its text, so that a
# thousand edits of one line read it a thousand times: so many characters may be read, and more in proportion to the file.
_READ, _READ_AGAIN = 300_000, 10
_MARKS = r"(?:\ufeff|\u00ef\u00bb\u00bf)*"
_MOST_OF_A_NUMBER = 19
_KEYWORD = (
    rf"(?i)\A{_MARKS}\s*(?:WEBVTT(?: FILE)?|(?:NOTE|STYLE|REGION)(?![^ \t\r\n])|(?=[0-9]+\s*\Z))"
)

_ESCAPED_ARROW = "&gt;"
_FURTHER_TIMES = r"\][ \t]*(?:\[[0-9]{1,4}:[0-9]{1,2}(?:[.:][0-9]{1,3})?\][ \t]*)+"

# What stands in the place of a time: words, and what is none, such as `00:xx:01` or `undefined`.
_WORDS_ALONE = r"[^\W\d_]{3}"
_NUMBER_OR_NONE = (
    r"(?i)[\d:]|\b(?:nan|undefined|null|none|nil|inf(?:inity)?|n/a|invalid|false|true)\b"
)

# A timing line that holds nothing else in whatever format, or has lost its second time.
_TIME = "(?:[0-9]{2,9}:)?[0-5][0-9]:[0-5][0-9][.,][0-9]{3}"
_TIMES_ALONE = f"{_TIME} -->(?: {_TIME})?"


class _Piece(NamedTuple):
    """A stretch of the file with words, parted by line ends: of a cue, or `raw` where the text is no cue's."""

    span: Span
    parted: str
    cue: Cue | None

    @property
    def words(self) -> str:
        """Its letters and digits alone."""
        return self.parted.replace("\n", "")


class _TooMuch(Exception):
    """Fixes have so many places in one stretch that what they do to words is not looked at."""


class Words:
    """The words of a document, and where in the text each stretch of them stands.

    With `shown` they are only those that viewers read. `left` is how many characters may still be read to find places.
    """

    __slots__ = (
        "text",
        "left",
        "_document",
        "_shown",
        "_pieces",
        "_starts",
        "_counts",
        "_raw_lines",
        "_breaks",
    )

    def __init__(self, document: Document, *, shown: bool = False) -> None:
        self._document = document
        self._shown = shown
        self._pieces = sorted(_pieces(document, shown=shown), key=lambda piece: piece.span)
        each = [piece.words for piece in self._pieces]
        self.text = "".join(each)
        self._starts = [piece.span.start for piece in self._pieces]
        self._counts = [0, *accumulate(map(len, each))]
        self._raw_lines: dict[int, RawLines] = {}
        self._breaks: list[int] | None = None
        self.left = 0
        self.allow_reading()

    def breaks(self) -> list[int]:
        """Before which letters and digits, counted from 0, a word begins."""
        if self._breaks is None:
            parts = "\n".join(piece.parted for piece in self._pieces).split("\n")
            ends = accumulate(map(len, parts), initial=0)
            self._breaks = [start for start, part in zip(ends, parts, strict=False) if part]
        return self._breaks

    def allow_reading(self) -> None:
        """Let so many characters be read as may be for some fixes."""
        self.left = _READ + _READ_AGAIN * len(self._document.source.text)

    def count_before(self, offset: int) -> int:
        """How many letters and digits stand before a place of the text."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return 0
        piece = self._pieces[index]
        end = min(offset, piece.span.end)
        inside = self._count_in_cue(piece, end) if piece.cue else self._count_in_raw(piece, end)
        return self._counts[index] + min(inside, self._counts[index + 1] - self._counts[index])

    def place(self, offset: int) -> str:
        """`cue` where viewers read, `raw` where words may stand otherwise, `""` where none can."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return ""
        piece = self._pieces[index]
        if piece.cue is not None:
            inside = offset <= piece.span.end and self._outside_tag(piece, offset) == offset
            return "cue" if inside else ""
        return "raw" if offset < piece.span.end else ""

    def _count_in_cue(self, piece: _Piece, end: int) -> int:
        end = self._outside_tag(piece, end)
        self._use(end - piece.span.start)
        return len(self.in_cue(self._document.source.text[piece.span.start : end]))

    def _count_in_raw(self, piece: _Piece, end: int) -> int:
        start = piece.span.start
        lines = self._raw_lines.get(start)
        if lines is None:
            raw = self._document.source.text[start : piece.span.end]
            lines = self._raw_lines[start] = RawLines(raw)
        self._use(end - start - lines.line_start(end - start))
        return lines.count_before(end - start)

    def _use(self, characters: int) -> None:
        self.left -= characters
        if self.left < 0:
            raise _TooMuch

    def in_cue(self, raw: str) -> str:
        """The words in text of a cue."""
        return words(_cue_text(self._document, raw, shown=self._shown))

    def is_inside_a_word(self, start: int, end: int) -> bool:
        """Whether what stands from one place to another may be markup of a part of a word."""
        deleted = self._document.source.text[start:end]
        return compiled(INLINE_TAG).fullmatch(deleted) is not None

    def _outside_tag(self, piece: _Piece, offset: int) -> int:
        """A place of cue text; where the tag begins that it stands in, if it does."""
        text = self._document.source.text
        opening = text.rfind("<", piece.span.start, offset)
        if opening < 0:
            return offset
        tag = compiled(TAG).match(text, opening, piece.span.end)
        is_outside = tag is None or tag.end() <= offset or bool(words_in_tag(tag[0]))
        return offset if is_outside else opening


class RawLines:
    """How many letters and digits stand before a place of text outside cues, which is read once line by line.

    The count is that of the text up to the place without its syntax, as `_without_syntax` has it. What that takes from
    the beginning of the text is in its first lines; a number alone has few letters and digits.
    """

    __slots__ = ("_counts", "_few", "_raw", "_starts")

    def __init__(self, raw: str) -> None:
        self._raw = raw
        keyword, mark = re.match(_KEYWORD, raw), re.match(_MARKS, raw)
        self._few = _MOST_OF_A_NUMBER + (len(words(mark[0])) if mark else 0)
        behind = keyword.end() if keyword else 0
        start = raw.find("\n", behind) + 1 or len(raw)
        self._starts = [start]
        self._counts = [len(words(without_settings(raw[behind:start])))]
        while (end := raw.find("\n", start) + 1) > 0:
            self._starts.append(end)
            self._counts.append(self._counts[-1] + self._count(start, end))
            start = end

    def _count(self, start: int, end: int) -> int:
        # A line begins behind a line end, where no setting begins.
        return len(words(without_settings(f"\n{self._raw[start:end]}")))

    def line_start(self, offset: int) -> int:
        """From where the text is read to count what stands before a place."""
        index = bisect_right(self._starts, offset) - 1
        return self._starts[index] if index >= 0 else 0

    def count_before(self, offset: int) -> int:
        """How many letters and digits stand before a place."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            count = self._counts[index] + self._count(self._starts[index], offset)
            if count > self._few:
                return count
        return len(words(_without_syntax(self._raw[:offset])))


def keep_words(before: Document, after: Document, fixes: Sequence[Fix]) -> bool:
    """Whether a document has the words that it must have after some fixes, and shows those it has shown."""
    try:
        expected, known = _expected(before.once(_all_words), fixes), after.once(_all_words)
        if known.text != expected.text or not expected.breaks.issubset(known.breaks()):
            return False
        shown = iter(after.once(_shown_words).text)
        # A fix may bring to light what was hidden, but not hide.
        return all(letter in shown for letter in _expected(before.once(_shown_words), fixes).text)
    except _TooMuch:
        return False


def _all_words(document: Document) -> Words:
    return Words(document)


def _shown_words(document: Document) -> Words:
    return Words(document, shown=True)


class _Change(NamedTuple):
    """Letters and digits, counted from 0, that become others; `parts` where what is deleted has parted words."""

    start: int
    end: int
    new: str
    parts: bool = False


class _Expected(NamedTuple):
    """What words must be after some fixes, and before which of their letters one must begin."""

    text: str
    breaks: frozenset[int]


def _expected(known: Words, fixes: Sequence[Fix]) -> _Expected:
    """What words must be after some fixes, by what these declare. Raises _TooMuch."""
    known.allow_reading()
    changes = [change for fix in fixes if fix.words == MOVES for change in _moves(known, fix.edits)]
    for declared in (DELETES, REPLACES):
        edits = sorted(edit for fix in fixes if fix.words == declared for edit in fix.edits)
        changes += [_change(known, edit, parts=declared == DELETES) for edit in edits]
    # Of edits between the same two letters the first in the file stays the first.
    changes.sort(key=lambda change: change[:2])
    old_breaks = known.breaks()
    pieces: list[str] = []
    breaks: set[int] = set()
    position = length = 0
    for start, end, new, parts in (*changes, _Change(len(known.text), len(known.text), "")):
        if start < position:  # two fixes change one place: what comes of it is nobody's word
            return _Expected("\0", frozenset())
        pieces += (known.text[position:start], new)
        inside = old_breaks[bisect_right(old_breaks, position) : bisect_left(old_breaks, start)]
        breaks.update(place - position + length for place in inside)
        length += start - position + len(new)
        if parts and bisect_left(old_breaks, start) < bisect_right(old_breaks, end):
            breaks.add(length)
        position = end
    text = "".join(pieces)
    return _Expected(text, frozenset(place for place in breaks if 0 < place < len(text)))


def _change(known: Words, edit: Edit, *, parts: bool) -> _Change:
    (start, end), replacement = edit
    place = known.place(start)
    if place == "cue":
        new = known.in_cue(replacement)
        parts = parts and not known.is_inside_a_word(start, end)
    else:
        new = words(_without_syntax(replacement)) if place else ""
    return _Change(known.count_before(start), known.count_before(end), new, parts and not new)


def _moves(known: Words, edits: Sequence[Edit]) -> Iterator[_Change]:
    """What moves come to: each insertion stands before the deletions whose text it holds, in their order."""
    place = -1
    moved: list[str] = []
    for span, _ in edits:
        start, end = map(known.count_before, span)
        if span.start == span.end:
            if place >= 0:
                yield _Change(place, place, "".join(moved))
            place, moved = start, []
        else:
            moved.append(known.text[start:end])
            yield _Change(start, end, "")
    yield _Change(place, place, "".join(moved))


def text_beside_times(document: Document, cue: Cue) -> str:
    """What stands on the timing line of a cue beside its times and may be text; `""` where nothing may.

    Settings are none, nor is the name of a region that is defined.
    """
    regions = {region.identifier for region in document.regions}
    for span in words_beside_times(document, cue):
        raw = document.source.text[span.start : span.end]
        kept = re.sub(
            r"region:([^ \t\f]+)", lambda match: "" if match[1] in regions else match[0], raw
        )
        if words(_without_syntax(kept)):
            return raw.strip(" \t")
    return ""


def words_beside_times(document: Document, cue: Cue) -> tuple[Span, ...]:
    """Where words stand on the timing line of a cue: before its times, between them and after."""
    if not document.traits.is_line_based:
        return ()
    if compiled(_TIMES_ALONE).fullmatch(document.source.text, cue.timing_start, cue.timing_end):
        return ()
    start, end = document.time_spans(cue)
    # An escaped arrow has letters, and they are no words.
    arrow = document.source.text.find(_ESCAPED_ARROW, start.end, end.start)
    places = (
        Span(cue.timing_start, max(cue.timing_start, start.start)),
        Span(start.end, max(start.end, end.start if arrow < 0 else arrow)),
        Span(arrow + len(_ESCAPED_ARROW), end.start) if arrow >= 0 else Span(end.start, end.start),
        Span(max(end.end, cue.timing_start), cue.timing_end),
    )
    beside = [place for place in places if _raw(document.source.text, place).words]
    if cue.number in document.guessed:
        beside += (span for span in (start, end) if _is_no_time(document.source.text, span))
    return tuple(sorted(beside))


def _is_no_time(text: str, span: Span) -> bool:
    """Whether words stand in the place of a time: no digit, and nothing that a program writes for a number."""
    raw = text[span.start : span.end]
    return bool(compiled(_WORDS_ALONE).search(raw)) and not compiled(_NUMBER_OR_NONE).search(raw)


def _pieces(document: Document, *, shown: bool) -> Iterator[_Piece]:
    text = document.source.text
    line_based = document.traits.is_line_based
    for cue in document.cues:
        if line_based and not shown:
            yield _raw(text, Span(cue.block_start, cue.timing_start))
            for span in words_beside_times(document, cue):
                yield _raw(text, span)
        parted = parted_words(_cue_text(document, document.raw(cue), cue, shown=shown))
        yield _Piece(cue.text_span, parted, cue)
    for block in () if shown else document.blocks:
        if block.kind in (_WITH_WORDS_IN_LINES if line_based else _WITH_WORDS):
            yield _raw(text, block.span)


def _cue_text(document: Document, raw: str, cue: Cue | None = None, *, shown: bool) -> str:
    """The text of a cue without markup; unless `shown`, with what WebVTT hides behind a "<"."""
    if document.traits.tags_are_strict and "<" in raw and not shown:
        return document.dialect.plain(revealed(raw))
    return document.dialect.plain(raw) if cue is None else document.own_text(cue)


def _raw(text: str, span: Span) -> _Piece:
    if span.start == span.end:
        return _Piece(span, "", None)
    return _Piece(span, parted_words(_without_syntax(text[span.start : span.end])), None)


def _without_syntax(raw: str) -> str:
    """Text outside cues without what the formats prescribe there: numbers, keywords, settings."""
    if not raw or raw.isspace():
        return ""
    raw = compiled(_KEYWORD).sub("", raw)
    if compiled(_FURTHER_TIMES).fullmatch(raw):  # of a line of LRC that is sung again
        return ""
    if compiled(CUE_NUMBER).fullmatch(raw):
        return ""
    return without_settings(raw)
