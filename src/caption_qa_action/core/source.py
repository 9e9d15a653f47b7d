"""A caption file as text with exact positions, and the way back to its bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from caption_qa_action.core.named_tuple import NamedTuple

# How the header of an EBU STL file begins, one character for each byte: the code page and the name of the
# format ("850STL25.01"); or, where that name is damaged, the code page, and after it the standard of
# display, the character table and the language (EBU Tech 3264, General Subtitle Information block).
EBU_STL_START = (
    "[0-9A-Za-z ]{3}STL[0-9]{2}\\.[0-9]{2}|(?s:(?:437|850|860|863|865).{8}[ 0-2]0[0-4][0-9A-F]{2})"
)
_EVERYDAY = bytes(range(0x20, 0x7F)) + b"\n\r"


class Span(NamedTuple):
    """A half-open range of code points in `Source.text`."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it: line and column from 1, the column in code points."""

    line: int
    column: int


class Edit(NamedTuple):
    """Replace `span` of the text by `replacement`; an empty span inserts."""

    span: Span
    replacement: str


def _span(edit: Edit) -> Span:
    return edit.span


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """A text after edits that do not overlap, in whatever order they are given; what several insert at one place, in theirs."""
    parts: list[str] = []
    end = 0
    for span, replacement in sorted(edits, key=_span):
        parts += text[end : span.start], replacement
        end = span.end
    return "".join((*parts, text[end:]))


# What a fix may do to words: take them away, write others for them, put cues into the order of time, or make
# text of a cue of words that stood where no player shows them.
DELETES, REPLACES, MOVES, REVEALS = "deletes", "replaces", "moves", "reveals"
KEEPS = ""  # a fix that leaves the words as they are
# The `detail` of a problem in every format with lines of times: words stand on one, where every reader loses them.
TRAILING_TEXT = "trailing_text"


