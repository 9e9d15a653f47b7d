"""A cue setting that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES
from caption_qa_action.rules._repeated import merge_repeats

SEVERITY = Severity.WARNING
WORDS = (DELETES,)
# A name, a colon and a value; words have blanks between them.
DELETED = r"[A-Za-z-]{1,40}+:\S++"


def check(document: Document) -> Iterator[Finding]:
    """Cue setting whose name is not known.

    There are `vertical`, `line`, `position`, `size`, `align` and `region`, all in lower case.

    ## Why
    Browsers ignore what they do not know, so the cue is not where its author wants it. Names of one
    letter (`A:start`, `L:90%`) are from drafts before 2011.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500 alignment:start
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500 align:start
    Where have you been?
    ```

    ## Fix
    Removes the setting. That is safe for the letters of old drafts with a value of a setting, since browsers
    ignore them; any other name or value may be a word of the text. Or writes the name in lower case, which moves the cue and is not safe.

    ## Sources
    - WebVTT, section 4.4, "WebVTT cue settings", https://www.w3.org/TR/webvtt1/#cue-settings
    """
    yield from merge_repeats(document.noticed("setting_unknown"))
