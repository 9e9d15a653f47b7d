"""Two speakers on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Span
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules.layout._lines import DASHES, line_spans

SEVERITY = Severity.INFO

_LONG_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"
# A dash, a whole sentence, and a second dash.
_TWO_TURNS = (
    rf"^[ \t]*[{DASHES}][ \t]?[^\W\d][^\n]*?[.!?\u2026][\"'\u2019\u201d\u00bb)]*(?P<blank>[ \t]+)"
    rf"[{DASHES}][ \t]?[^\W\d]"
)


def check(document: Document) -> Iterator[Finding]:
    """Line with the words of two speakers, each after a dash.

    Reported when a line begins with a dash and has a second one after the end of a sentence. Chapters,
    descriptions and metadata are not judged.

    Off by default: a dash after a sentence can also be a thought that is added, and narrow columns may
    leave no other place.

    ## Why
    With a line for each speaker the reader sees at a glance that there are two, and who says what.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    - Where have you been? - At home.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    - Where have you been?
    - At home.
    ```

    ## Fix
    Breaks the line before the second dash. Unsafe: it makes one line more.

    ## Sources
    - Netflix, English Timed Text Style Guide, "Dual Speakers": a line for each speaker,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977
    """
    if not is_read(document):
        return
    for cue in _with_dashes(document):
        plain = document.plain(cue)
        spans: list[Span] = []
        for index, line in enumerate(plain.split("\n")):
            match = re.match(_TWO_TURNS, line)
            if match:
                spans = spans or line_spans(document, cue)
                yield Finding(
                    spans[index],
                    f"line {index + 1} of cue {cue.number} has the words of two speakers",
                    _fix(document, cue, spans[index], line, match),
                )


def _with_dashes(document: Document) -> Iterator[Cue]:
    """The cues that may have two dashes, found without reading them."""
    text = document.source.text
    if not document.literal or "&" in text or not document.source.alphabet.isdisjoint(_LONG_DASHES):
        yield from document.dialogue
        return
    for cue in document.dialogue:
        if text.count("-", cue.text_start, cue.text_end) > 1:
            yield cue


def _fix(document: Document, cue: Cue, span: Span, line: str, match: re.Match[str]) -> Fix | None:
    text = document.source.text
    if document.traits.line_break != "\n" or text[span.start : span.end] != line:
        return None
    line_end = "\r\n" if "\r\n" in text else "\n"
    start, end = match.span("blank")
    edit = Edit(Span(span.start + start, span.start + end), line_end)
    return Fix(f"give each speaker of cue {cue.number} a line", (edit,))
