"""A line that ends inside a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from caption_qa_action.core import language
from caption_qa_action.core.breaking import ABBREVIATION, AFTER_TIE, NUMBER, Between, penalty
from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import quote
from caption_qa_action.core.words import LANGUAGES, Words, guess_language, words_of
from caption_qa_action.rules.layout._lines import begins_turn, broken_cues, line_spans

SEVERITY = Severity.INFO

# So many cues show the language where nothing else does.
_SAMPLE = 200
# Of the conjunctions, those that are nothing else.
_LINKING = frozenset(
    (
        *(
            "and",
            "or",
            "but",
            "because",
            "und",
            "oder",
            "sondern",
            "weil",
            "et",
            "ou",
            "mais",
            "y",
            "o",
        ),
        *("pero", "sino", "porque", "e", "ed", "ma", "perché", "en", "of", "maar", "omdat", "mas"),
        *("och", "eller", "men", "eftersom"),
    )
)
_OPENERS = "\"'\u2018\u201c\u201e\u00ab\u00bf\u00a1(["


def check(document: Document) -> Iterator[Finding]:
    """Line that ends on a word which belongs to the next one.

    Such are articles, prepositions and possessives (`the`, `of`, `my`), personal pronouns before their
    verb and verbs before another (`I`, `could`), a conjunction that begins the next clause, a title or
    an initial before a name (`Dr.`, `J.`), and a number before its unit. Words that also end a phrase
    (`you`, `her`, `is`) are not reported, nor is anything before a mark of punctuation.

    Judged are the languages that have a list of words, by the same penalties that the fix profiles break
    lines by; where nothing says which language it is, the small words of the text do. Chapters, descriptions and
    metadata are not judged.

    Off by default: it is a matter of style, and automatic captions break such phrases in every other
    cue.

    ## Why
    A phrase is read as one. Where it is torn, the reader stops at the end of the line, goes on, and
    often goes back.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    We looked for you in the
    house and in the garden.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    We looked for you
    in the house and in the garden.
    ```

    ## Fix
    None in the file itself: `caption-qa process` with a fix profile such as `auto-split-sentences`
    writes a copy whose lines are broken anew, by the same words.

    ## Sources
    - Netflix, Timed Text Style Guide: General Requirements, "Line Treatment": before conjunctions and
      prepositions, never after an article or inside a name,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - BBC Subtitle Guidelines, section 3.4 "Break at natural points",
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    broken = broken_cues(document)
    spoken = document.once(_spoken) if broken else ""
    if spoken not in LANGUAGES:
        return
    words = _certain(words_of(spoken))
    tied = words.ties | words.conjunctions
    for cue, lines in broken:
        spans: list[Span] = []
        for index, (line, following) in enumerate(pairwise(lines)):
            last = line.rsplit(None, 1)[-1]
            if last.isalpha() and last.lower() not in tied:  # most words
                continue
            first = following.split(None, 1)[0]
            why = _belongs(last, first, words)
            if why and not begins_turn(following):
                spans = spans or _spans(document, cue, len(lines))
                yield Finding(
                    spans[index],
                    f"line {index + 1} of cue {cue.number} ends on {quote(last)}, {why}",
                )


def _certain(words: Words) -> Words:
    """The words without those that also end a phrase: what is reported is always bad."""
    return words._replace(
        ties=words.ties - words.loose,
        conjunctions=words.conjunctions & _LINKING,
        clings=frozenset(),
    )


def _spans(document: Document, cue: Cue, count: int) -> list[Span]:
    """Where each visible line stands; the whole text where that is unknown."""
    text = document.source.text
    spans = line_spans(document, cue)
    # Where lines cannot be placed, each has the whole text: stripping it as often would be quadratic.
    if cue.text_span not in spans[1:2]:
        spans = [span for span in spans if text[span.start : span.end].strip()]
    return spans if len(spans) == count else [cue.text_span] * count


def _spoken(document: Document) -> str:
    """The language whose words are looked for."""
    spoken = language.primary(document.language)
    if spoken:
        return spoken
    found: list[str] = []
    for cue in document.dialogue[:_SAMPLE]:
        found += document.plain(cue).split()
    return guess_language(found)


def _belongs(last: str, first: str, words: Words) -> str:
    """Why a word at the end of a line belongs to the one that begins the next, `""` when it does not."""
    if first[0] in "-\u2013\u2014(" or not (last[-1].isalnum() or last[-1] == "."):
        return ""
    cost = penalty(Between(last, first), words)
    if cost == NUMBER:
        return "a number before its unit"
    if last[-1] == ".":
        if cost == ABBREVIATION and _is_title(last, first):
            return "which is short for what comes before a name"
        return ""
    if cost != AFTER_TIE or (len(last) == 1 and last.isupper() and last != "I"):  # `tree A`
        return ""
    if re.sub(r"[^\w'\u2019]", "", first.lower()) in words.conjunctions:
        return ""
    is_tied = last.lower().lstrip(_OPENERS) in words.ties
    return "which belongs to the next word" if is_tied else "which begins what follows"


def _is_title(last: str, first: str) -> bool:
    is_name = first[0].isupper() and last.lstrip(_OPENERS)[:1].isupper()
    return is_name and last.lstrip(_OPENERS) != "I."
