"""Two cues with one identifier."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Related, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import quote

SEVERITY = Severity.WARNING
WORDS = (REPLACES,)


def check(document: Document) -> Iterator[Finding]:
    """Cue identifier that another cue before it has.

    ## Why
    Identifiers must be unique in a file: style rules (`::cue(#intro)`) and scripts find a cue by its
    identifier, and with two of one name the wrong cue is styled or none. In files of numbered cues it
    tells that two files were joined.

    ## Bad
    ```webvtt
    WEBVTT

    intro
    00:01.000 --> 00:02.500
    Where have you been?

    intro
    00:03.000 --> 00:04.500
    Out.
    ```

    ## Good
    ```webvtt
    WEBVTT

    intro
    00:01.000 --> 00:02.500
    Where have you been?

    answer
    00:03.000 --> 00:04.500
    Out.
    ```

    ## Fix
    Appends a number. Not safe: style rules and scripts may mean this cue.

    ## Sources
    - WebVTT, section 4.1, "WebVTT cue identifier", https://www.w3.org/TR/webvtt1/#file-structure
    """
    identifiers = [cue.identifier for cue in document.cues if cue.identifier]
    taken = set(identifiers)
    if len(taken) == len(identifiers):
        return
    first: dict[str, Cue] = {}
    numbers: dict[str, int] = {}
    for cue in document.cues:
        identifier = cue.identifier
        if not identifier or first.setdefault(identifier, cue) is cue:
            continue
        number = numbers.get(identifier, 1) + 1
        while f"{identifier}-{number}" in taken:
            number += 1
        numbers[identifier] = number
        span = _identifier_span(cue)
        earlier = first[identifier]
        new = f"{identifier}-{number}"
        message = f"cue {cue.number} has the identifier {quote(identifier)} of cue {earlier.number}"
        related = Related(_identifier_span(earlier), f"cue {earlier.number}")
        # As a whole: a number is no words, and a number with another behind it is.
        fix = Fix(f"rename the cue to {quote(new)}", (Edit(span, new),), words=REPLACES)
        yield Finding(span, message, fix, (related,))


def _identifier_span(cue: Cue) -> Span:
    return Span(cue.block_start, cue.block_start + len(cue.identifier))
