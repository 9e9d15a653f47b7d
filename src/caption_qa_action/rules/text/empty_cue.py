"""A cue that shows nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import TRAILING_TEXT
from caption_qa_action.rules._empty import empty_cues

SEVERITY = Severity.WARNING

_EMPTY_LINE = r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)"


def check(document: Document) -> Iterator[Finding]:
    """Cue without visible text.

    A cue is empty when nothing is left after its markup: no text at all, blanks, non-breaking
    spaces, zero-width characters, empty tags. Metadata is not looked at, nor is a cue whose words stand on its
    timing line, which is a finding of its own.

    ## Why
    An empty cue shows nothing, or an empty box. In SRT some readers take the number of the next cue
    for its text. It is often what an export leaves behind when the text was lost.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    <i></i>

    2
    00:00:02,000 --> 00:00:04,000
    At home.
    ```

    ## Good
    ```srt
    1
    00:00:02,000 --> 00:00:04,000
    At home.
    ```

    ## Fix
    Deletes the cue. Unsafe: the text may have been lost, and its time is the place to look for it. None where text
    of no cue follows: most likely that is its text, and an empty line has parted it from its time; and none where words
    stand in the place of a time.

    ## Sources
    - Python library pysubs2 reads the next number as text,
      https://github.com/tkarabela/pysubs2/issues/11
    """
    if document.kind == "metadata":
        return
    for cue in empty_cues(document):
        if cue.number in document.once(_with_words_on_the_timing_line):
            continue
        fix = None
        end = cue.block_span.end
        is_parted = end in document.once(_starts_of_other_text) and bool(
            re.search(_EMPTY_LINE, document.source.text[cue.timing_end : end])
        )
        if (
            document.traits.cues_are_separable
            and not is_parted
            and not _has_words_for_times(document, cue)
        ):
            fix = Fix(f"delete cue {cue.number}", (Edit(cue.block_span, ""),))
        span = cue.text_span if cue.text_start < cue.text_end else cue.timing_span
        message = f"cue {cue.number} shows no text"
        if is_parted:
            message += "; perhaps the text after the empty line is its text"
        yield Finding(span, message, fix)


def _with_words_on_the_timing_line(document: Document) -> frozenset[int]:
    """The numbers of the cues whose text was joined to their times."""
    places = [each.span.start for each in document.problems if each.detail == TRAILING_TEXT]
    cues = map(document.cue_at, places)
    return frozenset(cue.number for cue in cues if cue is not None)


def _has_words_for_times(document: Document, cue: Cue) -> bool:
    if cue.number not in document.guessed:
        return False
    from caption_qa_action.core.conservation import words_beside_times

    return bool(words_beside_times(document, cue))


def _starts_of_other_text(document: Document) -> frozenset[int]:
    """Where text begins that belongs to no cue."""
    return frozenset(block.span.start for block in document.blocks if block.kind == "junk")
