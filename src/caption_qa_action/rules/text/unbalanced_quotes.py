"""A quotation mark without its partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.columns import raw_texts
from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.rules._hits import around, hits
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._timed_words import timed_words

SEVERITY = Severity.INFO
SAFELY_MENDED = False
OF_SHOWN_TEXT = True

# Marks of one family close each other; single ones are left out, since they are apostrophes too.
_FAMILY = {'"': "straight", "“": "curly", "”": "curly", "„": "curly", "«": "angle", "»": "angle"}
_BEFORE_OPENER = " \t\n\r\xa0\u202f-–—([¿¡♪“„«'\"/>"
_AFTER_CLOSER = " \t\n\r\xa0\u202f-–—)],.;:!?…♪”»'\"/<"


class _Mark(NamedTuple):
    """A quotation mark in the text of a cue; `side` is whether its neighbours make it open or close."""

    cue: Cue
    offset: int
    side: str


def check(document: Document, *, limit_cues: int = 12) -> Iterator[Finding]:
    """Quotation mark that is opened and not closed, or closed and not opened.

    Double quotation marks of all shapes are looked at: `"`, `“”`, `„“`, `«»`. A quotation may run
    over some cues, and its mark may be repeated at the start of each. A mark may be closed by one of
    another shape (`„Yes."`). Single quotation marks are left alone, because apostrophes look the same,
    and so are inches (`6"`) and the letter mark of Hebrew acronyms.

    ## Why
    The viewer cannot tell where the words of another end. It comes from splitting or joining cues.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    She said, "Where have you been?

    2
    00:00:03,000 --> 00:00:04,000
    "Nowhere", I said.
    And I "meant it.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    She said, "Where have you been?"

    2
    00:00:03,000 --> 00:00:04,000
    "Nowhere", I said.
    And I "meant" it.
    ```

    ## Fix
    There is none: where the quotation ends is not in the file.

    ## Options
    - `limit_cues` (default 12): over how many cues a quotation may stay open.

    ## Sources
    - SubtitleEdit, "Add missing quotes", https://www.nikse.dk/subtitleedit/help
    - BBC Subtitle Guidelines, section 14 "Quotes", on marks at the start of each subtitle,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    text = document.source.text
    if not is_read(document) or not _may_be_quoted(document):
        return
    # A heap of marks in one cue is one defect.
    first: dict[tuple[int, str], _Mark] = {}
    for mark, fault in _odd(document, limit_cues):
        if mark.cue.number in timed_words(document):
            continue
        key = mark.cue.number, fault
        if key not in first or mark.offset < first[key].offset:
            first[key] = mark
    for (_, fault), (cue, offset, _) in sorted(first.items(), key=lambda item: item[1].offset):
        yield Finding(
            Span(offset, offset + 1),
            f"the quotation mark in cue {cue.number} is {fault}: {quote(around(text, offset, offset + 1))}",
        )


def _may_be_quoted(document: Document) -> bool:
    """Whether a mark may stand in what is read: where files are written in XML, short tags hold most of them."""
    if document.traits.is_line_based:
        return any(mark in document.source.text for mark in _FAMILY)
    text = raw_texts(document)
    if any(mark in text for mark in _FAMILY if mark != '"'):
        return True
    lines = [line for line in text.split("\n") if '"' in line] if '"' in text else []
    return '"' in re.sub(r"<[/A-Za-z][^<>]{0,200}>", "", "\n".join(lines))


def _odd(document: Document, limit_cues: int) -> Iterator[tuple[_Mark, str]]:
    opened: dict[str, _Mark] = {}
    for cue, match in hits(document, '["“”„«»]'):
        family = _FAMILY[match[0]]
        before = opened.get(family)
        mark = _Mark(cue, match.start(), _side(document, cue, match.start()))
        if before is not None and cue.number - before.cue.number > limit_cues:
            yield opened.pop(family), "never closed"
            before = None
        if mark.side == "inches" and (before is None or before.cue is not cue):
            continue
        if mark.side == "none":
            continue
        if before is None:
            if mark.side == "close" and not _closes_another(opened, family, cue, limit_cues):
                yield mark, "never opened"
            elif mark.side == "close":
                continue
            else:
                opened[family] = mark
        elif mark.side != "open":
            del opened[family]
        else:
            if not _repeats(document, before, mark):
                yield before, "never closed"
            opened[family] = mark
    for mark in opened.values():
        yield mark, "never closed"


def _closes_another(opened: dict[str, _Mark], family: str, cue: Cue, limit_cues: int) -> bool:
    """Whether a mark closes one of another shape, as in `„Yes."`; if so, that one is closed."""
    for other, mark in opened.items():
        if other != family and cue.number - mark.cue.number <= limit_cues:
            del opened[other]
            return True
    return False


def _side(document: Document, cue: Cue, offset: int) -> str:
    text = document.source.text
    before = text[offset - 1] if offset > cue.text_start else ""
    if before == ">":
        before = re.sub("<[^<>]*>$", "", text[max(cue.text_start, offset - 40) : offset])[-1:]
    after = text[offset + 1] if offset + 1 < cue.text_end else ""
    if after == "<":
        after = re.sub("^<[^<>]*>", "", text[offset + 1 : min(cue.text_end, offset + 40)])[:1]
    if text[offset] in '"”' and _is_no_quotation(text, cue, offset, before, after):
        return "none"
    may_open = not before or before in _BEFORE_OPENER
    may_close = not after or after in _AFTER_CLOSER
    if may_open != may_close:
        if may_close and before.isdigit() and text[offset] in '"”':
            return "inches"
        return "open" if may_open else "close"
    # With blanks on both sides, as in French, the shape decides.
    return {"„": "open", "“": "open", "«": "open", "”": "close", "»": "close"}.get(
        text[offset], "either"
    )


def _is_no_quotation(text: str, cue: Cue, offset: int, before: str, after: str) -> bool:
    """Whether a mark is a letter's in Hebrew, as in an acronym, or inches after feet."""
    if "\u05d0" <= before <= "\u05ea" and "\u05d0" <= after <= "\u05ea":
        return True
    start = max(cue.text_start, offset - 8)
    return (
        before.isdigit() and re.search(r"[0-9]['’′] ?[0-9]{1,2}\Z", text[start:offset]) is not None
    )


def _repeats(document: Document, before: _Mark, mark: _Mark) -> bool:
    """Whether a quotation goes on in another cue or line, with its mark repeated at the start."""
    if mark.cue is before.cue:
        return False
    between = document.source.text[mark.cue.text_start : mark.offset]
    return not re.search(r"\w", re.sub("<[^<>]*>", "", between))
