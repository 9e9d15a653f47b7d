"""A pair of bytes that is damaged."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Codes in an SCC file that are not four hexadecimal digits, or whose bytes have the wrong parity.

    Each byte has seven bits of data and one that makes the number of ones odd. A line is reported once, at
    its first damaged pair.

    ## Why
    A decoder drops a byte of wrong parity or shows a solid block in its place, and a control code that is
    lost takes its caption with it.

    ## Bad
    ```text talk.scc
    Scenarist_SCC V1.0

    00:00:01:00	9420 9420 94ae 94ae 9470 9470 4849 942c 942c 942f 942f

    00:00:03:00	942c 942c
    ```

    ## Good
    ```text talk.scc
    Scenarist_SCC V1.0

    00:00:01:00	9420 9420 94ae 94ae 9470 9470 c849 942c 942c 942f 942f

    00:00:03:00	942c 942c
    ```

    ## Fix
    There is none: whether the data or the parity is damaged cannot be told.

    ## Sources
    - 47 CFR 79.101, Closed caption decoder requirements for analog television receivers,
      https://www.law.cornell.edu/cfr/text/47/79.101
    """
    yield from document.noticed("scc_bad_code")
