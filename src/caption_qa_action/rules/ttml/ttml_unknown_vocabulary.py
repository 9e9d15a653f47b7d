"""An element or attribute that TTML does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import nearest, quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._syntax import PARAMETERS, STYLES
from caption_qa_action.rules.ttml._tree import NAMESPACE, index, tag_name_span

SEVERITY = Severity.WARNING

_ELEMENTS = (
    "tt head body div p span br set animate animation metadata styling style initial layout region "
    "resources audio chunk data font image source "
    "ttm:title ttm:desc ttm:copyright ttm:agent ttm:name ttm:actor ttm:item "
    "ttp:profile ttp:features ttp:feature ttp:extensions ttp:extension "
    "isd:isd isd:sequence isd:css isd:region"
)
_ATTRIBUTES = (
    "begin end dur timeContainer region style animate condition "
    "type src format encoding length family range weight clipBegin clipEnd "
    "calcMode fill keySplines keyTimes repeatCount "
    "use designator combine extends restricts value name agent "
    "xml:id xml:lang xml:space xml:base "
    "ttm:agent ttm:role ttm:alt "
    "tta:gain tta:pan tta:pitch tta:speak "
    "tts:backgroundClip tts:backgroundColor tts:backgroundExtent tts:backgroundImage "
    "tts:backgroundOrigin tts:backgroundPosition tts:backgroundRepeat tts:border tts:bpd tts:color "
    "tts:direction tts:disparity tts:display tts:displayAlign tts:extent tts:fontFamily "
    "tts:fontKerning tts:fontSelectionStrategy tts:fontShear tts:fontSize tts:fontStyle "
    "tts:fontVariant tts:fontWeight tts:ipd tts:letterSpacing tts:lineHeight tts:lineShear "
    "tts:luminanceGain tts:opacity tts:origin tts:overflow tts:padding tts:position tts:ruby "
    "tts:rubyAlign tts:rubyPosition tts:rubyReserve tts:shear tts:showBackground tts:textAlign "
    "tts:textCombine tts:textDecoration tts:textEmphasis tts:textOrientation tts:textOutline "
    "tts:textShadow tts:unicodeBidi tts:visibility tts:wrapOption tts:writingMode tts:zIndex "
    "ttp:cellResolution ttp:clockMode ttp:contentProfileCombination ttp:contentProfiles "
    "ttp:displayAspectRatio ttp:dropMode ttp:frameRate ttp:frameRateMultiplier "
    "ttp:inferProcessorProfileMethod ttp:inferProcessorProfileSource ttp:markerMode "
    "ttp:permitFeatureNarrowing ttp:permitFeatureWidening ttp:pixelAspectRatio "
    "ttp:processorProfileCombination ttp:processorProfiles ttp:profile ttp:subFrameRate ttp:tickRate "
    "ttp:timeBase ttp:validation ttp:validationAction ttp:version"
)
# Only the drafts had these.
_DRAFT_ATTRIBUTES = ("id", "tts:dynamicFlow")
# Looking for the name that was meant takes long; where so many are unknown, none was.
_MOST_SUGGESTED = 20
_PREFIXES = (
    "xml:",
    "tt:",
    "tts:",
    "ttp:",
    "ttm:",
    "tta:",
    "isd:",
    "itts:",
    "ittp:",
    "ittm:",
    "ebutts:",
)
# IMSC's own, and the styles of EBU-TT-D.
_EXTENSIONS = [
    name for name in (*STYLES, *PARAMETERS) if name.startswith(("itts:", "ittp:", "ebutts:"))
]


def check(document: Document) -> Iterator[Finding]:
    """Element or attribute in a namespace of TTML that TTML does not define.

    Elements and attributes in other namespaces are fine, TTML lets everyone add them; those of IMSC and
    the styles of EBU-TT-D are looked at too. Attributes of TTML elements without a prefix are TTML's too. Each
    unknown name is reported once, where it is first.

    ## Why
    Players ignore what they do not know: a misspelt `tts:colour` has no effect, and nobody is told. A
    `tts:begin` or `tt:begin` is not a `begin`: the prefix makes it another attribute.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:colour="yellow">Where have <i>you</i> been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:color="yellow">
          Where have <span tts:fontStyle="italic">you</span> been?
        </p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write the name that was meant, without a prefix where TTML has none, or delete it.

    ## Sources
    - TTML2, section 3.1, "Content Conformance", https://www.w3.org/TR/ttml2/#conformance-content
    - TTML2, section 5.3, "Catalog", https://www.w3.org/TR/ttml2/#vocabulary-overview
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    known_tags, known = [*_ELEMENTS.split(), "ittm:altText"], [*_ATTRIBUTES.split(), *_EXTENSIONS]
    if root.namespace != NAMESPACE:
        known += _DRAFT_ATTRIBUTES
    unknown = [*_unknown_elements(document, known_tags), *_unknown_attributes(document, known)]
    found: list[tuple[Span, str]] = []
    for number, (span, what, suggest) in enumerate(unknown):
        likely = suggest() if number < _MOST_SUGGESTED else ""
        found.append((span, f"TTML has no {what}{likely}"))
    for span, message in sorted(found):
        yield Finding(span, message)


# Where an unknown name stands, how it is shown, and what finds the name that was perhaps meant.
_Unknown: TypeAlias = tuple[Span, str, Callable[[], str]]


def _unknown_elements(document: Document, known: list[str]) -> Iterator[_Unknown]:
    for tag, elements in index(document).tagged.items():
        if tag not in known and _is_ours(tag):
            shown = quote(elements[0].raw_name)
            yield tag_name_span(elements[0]), f"element {shown}", partial(nearest, tag, known)


def _unknown_attributes(document: Document, known: list[str]) -> Iterator[_Unknown]:
    """The first of each name, those of one element together and in its order."""
    unknown: dict[int, tuple[Element, set[str]]] = {}
    for name, elements in index(document).having.items():
        if name in known or not _is_ours(name):
            continue
        element = next((one for one in elements if _is_ours(one.tag)), None)
        if element is None and ":" in name:
            element = elements[0]
        if element is not None:
            unknown.setdefault(id(element), (element, set()))[1].add(name)
    for element, names in unknown.values():
        for attribute in element.attributes:
            if attribute.name in names:
                start = attribute.span.start
                span = Span(start, start + len(attribute.raw_name))
                shown = quote(attribute.raw_name)
                yield span, f"attribute {shown}", partial(_likely, attribute.name, known)


def _is_ours(name: str) -> bool:
    """Whether a canonical name is TTML's to define."""
    return ":" not in name or name.startswith(_PREFIXES)


def _likely(name: str, known: list[str]) -> str:
    """A name that was perhaps meant, for a message."""
    local = name.rpartition(":")[2]
    prefixed = [other for other in known if other.rpartition(":")[2] == local]
    return f' (did you mean "{min(prefixed)}"?)' if prefixed else nearest(name, known)
