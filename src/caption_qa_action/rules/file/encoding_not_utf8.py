from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    r"""A file in another encoding than UTF-8.

    That is UTF-16 or UTF-32, told by the byte order mark or by where the NUL bytes are, or a legacy
    encoding such as Windows-1252. A legacy encoding is guessed from the bytes and from the language
    in the file's name; where no guess is safe, `encoding_uncertain` is reported instead. It is an
    error for WebVTT, which is UTF-8 by definition.

    ## Why
    Nothing in a caption file tells its encoding, so a program that expects UTF-8 shows `Ã©` for
    `é`, or refuses the file.

    ## Bad
    ```text talk.fr.srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    D\xe9j\xe0 l'\xe9t\xe9 !
    ```

    ## Good
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Déjà l'été !
    ```

    ## Fix
    There is none yet: convert the file, for instance with
    `iconv -f windows-1252 -t utf-8`, and look at the result.

    ## Options
    - `required` (default false): an error in every format, for platforms that take UTF-8 alone.

    ## Sources
    - WebVTT, 4.1 "WebVTT file structure": https://www.w3.org/TR/webvtt1/#file-structure
    - YouTube Help, "Supported subtitle and closed caption files" (plain UTF-8):
      https://support.google.com/youtube/answer/2734698
    """
    severe = required or document.format == "webvtt"
    for finding in document.noticed("encoding_not_utf8"):
        yield finding._replace(severity=Severity.ERROR) if severe else finding
