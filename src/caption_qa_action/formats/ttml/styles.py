"""How TTML content looks and where it stands: styles by reference, in regions, inline, inherited.

Source: TTML2, sections 10.4 (style resolution) and 11.1 (layout), https://www.w3.org/TR/ttml2/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from caption_qa_action.core.annotations import Generic, TypeVar
from caption_qa_action.core.colors import NAMED_COLORS
from caption_qa_action.core.timeline import Placement, Style
from caption_qa_action.core.xml import Element
from caption_qa_action.formats.ttml.places import Box, in_region, in_vertical_region

_T = TypeVar("_T")

_WRITING = {"tbrl": "rl", "tb": "rl", "tblr": "lr"}
_DIRECTIONS = {"rltb": "rtl", "rl": "rtl"}
_LOOK = ("tts:color", "tts:fontStyle", "tts:fontWeight", "tts:textDecoration")
_LOOKING = frozenset((*_LOOK, "style"))
_CONTENT = ("body", "div", "p", "span")
# Values of tts:ruby of an annotation, or of what stands around several.
_ANNOTATIONS = ("text", "delimiter", "textContainer")
# With these an element makes a region of its own.
_OWN_REGION = ("tts:origin", "tts:extent", "tts:position")
_PLACING = frozenset(("style", "tts:textAlign", "tts:direction"))
# TTML2, IMSC and EBU-TT have some eighty style attributes together.
_MOST_ATTRIBUTES = 200
# The usual colour of text is white.
_USUAL = "#ffffff"


class ClosestAbove(Generic[_T]):
    """What the closest element at or above another has, each element looked at once.

    `read` gives it, None where an element has nothing of its own; `default` where none has.
    """

    __slots__ = ("_default", "_known", "_read")

    def __init__(self, read: Callable[[Element], _T | None], default: _T) -> None:
        self._read = read
        self._default = default
        self._known: dict[Element, _T] = {}

    def of(self, element: Element) -> _T:
        """What holds for an element."""
        known = self._known.get(element)
        if known is not None:
            return known
        path: list[Element] = []
        value: _T | None = None
        above: Element | None = element
        while above is not None:
            value = self._known.get(above)
            if value is not None:
                break
            path.append(above)
            value = self._read(above)
            if value is not None:
                break
            above = above.parent
        found = self._default if value is None else value
        for passed in path:
            self._known[passed] = found
        return found


class Styles:
    """The styles and regions of a document, and what elements look like under them."""

    def __init__(self, root: Element, *, is_damaged: bool = False) -> None:
        self._root = root
        self._is_damaged = is_damaged
        self._styles: dict[str, Element] = {}
        self._animations: dict[str, Element] = {}
        self.regions: dict[str, Element] = {}
        # What the `initial` elements put in place of TTML's initial values.
        self.initial: dict[str, str] = {}
        named = {"style": self._styles, "region": self.regions, "set": self._animations}
        for element in _definitions(root):
            identifier = element.values.get("xml:id") or element.values.get("id", "")
            if element.tag == "initial":
                self.initial.update(_styling(element.values))
            elif identifier and element.tag in named:
                named[element.tag].setdefault(identifier, element)
        self._specified: dict[Element, Mapping[str, str]] = {}
        self._region_above = ClosestAbove(lambda one: one.values.get("region") or None, "")
        self._torn_above = ClosestAbove(self._leaves_region, default=False)
        self._placed_above = ClosestAbove(has_place, default=False)
        self._looks: dict[tuple[Element, Element | None], Style] = {}
        self._placements: dict[tuple[Element, Element | None, bool], Placement] = {}
        self.has_ruby = any("tts:ruby" in style.values for style in self._styles.values())

    def specified(self, element: Element) -> Mapping[str, str]:
        """The style attributes of an element: referenced, nested in a region, and its own."""
        found = self._specified.get(element)
        if found is None:
            for style in self._unresolved(element):
                self._specified[style] = self._specify(style)
            found = self._specified[element] = self._specify(element)
        return found

    def referenced(self, names: str) -> Mapping[str, str]:
        """What a `style` attribute with these names brings in."""
        found: dict[str, str] = {}
        for style in self._named(names):
            found.update(_styling(self.specified(style)))
        return found

    def _unresolved(self, element: Element) -> Iterator[Element]:
        """The styles that an element needs and that are not resolved yet, those needed first."""
        waiting = [iter(self._references(element))]
        path = [element]
        met = {element}
        while waiting:
            style = next(waiting[-1], None)
            if style is None:
                waiting.pop()
                resolved = path.pop()
                if waiting:
                    yield resolved
            elif style not in met and style not in self._specified:
                met.add(style)
                path.append(style)
                waiting.append(iter(self._references(style)))

    def _references(self, element: Element) -> list[Element]:
        """The styles that an element refers to, and those nested in a region; the last wins."""
        found = self._named(element.values.get("style", ""))
        if element.tag == "region":
            nested = (node for node in element.children if isinstance(node, Element))
            found += (node for node in nested if node.tag == "style")
        return found

    def _named(self, names: str) -> list[Element]:
        """The styles of some names with blanks between them; of a repeated one the last counts."""
        last = reversed(dict.fromkeys(reversed(names.split())))
        return [self._styles[name] for name in last if name in self._styles]

    def _specify(self, element: Element) -> Mapping[str, str]:
        """The style attributes of an element whose references are resolved."""
        references = self._references(element)
        if not references:
            return element.values
        found: dict[str, str] = {}
        for style in references:
            # A style that refers to itself, directly or through others, adds nothing there.
            found.update(_styling(self._specified.get(style, {})))
        found.update(element.values)
        return found

    def animation(self, identifier: str) -> Element | None:
        """A `set` that elements refer to by `animate`."""
        return self._animations.get(identifier)

    def ruby(self, element: Element) -> str:
        """What an element is in a ruby container; `""` outside one."""
        values = self.specified(element) if self.has_ruby else element.values
        return values.get("tts:ruby", "")

    def is_annotation(self, element: Element) -> bool:
        """Whether an element is an annotation beside the text, or around one.

        One that is in no ruby container has no text beside which it could stand: it is text.
        """
        if self.ruby(element) not in _ANNOTATIONS:
            return False
        above = element.parent
        while above is not None and above.tag == "span":
            if self.ruby(above) == "container":
                return True
            above = above.parent
        return False

    def region(self, element: Element) -> Element | None:
        """The region that an element is shown in; None is the default one."""
        return self.regions.get(self._region_above.of(element))

    def is_in_two_regions(self, element: Element) -> bool:
        """Whether an element is in another region than what is around it, so that it is shown in neither.

        Source: TTML2, section 11.3.1.3, "Intermediate Synchronic Document Construction" (what is pruned).
        """
        return self._torn_above.of(element)

    def is_in_no_region(self, element: Element) -> bool:
        """Whether a document has regions and an element is in none of them, so that it is not shown.

        In a damaged document the region may be in what could not be read. Source: as above.
        """
        has_regions = bool(self.regions) and not self._is_damaged
        return has_regions and not self._placed_above.of(element)

    def _leaves_region(self, element: Element) -> bool | None:
        own = element.values.get("region")
        if not own or element.parent is None or own not in self.regions:
            return None
        outer = self._region_above.of(element.parent)
        return (outer != own and outer in self.regions) or None

    def inherited(self, element: Element, region: Element | None, name: str) -> str:
        """The value of a style attribute that content inherits; `""` when nothing sets it."""
        above: Element | None = element
        while above is not None and above.tag != "tt":
            value = self.specified(above).get(name)
            if value is not None:
                return value
            above = above.parent
        default = self.initial.get(name, "")
        return self.specified(region).get(name, default) if region is not None else default

    def look(self, element: Element, region: Element | None) -> Style:
        """How the text of an element looks."""
        around = _around(element)
        if around is not None and _LOOKING.isdisjoint(element.values):
            element, around = around, _around(around)  # most paragraphs look as their division does
        key = element, region
        found = self._looks.get(key)
        if found is None:
            if around is not None:
                found = self.look(around, region)
            else:
                found = _apply(Style(), self.initial)
                if region is not None:
                    found = _apply(found, self.specified(region))
            found = self._looks[key] = _apply(found, self.specified(element))
        return found

    def placement(
        self, element: Element, region: Element | None, *, exact: bool = False
    ) -> Placement:
        """Where the text of an element is shown; with `exact` in percent also where it is a usual place."""
        # Thousands of paragraphs stand where their division does.
        while element.parent is not None and _PLACING.isdisjoint(element.values):
            element = element.parent
        key = element, region, exact
        found = self._placements.get(key)
        if found is None:
            found = self._placements[key] = self._place(element, region, exact=exact)
        return found

    def _place(self, element: Element, region: Element | None, *, exact: bool) -> Placement:
        aligned = self.inherited(element, region, "tts:textAlign")
        direction = self.inherited(element, region, "tts:direction")
        if not direction and region is not None:
            direction = _DIRECTIONS.get(self.specified(region).get("tts:writingMode", ""), "")
        right_to_left = direction == "rtl"
        align = {"start": "left", "end": "right"}.get(aligned, aligned)
        if right_to_left and aligned in ("start", "end"):
            align = "right" if align == "left" else "left"
        if align not in ("left", "center", "right"):
            # TTML's initial value is the start of the line; without a region nothing is laid out.
            align = "center" if region is None else "right" if right_to_left else "left"
        if region is None:
            return Placement(align)
        values = self.specified(region)
        writing = _WRITING.get(values.get("tts:writingMode", ""), "")
        left, top = self._percent_pair(values.get("tts:origin", "")) or (0.0, 0.0)
        width, height = self._percent_pair(values.get("tts:extent", "")) or (100.0, 100.0)
        shift = {"before": 0.0, "center": 0.5, "after": 1.0}.get(
            values.get("tts:displayAlign", ""), 0.0
        )
        vertical = {0.0: "top", 0.5: "middle"}.get(shift, "bottom")
        box = Box(left, top, width, height)
        if writing:
            return in_vertical_region(align, vertical, writing, box)
        return in_region(align, vertical, box, exact=exact)

    def _percent_pair(self, value: str) -> tuple[float, float] | None:
        """Two lengths as percent of the picture; None when they cannot be known."""
        parts = value.split()
        if len(parts) != 2:
            return None
        x = self._percent(parts[0], 0)
        y = self._percent(parts[1], 1)
        return None if x is None or y is None else (x, y)

    def _percent(self, length: str, axis: int) -> float | None:
        match = re.fullmatch(r"([+-]?[0-9]{1,6}(?:\.[0-9]{1,9})?)(%|px|c|rw|rh)", length)
        if not match:
            return None
        number, unit = float(match[1]), match[2]
        if unit in ("%", "rw", "rh"):
            return number
        name, default = ("tts:extent", "") if unit == "px" else ("ttp:cellResolution", "32 15")
        whole = self._root.values.get(name, default).split()
        if len(whole) != 2:
            return None
        size = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)(?:px)?", whole[axis])
        if not size or not float(size[1]):
            return None
        return number / float(size[1]) * 100


def _definitions(root: Element) -> Iterator[Element]:
    """All elements outside the content, in the order of the file."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        if not element.is_simple:
            waiting += [
                node
                for node in reversed(element.children)
                if isinstance(node, Element) and node.tag not in _CONTENT
            ]


