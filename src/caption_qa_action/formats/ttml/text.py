"""The visible text of TTML content: white space, line breaks, ruby, and what is no text.

Source: TTML2, sections 8.1.6 (br), 10.2.35 (ruby); XML, section 2.10 (white space)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from caption_qa_action.core.columns import APART, shown_at_once
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element, Text, unescape
from caption_qa_action.formats.ttml.styles import Styles

# No comment, and no other way to write a line break.
_PLAIN_TAG = rf"<(?!!|/?br\b|[^ <>/:]+:br\b)[^<>\n{APART}]*>"


class Piece(NamedTuple):
    """Text or a line break in a cue, the element that it stands in, and how it is shown.

    `ruby` marks an annotation beside the text, which is no part of it.
    """

    node: Text | Element
    owner: Element
    preserve: bool = False
    ruby: bool = False

    @property
    def is_break(self) -> bool:
        return isinstance(self.node, Element)

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing by itself; blanks of any width do not."""
        node = self.node
        return isinstance(node, Element) or not node.text.strip()


class Flowed(NamedTuple):
    """A stretch of visible text, line ends as LF, and the piece that it comes from."""

    text: str
    piece: Piece


def preserves_space(element: Element, inherited: bool) -> bool:
    """Whether white space in an element is kept as it stands."""
    value = element.values.get("xml:space")
    return inherited if value is None else value == "preserve"


def flow(pieces: Iterable[Piece]) -> list[Flowed]:
    """The text as it is shown: white space collapsed unless it is to be kept, `br` as a line end."""
    shown: list[Flowed] = []
    line_start, after_blank = True, False
    for piece in pieces:
        node = piece.node
        if isinstance(node, Element):
            _end_line(shown)
            shown.append(Flowed("\n", piece))
            line_start, after_blank = True, False
            continue
        if piece.ruby:
            text = re.sub(r"[ \t\r\n]+", " ", node.text).strip(" ")
        elif piece.preserve:
            text = node.text.replace("\r\n", "\n").replace("\r", "\n")
            if text.startswith("\n"):
                _end_line(shown)
            line_start = text.endswith("\n") if text else line_start
            after_blank = False
        else:
            text = re.sub(r"[ \t\r\n]+", " ", node.text)
            if line_start or after_blank:
                text = text.removeprefix(" ")
            if text:
                line_start, after_blank = False, text.endswith(" ")
        if text:
            shown.append(Flowed(text, piece))
    _end_line(shown)
    return shown


def _end_line(shown: list[Flowed]) -> None:
    """Take the collapsed blank away that stands before a line end."""
    for index in range(len(shown) - 1, -1, -1):
        text, piece = shown[index]
        if piece.ruby:
            continue
        if not piece.preserve and not piece.is_break and text.endswith(" "):
            text = text.removesuffix(" ")
            if text:
                shown[index] = Flowed(text, piece)
            else:
                del shown[index]
        return


def stray_text(node: Text, element: Element) -> list[Problem]:
    """The problem that text stands in a body or a division and in no paragraph; none of white space."""
    shown = node.text.strip(" \t\r\n")
    if not shown:
        return []
    message = (
        f"{quote(shown[:40])} stands in <{element.tag}>, not in a paragraph: no player shows it"
    )
    return [Problem("orphan_text", Span(node.start, node.end), message)]


def visible(pieces: Iterable[Piece]) -> str:
    """The text of pieces as a viewer reads it, annotations left out."""
    return "".join(text for text, piece in flow(pieces) if not piece.ruby)


def plain(raw: str) -> str:
    """The visible text of a raw cue text in which white space collapses and no ruby stands."""
    shown = raw.replace("<br/>", "\n") if "<" in raw else raw
    if "<" not in shown:
        is_as_it_stands = "&" not in raw and "  " not in raw and raw.isprintable()
        if is_as_it_stands and raw == raw.strip(" ") and " <" not in raw and "> " not in raw:
            return shown
        return "\n".join(map(_plain_line, raw.split("<br/>")))
    raw = re.sub(r"<!--.*?(?:-->|\Z)", "", raw, flags=re.DOTALL) if "<!--" in raw else raw
    lines = re.split(r"<(?:[^ \t\r\n<>/:]+:)?br(?:[ \t\r\n][^<>]*)?/?>", raw)
    return "\n".join(map(_plain_line, lines))


def plain_texts(raws: Sequence[str]) -> list[str]:
    """Many texts as `plain` of each."""

    def show(together: str) -> str:
        shown = together.replace("<br/>", "\n").replace("<br />", "\n")
        return re.sub(_PLAIN_TAG, "", shown) if "<" in shown else shown

    blanks = ("  ", f" {APART}", f"{APART} ", " \n", "\n ")
    return shown_at_once(raws, show, plain, ("<", "&", *blanks), "\t\r\n")


def _plain_line(raw: str) -> str:
    text = re.sub(r"<[^<>]*>", "", raw) if "<" in raw else raw
    if "&" in text:
        text = unescape(text)
    if "  " in text or not text.isprintable():  # no tab and no line end is printable
        text = re.sub(r"[ \t\r\n]+", " ", text)
    return text.strip(" ")


def pieces_below(
    element: Element, preserve: bool, styles: Styles, ruby: bool = False
) -> Iterator[Piece]:
    """The text and line breaks in an element, those of spans inside it too."""
    for node in element.children:
        if isinstance(node, Text) or node.tag == "br":
            yield Piece(node, element, preserve, ruby)
        elif node.tag == "span":
            inner = preserves_space(node, preserve)
            beside = ruby or styles.is_annotation(node)
            yield from pieces_below(node, inner, styles, beside)
