"""Captions that do not end with the credit of who made them."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action import Document, Finding, Severity

SEVERITY = Severity.INFO
FORMATS = ("srt", "webvtt")
# It runs only where someone asks for it: `extend-select: house/missing_credit`.
DEFAULT = False


def check(document: Document, *, text: str = "Captions by") -> Iterator[Finding]:
    """The last caption does not say who made the captions.

    ## Why

    Our contracts ask for the credit, and viewers know whom to write to.

    ## Bad

    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Good night.
    ```

    ## Good

    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Captions by Jo
    ```

    ## Fix

    None: who made them is for people to say.

    ## Options

    - `text` (default "Captions by"): what the credit begins with

    ## Sources

    The contracts of our house.
    """
    if document.cues:
        last = document.cues[-1]
        if not document.plain(last).startswith(text):
            yield Finding(last.text_span, f'the last caption does not begin with "{text}"')
