"""Text that was decoded with the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import quote
from caption_qa_action.rules.text._misread import Misread, find

SEVERITY = Severity.WARNING
WORDS = (REPLACES,)


def check(document: Document) -> Iterator[Finding]:
    """Text that is UTF-8 read as an older encoding, such as `Ã©` for `é`.

    Reported are characters that become valid and likely text when they are written as Windows-1252,
    -1251, -1250, code page 437 or Mac Roman and read as UTF-8. A pair that honest text could have
    is reported only when the file has others that it could not. There is one finding for a cue.

    ## Why
    The viewer sees two or three odd characters for every accented letter, quotation mark or dash,
    and nothing but odd characters in other scripts. It happens when a program guesses the encoding
    of a file and saves it again.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Itâ€™s in the cafÃ©.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    It’s in the café.
    ```

    ## Fix
    Writes the characters that were meant. Unsafe: it changes the text.

    ## Sources
    - Encoding Standard, indexes of the legacy encodings, https://encoding.spec.whatwg.org/#indexes
    - RFC 3629, UTF-8, section 3, https://www.rfc-editor.org/rfc/rfc3629#section-3
    """
    if document.kind == "metadata" or document.source.binary:
        return
    text = document.source.text
    encoding, runs = find(text, document.source.alphabet)
    for cue, group in groupby(runs, lambda run: _cue(document, run)):
        if cue is None:
            continue
        found = list(group)
        first = found[0]
        yield Finding(
            Span(first.start, first.end),
            f"{quote(text[first.start : first.end])} in cue {cue.number} is {quote(first.repaired)} "
            f"in UTF-8 that was read as {encoding}",
            Fix(
                f"write what was meant in cue {cue.number}",
                tuple(Edit(Span(run.start, run.end), run.repaired) for run in found),
                words=REPLACES,
            ),
        )


def _cue(document: Document, run: Misread) -> Cue | None:
    cue = document.cue_at(run.start)
    return cue if cue and cue.text_start <= run.start < cue.text_end else None
