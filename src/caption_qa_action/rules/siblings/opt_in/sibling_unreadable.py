"""A sibling that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.siblings._family import first_line, leader

SEVERITY = Severity.WARNING


def check(document: Document, *, reference: str = "") -> Iterator[Finding]:
    """File that this one is compared with, and that cannot be read or holds no cues.

    The other rules of the group then have nothing to compare with and are silent. Opt-in, as they are.

    ## Why
    A comparison that was not made must not look like one that found nothing.

    ## Bad
    ```text talk.en.srt sibling
    ```
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Où étais-tu ?
    ```

    ## Good
    ```text talk.en.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Où étais-tu ?
    ```

    ## Fix
    There is none: check the other file.

    ## Options
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - Our choice: a check that could not be made is told about.
    """
    sibling = leader(document, reference).sibling
    if sibling is None:
        return
    other = sibling.document
    if other is None:
        reason = sibling.reason
    elif not other.cues:
        reason = "it has no cues"
    else:
        return
    yield Finding(
        first_line(document), f"cannot be compared with {quote(sibling.path, 80)}: {reason}"
    )
