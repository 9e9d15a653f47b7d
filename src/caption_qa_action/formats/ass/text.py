r"""The text of ASS events: override blocks, escapes, and what a viewer reads.

A block reaches from `{` to the next `}`; a `{` that no `}` follows is shown as it stands. `\N` is a line
end, `\n` a space (a line end with wrap style 2), `\h` a non-breaking space, `\{` and `\}` are braces.
Source: libass, ass_parse.c, get_next_char and parse_tag, https://github.com/libass/libass
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from caption_qa_action.core.columns import APART, shown_at_once
from caption_qa_action.core.document import Tag
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span

# The word joiner after a backslash is how FFmpeg and mpv write a backslash that begins no escape.
WORD_JOINER = "\u2060"
_ESCAPE = r"\\[Nnh{}\u2060]"
# Once begun, a block always matches: to its "}", or to the end when there is none. So it is linear.
_TOKEN = rf"{_ESCAPE}|\{{[^}}]*\}}?"
# libass, parse_tag; longer names first, since it compares beginnings.
_NAME = (
    r"[xy]bord|[xy]shad|fa[xy]|iclip|blur|fsc[xy]?|fsp|fs|bord|move|fr[xyz]?|fn|alpha|an|a|pos"
    r"|fade?|org|t|clip|[1-4]?c|[1-4]a|r|be|b|i|kt|kf|ko|[kK]|shad|s|u|pbo|p|q|fe"
)
_SHOWN = {"\\N": "\n", "\\h": "\u00a0", "\\{": "{", "\\}": "}", "\\" + WORD_JOINER: "\\"}

_OVERRIDE = rf"\\({_NAME})?([^\\(]*)(\([^)]*\)?)?"
# Blocks repeat, as `{\i1}` does; long ones do not.
_LONGEST_KEPT = 64
# It begins no drawing and sets no wrap style, and its brace is not escaped.
_PLAIN_BLOCK = rf"\{{(?<!\\\{{)[^{{}}\\{APART}]*(?:\\(?!p(?!os)|q)[^{{}}\\{APART}]*)*\}}"


class Override(NamedTuple):
    r"""One override of a block: `name` and `value` of `\fs20` are `fs` and `20`.

    `arguments` is what stands in parentheses, without them. `name` is `""` for one that libass does
    not know; `value` is then all of it.
    """

    name: str
    value: str
    arguments: str = ""


class Piece(NamedTuple):
    """Visible text, or a block of overrides (its text is then `""`)."""

    text: str
    overrides: tuple[Override, ...] = ()


def overrides(block: str) -> tuple[Override, ...]:
    """The overrides in a block, its braces with or without; comments in it are left out."""
    if "\\" not in block:
        return ()
    return _kept(block) if len(block) <= _LONGEST_KEPT else _overrides(block)


def _overrides(block: str) -> tuple[Override, ...]:
    found: list[Override] = []
    for name, value, arguments in re.findall(_OVERRIDE, block.strip("{}")):
        if name in ("r", "fn"):  # names of styles and fonts may have parentheses
            found.append(Override(name, value + arguments))
        else:
            found.append(Override(name, value, arguments.strip("()")))
    return tuple(found)


_kept = lru_cache(maxsize=1024)(_overrides)


def pieces(raw: str, *, wrap_2: bool = False) -> Iterator[Piece]:
    r"""The text and the blocks of an event's text, in order; drawings give no text.

    `wrap_2`: whether the script has wrap style 2, in which `\n` ends a line.
    """
    breaks, drawing = wrap_2, False
    end = 0
    for match in re.finditer(r"\{[^}]*\}?|\\[{}]", raw):
        block = match[0]
        if block[0] == "\\" or block[-1] != "}":
            continue  # an escaped brace, or one that nothing closes: both are text
        if match.start() > end and not drawing:
            yield Piece(_unescaped(raw[end : match.start()], breaks))
        end = match.end()
        inside = overrides(block)
        if inside:
            for name, value, _ in inside:
                if name == "p":
                    drawing = bool(re.match("[ \t]*0*[1-9]", value))
                elif name == "q":
                    breaks = value.strip(" \t") == "2" or (wrap_2 and not value[:1].isdigit())
            yield Piece("", inside)
    if end < len(raw) and not drawing:
        yield Piece(_unescaped(raw[end:], breaks))


def _unescaped(text: str, breaks: bool) -> str:
    if "\\" not in text:
        return text
    shown = text.replace("\\N", "\n")
    if "\\" not in shown:  # most texts have no other escape
        return shown
    return re.sub(_ESCAPE, lambda match: _shown(match[0], breaks), text)


def _shown(escape: str, breaks: bool) -> str:
    if escape == "\\n":
        return "\n" if breaks else " "
    return _SHOWN[escape]


def plain(raw: str, *, wrap_2: bool = False) -> str:
    """The text as a viewer reads it: no blocks, no drawings, escapes as what they stand for."""
    shown = raw.replace("\\N", "\n")
    if "{" in raw and "\\p" not in raw and "\\q" not in raw and "\\{" not in raw:
        shown = re.sub(r"\{[^{}]*\}", "", shown)
    if "\\" not in shown and "{" not in shown:  # most texts
        return shown
    if "{" not in raw:
        return _unescaped(raw, wrap_2)
    if "\\p" in raw or "\\q" in raw:
        return "".join(piece.text for piece in pieces(raw, wrap_2=wrap_2))

    def unescaped(match: re.Match[str]) -> str:
        token = match[0]
        if token[0] == "\\":
            return _shown(token, wrap_2)
        return "" if token[-1] == "}" else _unescaped(token, wrap_2)

    return re.sub(_TOKEN, unescaped, raw)


def plain_texts(raws: Sequence[str], *, wrap_2: bool = False) -> list[str]:
    """Many texts as `plain` of each."""

    def show(together: str) -> str:
        shown = re.sub(_PLAIN_BLOCK, "", together) if "{" in together else together
        return shown.replace("\\N", "\n")

    return shown_at_once(raws, show, partial(plain, wrap_2=wrap_2), "\\{")


def tags(raw: str, offset: int) -> list[Tag]:
    r"""The blocks that hold overrides, in a text that begins at `offset`.

    Of `{\an8\i1}` the name is that of the first override, `an8`, the annotation everything inside
    the braces.
    """
    found: list[Tag] = []
    for match in re.finditer(r"\{[^}]*\}?|\\[{}]", raw):
        block = match[0]
        if block[0] == "{" and block[-1] == "}" and "\\" in block:
            inside = block[1:-1]
            first = inside.partition("\\")[2].partition("\\")[0].partition("(")[0].strip(" \t")
            span = Span(offset + match.start(), offset + match.end())
            found.append(Tag("override", first.lower(), span, inside))
    return found


def all_overrides(raw: str) -> str:
    """The insides of all blocks, one after the other."""
    return "".join(
        match[0][1:-1]
        for match in re.finditer(r"\{[^}]*\}?|\\[{}]", raw)
        if match[0][0] == "{" and match[0][-1] == "}"
    )
