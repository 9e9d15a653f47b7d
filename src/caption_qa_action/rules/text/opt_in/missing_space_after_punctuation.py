"""Two sentences without a blank between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True

_SMALL = "a-zß-öø-ÿа-яё"
# A full stop needs a capital after it, so that "example.com" and "e.g." are none; letters of scripts
# that set no blanks (Chinese, Thai) are not in these classes.
_PATTERN = (
    rf"[.,;!?](?<=[{_SMALL}]{{2}}.)"
    rf"(?:(?<=\.)(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][{_SMALL}' ])|(?<!\.)(?=[A-Za-zÀ-ÖØ-öø-ÿА-яЁё]{{2}}))"
)
_NAME = r"(?i)https?:|www\.|@|[/\\=&]|\.(?:js|net|io|com|org)\b"


def check(document: Document) -> Iterator[Finding]:
    """Punctuation mark with the next word directly after it.

    Addresses, file names, abbreviations and numbers are left alone, and so are languages that set no
    blanks. Opt-in: names of products (`Yahoo!Finance`) look the same.

    ## Why
    The two words are read as one, and the line cannot be broken there.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Hey.Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Hey. Where have you been?
    ```

    ## Fix
    Sets a blank. Unsafe: it changes the text.

    ## Sources
    - SubtitleEdit, "Fix missing spaces", https://www.nikse.dk/subtitleedit/help
    """
    if not is_read(document):
        return
    text = document.source.text
    for cue, match in hits(document, _PATTERN):
        start, end = match.span()
        token = re.split(r"\s", text[max(cue.text_start, start - 60) : start])[-1]
        token += re.split(r"\s", text[start : min(cue.text_end, end + 60)])[0]
        if re.search(_NAME, token) or token.count(match[0]) > 1:
            continue
        yield Finding(
            Span(start, end),
            f"a blank is missing after the {quote(match[0])} in {quote(token)} in cue {cue.number}",
            Fix("set a blank", (Edit(Span(end, end), " "),)),
        )
