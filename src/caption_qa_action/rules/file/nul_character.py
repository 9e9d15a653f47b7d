from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import plural
from caption_qa_action.rules.file._content import is_blank

SEVERITY = Severity.ERROR
LEAVES = ("replacement_character",)

# A damaged file has thousands of places, which are one fact. Our choice.
_PLACES_LISTED = 20


def check(document: Document) -> Iterator[Finding]:
    r"""NUL characters (U+0000) in the text.

    A run of them is one finding; more than twenty are one together.

    ## Why
    For many programs a NUL ends the text: everything after it is lost. Long runs of NULs are left
    by downloads and copies that broke off.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Good\x00evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    Deletes NULs at the end of the file. Others become U+FFFD, as a WebVTT parser reads them; in the text of a cue that is a
    `replacement_character`, since what stood there is lost. Safe where nothing
    changes for a viewer: the first not for WebVTT, the second for WebVTT alone.

    ## Sources
    - WebVTT, 6.1 "WebVTT file parsing", step 1: https://www.w3.org/TR/webvtt1/#file-parsing
    """
    text = document.source.text
    if "\0" not in document.source.alphabet or "\0" not in text:  # in wide text a slow search
        return
    if document.source.binary or is_blank(document):
        return
    places = [Span(*match.span()) for match in re.finditer("\0+", text)]
    shown = document.traits.reads_nul
    if places[-1].end == len(text):
        at_end = places.pop()
        fix = Fix("delete the NULs at the end", (Edit(at_end, ""),), safe=not shown)
        number = plural(_length(at_end), "NUL character")
        yield Finding(at_end, f"the text ends in {number}", fix)
    if len(places) > _PLACES_LISTED:
        number = plural(sum(map(_length, places)), "NUL character")
        message = f"the text has {number} at {len(places)} places, the first one here"
        yield Finding(places[0], message, _replace(places, safe=shown))
        return
    for span in places:
        number = plural(_length(span), "NUL character")
        yield Finding(span, f"the text has {number} here", _replace([span], safe=shown))


def _replace(places: list[Span], *, safe: bool) -> Fix:
    edits = tuple(Edit(span, "\ufffd" * _length(span)) for span in places)
    return Fix("replace NUL by U+FFFD", edits, safe=safe)


def _length(span: Span) -> int:
    return span.end - span.start
