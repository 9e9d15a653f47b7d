from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.rules.file._content import is_blank

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    r"""A file without any content.

    The file has no bytes, or only white space, NUL bytes and byte order marks.

    ## Why
    An empty file is usually the trace of an export or a download that failed. Players show nothing
    and platforms refuse it, often with a message that does not tell why.

    ## Bad
    ```srt escapes
    \x20\x20
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    There is none: export the captions again, or delete the file.

    ## Sources
    - CaptionPass API, diagnostic code `empty_input`: https://www.captionpass.com/docs/api
    """
    if is_blank(document):
        data = document.source.data
        message = "the file is empty" if not data else "the file has nothing but white space"
        if data and not data.strip(b"\0"):
            message = "the file has nothing but NUL bytes"
        yield Finding(Span(0, 0), message)
