"""Words of a file that stand where nothing reads them, as the problem that names them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from caption_qa_action.core.revealed import words
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element, Text

_BLANK = " \t\r\n\0\ufeff"
# What holds any text in a style sheet: a comment, a string, the address of a file.
_CSS_FREE = (
    r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->|\"[^\"\r\n]*+\"|'[^'\r\n]*+'|(?i:url)\([^()\r\n]*+\)"
)
_CSS_DECLARATION = r"(?<![^\r\n])[ \t]*+[\w-]+[ \t]*+:(?!:)"
_CSS_PART = r"([^{};]*+)([{};]|\Z)"


def orphan(text: str, start: int, end: int, where: str) -> Problem | None:
    """The problem that text stands somewhere, as `where` puts it; None where nothing stands there."""
    shown = text[start:end].strip(_BLANK)
    if not shown:
        return None
    start = text.index(shown, start)
    message = f"{quote(shown)} stands {where}: no player shows it"
    return Problem("orphan_text", Span(start, start + len(shown)), message)


def stray_text(
    text: str, root: Element, read: Container[Element], described: Container[str] = ()
) -> Iterator[Problem]:
    """Text in none of the elements that are read, nor in those that describe, which are named by their tags."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element in read or element.tag in described:
            continue
        inside = []
        for node in element.children:
            if isinstance(node, Text):
                problem = orphan(text, node.start, node.end, f"in <{element.raw_name}>")
                if problem:
                    yield problem
            else:
                inside.append(node)
        waiting += reversed(inside)


def stray_css(text: str, start: int, end: int) -> Iterator[Span]:
    """Words in a style sheet on lines that are part of no rule and no comment."""
    sheet = re.sub(_CSS_FREE, lambda free: re.sub(r"[^\r\n]", " ", free[0]), text[start:end])
    depth = 0
    for part in re.finditer(_CSS_PART, sheet):
        kept = _css_part(part[1], part[2], depth)
        shown = sheet[part.start() : part.start() + kept].strip(_BLANK)
        if words(shown):
            at = start + sheet.index(shown, part.start())
            yield Span(at, at + len(shown))
        depth = max(0, depth + (part[2] == "{") - (part[2] == "}"))


def _css_part(part: str, delimiter: str, depth: int) -> int:
    """How much of what stands before a delimiter, lines of it, is no CSS."""
    if part.lstrip(_BLANK).startswith("@"):
        return 0
    if delimiter == "{":  # a selector: parts of it on other lines end in a comma
        lines = part.rstrip(_BLANK).splitlines(keepends=True)[:-1]
        while lines and _continues(lines[-1]):
            lines.pop()
        return sum(map(len, lines))
    declaration = re.search(_CSS_DECLARATION, part) if depth else None
    return declaration.start() if declaration else len(part)


def _continues(line: str) -> bool:
    """Whether a selector goes on below a line."""
    return not line.strip(_BLANK) or line.rstrip(_BLANK).endswith(",")
