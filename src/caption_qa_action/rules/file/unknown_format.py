from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import UNKNOWN
from caption_qa_action.rules.file._content import first_line, is_blank

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """A file that is in no caption format.

    Neither the content nor the ending of the name tells a format, or the file is binary: a video, an
    image or an archive under the name of a caption file. In files of a folder only names with the
    ending of a caption format are looked at. A file whose ending other kinds of files have as well, such
    as `.txt` or `.json`, is skipped where its content is in no caption format.

    ## Why
    Nothing in the file can be checked. A binary file is often a mix-up of an upload form, or an
    archive that was never unpacked.

    ## Bad
    ```text notes.captions
    Captions are still with the translator.
    ```

    ## Good
    ```text captions.txt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    There is none: look what the file is; unpack it, export it as captions, or exclude it.

    ## Sources
    - pysubs2 refuses such a file with FormatAutodetectionError:
      https://pysubs2.readthedocs.io/en/latest/api-reference.html
    """
    noticed = list(document.noticed("unknown_format"))
    yield from noticed
    if document.format == UNKNOWN and not noticed and not is_blank(document):
        line = document.source.line_text(1)
        yield Finding(first_line(document), f"the text is in no caption format: {quote(line)}")
