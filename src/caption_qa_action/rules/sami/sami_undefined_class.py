"""A class that the STYLE of the file does not define."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A paragraph whose class the STYLE of the SAMI file does not define.

    Only the first paragraph of each such class is reported, and only in files that define classes.

    ## Why
    The class says which language a paragraph is in. Players show the paragraphs of the class that a viewer
    has chosen from those defined, so that these are never shown.

    ## Bad
    ```text talk.smi
    <SAMI>
    <HEAD><STYLE TYPE="text/css"><!--
    P { font-family: sans-serif; }
    .ENCC { Name: English; lang: en-US; SAMIType: CC; }
    --></STYLE></HEAD>
    <BODY>
    <SYNC Start=1000><P Class=EGCC>Good evening.
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
    There is none: define the class in the STYLE of the head, or write the one that is meant.

    ## Sources
    - Microsoft, Understanding SAMI 1.0,
      https://learn.microsoft.com/en-us/previous-versions/windows/desktop/dnacc/understanding-sami-1.0
    """
    yield from document.noticed("sami_undefined_class")
