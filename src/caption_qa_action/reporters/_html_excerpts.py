"""What a page shows of the file for a finding: the place in its lines, and the same lines mended."""

from __future__ import annotations

from collections import Counter

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.inert import inert
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.source import Edit, Source, Span
from caption_qa_action.core.text import printable_lines

# Our choice: four lines of captions, and no more than somebody looks at.
MOST_CHARACTERS = 360
# How much of it stands before the place of the finding, where not everything fits.
_BEFORE = 120

# Nobody reads one cue so often; a cue of nothing but control characters has a finding for each.
_MOST_OF_A_CUE = 50

# Text before the place, at it, and after it.
Parts: TypeAlias = tuple[str, str, str]


class Shown(NamedTuple):
    """The lines of a finding with its place, and mended with what is new; None where there is nothing to show.

    `text` is what a viewer reads of the cue, where those lines do not have it.
    """

    before: Parts | None = None
    after: Parts | None = None
    text: str = ""


class _Window(NamedTuple):
    """What of a text is shown; `goes_on` has, for both ends, whether the line goes on there."""

    start: int
    end: int
    goes_on: tuple[bool, bool] = (False, False)


class Excerpts:
    """What is shown of one file for its findings: of a cue, or a line, with very many only for the first of them."""

    __slots__ = ("_file", "_made")

    def __init__(self, file: FileReport) -> None:
        self._file = file
        self._made: Counter[tuple[int, int]] = Counter()

    def of(self, diagnostic: Diagnostic) -> Shown:
        """What is shown for a finding, which is asked for once."""
        place = diagnostic.cue, 0 if diagnostic.cue else diagnostic.line
        self._made[place] += 1
        is_read = self._made[place] <= _MOST_OF_A_CUE
        return shown(self._file, diagnostic) if is_read else Shown()


def shown(file: FileReport, diagnostic: Diagnostic) -> Shown:
    """What can be shown of a finding; nothing where the text of the file is not known."""
    source, document = file.source, file.document
    if source is None:
        return Shown()
    if source.binary:
        return Shown(text=_cue_text(document, diagnostic))
    payload = _payload(document, diagnostic)
    edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
    window = _window(source, diagnostic.span, payload, edits)
    start, end = (min(max(offset, window.start), window.end) for offset in diagnostic.span)
    text = source.text
    before = (text[window.start : start], text[start:end], text[end : window.end])
    return Shown(
        _visible_parts(before, window),
        _mended(text, window, edits),
        "" if payload is not None else _cue_text(document, diagnostic),
    )


def _payload(document: Document | None, diagnostic: Diagnostic) -> Span | None:
    """Where the text of the cue stands, if the finding is in it."""
    if document is None or not 0 < diagnostic.cue <= len(document.cues):
        return None
    span, text = diagnostic.span, document.cues[diagnostic.cue - 1].text_span
    return text if text.start <= span.start and span.end <= text.end else None


def _window(source: Source, span: Span, payload: Span | None, edits: tuple[Edit, ...]) -> _Window:
    """The lines of a finding or the text of its cue, and what its edits change where that is near."""
    text = source.text
    length = len(text)
    start, end = payload or _whole_lines(
        text, Span(min(span.start, length), min(max(span), length))
    )
    if edits:
        changed = Span(min(e.span.start for e in edits), max(e.span.end for e in edits))
        first, last = _whole_lines(text, changed)
        if max(end, last) - min(start, first) <= MOST_CHARACTERS:
            start, end = min(start, first), max(end, last)
    if end - start > MOST_CHARACTERS:
        start = max(start, span.start - _BEFORE)
        end = min(end, start + MOST_CHARACTERS)
    edges = payload or ()
    goes_on = (
        start > 0 and start not in edges and text[start - 1] not in "\r\n",
        end < length and end not in edges and text[end] not in "\r\n",
    )
    return _Window(start, end, goes_on)


def _whole_lines(text: str, span: Span) -> Span:
    """A span widened to its lines, without the last line end, as far as can be shown."""
    far = max(0, span.start - MOST_CHARACTERS)
    start = text.rfind("\n", far, span.start) + 1 or far
    end = span.end
    if end > span.start and text[end - 1] == "\n":
        end -= 1
    limit = min(len(text), end + MOST_CHARACTERS)
    stop = text.find("\n", end, limit)
    stop = limit if stop < 0 else stop
    if stop > end and text[stop - 1] == "\r":
        stop -= 1
    return Span(start, stop)


def _mended(text: str, window: _Window, edits: tuple[Edit, ...]) -> Parts | None:
    """The text of a window after edits, parted by what is new; None unless all of them are in it."""
    if not edits or any(e.span.start < window.start or e.span.end > window.end for e in edits):
        return None
    pieces, at = [], window.start
    for (start, end), replacement in sorted(edits):
        pieces += [text[at:start], replacement]
        at = max(at, end)
    after = "".join([*pieces, text[at : window.end]])
    if len(after) > 2 * MOST_CHARACTERS:
        return None
    before = text[window.start : window.end]
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    stop = len(after) - last
    return _visible_parts((after[:first], after[first:stop], after[stop:]), window)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    common, most = 0, min(len(one), len(other))
    while common < most:
        middle = (common + most + 1) // 2
        if one.startswith(other[:middle]):
            common = middle
        else:
            most = middle - 1
    return common


def _visible_parts(parts: Parts, window: _Window) -> Parts:
    """Parts as they are shown, with marks where the lines go on."""
    before, place, after = map(_visible, parts)
    marks = ["…" if goes_on else "" for goes_on in window.goes_on]
    return marks[0] + before, place, after + marks[1]


def _visible(text: str) -> str:
    """Text with its line ends, and every other character visible and inert."""
    lines = printable_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    if "##" not in lines and "::" not in lines:
        return lines
    return "\n".join(map(inert, lines.split("\n")))


def _cue_text(document: Document | None, diagnostic: Diagnostic) -> str:
    """What a viewer reads of the cue that a finding is about."""
    if document is None or not 0 < diagnostic.cue <= len(document.cues):
        return ""
    text = document.plain(document.cues[diagnostic.cue - 1])
    return _visible(text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…")
