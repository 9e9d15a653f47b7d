"""A blank between a word and the mark that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.language import primary
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules._hits import around, odd_blanks

SEVERITY = Severity.INFO

# A mark stands at the end of a word: ".com", ":)", "..." and ", ," are meant as they are.
_AFTER = r"(?=[ \r\n<\"'”’»)\]]|\Z)"
_STOP = rf"(?:,|\.(?! \.)){_AFTER}"
_MARK = rf"{_STOP}|[?!]+{_AFTER}|[;:](?=[ \r\n<]|\Z)"
# These set a space, ideally a narrow one, before the high marks.
_SPACED = ("br", "fr")


def applies_to(format: FormatTraits) -> bool:
    """Formats in which blanks of the file are seen."""
    return format.blanks_are_visible


def check(document: Document) -> Iterator[Finding]:
    """Space before a comma, a full stop, or another mark that follows a word.

    In files whose language is known, the marks `. , ? ! ; :` are looked at; in French only full
    stop and comma, since French sets a space before the others; the same where the language is not
    known. Non-breaking spaces are not reported, nor are spaced dots, smileys and names such as
    `.NET`.

    ## Why
    It is a slip in typing or of speech recognition, and a player may break the line there, so that
    the next line begins with the mark.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    I see , but where ?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    I see, but where?
    ```

    ## Fix
    Deletes the space. Unsafe: it changes the text.

    ## Sources
    - SubtitleEdit, "Fix unneeded spaces", https://www.nikse.dk/subtitleedit/help
    """
    text = document.source.text
    language = primary(document.language)
    ends = _MARK if language and language not in _SPACED else _STOP
    for cue, start, end, at_start, _ in odd_blanks(document):
        mark = None if at_start else re.compile(ends).match(text, end, cue.text_end)
        if mark and (text[start - 1].isalnum() or text[start - 1] in "\"'”’»)]>"):
            yield Finding(
                Span(start, mark.end()),
                f"space before {quote(mark[0])} in {quote(around(text, start, mark.end()))}",
                Fix("delete the space", (Edit(Span(start, end), ""),)),
            )
