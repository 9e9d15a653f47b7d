"""A header that counts other blocks than there are."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    r"""An EBU STL header that tells another number of blocks than the file has.

    The samples show bytes as `\xNN`, and `\x20{222}` for 222 of them.

    ## Why
    Either blocks are missing, or the program that wrote the file does not count them. Programs that go by
    the header leave out what is beyond its number.

    ## Bad
    ```text talk.stl escapes no-final-newline
    850STL25.011000F\x20{222}00002\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00Good evening.\x8f{99}
    ```

    ## Good
    ```text talk.stl escapes no-final-newline
    850STL25.011000F\x20{222}00001\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00Good evening.\x8f{99}
    ```

    ## Fix
    There is none: whether blocks or the number are wrong cannot be told.

    ## Sources
    - EBU Tech 3264, Specification of the EBU Subtitling data exchange format, section "GSI block, Total Number of Text and Timing Information (TTI) blocks":
      https://tech.ebu.ch/publications/tech3264
    """
    yield from document.noticed("stl_block_count")
