from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES, Span

SEVERITY = Severity.WARNING
WORDS = (DELETES,)

# What the three bytes of the mark in UTF-8 are when they are taken for letters and encoded again.
_ENCODED_TWICE = "\u00ef\u00bb\u00bf"


def check(document: Document) -> Iterator[Finding]:
    r"""A byte order mark (U+FEFF) that is not at the start of the file.

    A run of them is one finding. So is one at the start that holds marks that were encoded twice, each of which is the
    letters `ï»¿`. It is an error in formats of lines, where it stands before a number, a time or a signature, and a warning
    inside the text of a cue.

    ## Why
    It is left behind where files were joined. It cannot be seen, yet it makes the number or the
    timing line that it precedes unreadable for many programs, so the cue is lost or shown as text.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    \uFEFF2
    00:00:03,000 --> 00:00:04,500
    Welcome.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    2
    00:00:03,000 --> 00:00:04,500
    Welcome.
    ```

    ## Fix
    Deletes the mark. Safe, since it shows nothing.

    ## Sources
    - The Unicode Standard, 23.8 "Specials", U+FEFF:
      https://www.unicode.org/versions/latest/core-spec/chapter-23/
    """
    text = document.source.text
    end = 0
    # What stands behind a mark would be one at the start in the next round, so all of them are one finding.
    if text.startswith((_ENCODED_TWICE, "\ufeff")) and _ENCODED_TWICE in text:
        run = re.match(f"(?:\ufeff|{_ENCODED_TWICE})++", text)
        end = run.end() if run and _ENCODED_TWICE in run[0] else 0
    if end:
        span = Span(0, end)
        # A signature after it is not recognised as one, and is mended at the same place.
        mended = document.traits.has_signature
        delete = Fix("delete the letters", (Edit(span, ""),), safe=True, words=DELETES)
        fix = None if mended else delete
        message = "the file begins with a byte order mark that was encoded twice"
        yield Finding(span, message, fix, severity=_severity(document, 0))
    start = text.find("\ufeff", end)
    while start >= 0:
        end = start + 1
        while text.startswith("\ufeff", end):
            end += 1
        span = Span(start, end)
        fix = Fix("delete the byte order mark", (Edit(span, ""),), safe=True)
        message = "a byte order mark (U+FEFF) stands inside the text"
        yield Finding(span, message, fix, severity=_severity(document, start))
        start = text.find("\ufeff", end)


def _severity(document: Document, offset: int) -> Severity | None:
    """An error where readers no longer know a line for what it is, so that they lose a cue."""
    cue = document.cue_at(offset)
    in_text = cue is not None and cue.text_start <= offset < cue.text_end
    return Severity.ERROR if document.traits.is_line_based and not in_text else None
