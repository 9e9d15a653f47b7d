"""A word that is written twice."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules.text._hits import hits

SEVERITY = Severity.INFO

# Repeated on purpose in good English, German, French, Spanish and Italian sentences, or when people speak.
_ON_PURPOSE = frozenset(
    [
        "that",
        "had",
        "is",
        "do",
        "very",
        "really",
        "so",
        "no",
        "yes",
        "yeah",
        "yep",
        "ok",
        "okay",
        "hey",
        "oh",
        "ah",
        "eh",
        "uh",
        "um",
        "hm",
        "mm",
        "ha",
        "he",
        "ho",
        "bye",
        "blah",
        "knock",
        "tick",
        "tock",
        "go",
        "come",
        "on",
        "now",
        "there",
        "well",
        "wait",
        "stop",
        "never",
        "ever",
        "please",
        "good",
        "right",
        "sure",
        "who",
        "what",
        "why",
        "many",
        "much",
        "more",
        "big",
        "long",
        "long",
        "far",
        "too",
        "same",
        "bang",
        "boom",
        "beep",
        "la",
        "na",
        "da",
        "doo",
        "sh",
        "shh",
        "tsk",
        "yo",
        "chop",
        "hush",
        "quick",
        "la",
        "das",
        "die",
        "der",
        "dass",
        "sie",
        "nein",
        "ja",
        "doch",
        "sehr",
        "so",
        "nous",
        "vous",
        "se",
        "si",
        "non",
        "oui",
        "très",
        "no",
        "sí",
        "muy",
        "poco",
        "piano",
        "molto",
        "solo",
        "quasi",
        "così",
        "via",
    ]
)
_PATTERN = r"(?<![\w'’\-.])([^\W\d_]{2,40})(?:[ \t]+|[ \t]*(?:\r\n|\r|\n)[ \t]*)(?i:\1)(?![\w'’\-])"


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
    more = frozenset(map(str.lower, allowed))
    rolling: frozenset[int] | None = None
    for cue, match in hits(document, _PATTERN):
        word = match[1].lower()
        if word in _ON_PURPOSE or word in more or match.end() > cue.text_end:
            continue
        if match[1][0].isupper() and match[0][-len(word)].isupper():  # New York York, Duran Duran
            continue
        if "♪" in document.raw(cue):
            continue
        if rolling is None:
            rolling = bridges(document)
        if rolling:
            return
        first_end = match.start() + len(word)
        yield Finding(
            Span(*match.span()),
            f"cue {cue.number} says {quote(match[1])} twice in a row",
            Fix("delete the second", (Edit(Span(first_end, match.end()), ""),)),
        )