class Fix(NamedTuple):
    """Edits that mend one finding together; `title` is an imperative.

    `safe` means that neither visible text nor timing changes. With an `encoding`, the file is written
    in it from then on, without a byte order mark. `words` is what its edits do to the words where they
    stand, `""` where each edit leaves the words as they are: a fix that changes more than it declares
    is refused. With `MOVES`, each edit that inserts stands before those that delete what it inserts, in
    its order. With `REVEALS` the words stay as they are, and a cue has more text than before.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False
    encoding: str = ""
    words: str = ""


class Problem(NamedTuple):
    """What a reader or parser noticed, under the code of the rule that explains it.

    `detail` names the variant where a rule distinguishes several (`"arrow"`, `"separator"`), so
    that the rule's page, severity and message can depend on it without reading the message.
    `is_ambiguous`: whether readers read the time there in two ways, one of which is taken, so that it is a guess.
    """

    code: str
    span: Span
    message: str
    detail: str = ""
    fix: Fix | None = None
    is_ambiguous: bool = False


class Source:
    """One file: its bytes, its text, and how the two belong together.

    `path` is the name as shown: relative where it can be, with forward slashes.
    `text` has its line ends untouched and no byte order mark at its start. Bytes that are not
    valid in `encoding` are lone surrogates in it (PEP 383), so `encode(text) == data` holds.
    `problems` are what decoding noticed. A `binary` file of captions (EBU STL) has one character for
    each byte and one line, so that offset and column tell the byte.
    """

    __slots__ = (
        "path",
        "data",
        "text",
        "encoding",
        "bom",
        "tail",
        "problems",
        "binary",
        "_line_starts",
        "_alphabet",
        "_lowered",
        "_newline",
    )

    def __init__(
        self,
        path: str,
        data: bytes,
        text: str,
        *,
        encoding: str = "utf-8",
        bom: bytes = b"",
        tail: bytes = b"",
        problems: tuple[Problem, ...] = (),
        binary: bool = False,
    ) -> None:
        self.path = path
        self.data = data
        self.text = text
        self.encoding = encoding
        self.bom = bom
        self.tail = tail
        self.problems = problems
        self.binary = binary
        self._line_starts: list[int] | None = [0] if binary else None
        self._alphabet: frozenset[str] | None = None
        self._lowered: bytes | None = None
        self._newline = ""

    @classmethod
    def of(cls, text: str, path: str = "<text>") -> Source:
        """A source made of text alone, as UTF-8."""
        return cls(path, text.encode("utf-8", "surrogatepass"), text)

    def encode(self, text: str) -> bytes:
        """The bytes of `text` as this file writes them: same encoding, same byte order mark.

        Raises UnicodeEncodeError when the encoding has no such character.
        """
        if text == self.text:
            return self.data
        wide = self.encoding.startswith(("utf-16", "utf-32"))
        errors = "surrogatepass" if wide else "surrogateescape"
        return self.bom + text.encode(self.encoding, errors) + self.tail

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; only CRLF, LF and CR end a line."""
        starts = self._line_starts
        if starts is None:
            text = self.text
            if "\r" in text:
                starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
            else:
                lengths = list(map(len, text.split("\n")))
                starts = list(accumulate(map((1).__add__, lengths[:-1]), initial=0))
            self._line_starts = starts
        return starts

    @property
    def alphabet(self) -> frozenset[str]:
        """The characters that occur in the text, without printable ASCII and line ends.

        Most rules about characters ask it first, and are done.
        """
        if self._alphabet is None:
            # Without ASCII, what is left keeps its order, so its bytes still make characters.
            readable = self.encoding == "utf-8" and not self.problems
            try:
                data = self.data if readable else self.text.encode()
                rest = data[len(self.bom) if readable else 0 :].translate(None, _EVERYDAY)
                self._alphabet = _characters(rest.decode())
            except UnicodeError:
                self._alphabet = frozenset(self.text.translate(dict.fromkeys(_EVERYDAY)))
        return self._alphabet

    @property
    def lowered(self) -> bytes:
        """The text in UTF-8, with the letters of ASCII in lower case, to ask whether a word may occur.

        To lower the case of text takes ten times as long, and four bytes a character.
        """
        if self._lowered is None:
            is_utf8 = self.encoding == "utf-8"
            data = self.data if is_utf8 else self.text.encode("utf-8", "surrogatepass")
            self._lowered = data.lower()
        return self._lowered

    def position(self, offset: int) -> Position:
        """The line and column of a code point offset."""
        starts = self._line_starts or self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def positions(self, offsets: Iterable[int]) -> dict[int, Position]:
        """The position of each offset, found in one pass: cheaper than one by one where there are many."""
        return PositionReader(self).read(offsets)

    def line_text(self, line: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    @property
    def newline(self) -> str:
        """The line end that is most frequent; LF for a file of one line."""
        if not self._newline:
            text = self.text
            crlf = text.count("\r\n")
            lf = text.count("\n") - crlf
            cr = text.count("\r") - crlf
            if crlf >= lf and crlf >= cr and crlf:
                self._newline = "\r\n"
            else:
                self._newline = "\r" if cr > lf else "\n"
        return self._newline


# So many characters have nearly all that occur in a text, but of Chinese and Japanese.
_FIRST_CHARACTERS = 1000


def _characters(text: str) -> frozenset[str]:
    """The different characters of a text. To look at each takes four times as long as to pass over those known."""
    found = frozenset(text[:_FIRST_CHARACTERS])
    rest = text[_FIRST_CHARACTERS:]
    if len(rest) > 2 * _FIRST_CHARACTERS:
        rest = re.sub(f"[{re.escape(''.join(sorted(found)))}]+", "", rest)
    return found.union(rest)


# How far apart the places are from which a reader of positions can go on.
_LANDMARK_CHARACTERS = 1 << 20


class PositionReader:
    """Reads the positions of offsets, some at a time, without a table of all lines.

    What has been counted once is counted from there when it is asked again for what comes after.
    """

    __slots__ = ("_landmarks", "_source")

    def __init__(self, source: Source) -> None:
        self._source = source
        # An offset, the number of its line, and where that line begins.
        self._landmarks = [(0, 1, 0)]

    def read(self, offsets: Iterable[int]) -> dict[int, Position]:
        """The position of each offset."""
        source, text = self._source, self._source.text
        # A CR alone ends a line, too, and a binary file has one line, whatever bytes are in it.
        if source.binary or ("\r" in text and text.count("\r") != text.count("\r\n")):
            return {offset: source.position(offset) for offset in offsets}
        found: dict[int, Position] = {}
        count, rfind = text.count, text.rfind
        passed, line, line_start = 0, 1, 0
        for offset in sorted(offsets):
            if offset - passed > _LANDMARK_CHARACTERS:
                passed, line, line_start = max((passed, line, line_start), self._before(offset))
            newlines = count("\n", passed, offset)
            if newlines:
                line += newlines
                line_start = rfind("\n", passed, offset) + 1
            passed = offset
            if offset - self._landmarks[-1][0] > _LANDMARK_CHARACTERS:
                self._landmarks.append((offset, line, line_start))
            found[offset] = Position(line, offset - line_start + 1)
        return found

    def _before(self, offset: int) -> tuple[int, int, int]:
        """The last place before an offset from which it can be counted."""
        return self._landmarks[bisect_right(self._landmarks, (offset, 0, 0)) - 1]
