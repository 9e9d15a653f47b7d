"""A file without the first line of SCC."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """An SCC file whose first line is not `Scenarist_SCC V1.0`.

    ## Why
    Programs tell the format by this line, and most refuse a file without it.

    ## Bad
    ```text talk.scc
    00:00:01:00	9420 9420 94ae 94ae 9470 9470 c849 942c 942c 942f 942f

    00:00:03:00	942c 942c
    ```

    ## Good
    ```text talk.scc
    Scenarist_SCC V1.0

    00:00:01:00	9420 9420 94ae 94ae 9470 9470 c849 942c 942c 942f 942f

    00:00:03:00	942c 942c
    ```

    ## Fix
    There is none yet: write the line at the start of the file, and an empty line after it.

    ## Sources
    - The format has no public standard. pycaption, `scc` reader: https://github.com/pbs/pycaption
    """
    yield from document.noticed("scc_header_missing")
