"""A short word alone on the last line."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.measure import graphemes
from caption_qa_action.core.text import quote
from caption_qa_action.rules.layout._lines import (
    begins_turn,
    broken_cues,
    ends_sentence,
    line_spans,
)

SEVERITY = Severity.INFO

_FEWEST_WORDS_ABOVE = 3
_MARKS = " \t.,;:!?\u2026\"'\u2019\u201d\u00bb)]-"


def check(document: Document, *, limit_characters: int = 4) -> Iterator[Finding]:
    """Last line of a cue that holds one short word and nothing else.

    The line above has to have three words at least and must not end a sentence. A speaker's answer on a
    line of its own is no orphan. Languages that set no blanks between words are not judged.

    Off by default: some houses prefer a word alone on the line to a break inside a phrase.

    ## Why
    For one word the eye has to go to another line and back. It belongs to the words above.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    I wonder where you have
    been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    I wonder
    where you have been?
    ```

    ## Fix
    None in the file itself: `caption-qa process` with a fix profile such as `auto-split-sentences`
    writes a copy whose lines are broken anew.

    ## Options
    - `limit_characters` (default 4): how long the word may be and still be reported, punctuation not
      counted. Our choice: no public figure exists.

    ## Sources
    - Subtitles with a single word on a line, as readers of automatic captions report them,
      https://github.com/hyperaudio/hyperaudio-lite/pull/239
    - Netflix, Timed Text Style Guide: General Requirements, "Line Treatment",
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    """
    for cue, lines in broken_cues(document):
        word, above = lines[-1], lines[-2]
        if len(word) > limit_characters + 8 or len(word.split()) != 1 or begins_turn(word):
            continue
        if len(above.split()) < _FEWEST_WORDS_ABOVE or ends_sentence(above):
            continue
        bare = word.strip(_MARKS)
        if bare and graphemes(bare) <= limit_characters and bare[0].isalpha():
            yield Finding(
                line_spans(document, cue)[-1],
                f"the last line of cue {cue.number} is one short word: {quote(word)}",
            )
