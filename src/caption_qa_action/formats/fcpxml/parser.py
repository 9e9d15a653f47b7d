"""FCPXML to document."""

from __future__ import annotations

import re
from fractions import Fraction

from caption_qa_action.core.clock import half_up
from caption_qa_action.core.document import Block, Cue, Document
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.core.xml import Element
from caption_qa_action.formats._pieces import Piece, PlacedCues, Time
from caption_qa_action.formats._stray_text import stray_text
from caption_qa_action.formats._xml import read_xml
from caption_qa_action.formats._xml_values import XmlDialect, content, content_span, time_of
from caption_qa_action.formats.fcpxml.clock import Shown, seconds, shown_elements

_ROLE_LANGUAGE = r"captionFormat=[A-Za-z0-9]+\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)"
# The elements whose text describes a project and is not shown.
DESCRIBING = frozenset(("note", "bookmark", "data", "string"))


class FcpxmlDialect(XmlDialect):
    """`shown` are the titles and captions of the cues, by number."""

    def __init__(self, times: dict[int, tuple[Span, Span]], shown: dict[int, Element]) -> None:
        super().__init__(times)
        self.shown = shown

    def placement(self, cue: Cue, raw: str) -> str:
        """The lanes in which a title stands, as its editor has laid them above each other, its role and its edge."""
        found = ["top"] if 'placement="top"' in raw else []
        element: Element | None = self.shown.get(cue.number)
        found += [element.get("role")] if element is not None else []
        while element is not None:
            found.append(element.get("lane"))
            element = element.parent
        return " ".join(part for part in found if part not in ("", "0"))


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in an FCPXML source; never raises."""
    text = source.text
    root, problems = read_xml(text)
    # Every FCPXML file has a document type.
    problems = [problem for problem in problems if problem.code != "xml_doctype"]
    cues = PlacedCues()
    elements: dict[int, Element] = {}
    found = list(shown_elements(root)) if root is not None else []
    for shown in sorted(found, key=lambda shown: shown.element.start):
        piece = _piece(shown, problems)
        if piece is not None:
            elements[cues.add([piece], piece.text).number] = shown.element
    if root is not None:
        read = {
            part
            for each in found
            for block in texts(each.element)
            for part in styled(block) or [block]
        }
        problems += stray_text(text, root, read, DESCRIBING)
    junk = [Block("junk", Span(0, len(text)))] if text else []
    return Document(
        source,
        traits,
        cues.cues,
        cues.tiles(len(text)) if root is not None else junk,
        problems + cues.problems,
        FcpxmlDialect(cues.times, elements),
        language=_language(elements),
        guessed=frozenset(cues.guessed),
        tree=root,
        plain=cues.plain,
        literal=False,
    )


def texts(element: Element) -> list[Element]:
    """The blocks of text of a title or a caption."""
    return [
        child for child in element.children if isinstance(child, Element) and child.tag == "text"
    ]


def styled(text: Element) -> list[Element]:
    """The stretches of a block of text, each in a style; white space between them is none of it."""
    return [
        child for child in text.children if isinstance(child, Element) and child.tag == "text-style"
    ]


def text_of(text: Element) -> str:
    """What a block of text shows."""
    parts = styled(text)
    shown = "".join(map(content, parts)) if parts else content(text).strip()
    return shown.replace("\r\n", "\n").replace("\r", "\n")


def _piece(shown: Shown, problems: list[Problem]) -> Piece | None:
    """A title or a caption as a line; None where it has no text."""
    element = shown.element
    blocks = [text for text in texts(element) if text_of(text).strip()]
    if not blocks:
        return None
    # Times are placed by those of the elements around them, and are read there as well.
    offset = time_of(element, "offset", _ms, problems, optional=True, guesses=False)
    duration = time_of(element, "duration", _ms, problems, guesses=False)
    place = Span(content_span(blocks[0]).start, content_span(blocks[-1]).end)
    text = "\n".join(map(text_of, blocks)).strip("\n")
    if shown.begin is None:
        return Piece(text, place, element.start, None, None)
    span = offset.span if offset else element.start_tag_span
    start = Time(_rounded(shown.begin), span)
    length = seconds(element.get("duration"))
    end = None
    if duration and length is not None:
        end = Time(_rounded(shown.begin + length), duration.span)
    return Piece(text, place, element.start, start, end)


def _ms(written: str) -> int | None:
    exact = seconds(written)
    return None if exact is None else _rounded(exact)


def _rounded(exact: Fraction) -> int:
    return half_up(exact * 1000)


def _language(elements: dict[int, Element]) -> str:
    """What the role of the first caption declares (`iTT?captionFormat=ITT.en`)."""
    for element in elements.values():
        match = re.search(_ROLE_LANGUAGE, element.get("role"))
        if match:
            return match[1]
    return ""
