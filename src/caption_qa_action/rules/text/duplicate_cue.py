"""A cue that says what the one before it says, without a pause."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Related, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules._timed_words import has_a_cue_for_each_word, timed_words

SEVERITY = Severity.WARNING
WORDS = (DELETES,)


def check(document: Document) -> Iterator[Finding]:
    """Cue with the same text as the cue before it, and no pause between them.

    The two touch, overlap or have the same times, and are shown at the same place. The same words
    after a pause are not reported: people repeat themselves. Files of rolling captions are left to
    `rolling_captions`. Lyrics, karaoke and words that appear one by one may repeat.

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
    pairs = [
        pair for cues in document.by_track(document.dialogue) for pair in _repeated(document, cues)
    ]
    if not pairs or not is_read(document) or bridges(document):
        return
    if has_a_cue_for_each_word(document):
        return
    ignored = document.guessed | timed_words(document)
    for before, cue in pairs:
        if {before.number, cue.number} & ignored:
            continue
        if document.placement(before) == document.placement(cue):
            yield Finding(
                cue.text_span,
                f"cue {cue.number} repeats cue {before.number} without a pause: "
                f"{quote(document.plain(cue))}",
                _fix(document, before, cue),
                (Related(before.text_span, f"the text of cue {before.number}"),),
            )


def _repeated(document: Document, cues: list[Cue]) -> list[tuple[Cue, Cue]]:
    text = document.source.text
    pairs: list[tuple[Cue, Cue]] = []
    for before, cue in pairwise(cues):
        # Nearly all cues of a file are apart in time or differ in length.
        if before.end_ms >= cue.start_ms >= before.start_ms:
            if document.pieces:  # words with times differ where their text is the same
                if document.plain(cue) == document.plain(before) != "":
                    pairs.append((before, cue))
                continue
            raw = text[cue.text_start : cue.text_end]
            same_length = len(raw) == before.text_end - before.text_start > 0
            if same_length and text.startswith(raw, before.text_start):
                pairs.append((before, cue))
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
