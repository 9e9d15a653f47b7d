"""Text before the first SYNC tag."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Text in the body of a SAMI file that stands before its first SYNC tag.

    ## Why
    A caption is shown from the time of the SYNC tag before it. Without one it has no time, and players
    never show it.

    ## Bad
    ```text talk.smi
    <SAMI>
    <HEAD><STYLE TYPE="text/css"><!--
    P { font-family: sans-serif; }
    .ENCC { Name: English; lang: en-US; SAMIType: CC; }
    --></STYLE></HEAD>
    <BODY>Welcome.
    <SYNC Start=1000><P Class=ENCC>Good evening.
    <SYNC Start=2500><P Class=ENCC>&nbsp;
    </BODY>
    </SAMI>
    ```

    ## Good
    ```text talk.smi
    <SAMI>
    <HEAD><STYLE TYPE="text/css"><!--
    P { font-family: sans-serif; }
    .ENCC { Name: English; lang: en-US; SAMIType: CC; }
    --></STYLE></HEAD>
    <BODY>
    <SYNC Start=1000><P Class=ENCC>Good evening.
    <SYNC Start=2500><P Class=ENCC>&nbsp;
    </BODY>
    </SAMI>
    ```

    ## Fix
    There is none: put the text below the SYNC tag whose time it has, or delete it.

    ## Sources
    - Microsoft, Understanding SAMI 1.0,
      https://learn.microsoft.com/en-us/previous-versions/windows/desktop/dnacc/understanding-sami-1.0
    """
    yield from document.noticed("sami_text_outside_sync")
