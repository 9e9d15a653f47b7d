"""Text that was decoded with the wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import TYPE_CHECKING

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    from caption_qa_action.rules.text._misread import Misread

SEVERITY = Severity.WARNING
WORDS = (REPLACES,)
# Other fixes take single characters of misread text for what they are not.
MENDED_FIRST = True
_SAMPLE_LINES = 60
# These stand at the same place in every encoding for Latin script, and no text in another one becomes these
# alone: a text with no other character beyond ASCII was read as it was written. Most German files are so.
_SAME_EVERYWHERE = frozenset("ÄÖÜßäöü♪")


def check(document: Document) -> Iterator[Finding]:
    """Text that was read in another encoding than it was written in, such as `Ã©` for `é`.

    In single words these are characters that become valid and likely text when they are written as
    Windows-1252, -1251, -1250, code page 437 or Mac Roman and read as UTF-8. A pair that honest text
    could have is reported only when the file has others that it could not. There is one finding for a
    cue. A whole file can have gone through any two encodings, such as Windows-1251 read as
    Windows-1252 or UTF-8 read as GB 18030: where it becomes words of a language by going back, and is
    none as it stands, there is one finding for the file.

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
    if any(problem.code == "encoding_uncertain" for problem in document.source.problems):
        return  # what is odd in such a text is the guess at its encoding
    if not document.source.alphabet:
        return  # and text in ASCII, which is most of what is checked, loads nothing more
    from caption_qa_action.rules.text._misread import find

    text = document.source.text
    encoding, runs = find(text, document.source.alphabet)
    if not document.source.alphabet <= _SAME_EVERYWHERE and not _covers(text, runs):
        whole = list(_whole(document))
        yield from whole
        if whole:
            return  # what looks like UTF-8 in it is an accident
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


def _covers(text: str, runs: list[Misread]) -> bool:
    """Whether a good part of what is not ASCII in a text was UTF-8."""
    if not runs:
        return False
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return 2 * sum(run.end - run.start for run in runs) >= foreign


def _whole(document: Document) -> Iterator[Finding]:
    """The finding for a text all of which went through two encodings."""
    # Only here: a plain check of plain text does not pay for the tables of Unicode.
    from caption_qa_action.rules.text._misread_text import find_pair, mend

    text = document.source.text
    sample = [
        text[span.start : span.end] for span in islice(_foreign_lines(document), _SAMPLE_LINES)
    ]
    pair = find_pair(sample)
    if pair is None:
        return
    spans = list(_foreign_lines(document))
    edits = [
        Edit(span, meant)
        for span in spans
        if (meant := mend(text[span.start : span.end], pair))
        and meant != text[span.start : span.end]
    ]
    written_in, read_as = (_name(codec) for codec in pair)
    span, shown = spans[0], f"{quote(text[spans[0].start : spans[0].end])} is"
    if edits:
        span = edits[0].span
        shown = f"{quote(text[span.start : span.end])} is {quote(edits[0].replacement)} in"
    yield Finding(
        span,
        f"{shown} {written_in} that was read as {read_as}, as is the text of the file",
        Fix("write what was meant in the whole file", tuple(edits), words=REPLACES)
        if edits
        else None,
    )


def _foreign_lines(document: Document) -> Iterator[Span]:
    """The lines of cues that are not ASCII."""
    text = document.source.text
    for cue in document.cues:
        if not text[cue.text_start : cue.text_end].isascii():
            for match in re.finditer(r"[^\r\n]+", text[cue.text_start : cue.text_end]):
                if not match[0].isascii():
                    yield Span(cue.text_start + match.start(), cue.text_start + match.end())


def _name(codec: str) -> str:
    name = codec.replace("_", "-")
    return "UTF-8" if name == "utf-8" else name.replace("cp125", "Windows-125")


def _cue(document: Document, run: Misread) -> Cue | None:
    cue = document.cue_at(run.start)
    return cue if cue and cue.text_start <= run.start < cue.text_end else None
