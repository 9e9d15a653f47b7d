"""A caption that is loaded and never shown."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A caption in an SCC file that is loaded, and that no End Of Caption brings on screen.

    It is erased in memory, or the file ends.

    ## Why
    A pop-on caption is written into a memory that viewers do not see, and appears with the code End Of
    Caption (`942f`). Without it the caption is lost.

    ## Bad
    ```text talk.scc
    Scenarist_SCC V1.0

    00:00:01:00	9420 9420 94ae 94ae 9470 9470 c849 942c 942c
    ```

    ## Good
    ```text talk.scc
    Scenarist_SCC V1.0

    00:00:01:00	9420 9420 94ae 94ae 9470 9470 c849 942c 942c 942f 942f

    00:00:03:00	942c 942c
    ```

    ## Fix
    There is none: the time of the caption is missing.

    ## Sources
    - 47 CFR 79.101, Closed caption decoder requirements for analog television receivers,
      https://www.law.cornell.edu/cfr/text/47/79.101, paragraph (f)(2)
    """
    yield from document.noticed("scc_caption_not_shown")
