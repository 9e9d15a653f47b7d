from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import REPLACES, Span
from caption_qa_action.core.text import quote

SEVERITY = Severity.ERROR
WORDS = (REPLACES,)

# A run of more letters beyond ASCII is no word of a language in Latin letters.
_MOST_BYTES = 2
# The letters of other scripts lie between these (general punctuation begins at U+2000).
_LAST_LATIN, _FIRST_SIGN = "\u024f", "\u1e00"


def check(document: Document) -> Iterator[Finding]:
    r"""Bytes that are not UTF-8 in a file that otherwise is.

    The file begins with the byte order mark of UTF-8, or most of its characters that are not ASCII
    are valid UTF-8 and no older encoding makes sense of them all. Each run of bad bytes is reported with its place in the file, counted from 0;
    after twenty places the rest is counted.

    ## Why
    Such files are pasted together from parts in different encodings, or were cut in the middle of a
    character. Strict programs refuse the whole file; others show `�` in place of letters.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Déjà l'été, au caf\xe9.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Déjà l'été, au café.
    ```

    ## Fix
    Surrogates that were written one by one, as in CESU-8, are joined. Where one or two bytes are letters of Windows-1252, by far the most frequent second encoding, in a text
    in Latin letters, these letters are put in. Not safe: they may be meant otherwise. There is none for
    parts in other scripts, of which nobody knows the encoding.

    ## Sources
    - The Unicode Standard, 3.9 "Unicode Encoding Forms", table 3-7:
      https://www.unicode.org/versions/latest/core-spec/chapter-3/
    """
    for finding in document.noticed("invalid_utf8_bytes"):
        fix = _join_surrogates(document, finding.span)
        yield finding._replace(fix=fix or _read_as_windows_1252(document, finding.span))


def _join_surrogates(document: Document, span: Span) -> Fix | None:
    """The character that is meant where its two surrogates were written one by one."""
    halves = document.source.text[span.start : span.end].encode("utf-8", "surrogateescape")
    try:
        units = halves.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        letters = units.decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    return Fix(f"join the surrogates: {quote(letters)}", (Edit(span, letters),), words=REPLACES)


def _read_as_windows_1252(document: Document, span: Span) -> Fix | None:
    raw = document.source.text[span.start : span.end].encode("utf-8", "surrogateescape")
    letters = raw.decode("cp1252", "ignore")
    # A character of UTF-8 that was cut off leaves signs and quotes, seldom letters alone.
    if len(letters) < len(raw) or len(raw) > _MOST_BYTES or not letters.isalpha():
        return None
    if any(_LAST_LATIN < character < _FIRST_SIGN for character in document.source.alphabet):
        return None
    return Fix(
        f"guess that the bytes are Windows-1252: {quote(letters)}",
        (Edit(span, letters),),
        words=REPLACES,
    )
