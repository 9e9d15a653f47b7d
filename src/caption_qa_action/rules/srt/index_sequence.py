"""Cue numbers that do not count from 1 without a gap."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import DELETES, MOVES

SEVERITY = Severity.INFO
# A cue that moves takes its number along, and one that is deleted leaves a gap.
MENDED_AFTER = (MOVES, DELETES)


def check(document: Document) -> Iterator[Finding]:
    """A cue whose number is not one more than the number before it; the first is expected to be 1.

    Only the cue where the count breaks is reported, not those that count on from it. Cues without a
    whole number are the matter of `missing_index` and `bad_index`, and numbers of text that has lost its
    timing line count as present.

    ## Why
    Players go by the order in the file, but people and translation tools go by the numbers: two cues
    with one number, or a number that is missing, put a translation out of step. A number that starts
    again at 1 shows where two files were joined.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    3
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    2
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Fix
    Writes the right number where one number alone is wrong; else numbers all cues of the file anew,
    once. Safe. A file that was pasted in, whose times begin again, keeps its numbers: they alone tell where
    it begins.

    ## Sources
    - SubRip has no standard; a translator that goes by the numbers and mixes up cues:
      https://github.com/hydropix/TranslateBooksWithLLMs/issues/205
    """
    cues = document.cues
    if [cue.identifier for cue in cues] == list(map(str, range(1, len(cues) + 1))):
        return
    from caption_qa_action.core.joined_files import has_other_timelines

    numbered = [(cue, _number(cue)) for cue in cues if _number(cue) >= 0]
    renumbers = False
    previous, previous_cue = 0, 0
    lost = _after_lost_text(document)
    for place, (cue, number) in enumerate(numbered):
        # A cue without a number in between may count or not.
        skipped = cue.number - previous_cue - 1
        counts_on = number in (previous + 1, previous + 1 + skipped)
        if not counts_on and not (cue.block_start in lost and number > previous):
            following = numbered[place + 1][1] if place + 1 < len(numbered) else -1
            expected = previous + 1 + skipped
            fix = None
            if following == expected + 1:
                fix = Fix(f"write {expected}", (_edit(document, cue, expected),), safe=True)
                number = expected
            elif not renumbers and not has_other_timelines(document):
                fix = _renumber(document)
                renumbers = True
            yield Finding(_span(document, cue), _message(cue, previous, place), fix)
        previous, previous_cue = number, cue.number


def _after_lost_text(document: Document) -> set[int]:
    """Where cues begin right after text of no cue."""
    return {block.span.end for block in document.blocks if block.kind == "junk"}


def _number(cue: Cue) -> int:
    """The number of a cue; -1 when it has none."""
    identifier = cue.identifier
    return int(identifier) if identifier.isascii() and identifier.isdigit() else -1


def _message(cue: Cue, previous: int, place: int) -> str:
    number = int(cue.identifier)
    if place == 0:
        return f"the first number is {number}; it should be 1"
    if number == previous:
        return f"two cues in a row have the number {number}"
    return f"number {number} follows {previous}; it should be {previous + 1}"


def _span(document: Document, cue: Cue) -> Span:
    start = document.source.text.index(cue.identifier, cue.block_start)
    return Span(start, start + len(cue.identifier))


def _edit(document: Document, cue: Cue, number: int) -> Edit:
    return Edit(_span(document, cue), str(number))


def _renumber(document: Document) -> Fix:
    """Every number that is not the place of its cue in the file, written anew."""
    edits = tuple(
        _edit(document, cue, cue.number)
        for cue in document.cues
        if _number(cue) >= 0 and cue.identifier != str(cue.number)
    )
    return Fix("number the cues of the file anew", edits, safe=True)
