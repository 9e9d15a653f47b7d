"""A cue setting that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES, REPLACES
from caption_qa_action.rules._repeated import merge_repeats

SEVERITY = Severity.WARNING
WORDS = (DELETES, REPLACES)
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
    Writes the setting that is meant: one in capitals, one of nearly the same name with a value of that setting, and
    the letters of old drafts (`A:middle L:90%` is `align:center line:90%`). Not safe, since the cue moves. Removes what
    cannot be understood: safe for the letters of old drafts with the form of a value, since browsers ignore them. Any
    other name with a colon is text of the cue (`Anna:Hello`); `setting_invalid` finds it.

    ## Sources
    - WebVTT, section 4.4, "WebVTT cue settings", https://www.w3.org/TR/webvtt1/#cue-settings
    """
    yield from merge_repeats(document.noticed("setting_unknown"))
