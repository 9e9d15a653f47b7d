"""Sentence marks on the wrong side of a line that runs from right to left."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# One to three marks, then a word in a script from right to left, up to a line that ends without one.
_PATTERN = (
    rf"(?<![^\n\r])(?P<marks>[.,!?؟،]{{1,3}})[ ]?(?P<rest>[{_RTL}][^\r\n<{{]{{0,300}}[{_RTL}])"
    r"(?=[\r\n]|\Z)"
)


def check(document: Document) -> Iterator[Finding]:
    """Line of Hebrew or Arabic letters with its full stop in front.

    Reported where a line begins with a sentence mark and ends in a letter. Opt-in: some players draw
    such text from left to right, and files are written to suit them.

    ## Why
    Somebody reversed the line so that it looks right in a player that does not know text from right to
    left. In every other player the mark then stands at the wrong end.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    .איפה היית
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    איפה היית.
    ```

    ## Fix
    Moves the marks to the end of the line. Unsafe: it changes the text.

    ## Sources
    - Subtitles reversed for a player, https://github.com/SubtitleEdit/subtitleedit/issues/4281
    - The same in libass, https://github.com/libass/libass/issues/565
    """
    if not any("\u0590" <= letter <= "\u08ff" for letter in document.source.alphabet):
        return
    for cue, match in hits(document, _PATTERN):
        if match.end() > cue.text_end:
            continue
        span = Span(*match.span())
        yield Finding(
            Span(span.start, match.end("marks")),
            f"the line begins with {quote(match['marks'])} and ends without a mark, in cue {cue.number}",
            Fix("move it to the end", (Edit(span, match["rest"] + match["marks"]),)),
        )
