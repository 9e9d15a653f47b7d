"""A cue setting that occurs twice."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.cue_settings import NAMED_SETTING
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES
from caption_qa_action.rules._repeated import merge_repeats

SEVERITY = Severity.WARNING
WORDS = (DELETES,)
DELETED = NAMED_SETTING


def check(document: Document) -> Iterator[Finding]:
    """Cue setting that occurs more than once on a timing line.

    ## Why
    Each setting may be given once. Browsers use the last one; other players may use the first.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500 line:0 align:start line:50%
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500 align:start line:50%
    Where have you been?
    ```

    ## Fix
    Removes the earlier one. Safe, since browsers do not use it; not safe for a region that is not defined,
    whose name may be a word of the text.

    ## Sources
    - WebVTT, section 4.4, "WebVTT cue settings", https://www.w3.org/TR/webvtt1/#cue-settings
    """
    yield from merge_repeats(document.noticed("setting_duplicate"))
