"""A subtitle that is not whole."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    r"""An EBU STL file that ends inside a block, or a subtitle whose last block is missing.

    After the header a file consists of blocks of 128 bytes. A long subtitle has several with the same
    number, of which the last says so. The samples show bytes as `\xNN`, and `\x20{222}` for 222 of them.

    ## Why
    The text of the subtitle is cut off, and programs that read past the end of the file fail. Most often a
    copy broke off.

    ## Bad
    ```text talk.stl escapes no-final-newline
    850STL25.011000F\x20{222}00001\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00Good evening.\x8f{99}Good
    ```

    ## Good
    ```text talk.stl escapes no-final-newline
    850STL25.011000F\x20{222}00001\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00Good evening.\x8f{99}
    ```

    ## Fix
    There is none: get the file anew.

    ## Sources
    - EBU Tech 3264, Specification of the EBU Subtitling data exchange format, section "TTI block":
      https://tech.ebu.ch/publications/tech3264
    """
    yield from document.noticed("stl_block_damaged")
