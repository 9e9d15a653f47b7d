"""A document that breaks a requirement of EBU-TT part 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, printable, quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._tree import index, is_damaged, tag_name_span, value_span

SEVERITY = Severity.WARNING

_COUNT = r"[0-9]+(?:\.[0-9]+)?(?:h|m|s|ms)"
# What each time base needs on the root element, how its times are written, and an example.
_BASES = {
    "media": ((), rf"[0-9]{{2,}}:[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|{_COUNT}", "10:00:01.500"),
    "smpte": (
        ("ttp:frameRate", "ttp:markerMode", "ttp:dropMode"),
        r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]:[0-9]{2}",
        "10:00:01:12",
    ),
    "clock": (
        ("ttp:clockMode",),
        rf"[0-9]{{2}}:[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?|{_COUNT}",
        "10:00:01.500",
    ),
}
_STYLES = ("tts:", "ebutts:", "itts:")
_REQUIRED = (
    ("style", ("xml:id",)),
    ("region", ("xml:id", "tts:origin", "tts:extent")),
    ("p", ("xml:id",)),
)


def check(document: Document) -> Iterator[Finding]:
    """Document that breaks a requirement of EBU-TT part 1 which TTML does not have.

    - `ttp:timeBase` stands on the root element; with `smpte` so do `ttp:frameRate`, `ttp:markerMode` and `ttp:dropMode`,
      with `clock` `ttp:clockMode`
    - times are those of the time base: with frames (`10:00:01:12`) for `smpte`, else with a fraction
      (`10:00:01.500`) or counted in h, m, s or ms; there is no `dur`
    - `div`, `p` and `span` refer to styles and have none of their own
    - there is a style and a region; styles, regions and `p` have an `xml:id`, regions `tts:origin` and `tts:extent`
    - lengths in cells (`c`) need `ttp:cellResolution`, lengths in pixels `tts:extent` on the root element

    Documents of EBU-TT Live (part 3), which have a sequence identifier, are left alone. What recurs is reported where it is first. Off by default: the preset `ebu-tt` switches it on.

    ## Why
    Documents for exchange and archives are read by programs that count on what the standard requires: without a
    marker mode or a drop mode nobody can say to which frame a time code belongs.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:timeBase="smpte" ttp:frameRate="25" xml:lang="en">
      <body><div>
        <p begin="10:00:06.375" end="10:00:08:09">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        xmlns:tts="http://www.w3.org/ns/ttml#styling" ttp:timeBase="smpte" ttp:frameRate="25"
        ttp:markerMode="discontinuous" ttp:dropMode="nonDrop" xml:lang="en">
      <head>
        <styling><style xml:id="s1" tts:color="white"/></styling>
        <layout><region xml:id="r1" tts:origin="10% 80%" tts:extent="80% 15%"/></layout>
      </head>
      <body style="s1"><div>
        <p xml:id="sub1" region="r1" begin="10:00:06:09" end="10:00:08:09">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: export the captions as EBU-TT.

    ## Sources
    - EBU Tech 3350, EBU-TT part 1, sections 3 and 3.1, https://tech.ebu.ch/publications/tech3350, as its requirements are
      listed one by one in https://github.com/ebu/ebu-tt-live-toolkit/blob/master/testing/SPEC-CONFORMANCE.md (R69 to R77,
      R84 to R90)
    - EBU's XML Schema of EBU-TT part 1, https://github.com/ebu/ebu-tt-xsd: which attributes are required, and how times
      are written
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    if any(name.endswith("sequenceIdentifier") for name in root.values):
        return
    found = [*_parameters(root), *_times(document, root), *_inline_styles(document)]
    if not is_damaged(document):  # what is missing may be in the damaged part
        found += _definitions(document, root)
    found += _units(document, root)
    yield from sorted(found, key=lambda finding: finding.span)


def _parameters(root: Element) -> Iterator[Finding]:
    base = root.values.get("ttp:timeBase")
    if base is None:
        message = f"EBU-TT requires ttp:timeBase on {printable(root.raw_name)}"
        yield Finding(tag_name_span(root), message)
        return
    missing = [name for name in _BASES.get(base, ((), "", ""))[0] if name not in root.values]
    if missing:
        message = f"with the time base {base} EBU-TT requires {', '.join(missing)} on {printable(root.raw_name)}"
        yield Finding(tag_name_span(root), message)


def _times(document: Document, root: Element) -> Iterator[Finding]:
    base = root.get("ttp:timeBase", "media")
    if base not in _BASES:
        return
    for element in index(document).having.get("dur", ())[:1]:
        yield Finding(value_span(element, "dur"), "EBU-TT has begin and end, and no dur")
    _, pattern, example = _BASES[base]
    for name in ("begin", "end"):
        wrong = [
            element
            for element in index(document).having.get(name, ())
            if not re.fullmatch(pattern, element.values[name])
        ]
        if wrong:
            written = quote(wrong[0].values[name])
            message = f"{name} is {written}; EBU-TT wants a time such as {example} for the time base {base}"
            if len(wrong) > 1:
                message += f"; {plural(len(wrong) - 1, 'other')} too"
            yield Finding(value_span(wrong[0], name), message)


def _inline_styles(document: Document) -> Iterator[Finding]:
    tagged = index(document).tagged
    for tag in ("div", "p", "span"):
        for element in tagged.get(tag, ()):
            own = next((each for each in element.attributes if each.name.startswith(_STYLES)), None)
            if own is not None:
                message = f"EBU-TT has no {printable(own.raw_name)} on {printable(element.raw_name)}, which refers to styles"
                yield Finding(own.span, message)
                break


def _definitions(document: Document, root: Element) -> Iterator[Finding]:
    tagged = index(document).tagged
    for tag in ("style", "region"):
        if not tagged.get(tag):
            message = f"EBU-TT requires a {tag}, and there is none"
            yield Finding(tag_name_span(root), message)
    for tag, names in _REQUIRED:
        for element in tagged.get(tag, ()):
            missing = [name for name in names if name not in element.values]
            if missing:
                message = f"EBU-TT requires {', '.join(missing)} on {printable(element.raw_name)}"
                yield Finding(tag_name_span(element), message)
                break


def _units(document: Document, root: Element) -> Iterator[Finding]:
    needs = {"c": "ttp:cellResolution", "px": "tts:extent"}
    for unit, wanted in needs.items():
        if wanted in root.values:
            continue
        for name, elements in index(document).having.items():
            if not name.startswith(_STYLES):
                continue
            user = next((each for each in elements if _counts_in(unit, each.values[name])), None)
            if user is not None:
                message = f"{name} is in {unit}, for which EBU-TT requires {wanted} on {printable(root.raw_name)}"
                yield Finding(value_span(user, name), message)
                break


def _counts_in(unit: str, value: str) -> bool:
    return re.search(rf"[0-9]{unit}(?![A-Za-z%])", value) is not None
