r"""The markup that players accept in SubRip text: a few HTML tags, and ASS override blocks.

SubRip has no specification. What counts as markup here is what VLC, mpv, FFmpeg and MPC-HC agree
on: `<b> <i> <u> <s> <font> <br>` and ruby in any letter case, and `{\...}` blocks. Everything else
is text, since some player shows it: `<c.yellow>` and `<v Bob>` are leftovers of WebVTT, `&amp;` is
five characters, `{note}` is a note that the viewer reads, `a < b > c` is arithmetic.

Each pattern excludes its own opener and line ends, so a text of a million `<` is read in one pass.
"""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span

HIDDEN = r"(?i)</?(?:[bius]|font|ruby|r[tp])(?:[ \t/.][^<>\r\n]*)?>|\{\\[^{}\r\n]*\}"
BREAK = r"(?i)</?br(?:[ \t/][^<>\r\n]*)?>"
_TAG = (
    r"<(?:(/?)([A-Za-z][A-Za-z0-9]*)([ \t/.][^<>\r\n]*)?|[0-9]{1,9}:[0-9:.,]{4,20})>"
    r"|\{\\([^{}\r\n]*)\}"
)
_ANCHOR = r"\\an([1-9])|\\a([0-9]{1,2})(?![0-9])"
_POSITION = r"\\(?:pos|move)\([^()\\]*\)"
# SSA's \a counts 1 to 3 at the bottom, adds 4 for the top and 8 for the middle (libass, parse_tags).
_LEGACY_ANCHORS = {1: 1, 2: 2, 3: 3, 5: 7, 6: 8, 7: 9, 9: 4, 10: 5, 11: 6}


def plain(raw: str) -> str:
    """The text as a viewer reads it: known tags and ASS overrides removed, `<br>` a line end.

    Unknown tags and character references stay, because players show them.
    """
    text = re.sub(HIDDEN, "", raw)
    if "<" in text:
        text = re.sub(BREAK, "\n", text)
    return text


def tags(raw: str, offset: int) -> list[Tag]:
    r"""The tags in a text that begins at `offset`, in order; unknown ones included.

    Of `{\an8\i1}`, a tag of kind `override`, the name is that of the first override, `an8`, and the
    annotation everything inside the braces.
    """
    found: list[Tag] = []
    for match in re.finditer(_TAG, raw):
        slash, name, rest, override = match.groups()
        start, end = match.span()
        span = Span(offset + start, offset + end)
        if name:
            kind = "end" if slash else "start"
            if rest:
                found.append(_with_rest(kind, name.lower(), span, rest))
            else:
                found.append(Tag(kind, name.lower(), span))
        elif override is None:
            found.append(Tag("timestamp", "", span, raw[start + 1 : end - 1]))
        else:
            first = override.partition("\\")[0].partition("(")[0].strip(" \t")
            found.append(Tag("override", first.lower(), span, "\\" + override))
    return found


def _with_rest(kind: str, name: str, span: Span, rest: str) -> Tag:
    classes: tuple[str, ...] = ()
    if rest.startswith("."):
        dotted, _, rest = rest.partition(" ")
        classes = tuple(part for part in dotted.split(".") if part)
    return Tag(kind, name, span, rest.rstrip("/ \t").lstrip(" \t"), classes)


def placement(cue: Cue, raw: str) -> str:
    r"""Where on the screen a cue is shown: `{\anN}`, `{\pos(x,y)}` and `X1:` coordinates.

    `""` is the default place, the bottom centre, which `{\an2}` only repeats. The first override of
    its sort decides, as in libass.
    """
    parts: list[str] = []
    if "{\\" in raw:
        overrides = "".join(re.findall(r"\{(\\[^{}\r\n]*)\}", raw))
        anchor = re.search(_ANCHOR, overrides)
        if anchor:
            number = int(anchor[1]) if anchor[1] else _LEGACY_ANCHORS.get(int(anchor[2]), 2)
            if number != 2:
                parts.append(f"an{number}")
        position = re.search(_POSITION, overrides)
        if position:
            parts.append(position[0][1:].replace(" ", ""))
    if cue.settings and re.search(r"[Xx]1:", cue.settings):
        parts.append(cue.settings.upper())
    return " ".join(parts)
