"""A cue with the text of the one before it, without a pause."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Related, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.rule import Offenders
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read, same_text
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules._timed_words import has_a_cue_for_each_word, timed_words

SEVERITY = Severity.WARNING
WORDS = (DELETES,)
# A line between them is sung.
_NOTES = ("♪", "♫")


def check(document: Document) -> Offenders:
    """Cue with the same text as the cue before it, and no pause between them.

    The two touch, overlap or have the same times, and are shown at the same place. The same words
    after a pause are not reported: people repeat themselves. Blanks at the edge of a line make no difference. Files of
    rolling captions are left to `rolling_captions`. Lyrics, karaoke and words that appear one by one may repeat, as may a
    sung line (`♪`) that follows itself.

    ## Why
    The viewer sees one caption that flickers, or the same line twice. It comes from joining files,
    from splitting cues, and from exports that write a cue for each video frame or word.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?

    2
    00:00:02,500 --> 00:00:04,000
    Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    Where have you been?
    ```

    ## Fix
    Makes one cue of the two. Unsafe: it removes a cue.

    ## Sources
    - Cues repeated by an export, https://github.com/lingarr-translate/lingarr/issues/107
    """
    before_of = {
        cue.number: before
        for cues in document.by_track(document.dialogue)
        for before, cue in _repeated(document, cues)
    }
    if not before_of or not is_read(document) or bridges(document):
        return Offenders()
    if has_a_cue_for_each_word(document):
        return Offenders()

    def describe(cue: Cue) -> Iterator[Finding]:
        before = before_of[cue.number]
        yield Finding(
            cue.text_span,
            f"cue {cue.number} repeats cue {before.number} without a pause: "
            f"{quote(document.plain(cue))}",
            _fix(document, before, cue),
            (Related(before.text_span, f"the text of cue {before.number}"),),
        )

    ignored = document.guessed | timed_words(document)

    def is_repeated(cue: Cue, before: Cue) -> bool:
        if cue.number in ignored or before.number in ignored:
            return False
        if cue.start_ms >= before.end_ms and any(note in document.raw(cue) for note in _NOTES):
            return False
        return document.placement(before) == document.placement(cue)

    cues = (document.cues[number - 1] for number in before_of)
    return Offenders([cue for cue in cues if is_repeated(cue, before_of[cue.number])], describe)


def _repeated(document: Document, cues: list[Cue]) -> list[tuple[Cue, Cue]]:
    pairs: list[tuple[Cue, Cue]] = []
    if not cues:
        return pairs
    before = longest = cues[
        0
    ]  # of cues in a row with one text; those that the longest outlasts repeat it
    for cue in cues[1:]:
        start_ms = cue.start_ms
        # It begins while the one above it is on screen, or as that ends.
        meets = before.end_ms >= start_ms >= before.start_ms
        earlier = before if meets else longest
        # Nearly all cues of a file are apart in time or begin with another character.
        meets = meets or earlier.end_ms >= start_ms >= earlier.start_ms
        if meets and same_text(document, earlier, cue):
            pairs.append((earlier, cue))
            if cue.end_ms > longest.end_ms:
                longest = cue
        else:
            longest = cue
        before = cue
    return pairs


def _fix(document: Document, before: Cue, cue: Cue) -> Fix | None:
    if not document.traits.cues_are_separable:
        return None
    edits = [Edit(cue.block_span, "")]
    if cue.end_ms > before.end_ms:
        text = document.source.text
        here, there = document.time_spans(before)[1], document.time_spans(cue)[1]
        edits.insert(0, Edit(here, text[there.start : there.end]))
    return Fix(f"join cue {cue.number} to cue {before.number}", tuple(edits), words=DELETES)