def _styling(values: Mapping[str, str]) -> dict[str, str]:
    """The style attributes among attributes: a style's identifier and times are its own.

    No more than there are, or a chain of styles that each add one would hand on the square of them.
    """
    styling = (
        (name, value) for name, value in values.items() if ":" in name and name[:4] != "xml:"
    )
    return dict(islice(styling, _MOST_ATTRIBUTES))


def has_place(element: Element) -> bool | None:
    """True where an element names a region or makes one of its own; None where it does neither."""
    if element.tag not in _CONTENT:  # the extent of `tt` is that of the picture
        return None
    if element.values.get("region") or not element.values.keys().isdisjoint(_OWN_REGION):
        return True
    if element.is_simple:
        return None
    inside = (node.tag for node in element.children if isinstance(node, Element))
    return "region" in inside or None


def _around(element: Element) -> Element | None:
    """The element of the content that an element stands in; None for the outermost one, and in the head."""
    parent = element.parent
    return None if parent is None or parent.tag in ("tt", "head") else parent


def _apply(style: Style, values: Mapping[str, str]) -> Style:
    """A look with style attributes laid over it."""
    if not any(name in values for name in _LOOK):
        return style
    bold, italic, underline, strike, color = style
    if "tts:fontStyle" in values:
        italic = values["tts:fontStyle"] in ("italic", "oblique")
    if "tts:fontWeight" in values:
        bold = values["tts:fontWeight"] == "bold"
    for word in values.get("tts:textDecoration", "").split():
        if word == "none":
            underline = strike = False
        elif word in ("underline", "noUnderline"):
            underline = word == "underline"
        elif word in ("lineThrough", "noLineThrough"):
            strike = word == "lineThrough"
    if "tts:color" in values:
        color = read_color(values["tts:color"])
    return Style(bold, italic, underline, strike, color)


def read_color(raw: str) -> str:
    """A colour as `#rrggbb` or `#rrggbbaa`; `""` for white and for what is no colour."""
    value = raw.strip(" \t\r\n").lower()
    found = NAMED_COLORS.get(value, "")
    if not found and re.fullmatch("#(?:[0-9a-f]{6}|[0-9a-f]{8})", value):
        found = value
    match = re.fullmatch(r"rgba?\(([0-9, \t]{5,40})\)", value)
    if match:
        parts = re.findall("[0-9]{1,4}", match[1])
        if len(parts) in (3, 4):
            found = "#" + "".join(f"{min(int(part), 255):02x}" for part in parts)
    if len(found) == 9 and found.endswith("ff"):
        found = found[:7]
    return "" if found == _USUAL else found
