from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.traits import UNKNOWN
from caption_qa_action.rules.file._content import first_line, is_binary, is_blank, is_refused

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """A caption file without a single cue.

    The file has a header or comments alone, or text in which no cue can be read. An empty file is
    an `empty_input`, and a file of no caption format an `unknown_format`; neither is reported here
    as well. It is information in a TTML document that is read whole: TTML allows one without content, and streams
    are full of segments in which nobody speaks.

    ## Why
    A viewer who turns captions on sees none, and nothing tells that something is missing. Platforms
    that count the cues refuse such a file.

    ## Bad
    ```webvtt
    WEBVTT

    NOTE captions follow
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Good evening.
    ```

    ## Fix
    There is none: export the file anew, or delete it when there is nothing to say.

    ## Sources
    - WebVTT, 4.1 "WebVTT file structure" (which allows a file without cues):
      https://www.w3.org/TR/webvtt1/#file-structure
    - TTML2, sections 8.1.1 "tt" and 8.1.3 "body" (neither content is required): https://www.w3.org/TR/ttml2/#content-vocabulary-body
    """
    if document.cues or document.format == UNKNOWN:
        return
    if is_binary(document) or is_blank(document) or is_refused(document):
        return
    if any(block.kind == "junk" for block in document.blocks) or document.problems:
        yield Finding(first_line(document), "the file has no cue that can be read")
    else:
        severity = Severity.INFO if document.traits.may_have_no_cues else None
        yield Finding(first_line(document), "the file has no cues", severity=severity)
