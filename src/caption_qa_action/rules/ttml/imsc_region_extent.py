"""A region whose size IMSC cannot know."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._imsc import judged
from caption_qa_action.rules.ttml._lengths import Length, length, units
from caption_qa_action.rules.ttml._regions import Region, regions
from caption_qa_action.rules.ttml._tree import index, tag_name_span, value_span

SEVERITY = Severity.ERROR

_UNITS = ("px", "%", "rw", "rh")
_NOT_OF_AXIS = ("rh", "rw")
_AXES = ("width", "height")


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """IMSC region without a size, or a size or place in units that IMSC does not allow there.

    - Every region has a `tts:extent` of two lengths, from itself, its styles or an `initial` element;
      `auto` is not enough. The lengths are in `px`, `%`, `rw` or `rh` (in IMSC 1.0.1 only `px` and `%`);
      `rh` is not for widths, `rw` not for heights.
    - `tts:origin` is in `px` or `%`, `tts:position` in the same units as `tts:extent`.
    - A document that uses `px` anywhere has a `tts:extent` in `px` on its root element.

    Checked in documents that claim to be IMSC.

    ## Why
    Without a size a region fills the whole picture, and covers all others. Pixels mean nothing as long
    as the document does not say how many of them the picture has.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="bottom" tts:origin="10% 80%"/>
      </layout></head>
      <body><div>
        <p region="bottom" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="bottom" tts:origin="10% 80%" tts:extent="80% 10%"/>
      </layout></head>
      <body><div>
        <p region="bottom" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: give the region a `tts:extent` in percent, such as `80% 15%`, and its place in percent
    too.

    ## Options
    - `required` (default false): check documents that claim no profile too, as IMSC 1.1 Text.

    ## Sources
    - IMSC 1.2, section 8.5, "#extent-region", "#origin" and "#position" (SHALL),
      https://www.w3.org/TR/ttml-imsc1.2/#text-extent-region
    - IMSC 1.2, section 7.12, "#extent-root" and "#length-root-container-relative" (SHALL),
      https://www.w3.org/TR/ttml-imsc1.2/#extent-root
    - IMSC 1.0.1, "Features", "#extent-region", https://www.w3.org/TR/ttml-imsc1.0.1/#common-features
    """
    claim = judged(document, required)
    if claim is None:
        return
    allowed = _UNITS if claim.minor else _UNITS[:2]
    for region in regions(document):
        yield from _sizes(region, allowed)
        yield from _places(region, allowed)
    yield from _pixels(document)


def _sizes(region: Region, allowed: tuple[str, ...]) -> Iterator[Finding]:
    extent = region.styles.get("tts:extent", "")
    span = _span(region.element, "tts:extent")
    name = quote(region.identifier)
    words = extent.split()
    sides = [length(word) for word in words]
    if not words:
        yield Finding(span, f"region {name} has no size (tts:extent)")
    elif extent == "auto":
        yield Finding(span, f"region {name} has no size of its own (tts:extent is auto)")
    elif len(words) != 2 or None in sides:
        yield Finding(span, f"tts:extent of region {name} is {quote(extent)}, not two lengths")
    else:
        faults = [
            fault
            for axis, side in enumerate(sides)
            if side is not None
            and (fault := _fault(side, f"the {_AXES[axis]} of region {name}", axis, allowed))
        ]
        if faults:
            yield Finding(span, faults[0])


def _places(region: Region, allowed: tuple[str, ...]) -> Iterator[Finding]:
    name = quote(region.identifier)
    for attribute, permitted in (("tts:origin", _UNITS[:2]), ("tts:position", allowed)):
        sides = [length(word) for word in region.styles.get(attribute, "").split()]
        span = _span(region.element, attribute)
        faults = [
            fault
            for axis, side in enumerate(sides)
            if side is not None
            and len(sides) == 2
            and (fault := _fault(side, f"{attribute} of region {name}", axis, permitted))
        ]
        if faults:
            yield Finding(span, faults[0])


def _fault(side: Length, what: str, axis: int, allowed: tuple[str, ...]) -> str:
    """What is wrong with a length on an axis, 0 for horizontal; `""` for nothing."""
    if side.unit not in allowed:
        return f"{what} is in {side.unit}; IMSC allows {', '.join(allowed)}"
    if side.unit == _NOT_OF_AXIS[axis]:
        return f"{what} is in {side.unit}, which IMSC does not allow on this axis"
    return ""


def _span(element: Element, name: str) -> Span:
    """The value of an attribute of a region, or where else it may be set: nested, by reference."""
    if name in element.values:
        return value_span(element, name)
    for child in element.children:
        if isinstance(child, Element) and name in child.values:
            return value_span(child, name)
    return tag_name_span(element)


def _pixels(document: Document) -> Iterator[Finding]:
    """The first length in pixels of a document that does not state how many the picture has."""
    root = document.tree
    if root is None or "px" in units(root.get("tts:extent")) or "px" not in document.source.text:
        return
    found = [
        (element.start, name, element)
        for name, elements in index(document).having.items()
        if name.startswith("tts:")
        for element in elements
        if "px" in element.values[name] and "px" in units(element.values[name])
    ]
    if found:
        _, name, element = min(found, key=lambda item: item[:2])
        message = "lengths are in px, but the root element has no tts:extent that says of how many"
        yield Finding(value_span(element, name), message)
