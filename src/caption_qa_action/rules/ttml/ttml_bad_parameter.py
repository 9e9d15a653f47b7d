"""A parameter with a value that TTML does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable, quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._tree import NAMESPACE, index, value_span

SEVERITY = Severity.WARNING

_NUMBER = "[0-9]*[1-9][0-9]*"
_PAIR = rf"{_NUMBER}[ \t\r\n]+{_NUMBER}"
# 0 to 100, a decimal fraction allowed.
_SHARE = r"(?:0*(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?))%"
_SYNTAX = {
    "ittp:activeArea": (
        rf"{_SHARE}(?:[ \t\r\n]+{_SHARE}){{3}}",
        "four percentages of 100 % at most: left, top, width and height",
    ),
    "ttp:cellResolution": (_PAIR, "two whole numbers above 0"),
    "ttp:clockMode": ("local|gps|utc", "local, gps or utc"),
    "ttp:displayAspectRatio": (_PAIR, "two whole numbers above 0"),
    "ttp:dropMode": ("dropNTSC|dropPAL|nonDrop", "dropNTSC, dropPAL or nonDrop"),
    "ttp:frameRate": (_NUMBER, "a whole number above 0"),
    "ttp:frameRateMultiplier": (_PAIR, 'two whole numbers above 0, such as "1000 1001"'),
    "ttp:markerMode": ("continuous|discontinuous", "continuous or discontinuous"),
    "ttp:pixelAspectRatio": (_PAIR, "two whole numbers above 0"),
    "ttp:subFrameRate": (_NUMBER, "a whole number above 0"),
    "ttp:tickRate": (_NUMBER, "a whole number above 0"),
    "ttp:timeBase": ("media|smpte|clock", "media, smpte or clock"),
}
# The drafts of 2006 wrote "1000:1001".
_DRAFT_MULTIPLIER = f"{_NUMBER}:{_NUMBER}"
_USUAL_RATES = (24, 25, 30, 48, 50, 60, 100, 120)
# 23.976, 29.97 and so on are a thousandth lower; the ratio is also written "999 1000".
_TOLERANCE = Fraction(1, 100_000)


def check(document: Document) -> Iterator[Finding]:
    """Parameter (`ttp:...`) with a value that is not allowed, or in a place where it has no effect.

    - `ttp:frameRate`, `ttp:subFrameRate`, `ttp:tickRate`: a whole number above 0
    - `ttp:frameRateMultiplier`, `ttp:cellResolution`, `ttp:displayAspectRatio`,
      `ttp:pixelAspectRatio`: two whole numbers above 0 with a blank between them
    - `ttp:timeBase`: `media`, `smpte` or `clock`; `ttp:dropMode`: `dropNTSC`, `dropPAL` or `nonDrop`;
      `ttp:markerMode`: `continuous` or `discontinuous`; `ttp:clockMode`: `local`, `gps` or `utc`

    - `ittp:activeArea` of IMSC: four percentages of 100 % at most

    They count on the root element only. A frame rate that no video has is reported as information; known
    are 24, 25, 30, 48, 50, 60, 100 and 120 frames a second, and each a thousandth less (29.97).

    ## Why
    A player that cannot read the frame rate or the tick rate takes another one, and every time in the
    file that depends on it is wrong.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:frameRate="29.97" xml:lang="en">
      <body><div>
        <p begin="00:00:01:00" end="00:00:02:12">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" xml:lang="en">
      <body><div>
        <p begin="00:00:01:00" end="00:00:02:12">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write one of the values above, on the root element `tt`.

    ## Sources
    - TTML2, section 7.2, "Parameter Attribute Vocabulary",
      https://www.w3.org/TR/ttml2/#parameter-attribute-vocabulary
    - IMSC 1.2, section 7.8, "ittp:activeArea", https://www.w3.org/TR/ttml-imsc1.2/#ittp-activeArea
    - Which frame rates are usual: our choice, from the rates of film, television and cameras
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    having = index(document).having
    for name, (pattern, wanted) in _SYNTAX.items():
        for element in having.get(name, ()):
            value = element.values[name]
            if element is not root:
                if not element.tag.startswith(("ttp:", "{")):
                    message = f"{name} counts on the root element only; on {printable(element.raw_name)} it has no effect"
                    yield Finding(value_span(element, name), message)
            elif not _is_right(root, name, value, pattern):
                message = f"{name} is {quote(value)}; it has to be {wanted}"
                yield Finding(value_span(root, name), message)
    rate = _effective_rate(root)
    if rate is not None and not _is_usual(rate):
        message = f"the frame rate is {float(rate):.6g} frames a second, which no usual video has"
        yield Finding(value_span(root, "ttp:frameRate"), message, severity=Severity.INFO)


def _is_right(root: Element, name: str, value: str, pattern: str) -> bool:
    if name == "ttp:frameRateMultiplier" and root.namespace != NAMESPACE:
        pattern = f"{pattern}|{_DRAFT_MULTIPLIER}"
    return re.fullmatch(pattern, value.strip(" \t\r\n")) is not None


def _effective_rate(root: Element) -> Fraction | None:
    """The frame rate with its multiplier; None when one of them cannot be read."""
    rate = re.fullmatch("[0-9]{1,9}", root.get("ttp:frameRate"))
    multiplier = re.fullmatch(
        r"([0-9]{1,9})[ \t:]+([0-9]{1,9})", root.get("ttp:frameRateMultiplier", "1 1")
    )
    if not rate or not multiplier or not int(multiplier[2]) or not int(rate[0]):
        return None
    return int(rate[0]) * Fraction(int(multiplier[1]), int(multiplier[2])) or None


def _is_usual(rate: Fraction) -> bool:
    return any(
        abs(rate / usual - 1) < _TOLERANCE
        or abs(rate / usual * Fraction(1001, 1000) - 1) < _TOLERANCE
        for usual in _USUAL_RATES
    )
