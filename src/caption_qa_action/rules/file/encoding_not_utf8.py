from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source, Span
from caption_qa_action.core.text import is_unicode

SEVERITY = Severity.WARNING


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    r"""A file in another encoding than UTF-8.

    That is UTF-16 or UTF-32, told by the byte order mark or by where the NUL bytes are, CESU-8, which is
    UTF-8 but for emoji and rare characters, each written as two surrogates, or a legacy encoding such as Windows-1252. A legacy encoding is guessed from the bytes, from the words and letters
    that they become, and from the language in the file's name, unless an XML declaration names it; where
    no guess is certain, `encoding_uncertain` is reported instead. It is an
    error for WebVTT, which is UTF-8 by definition.

    ## Why
    Nothing in a caption file tells its encoding, so a program that expects UTF-8 shows `Ã©` for
    `é`, or refuses the file.

    ## Bad
    ```text talk.fr.srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    D\xe9j\xe0 l'\xe9t\xe9 !
    ```

    ## Good
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Déjà l'été !
    ```

    ## Fix
    Writes the file as UTF-8 without a byte order mark; an XML declaration that names the encoding
    is changed with it. Safe for UTF-16 and UTF-32 that a byte order mark or the NUL bytes between
    the letters prove, and for CESU-8. Unsafe for a legacy encoding: most bytes mean something in each of them, so
    look at the result. There is none where bytes are left over that are no character.

    ## Options
    - `required` (default false): an error in every format, for platforms that take UTF-8 alone.

    ## Sources
    - WebVTT, 4.1 "WebVTT file structure": https://www.w3.org/TR/webvtt1/#file-structure
    - YouTube Help, "Supported subtitle and closed caption files" (plain UTF-8):
      https://support.google.com/youtube/answer/2734698
    """
    severe = required or document.traits.requires_utf8
    for finding in document.noticed("encoding_not_utf8"):
        severity = Severity.ERROR if severe else None
        yield finding._replace(fix=_fix(document.source), severity=severity)


def _fix(source: Source) -> Fix | None:
    if source.tail or source.encoding == "utf-8" or _is_utf8(source.data):
        return None
    if not is_unicode(source.text):
        return None
    wide = source.encoding.startswith(("utf-16", "utf-32"))
    proven = bool(source.bom) or (b"\0" in source.data and "\0" not in source.text)
    # In no other encoding pairs of surrogates make sense.
    safe = (wide and proven) or source.encoding == "cesu-8"
    title = f"convert the file from {source.encoding} to UTF-8"
    return Fix(title, _declaration(source.text), safe=safe, encoding="utf-8")


def _is_utf8(data: bytes) -> bool:
    """Whether a file that is declared to be something else has been converted already."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not data.isascii() and b"\0" not in data


def _declaration(text: str) -> tuple[Edit, ...]:
    """The edit of an XML declaration that names an encoding; none without one."""
    named = re.match(r"<\?xml[^<>]{1,80}?\bencoding=[\"']([^\"'<>]{1,40})", text)
    return (Edit(Span(*named.span(1)), "UTF-8"),) if named else ()
