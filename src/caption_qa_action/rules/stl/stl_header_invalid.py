"""A header that is not as EBU STL wants it."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    r"""An EBU STL header that is too short, or whose disk format or character code table is not known.

    The header is the first 1024 bytes. The disk format (`STL25.01`, `STL30.01`) tells the frames a second, the
    table which script the text is in. Without them 25 frames and the Latin table are assumed. The samples show bytes as `\xNN`, and `\x20{222}` for 222 of them.

    ## Why
    With the wrong rate every time is wrong by up to a fifth; with the wrong table the text is gibberish.
    Most programs refuse the file.

    ## Bad
    ```text talk.stl escapes no-final-newline
    850STL99.011000F\x20{222}00001\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00Good evening.\x8f{99}
    ```

    ## Good
    ```text talk.stl escapes no-final-newline
    850STL25.011000F\x20{222}00001\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00Good evening.\x8f{99}
    ```

    ## Fix
    There is none: export the file anew, with the frame rate and the table of characters set.

    ## Sources
    - EBU Tech 3264, Specification of the EBU Subtitling data exchange format, section "GSI block":
      https://tech.ebu.ch/publications/tech3264
    """
    yield from document.noticed("stl_header_invalid")
