"""What is meant as a line end or as markup, and shown as a space or as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.columns import raw_texts
from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import printable

SEVERITY = Severity.INFO
WORDS = (REPLACES,)

# Blocks come first, so that what stands in them is passed over.
_TOKEN = (
    r"\{[^}]*\}?|\\n"
    r"|(?<=[a-z.,!?])/N(?=[A-Z][a-z]|[-\"\u201c])"
    r"|</?(?:[bius]|font|br)(?:[ \t/][^<>\r\n]*)?>"
)
_LINE_ENDS = ("\\n", "/N")


def check(document: Document) -> Iterator[Finding]:
    r"""`\n`, `/N` or an HTML tag in the text of an event.

    `\n` is not reported where it ends a line: with `WrapStyle: 2`, or after `\q2`. HTML tags are those that
    SRT has: `<b>`, `<i>`, `<u>`, `<s>`, `<font>` and `<br>`.

    ## Why
    In ASS a line ends with `\N`. `\n` is shown as a space, `/N` and tags as they are written. They are left
    over from a conversion, or a slip of the hand.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+

    [V4+ Styles]
    Format: Name, Fontname, Fontsize
    Style: Default,Arial,60

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Where have\nyou been?
    ```

    ## Good
    ```ass
    [Script Info]
    ScriptType: v4.00+

    [V4+ Styles]
    Format: Name, Fontname, Fontsize
    Style: Default,Arial,60

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Where have\Nyou been?
    ```

    ## Fix
    Writes `\N` for `\n`, `/N` and `<br>`, and the override for a tag: `{\i1}` for `<i>`; `<font>` is
    removed. Unsafe: it changes what is shown.

    ## Sources
    - libass, get_next_char, https://github.com/libass/libass/blob/master/libass/ass_parse.c
    """
    texts = raw_texts(document)
    if "\\n" not in texts and "/N" not in texts and "<" not in texts:
        return
    script_breaks = document.header.get("wrapstyle", "") == "2"
    for cue in document.cues:
        raw = document.raw(cue)
        if "\\n" not in raw and "/N" not in raw and "<" not in raw:
            continue
        breaks = script_breaks
        for match in re.finditer(_TOKEN, raw):
            token = match[0]
            if token[0] == "{":
                breaks = breaks or "\\q2" in token
            elif token != "\\n" or not breaks:
                yield _finding(cue, match)


def _finding(cue: Cue, match: re.Match[str]) -> Finding:
    token = match[0]
    span = Span(cue.text_start + match.start(), cue.text_start + match.end())
    what = "a space" if token == "\\n" else "text"
    replacement = _replacement(token)
    title = f"write {replacement}" if replacement else "delete it"
    message = f"{printable(token[:40])} in cue {cue.number} is shown as {what}"
    return Finding(span, message, Fix(title, (Edit(span, replacement),), words=REPLACES))


def _replacement(token: str) -> str:
    if token in _LINE_ENDS or token.startswith(("<br", "</br")):
        return "\\N"
    name = token.lstrip("</")[0]
    if name == "f":
        return ""
    return f"{{\\{name}{0 if token[1] == '/' else 1}}}"
