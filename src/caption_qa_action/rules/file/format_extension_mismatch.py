from __future__ import annotations

import os
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.traits import GENERAL_SUFFIXES, UNKNOWN, FormatTraits
from caption_qa_action.rules.file._content import first_line

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """A file whose content is in another format than its name says.

    The format is told by the content; only names whose ending stands for another caption format, or for
    others, are reported; `.json`, `.txt` and `.xml` stand for anything.

    It is an error under the names of WebVTT, TTML and SubRip, of which at least two readers, or one that plays, show
    nothing then. It is a warning under all others: what plays ASS, for one, finds out the format by the content.

    ## Why
    Browsers and platforms choose the parser by the name or by the media type that follows from it.
    SubRip under the name `.vtt` shows nothing at all, since a browser insists on the line `WEBVTT`; nor does it under
    the name `.ttml` or `.itt`, since it is no XML. WebVTT under the name `.srt` is refused, or shows its header as a
    caption, by programs that do not look into the file first.

    ## Bad
    ```text talk.srt
    WEBVTT

    00:01.000 --> 00:02.500
    Good evening.
    ```
    ```text film.vtt
    1
    00:00:01,000 --> 00:00:02,500
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
        refused = any(each.readers_refuse_others for each in meant)
        severity = Severity.ERROR if refused else Severity.WARNING
        yield Finding(first_line(document), message, severity=severity)


def _title(format: FormatTraits) -> str:
    return format.long_title or format.title
