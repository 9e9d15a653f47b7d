"""Control characters in the text of a cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.WARNING
OF_SHOWN_TEXT = True

_CONTROLS = "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
# ffmpeg refuses a file with one of them as no UTF-8 (libavutil, avstring.c, av_utf8_decode).
_NONE = "\ufffe\uffff"
_BREAKS = {"\x0b": "VT", "\x0c": "FF", "\u2028": "LINE SEPARATOR", "\u2029": "PARAGRAPH SEPARATOR"}


def check(document: Document) -> Iterator[Finding]:
    r"""Control character in the text of a cue.

    Reported are the control characters of ASCII and Latin-1 other than tab, line end and NUL
    (U+0001 to U+001F, U+007F to U+009F; U+0000 is `nul_character`), the line and paragraph
    separators U+2028 and U+2029, and U+FFFE and U+FFFF, which are no characters: an error. Several of the same kind in a row are one finding.

    ## Why
    Such a character is invisible in most editors. Players show a box, nothing, or a break; some
    libraries break the line there, so that what follows is no longer part of the cue. XML forbids
    most of them, so the file cannot be converted to TTML. U+0080 to U+009F are usually typographic
    marks of Windows-1252 that were decoded as Latin-1: U+0092 is an apostrophe.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,000
    Where have\x08 you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Where have you been?
    ```

    ## Fix
    Deletes the character, which is safe. In place of a separator it writes a space, and in place of
    U+0080 to U+009F the character of Windows-1252: both unsafe, since they change what is seen. For the
    five of these that Windows-1252 has not either there is no fix: they are bytes of yet another encoding,
    and with them goes what the text was.

    ## Sources
    - Extensible Markup Language 1.0, section 2.2 "Characters", https://www.w3.org/TR/xml/#charsets
    - Encoding Standard, index windows-1252, https://encoding.spec.whatwg.org/#windows-1252
    """
    if not any(map(_may_be_one, document.source.alphabet)):
        return
    for cue, match in hits(document, f"({_CONTROLS})\\1*"):
        character, length = match[1], len(match[0])
        replacement = _replacement(character, length)
        span = Span(*match.span())
        what = f"U+{ord(character):04X}" + (f" ({length} times)" if length > 1 else "")
        fix = None
        if replacement is not None:
            title = f"write {replacement} for it" if replacement.strip(" ") else "delete it"
            if replacement == " ":
                title = "write a space for it"
            fix = Fix(title, (Edit(span, replacement),), safe=not replacement)
        is_none = character in _NONE
        noun = "noncharacter" if is_none else "control character"
        message = f"cue {cue.number} contains the {noun} {what}"
        yield Finding(span, message, fix, severity=Severity.ERROR if is_none else None)


def _may_be_one(character: str) -> bool:
    """Asked before the pattern is compiled, which takes longer than looking at each character of a text."""
    return (
        character < "\xa0" and character not in "\0\t"
    ) or character in "\u2028\u2029\ufffe\uffff"


def _replacement(character: str, length: int) -> str | None:
    """What to write in place of characters; None where nobody knows what they were."""
    if character in _BREAKS:
        return " "
    if "\x80" <= character <= "\x9f":
        try:
            return character.encode("latin-1").decode("cp1252") * length
        except UnicodeDecodeError:
            return None
    return ""
