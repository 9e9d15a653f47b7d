"""A word that is written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules.text._words import lower

SEVERITY = Severity.INFO

# Repeated on purpose in good English, German, French, Spanish and Italian sentences, or when people speak.
_ON_PURPOSE = (
    "that had is do very really so no yes yeah yep ok okay hey oh ah eh uh um hm mm ha he ho bye blah "
    "knock tick tock go come on now there well wait stop never ever please good right sure who what why "
    "many much more big long far too same bang boom beep la na da doo sh shh tsk yo chop hush quick "
    "das die der dass sie nein ja doch sehr nous vous se si non oui très sí muy poco piano molto "
    "solo quasi così via"
)
_AFTER = r"(?:[ \t]+|[ \t]*(?:\r\n|\r|\n)[ \t]*)"
_MARKS = ".,;:!?…\"'”»)]"


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
    words = _repeated(document) - {*_ON_PURPOSE.split(), *map(str.lower, allowed)}
    if not words:
        return
    text = document.source.text
    seen, is_song = 0, False
    rolling: frozenset[int] | None = None
    # No look behind the word: the search can then skip to its first letter.
    for match in re.finditer(_pattern(words), document.once(lower)):
        start, end = match.span()
        cue = document.cue_at(start)
        if cue is None or not cue.text_start <= start < end <= cue.text_end:
            continue
        if start > cue.text_start and re.match(r"[\w'’\-.]", text[start - 1]):
            continue
        word, second = text[start : match.end(1)], text[end - len(match[1]) : end]
        if word[0].isupper() and second[0].isupper():  # New York York, Duran Duran
            continue
        if cue.number != seen:
            seen, is_song = cue.number, "♪" in document.raw(cue)
        if is_song:
            continue
        if rolling is None:
            rolling = bridges(document)
        if rolling:
            return
        yield Finding(
            Span(start, end),
            f"cue {cue.number} says {quote(word)} twice in a row",
            Fix("delete the second", (Edit(Span(match.end(1), end), ""),)),
        )


def _pattern(words: set[str]) -> str:
    either = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    return rf"({either}){_AFTER}\1(?![\w'’\-])"


def _repeated(document: Document) -> set[str]:
    """The words that occur twice in a row somewhere, in lower case.

    Comparing all words with their neighbours is many times cheaper than one pattern.
    """
    words = document.once(lower).split()
    following = words[1:]
    likely = compress(range(len(words)), map(str.startswith, following, words))
    return {
        words[place]
        for place in likely
        if words[place].isalpha()
        and len(words[place]) > 1
        and following[place].rstrip(_MARKS) == words[place]
    }
