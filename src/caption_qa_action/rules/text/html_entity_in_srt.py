"""An HTML character reference in a format that has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import printable, quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules._entities import is_name

SEVERITY = Severity.WARNING
WORDS = (REPLACES,)

# The leading part takes what has been escaped again and again: `&amp;amp;quot;`.
_REFERENCE = "&(?:amp;){0,5}(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_CLOSING = {"<": ">", "{": "}"}
_LONGEST_TAG = 200


def applies_to(format: FormatTraits) -> bool:
    """Formats without character references."""
    return format.shows_character_references


def check(document: Document) -> Iterator[Finding]:
    """A character reference of HTML, such as `&amp;` or `&#39;`, in SRT or SBV text.

    ## Why
    Neither SRT nor SBV has character references: many players show `Tom &amp; Jerry` letter by letter. They are
    left over from a web page, a WebVTT file or a machine translation.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Don&#39;t stop
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Don't stop
    ```

    ## Fix
    Writes the character itself. Not safe, since the text on the screen changes; there is none where
    the character would begin a tag, nor in the rest of such a tag, so that `&lt;i&gt;` stays whole.

    ## Sources
    - SubRip has no standard; pycaption escapes its output this way and its users report what
      viewers see: https://github.com/pbs/pycaption/issues/134
    """
    text = document.source.text
    if "&" not in text:
        return
    title = document.traits.title
    tag_end = 0
    for match in re.finditer(_REFERENCE, text):
        reference = match[0]
        name = reference[1:-1].rpartition(";")[2]
        if not name.startswith("#") and not is_name(name):
            continue
        offset = match.start()
        cue = document.cue_at(offset)
        if cue is None or not cue.text_start <= offset < cue.text_end:
            continue
        character = _decode(reference)
        fix = None
        is_harmless = _is_harmless(character, text[match.end() : match.end() + 1])
        if not is_harmless and character in _CLOSING:
            tag_end = max(tag_end, _end_of_tag(text, character, match.end()))
        if is_harmless and offset >= tag_end:
            fix = Fix(
                f"write {quote(character)}", (Edit(Span(*match.span()), character),), words=REPLACES
            )
        shown = printable(reference)
        message = f"{shown} is shown as it is by many players; {title} has no character references"
        yield Finding(Span(*match.span()), message, fix)


def _end_of_tag(text: str, opening: str, start: int) -> int:
    """Where what is an escaped tag, as it seems, ends on its line."""
    line = re.compile(rf"[^\r\n]{{0,{_LONGEST_TAG}}}").match(text, start)
    for match in re.finditer(_REFERENCE, line[0] if line else ""):
        if _decode(match[0]) == _CLOSING[opening]:
            return start + match.end()
    return start


def _decode(reference: str) -> str:
    from html import unescape

    for _ in range(6):
        decoded = unescape(reference)
        if decoded == reference:
            break
        reference = decoded
    return reference


def _is_harmless(character: str, following: str) -> bool:
    """Whether a character can stand for its reference: it is shown, and makes no tag or line."""
    if character in "<&{":
        return not (following.isalnum() or following in ("/", "#", "\\", "{"))
    return character == "\xa0" or character.isprintable()
