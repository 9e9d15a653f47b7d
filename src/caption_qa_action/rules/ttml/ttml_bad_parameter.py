"""A parameter with a value that TTML does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable, quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._syntax import PARAMETERS, is_right
from caption_qa_action.rules.ttml._tree import NAMESPACE, index, value_span

SEVERITY = Severity.WARNING

# The drafts of 2006 wrote "1000:1001".
_DRAFT_MULTIPLIER = "[0-9]*[1-9][0-9]*:[0-9]*[1-9][0-9]*"
_USUAL_RATES = (24, 25, 30, 48, 50, 60, 100, 120)
# 23.976, 29.97 and so on are a thousandth lower; the ratio is also written "999 1000".
_TOLERANCE = Fraction(1, 100_000)
# Numbers are dropped to keep up with 30000/1001 frames a second and its multiples (SMPTE ST 12-1, SMPTE ST 12-3).
_DROP_MODES = ("dropNTSC", "dropPAL")
_RATES_WITH_DROPS = (30, 60, 120)
_USUAL_RATE = 30


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Parameter (`ttp:...`) with a value that is not allowed, or in a place where it has no effect.

    - `ttp:frameRate`, `ttp:subFrameRate`, `ttp:tickRate`: a whole number above 0
    - `ttp:frameRateMultiplier`, `ttp:cellResolution`, `ttp:displayAspectRatio`,
      `ttp:pixelAspectRatio`: two whole numbers above 0 with a blank between them
    - `ttp:timeBase`: `media`, `smpte` or `clock`; `ttp:dropMode`: `dropNTSC`, `dropPAL` or `nonDrop`;
      `ttp:markerMode`: `continuous` or `discontinuous`; `ttp:clockMode`: `local`, `gps` or `utc`

    - `ttp:version`: a whole number above 0; `ttp:validation`, `ttp:validationAction` and what combines,
      infers, narrows and widens profiles: one of their words
    - `ittp:activeArea` of IMSC: four percentages of 100 % at most; `ittp:aspectRatio`: two whole numbers above
      0; `ittp:progressivelyDecodable`: `true` or `false`

    `ttp:dropMode` other than `nonDrop` needs a `ttp:frameRate` of 30, 60 or 120: at no other rate are there
    numbers to drop. A multiplier that is written upside down (`1001 1000`) is found as well.

    They count on the root element only. Any other frame rate that no video has is reported as information; known
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

    ## Options
    - `required` (default false): the document has to conform, so that a wrong value is an error.

    ## Sources
    - TTML2, section 7.2, "Parameter Attribute Vocabulary",
      https://www.w3.org/TR/ttml2/#parameter-attribute-vocabulary
    - TTML2, section 7.2.3, "ttp:dropMode", which follows SMPTE ST 12-1: drop frame counts 30 frames a second of 29.97,
      https://www.w3.org/TR/ttml2/#parameter-attribute-dropMode
    - IMSC 1.2, section 7.8, "ittp:activeArea", https://www.w3.org/TR/ttml-imsc1.2/#ittp-activeArea
    - Which frame rates are usual: our choice, from the rates of film, television and cameras
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    having = index(document).having
    severity = Severity.ERROR if required else None
    for name, syntax in PARAMETERS.items():
        for element in having.get(name, ()):
            value = element.values[name]
            if element is not root:
                if not element.tag.startswith(("ttp:", "{")):
                    message = f"{name} counts on the root element only; on {printable(element.raw_name)} it has no effect"
                    yield Finding(value_span(element, name), message, severity=severity)
            elif not _is_right(root, name, value):
                from caption_qa_action.rules.ttml._likely import likely

                message = f"{name} is {quote(value)}; it has to be {syntax.wanted}{likely(syntax, value, name)}"
                yield Finding(value_span(root, name), message, severity=severity)
    if message := _needless_drops(root):
        yield Finding(value_span(root, "ttp:dropMode"), message, severity=severity)
    rate = _effective_rate(root)
    turned = re.fullmatch(
        r"\s*(100[01])[ \t]+(1000|1001|999)\s*", root.get("ttp:frameRateMultiplier")
    )
    if turned and int(turned[1]) > int(turned[2]):
        message = (
            f"ttp:frameRateMultiplier is {quote(turned[0])}, which is upside down: no video has more frames than its "
            f'frame rate (did you mean "{turned[2]} {turned[1]}"?)'
        )
        yield Finding(value_span(root, "ttp:frameRateMultiplier"), message, severity=severity)
    elif rate is not None and not _is_usual(rate):
        message = f"the frame rate is {float(rate):.6g} frames a second, which no usual video has"
        yield Finding(value_span(root, "ttp:frameRate"), message, severity=Severity.INFO)


def _is_right(root: Element, name: str, value: str) -> bool:
    is_draft = name == "ttp:frameRateMultiplier" and root.namespace != NAMESPACE
    if is_draft and re.fullmatch(_DRAFT_MULTIPLIER, value.strip(" \t\r\n")):
        return True
    return is_right(PARAMETERS[name], value)


def _needless_drops(root: Element) -> str:
    """What is wrong with a drop mode at the frame rate of a document; `""` for nothing."""
    mode = root.get("ttp:dropMode")
    if mode not in _DROP_MODES or root.get("ttp:timeBase") != "smpte":
        return ""
    written = re.fullmatch("[0-9]{1,9}", root.get("ttp:frameRate", str(_USUAL_RATE)))
    if not written or int(written[0]) in _RATES_WITH_DROPS:
        return ""
    return f"ttp:dropMode is {mode}, and ttp:frameRate {written[0]}; frame numbers are dropped at 30, 60 and 120 only"


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
