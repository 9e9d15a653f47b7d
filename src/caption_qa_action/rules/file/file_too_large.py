from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.file._content import first_line

SEVERITY = Severity.WARNING


def check(
    document: Document, *, warning_bytes: int = 2_097_152, limit_bytes: int = 4_456_448
) -> Iterator[Finding]:
    """A file larger than services accept.

    A warning above `warning_bytes`, an error above `limit_bytes`.

    ## Why
    The captions of a film have about 0.1 MB. A file of several megabytes holds something else, such
    as embedded fonts or the same captions many times over, and services refuse it.

    ## Bad
    ```srt repeat=40000
    1
    00:00:01,000 --> 00:00:02,500
    Good evening, and welcome.

    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening, and welcome.
    ```

    ## Fix
    There is none: look for what fills the file, take it out, or deliver it in parts.

    ## Options
    - `warning_bytes` (default 2097152, 2 MiB): the size above which it is a warning, in bytes.
    - `limit_bytes` (default 4456448, 4.25 MiB): the size above which it is an error, in bytes.

    ## Sources
    - CaptionPass, API documentation (2 MiB a file; requests of at most twice that and 256 KiB):
      https://captionpass.com/docs/api
    - YouTube Data API, `captions.insert` (100 MB): https://developers.google.com/youtube/v3/docs/captions/insert
    """
    size = len(document.source.data)
    limit = limit_bytes if size > limit_bytes else warning_bytes
    if size <= limit:
        return
    severity = Severity.ERROR if size > limit_bytes else None
    message = f"the file has {size} bytes; the maximum is {limit}"
    yield Finding(first_line(document), message, severity=severity)
