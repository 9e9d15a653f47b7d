"""A file name that the platform does not understand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.language import of_filename
from caption_qa_action.core.text import quote
from caption_qa_action.rules.file._content import first_line

SEVERITY = Severity.WARNING
FORMATS = ("srt",)


def check(document: Document, *, ending: str = "xx_XX") -> Iterator[Finding]:
    """File name that does not end as the platform asks for, with its language.

    Opt-in, since only some platforms look at the name; the preset `facebook` switches it on.

    ## Why
    Facebook takes the language of the captions from the name, such as `talk.en_US.srt`. A file that
    is named otherwise is refused at upload.

    ## Bad
    ```text talk.en.srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Good
    ```text talk.en_US.srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Fix
    There is none here: rename the file.

    ## Options
    - `ending` (default xx_XX): the last part of the name before the suffix. `x` stands for a small
      letter, `X` for a capital, and every other character for itself.

    ## Sources
    - Meta, Graph API reference, Video Captions: files are named `filename.locale.srt`,
      https://developers.facebook.com/docs/graph-api/reference/video/captions/
    - Uploads with such names, https://github.com/restfb/restfb/issues/871
    """
    name = os.path.basename(document.source.path)
    stem, suffix = os.path.splitext(name)
    if not suffix or not ending:
        return
    letters = {"x": "[a-z]", "X": "[A-Z]"}
    pattern = "".join(letters.get(character) or re.escape(character) for character in ending)
    if re.search(rf"\.{pattern}\Z", stem):
        return
    known = of_filename(name)
    hint = f"; its language seems to be {quote(known)}" if known else ""
    yield Finding(
        first_line(document), f"the file name {quote(name)} does not end in .{ending}{suffix}{hint}"
    )
