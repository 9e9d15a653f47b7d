from __future__ import annotations

import os
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.traits import GENERAL_SUFFIXES, UNKNOWN, FormatTraits
from caption_qa_action.rules.file._content import first_line

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A file whose content is in another format than its name says.

    The format is told by the content; only names whose ending stands for another caption format, or for
    others, are reported; `.json`, `.txt` and `.xml` stand for anything.

    ## Why
    Browsers and platforms choose the parser by the name or by the media type that follows from it.
    WebVTT under the name `.srt` may show its header as a caption; SubRip under the name `.vtt` shows
    nothing at all, since a browser insists on the line `WEBVTT`.

    ## Bad
    ```text talk.srt
    WEBVTT

    00:01.000 --> 00:02.500
    Good evening.
    ```

    ## Good
    ```text talk.vtt
    WEBVTT

    00:01.000 --> 00:02.500
    Good evening.
    ```

    ## Fix
    There is none: rename the file, or convert it, whichever was meant.

    ## Sources
    - WebVTT, 6.1 "WebVTT file parsing": https://www.w3.org/TR/webvtt1/#file-parsing
    """
    ending = os.path.splitext(document.source.path)[1].lower()
    actual = document.traits
    if actual.name == UNKNOWN or ending in actual.all_suffixes or ending in GENERAL_SUFFIXES:
        return
    meant = [each for each in document.known_formats().values() if ending in each.all_suffixes]
    if meant:
        titles = " or ".join(map(_title, meant))
        message = (
            f"the content is {_title(actual)}, but a name that ends in {ending} means {titles}"
        )
        yield Finding(first_line(document), message)


def _title(format: FormatTraits) -> str:
    return format.long_title or format.title
