"""An EBU-TT-D document with something that EBU-TT-D does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable, quote
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.rules.ttml._imsc import claims_ebu_tt_d
from caption_qa_action.rules.ttml._tree import index, is_damaged, tag_name_span, value_span

SEVERITY = Severity.WARNING

_COMMON = "xml:lang xml:space"
_SPEAKER = "ttm:agent ttm:role"
_STYLING = (
    "tts:direction tts:fontFamily tts:fontSize tts:lineHeight tts:textAlign tts:color "
    "tts:backgroundColor tts:fontStyle tts:fontWeight tts:textDecoration tts:unicodeBidi "
    "tts:wrapOption ebutts:multiRowAlign ebutts:linePadding itts:fillLineGap"
)
# Which attributes of TTML, IMSC and EBU-TT an element may have.
_ATTRIBUTES = {
    "tt": f"{_COMMON} ttp:timeBase ttp:cellResolution ittp:activeArea",
    "style": f"xml:id {_STYLING}",
    "region": "xml:id tts:origin tts:extent style tts:displayAlign tts:padding tts:writingMode "
    "tts:showBackground tts:overflow",
    "body": f"style {_SPEAKER}",
    "div": f"xml:id region style xml:lang {_SPEAKER}",
    "p": f"xml:id {_COMMON} region style begin end {_SPEAKER}",
    "span": f"xml:id {_COMMON} style begin end {_SPEAKER}",
    "br": _SPEAKER,
}
# Which elements of TTML an element may contain.
_CHILDREN = {
    "tt": ("head", "body"),
    "head": ("metadata", "styling", "layout", "ttm:copyright"),
    "styling": ("style", "metadata"),
    "layout": ("region", "metadata"),
    "region": ("metadata",),
    "body": ("div", "metadata"),
    "div": ("p", "metadata"),
    "p": ("span", "br", "metadata"),
    "span": ("br", "metadata"),
}
_REQUIRED = (
    ("tt", ("ttp:timeBase", "xml:lang")),
    ("style", ("xml:id",)),
    ("region", ("xml:id", "tts:origin", "tts:extent")),
    ("p", ("xml:id",)),
)
# What these hold at least one of, and what may be in the document once.
_HOLDS = (("styling", "style"), ("layout", "region"), ("body", "div"), ("div", "p"))
_ONCE = ("head", "styling", "layout", "body")
_PERCENT = r"\+?[0-9]+(?:\.[0-9]+)?%"
_COLOR = "#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?"
_TIME = r"[0-9]{2,}:[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?"
_VALUES = (
    ("ttp:timeBase", "media", "media"),
    ("begin", _TIME, "a time such as 00:00:01.500"),
    ("end", _TIME, "a time such as 00:00:01.500"),
    ("tts:color", _COLOR, "a colour such as #ffffff or #ffffffff"),
    ("tts:backgroundColor", _COLOR, "a colour such as #000000 or #000000c0"),
    ("tts:fontSize", _PERCENT, "one percentage"),
    ("tts:lineHeight", f"normal|{_PERCENT}", "normal or a percentage"),
    ("tts:origin", rf"{_PERCENT}\s+{_PERCENT}", "two percentages"),
    ("tts:extent", rf"{_PERCENT}\s+{_PERCENT}", "two percentages"),
    ("tts:padding", rf"{_PERCENT}(?:\s+{_PERCENT}){{0,3}}", "one to four percentages"),
    ("tts:textAlign", "left|center|right|start|end", "left, center, right, start or end"),
    ("tts:displayAlign", "before|center|after", "before, center or after"),
    ("tts:overflow", "visible|hidden", "visible or hidden"),
    ("tts:showBackground", "always|whenActive", "always or whenActive"),
    ("tts:fontStyle", "normal|italic", "normal or italic"),
    ("tts:fontWeight", "normal|bold", "normal or bold"),
    ("tts:textDecoration", "none|underline", "none or underline"),
    ("tts:wrapOption", "wrap|noWrap", "wrap or noWrap"),
    ("tts:direction", "ltr|rtl", "ltr or rtl"),
    ("tts:unicodeBidi", "normal|embed|bidiOverride", "normal, embed or bidiOverride"),
    ("tts:writingMode", "lrtb|rltb|tbrl|tblr|lr|rl|tb", "lrtb, rltb, tbrl, tblr, lr, rl or tb"),
    ("ebutts:multiRowAlign", "start|center|end|auto", "start, center, end or auto"),
    ("ebutts:linePadding", r"[0-9]+(?:\.[0-9]+)?c", "a length in cells such as 0.5c"),
    ("itts:fillLineGap", "true|false", "true or false"),
)
_OURS = ("xml:", "tt:", "tts:", "ttp:", "ttm:", "tta:", "itts:", "ittp:", "ebutts:")


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """EBU-TT-D document with elements, attributes or values that EBU-TT-D does not have.

    EBU-TT-D is a small part of TTML for distribution. Among the rest:

    - times (`begin`, `end`) are on a `p` or on the `span` elements in it, not on both and nowhere else;
      they are written `00:00:01.500`; there is no `dur`
    - `div` elements are not nested, `span` elements neither; every `p`, `style` and `region` has an `xml:id`
    - styles are referred to, not written on `body`, `div`, `p` and `span`, and do not refer to others
    - sizes are percentages, colours are written in digits
    - `ttp:timeBase` is there and is `media`; `head` has `styling` and `layout`, each with something in
      it; a `body` has a `div`, a `div` has a `p`; none of the first four is there twice

    Elements and attributes of other namespaces are not looked at. Checked in documents that say to be
    EBU-TT-D, with `urn:ebu:tt:distribution:...` in `ebuttm:conformsToStandard`. Each unexpected element
    or attribute is reported once for each kind of element that it is in, where it is first.

    ## Why
    Receivers for EBU-TT-D, as in HbbTV television sets, implement this part only. They may ignore the
    rest, or show nothing.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ebuttm="urn:ebu:tt:metadata"
        ttp:timeBase="media" xml:lang="en">
      <head><metadata><ebuttm:documentMetadata>
        <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>
      </ebuttm:documentMetadata></metadata>
        <styling><style xml:id="s" tts:color="#ffffff"/></styling>
        <layout><region xml:id="r" tts:origin="10% 80%" tts:extent="80% 10%"/></layout>
      </head>
      <body><div begin="1s">
        <p xml:id="p1" region="r" style="s" dur="1.5s" tts:color="yellow">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ebuttm="urn:ebu:tt:metadata"
        ttp:timeBase="media" xml:lang="en">
      <head><metadata><ebuttm:documentMetadata>
        <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>
      </ebuttm:documentMetadata></metadata>
        <styling><style xml:id="s" tts:color="#ffff00"/></styling>
        <layout><region xml:id="r" tts:origin="10% 80%" tts:extent="80% 10%"/></layout>
      </head>
      <body><div>
        <p xml:id="p1" region="r" style="s" begin="00:00:01.000" end="00:00:02.500">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: export the document as EBU-TT-D anew, or check it for what it is, such as `--preset
    imsc1.1-text`.

    ## Options
    - `required` (default false): check documents that do not say to be EBU-TT-D too.

    ## Sources
    - EBU Tech 3380, "EBU-TT-D Subtitling Distribution Format",
      https://tech.ebu.ch/publications/tech3380; checked here is its XML Schema,
      https://github.com/ebu/ebu-tt-d-xsd, and of the rules that only the text of the standard has the
      one about times on a `p` or on its `span` elements (section 3.2)
    - `ittp:activeArea` beside the schema: IMSC 1.2, section 7.8,
      https://www.w3.org/TR/ttml-imsc1.2/#ittp-activeArea
    """
    if document.tree is None or not (required or claims_ebu_tt_d(document)):
        return
    found = [
        *_unexpected_elements(document),
        *_unexpected_attributes(document),
        *_missing(document),
        *_empty(document),
        *_repeated(document),
        *_nested_times(document),
        *_values(document),
    ]
    yield from sorted(found, key=lambda finding: finding.span)


def _unexpected_elements(document: Document) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for child in index(document).elements:
        parent = child.parent
        if parent is None or (parent.tag, child.tag) in seen:
            continue
        seen.add((parent.tag, child.tag))
        allowed = _CHILDREN.get(parent.tag)
        if allowed is not None and child.tag not in allowed and _is_ours(child.tag):
            message = f"EBU-TT-D has no {printable(child.raw_name)} in {printable(parent.raw_name)}"
            yield Finding(tag_name_span(child), message)


def _unexpected_attributes(document: Document) -> Iterator[Finding]:
    tagged = index(document).tagged
    for tag, names in _ATTRIBUTES.items():
        seen = set(names.split())
        for element in tagged.get(tag, ()):
            if not seen.issuperset(element.values):
                for attribute in element.attributes:
                    name = attribute.name
                    if name not in seen and _is_ours(name) and not name.startswith("xmlns"):
                        message = f"EBU-TT-D has no {printable(attribute.raw_name)} on {printable(element.raw_name)}"
                        yield Finding(attribute.span, message)
                seen |= element.values.keys()


def _missing(document: Document) -> Iterator[Finding]:
    tagged = index(document).tagged
    for tag, names in _REQUIRED:
        for element in tagged.get(tag, ()):
            for name in names:
                if name not in element.values:
                    message = f"EBU-TT-D requires {name} on {printable(element.raw_name)}"
                    yield Finding(tag_name_span(element), message)
    if "head" not in tagged and not is_damaged(document):
        for root in tagged.get("tt", ())[:1]:
            yield Finding(
                tag_name_span(root), f"EBU-TT-D requires head in {printable(root.raw_name)}"
            )
    for head in tagged.get("head", ()):
        there = {child.tag for child in head.children if isinstance(child, Element)}
        lacking = [tag for tag in ("styling", "layout") if tag not in there]
        if lacking:
            message = f"EBU-TT-D requires {' and '.join(lacking)} in the head"
            yield Finding(tag_name_span(head), message)


def _empty(document: Document) -> Iterator[Finding]:
    if is_damaged(document):  # what is missing may be in the damaged part
        return
    tagged = index(document).tagged
    for tag, wanted in _HOLDS:
        for element in tagged.get(tag, ()):
            # A `div` in a `div` is wrong in itself, and may hold the `p`.
            held = (wanted, "div") if tag == "div" else (wanted,)
            if not any(
                not isinstance(node, Text) and node.tag in held for node in element.children
            ):
                message = f"EBU-TT-D requires {wanted} in {printable(element.raw_name)}, and there is none"
                yield Finding(tag_name_span(element), message)


def _repeated(document: Document) -> Iterator[Finding]:
    tagged = index(document).tagged
    for tag in _ONCE:
        for element in tagged.get(tag, ())[1:]:
            yield Finding(
                tag_name_span(element), f"EBU-TT-D has one {printable(element.raw_name)} only"
            )


def _nested_times(document: Document) -> Iterator[Finding]:
    for span in index(document).tagged.get("span", ()):
        if "begin" not in span.values and "end" not in span.values:
            continue
        above = span.parent
        while above is not None and above.tag == "span":
            above = above.parent
        if above is not None and ("begin" in above.values or "end" in above.values):
            message = f"{printable(span.raw_name)} and the {printable(above.raw_name)} around it both have times; EBU-TT-D has them on one"
            yield Finding(tag_name_span(span), message)


def _values(document: Document) -> Iterator[Finding]:
    having = index(document).having
    for name, pattern, wanted in _VALUES:
        elements = having.get(name, ())
        wrong = {
            value
            for value in {element.values[name] for element in elements}
            if not re.fullmatch(pattern, value.strip(" \t\r\n"))
        }
        for element in elements if wrong else ():
            value = element.values[name]
            if value in wrong and name in _ATTRIBUTES.get(element.tag, "").split():
                message = f"{name} is {quote(value)}; EBU-TT-D wants {wanted}"
                yield Finding(value_span(element, name), message)


def _is_ours(name: str) -> bool:
    return ":" not in name or name.startswith(_OURS)
