"""What each cue of a TTML document asks a player to paint: glyphs with their looks, backgrounds.

Source: IMSC Hypothetical Render Model, https://www.w3.org/TR/imsc-hrm/
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._parts import Parts
from caption_qa_action.rules.ttml._regions import (
    Region,
    always_shown,
    is_hidden,
    is_opaque,
    regions,
)
from caption_qa_action.rules.ttml._styles import INHERITED, Styles, font_height, resolver

_CONTENT = ("body", "div", "p", "span")
# Han, Hiragana, Katakana, Bopomofo and Hangul, which take the longest to draw.
_SLOWEST = (
    "[\u1100-\u11ff\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fd-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufad9\uff66-\uff6f\uff71-\uff9d\uffa0-\uffdc"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
_FAST_NAMES = ("LATIN ", "GREEK ", "CYRILLIC ", "HEBREW ", "FULLWIDTH LATIN ", "MODIFIER LETTER ")
# What is around a paragraph, its region, the markup in it, and its attributes where it has others.
_Kind: TypeAlias = tuple[int, str, object, tuple[tuple[str, str], ...]]


class Look(NamedTuple):
    """The computed values that make two glyphs of a character differ, and the height of the text.

    `height` is the font size as a part of the height of the root container.
    """

    values: tuple[str, ...]
    height: float


class Speed(NamedTuple):
    """How fast a character is drawn anew, and copied; in root container areas a second."""

    drawing: float
    copying: float


class _Speeds(dict[str, Speed]):
    """The speeds of characters by their script (section "Paint Text"); filled as they are met.

    The script is derived from the name of the character, as Python has no table of scripts.
    """

    def __missing__(self, character: str) -> Speed:
        import unicodedata

        drawing = 0.6 if re.match(_SLOWEST, character) else 1.2
        copying = 12.0
        if unicodedata.category(character)[0] in "LM":
            name = unicodedata.name(character, "")
            copying = 12.0 if name.startswith(_FAST_NAMES) else 3.0
        speed = self[character] = Speed(drawing, copying)
        return speed


SPEEDS = _Speeds()


class Glyph:
    """A character in a look; a painter has one for each, so that two are equal where they are the same."""

    __slots__ = ("area", "speed")

    def __init__(self, character: str, look: Look) -> None:
        # What it takes of the root container.
        self.area = look.height**2
        self.speed = SPEEDS[character]


class Painter:
    """Tells what the cues of one document need to be painted; keeps what it has found out."""

    __slots__ = (
        "_document",
        "shown_length",
        "_styles",
        "_looks",
        "_derived",
        "_specified",
        "_parts",
        "_glyphs",
        "_counted",
        "_painted",
        "_bounds",
        "_areas",
        "_by_style",
        "_has_backgrounds",
        "always_area",
        "regions",
        "default",
    )

    def __init__(self, document: Document) -> None:
        self._document = document
        self.shown_length = document.shown_length
        self._styles = resolver(document)
        self._has_backgrounds = "backgroundColor" in document.source.text
        self.regions: dict[str, Region] = {
            region.identifier: region for region in regions(document)
        }
        initial = self._styles.initial
        values = tuple(initial.get(name, "") for name in INHERITED)
        self.default = Look(values, 1 / self._styles.rows)
        self._looks: dict[tuple[int, str], Look] = {}
        self._derived: dict[tuple[Look, tuple[str, ...]], Look] = {}
        self._specified: dict[int, Styles] = {}
        self._areas = {name: _area(region) for name, region in self.regions.items()}
        self._by_style: dict[tuple[Look, str], Look] = {}
        self.always_area = sum(
            self._areas[name] for name, one in self.regions.items() if self.is_always_shown(one)
        )
        self._bounds: dict[_Kind, tuple[float, float]] = {}
        self._parts: dict[int, Parts] = {}
        self._glyphs: dict[Look, dict[str, Glyph]] = {}
        # By the number of a cue, which is looked at in each scene that it is part of.
        self._counted: dict[int, dict[Glyph, int]] = {}
        self._painted: dict[int, set[int]] = {}

    def look(self, element: Element, region: str) -> Look:
        """What text right inside an element of the body looks like when it is shown in a region."""
        chain = []
        above: Element | None = element
        while above is not None and (id(above), region) not in self._looks:
            if above.tag in _CONTENT:
                chain.append(above)
            above = above.parent
        look = self._looks[id(above), region] if above is not None else self._outermost(region)
        for part in reversed(chain):
            look = self._looks[id(part), region] = self._inside(look, part)
        return look

    def _inside(self, look: Look, element: Element) -> Look:
        for name in element.values:
            if name.startswith("tts:"):
                return self._with(look, self.specified(element))
        style = element.get("style")
        if not style:
            return look
        styled = self._by_style.get((look, style))
        if styled is None:
            styled = self._by_style[look, style] = self._with(look, self.specified(element))
        return styled

    def _outermost(self, region: str) -> Look:
        known = self.regions.get(region)
        return self._with(self.default, known.styles) if known else self.default

    def _with(self, look: Look, styles: Styles) -> Look:
        own = tuple(styles.get(name, "") for name in INHERITED)
        if not any(own):
            return look
        derived = self._derived.get((look, own))
        if derived is None:
            height = look.height
            size = styles.get("tts:fontSize")
            if size is not None:
                height = font_height(size, look.height, self._styles) or look.height
            values = tuple(new or old for new, old in zip(own, look.values, strict=True))
            derived = self._derived[look, own] = Look(values, height)
        return derived

    def specified(self, element: Element) -> Styles:
        """The specified style set of an element."""
        known = self._specified.get(id(element))
        if known is None:
            known = self._specified[id(element)] = self._styles.specified(element)
        return known

    def glyphs(self, cue: Cue, paragraph: Element, region: str) -> dict[Glyph, int]:
        """How often each glyph occurs in a cue; kept once counted."""
        counted = self._counted.get(cue.number)
        if counted is None:
            counted = self._counted[cue.number] = {}
            for piece in self._parts_of(paragraph).pieces(self._document.shown_spans(cue)):
                look = self.look(piece.element, region)
                known = self._glyphs.setdefault(look, {})
                for character in () if look.values[-1] == "hidden" else piece.text:
                    glyph = known.get(character)
                    if glyph is None:
                        glyph = known[character] = Glyph(character, look)
                    counted[glyph] = counted.get(glyph, 0) + 1
        return counted

    def _parts_of(self, paragraph: Element) -> Parts:
        parts = self._parts.get(id(paragraph))
        if parts is None:
            parts = self._parts[id(paragraph)] = Parts(paragraph)
        return parts

    def bounds(self, cue: Cue, paragraph: Element, region: str) -> tuple[float, float]:
        """No less than the area of each character of a cue, and no less than that of all its backgrounds."""
        kind = self._kind(paragraph, region)
        known = self._bounds.get(kind) if kind is not None else None
        if known is None:
            backgrounds = self._most_backgrounds(cue, paragraph) * self.area(region)
            known = self._tallest(cue, paragraph, region) ** 2, backgrounds
            if kind is not None:
                self._bounds[kind] = known
        return known

    def _kind(self, paragraph: Element, region: str) -> _Kind | None:
        """What paragraphs have in common that are painted alike; None for a rare one."""
        # Thousands of paragraphs are alike, and looking into each of them is slow.
        if not paragraph.is_simple:
            return None
        text, start, end = self._document.source.text, paragraph.tag_end, paragraph.close_start
        inner: object = text.count("<", start, end)
        if inner and inner != text.count("<br/>", start, end):
            inner = tuple(re.findall("<[^<>]*", text[start:end]))
        return id(paragraph.parent), region, inner, paragraph.own_look()

    def _tallest(self, cue: Cue, paragraph: Element, region: str) -> float:
        """The height of the largest text that a cue may have."""
        spans = self._parts_of(paragraph).spans(self._document.shown_spans(cue))
        heights = (self.look(span, region).height for span in spans)
        return max(self.look(paragraph, region).height, *heights, 0.0)

    def is_always_shown(self, region: Region) -> bool:
        """Whether a region is on screen even without text."""
        return always_shown(region) and not is_hidden(region.styles)

    def area(self, name: str) -> float:
        """The size of a region as a part of the root container; 0 where it is unknown.

        Without any region there is one that fills the root container.
        """
        return self._areas.get(name, 0.0) if self.regions else 1.0

    def is_ascii(self, cue: Cue) -> bool:
        """Whether a cue surely shows characters of ASCII alone."""
        text = self._document.source.text
        for start, end in self._document.shown_spans(cue):
            shown = text[start:end]
            if not shown.isascii() or "&" in shown:
                return False
        return True

    def _most_backgrounds(self, cue: Cue, paragraph: Element) -> int:
        """No less than the number of backgrounds that a cue may need."""
        if not self._has_backgrounds:
            return 0
        number = 1  # its region
        above: Element | None = paragraph
        while above is not None:
            number += 1
            above = above.parent
        if paragraph.is_simple:
            text = self._document.source.text
            return number + text.count("<", paragraph.tag_end, paragraph.close_start)
        return number + len(self._parts_of(paragraph).spans(self._document.shown_spans(cue)))

    def painted(self, cue: Cue, paragraph: Element) -> set[int]:
        """The elements that paint a background when a cue is shown, without its region; kept once found."""
        known = self._painted.get(cue.number)
        if known is not None or not self._has_backgrounds:
            return known or set()
        spans = self._parts_of(paragraph).spans(self._document.shown_spans(cue))
        found = {id(span) for span in spans if self._is_painted(span)}
        above: Element | None = paragraph
        while above is not None:
            if above.tag in ("p", "div", "body") and self._is_painted(above):
                found.add(id(above))
            above = above.parent
        self._painted[cue.number] = found
        return found

    def _is_painted(self, element: Element) -> bool:
        return is_opaque(self.specified(element).get("tts:backgroundColor", ""))


def _area(region: Region) -> float:
    if region.box is None:
        return 0.0
    left, top, right, bottom = region.box
    return max(right - left, 0) * max(bottom - top, 0) / 10_000
