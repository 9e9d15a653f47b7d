"""Something of TTML that IMSC leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml import _forbidden as forbidden
from caption_qa_action.rules.ttml._imsc import Claim, foreign_profiles, judged
from caption_qa_action.rules.ttml._lengths import length
from caption_qa_action.rules.ttml._tree import (
    Index,
    index,
    tag_name_span,
    value_span,
    whole_index,
)

SEVERITY = Severity.ERROR

_CONTENT = ("body", "div", "p")


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Element, attribute or value of TTML that IMSC does not permit.

    In every version:

    - `ttp:timeBase` other than `media`; `ttp:clockMode`, `ttp:dropMode`, `ttp:markerMode`,
      `ttp:pixelAspectRatio`, `ttp:subFrameRate`
    - a `region` outside the `layout`, as TTML2 has it (`#region-inline`)
    - lengths in `c` outside `ebutts:linePadding`
    - negative lengths; from 1.1 on, those of `tts:disparity` and `tts:textShadow` may be negative

    In the text profile:

    - `tts:fontSize` of two lengths; `tts:textOutline` with a blur, or thicker than 10 % of the text
    - `smpte:backgroundImage`
    - from 1.1 on: `audio`, `image`, `data`, `animate`, `condition`; `tts:letterSpacing`,
      `tts:textOrientation`, backgrounds other than a colour, and the rest of what TTML2 has and IMSC
      does not list; more than four shadows in `tts:textShadow`; `tts:rubyAlign` other than `center` and
      `spaceAround`; `ittp:aspectRatio` beside `ttp:displayAspectRatio`
    - before 1.2: `font`, `resources` and `source`; from then on, `font` with `src`
    - before 1.3: `tts:fontVariant`

    Each name is reported where it is first; values are reported each. Checked in documents that claim to
    be IMSC; when a document claims several versions, by the oldest.

    ## Why
    Players for IMSC need not know what it leaves out. They ignore it, and captions have another look or
    another time; or they refuse the document.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <body tts:fontSize="1c" tts:letterSpacing="2px"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <body tts:fontSize="100%"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: leave the feature out, or declare the profile that has it.

    ## Options
    - `required` (default false): check documents that claim no profile too, as IMSC 1.1 Text; one that
      declares an Image profile, or a profile that nobody knows, is none.

    ## Sources
    - IMSC 1.2, section 6, "Supported Features and Extensions",
      https://www.w3.org/TR/ttml-imsc1.2/#supported-features-and-extensions
    - IMSC 1.2, sections 7.12 and 8.5, "Constraints", https://www.w3.org/TR/ttml-imsc1.2/#text-profile-constraints
    - IMSC 1.0.1, "Features", https://www.w3.org/TR/ttml-imsc1.0.1/#common-features
    - IMSC 1.3, `tts:fontVariant`, https://www.w3.org/TR/ttml-imsc1.3/
    """
    claim = judged(document, required)
    if claim is None:
        return
    if required:
        for name, span in foreign_profiles(document):
            message = (
                f"the document declares the profile {quote(name)}, which is no text profile of IMSC"
            )
            yield Finding(span, message)
    if _all(index(document), claim):
        yield from sorted(_all(whole_index(document), claim), key=lambda finding: finding.span)


def _all(known: Index, claim: Claim) -> list[Finding]:
    found = [*_names(known, claim), *_lengths(known, claim)]
    if claim.kind == "text":
        found += _values(known, claim)
    return found


def _names(known: Index, claim: Claim) -> Iterator[Finding]:
    """Elements and attributes that are not permitted at all."""
    attributes: tuple[str, ...] = forbidden.PARAMETERS
    elements: tuple[str, ...] = ()
    if claim.kind == "text":
        if claim.minor:
            attributes += forbidden.ATTRIBUTES
            elements += forbidden.ELEMENTS
            attributes += ("tts:fontVariant",) if claim.minor < 3 else ()
        elements += forbidden.FONT_ELEMENTS if claim.minor < 2 else ()
    for name in attributes:
        if name in known.having:
            element = known.having[name][0]
            yield Finding(value_span(element, name), f"{claim.name} does not permit {name}")
    for tag in elements:
        if tag in known.tagged:
            element = known.tagged[tag][0]
            message = f"{claim.name} does not permit the element {quote(tag)}"
            yield Finding(tag_name_span(element), message)
    for element in known.tagged.get("region", ()):
        if element.parent is not None and element.parent.tag in _CONTENT:
            message = f"{claim.name} does not permit a region in {quote(element.parent.raw_name)}"
            yield Finding(tag_name_span(element), message)
            break
    for element in known.having.get("ttp:timeBase", ()):
        base = element.values["ttp:timeBase"]
        if base != "media":
            message = f"ttp:timeBase is {quote(base)}; {claim.name} permits media alone"
            yield Finding(value_span(element, "ttp:timeBase"), message)


