"""A word that is written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules._words import lower

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
WORDS = (DELETES,)

# Repeated on purpose in good English, German, French, Spanish and Italian sentences, or when people speak.
_ON_PURPOSE = (
    "that had is do very really so no yes yeah yep ok okay hey oh ah eh uh um hm mm ha he ho bye blah "
    "knock tick tock go come on now there well wait stop never ever please good right sure who what why "
    "many much more big long far too same bang boom beep la na da doo sh shh tsk yo chop hush quick "
    "das die der dass sie nein ja doch sehr nous vous se si non oui très sí muy poco piano molto "
    "solo quasi così via"
)
_TWICE = r"(?<![\w'’\-.])([^\W\d_]{2,})(?:[ \t]+|[ \t]*(?:\r\n|\r|\n)[ \t]*)\1(?![\w'’\-])"


def check(document: Document, *, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Word that stands twice in a row, in a line or across a line break.

    Words that people repeat on purpose ("very very", "that that") are left alone, and so are songs
    and names. Opt-in: in a word-for-word transcript speakers do stammer.

    ## Why
    A doubled word at a line break is easily made and hard to see. Viewers stumble over it.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been all the
    the night?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been all
    the night?
    ```

    ## Fix
    Deletes the second word and the blank or line break before it. Unsafe: somebody may have said it.

    ## Options
    - `allowed` (default none): more words that may be repeated.

    ## Sources
    - SubtitleEdit, "Find double words", https://www.nikse.dk/subtitleedit/help
    """
    if not is_read(document):
        return
    on_purpose = {*_ON_PURPOSE.split(), *map(str.lower, allowed)}
    text = document.source.text
    rolling: frozenset[int] | None = None
    for cue in _suspects(document):
        if "♪" in document.raw(cue):
            continue
        for match in re.finditer(_TWICE, document.once(lower)[cue.text_start : cue.text_end]):
            start, middle, end = (
                cue.text_start + at for at in (match.start(), match.end(1), match.end())
            )
            word, second = text[start:middle], text[end - len(match[1]) : end]
            if match[1] in on_purpose or (word[0].isupper() and second[0].isupper()):
                continue  # New York York, Duran Duran
            if rolling is None:
                rolling = bridges(document)
            if rolling:
                return
            yield Finding(
                Span(start, end),
                f"cue {cue.number} says {quote(word)} twice in a row",
                Fix("delete the second", (Edit(Span(middle, end), ""),), words=DELETES),
            )


def _suspects(document: Document) -> Iterator[Cue]:
    """The cues in which a word begins as the one before it.

    Comparing words with their neighbours is many times cheaper than looking for a pattern.
    """
    text = document.once(lower)
    for cue in document.cues:
        words = text[cue.text_start : cue.text_end].split()
        if any(map(str.startswith, words[1:], words)):
            yield cue
