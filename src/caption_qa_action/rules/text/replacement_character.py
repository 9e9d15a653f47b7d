"""Characters that were lost in a conversion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, quote
from caption_qa_action.rules._hits import around, hits

SEVERITY = Severity.WARNING
OF_SHOWN_TEXT = True


def check(document: Document) -> Iterator[Finding]:
    r"""Replacement character (U+FFFD) in the text of a cue.

    It stands where a program could not decode a character and wrote this mark instead. All of a cue are
    one finding.

    ## Why
    The viewer sees a black diamond or a box. The character itself is lost: it has to be taken from
    an earlier copy of the file.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,000
    Caf\ufffd
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Café
    ```

    ## Fix
    There is none: what stood there is not in the file.

    ## Sources
    - The Unicode Standard, chapter 23.8 "Specials", U+FFFD,
      https://www.unicode.org/versions/latest/core-spec/chapter-23/
    """
    text = document.source.text
    if "\ufffd" not in document.source.alphabet:
        return
    for cue, matches in groupby(hits(document, "\ufffd+"), key=itemgetter(0)):
        places = [match.span() for _, match in matches]
        start, end = places[0]
        lost = plural(sum(after - before for before, after in places), "character")
        where = f" at {len(places)} places, the first one here" if len(places) > 1 else ""
        yield Finding(
            Span(start, end),
            f"cue {cue.number} lost {lost} in a conversion{where}: "
            f"{quote(around(text, start, end))}",
        )