def _lengths(known: Index, claim: Claim) -> Iterator[Finding]:
    """Lengths in cells, and negative ones."""
    negative = forbidden.MAY_BE_NEGATIVE if claim.minor else forbidden.MAY_BE_NEGATIVE[2:]
    for name, elements in known.having.items():
        if not name.startswith(("tts:", "ebutts:")):
            continue
        faults: dict[str, str] = {}
        for value in {element.values[name] for element in elements}:
            message = _faulty_length(name, value, negative)
            if message:
                faults[value] = f"{message}, which {claim.name} does not permit"
        for element in elements if faults else ():
            if element.values[name] in faults:
                yield Finding(value_span(element, name), faults[element.values[name]])


def _faulty_length(name: str, value: str, negative: tuple[str, ...]) -> str:
    for word in value.split():
        found = length(word)
        if found is None:
            continue
        if found.unit == "c" and name != "ebutts:linePadding":
            return f"{name} is in cells ({quote(word)})"
        if found.number < 0 and name not in negative:
            return f"{name} is negative ({quote(word)})"
    return ""


def _values(known: Index, claim: Claim) -> Iterator[Finding]:
    """Values that the text profile does not permit."""
    having = known.having
    for element in having.get("tts:fontSize", ()):
        if len(element.values["tts:fontSize"].split()) > 1:
            message = f"tts:fontSize has two lengths; {claim.name} permits one"
            yield Finding(value_span(element, "tts:fontSize"), message)
    for element in having.get("tts:textOutline", ()):
        yield from _outline(element, claim)
    for name, elements in having.items():
        if name.startswith("{") and name.endswith("smpte-tt}backgroundImage"):
            message = f"{claim.name} does not permit images (smpte:backgroundImage)"
            yield Finding(value_span(elements[0], name), message)
    if not claim.minor:
        return
    for element in having.get("tts:textShadow", ()):
        shadows = _top_level_commas(element.values["tts:textShadow"]) + 1
        if shadows > forbidden.MOST_SHADOWS:
            message = f"{shadows} shadows; {claim.name} permits {forbidden.MOST_SHADOWS}"
            yield Finding(value_span(element, "tts:textShadow"), message)
    for element in having.get("tts:rubyAlign", ()):
        value = element.values["tts:rubyAlign"]
        if value not in forbidden.RUBY_ALIGN:
            message = (
                f"tts:rubyAlign is {quote(value)}; {claim.name} permits center and spaceAround"
            )
            yield Finding(value_span(element, "tts:rubyAlign"), message)
    for element in known.tagged.get("font", ()) if claim.minor >= 2 else ():
        if "src" in element.values:
            message = f"{claim.name} does not permit src on font; a source element inside does it"
            yield Finding(value_span(element, "src"), message)
    if "ittp:aspectRatio" in having and "ttp:displayAspectRatio" in having:
        element = having["ittp:aspectRatio"][0]
        message = "ittp:aspectRatio and ttp:displayAspectRatio are both used"
        yield Finding(value_span(element, "ittp:aspectRatio"), message)


def _outline(element: Element, claim: Claim) -> Iterator[Finding]:
    sizes = [length(word) for word in element.values["tts:textOutline"].split()]
    widths = [size for size in sizes if size is not None]
    span = value_span(element, "tts:textOutline")
    if len(widths) > 1:
        yield Finding(span, f"tts:textOutline has a blur, which {claim.name} does not permit")
    if not widths:
        return
    percent = widths[0].number
    if widths[0].unit == "em":
        percent *= 100
    elif widths[0].unit == "px":
        size = length(element.get("tts:fontSize"))
        percent = percent * 100 / size.number if size and size.unit == "px" and size.number else 0
    elif widths[0].unit != "%":
        return
    if percent > forbidden.MOST_OUTLINE_PERCENT:
        message = (
            f"the outline is {percent:.4g} % of the font size; "
            f"{claim.name} permits {forbidden.MOST_OUTLINE_PERCENT} %"
        )
        yield Finding(span, message)


def _top_level_commas(value: str) -> int:
    depth = commas = 0
    for character in value:
        depth += (character == "(") - (character == ")")
        commas += character == "," and depth == 0
    return commas
