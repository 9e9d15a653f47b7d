"""Text of a SYNC tag that stands in no paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Text below a SYNC tag of a SAMI file that stands in no paragraph (`<P>`).

    ## Why
    Players show the paragraphs of a SYNC tag. They pass over text beside them, and leave the screen empty at that
    time, or the caption before on it.

    ## Bad
    ```text talk.smi
    <SAMI>
    <HEAD><STYLE TYPE="text/css"><!--
    P { font-family: sans-serif; }
    .ENCC { Name: English; lang: en-US; SAMIType: CC; }
    --></STYLE></HEAD>
    <BODY>
    <SYNC Start=1000>Good evening.
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
    There is none: write `<P>` before the text, with the class of its language.

    ## Sources
    - Microsoft, Understanding SAMI 1.0,
      https://learn.microsoft.com/en-us/previous-versions/windows/desktop/dnacc/understanding-sami-1.0
    """
    yield from document.noticed("sami_text_outside_paragraph")
