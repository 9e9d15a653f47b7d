"""A region that is partly off the screen."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.ttml._imsc import judged
from caption_qa_action.rules.ttml._regions import Region, regions
from caption_qa_action.rules.ttml._tree import value_span

SEVERITY = Severity.ERROR

# Percentages are written with few digits, so that 33.34 % three times is a little over 100 %.
_TOLERANCE = 0.05


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """IMSC region that reaches beyond the edge of the picture.

    The place (`tts:origin` or `tts:position`) and the size (`tts:extent`) of each region are computed
    in percent of the root container, also where styles or an `initial` element give them; overshoots of
    up to 0.05 % are taken for rounding. Checked in documents that claim to be IMSC.

    ## Why
    What is outside the picture is cut off, and players place such regions differently: some shrink
    them, some shift them, and some refuse the document.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="bottom" tts:origin="10% 85%" tts:extent="80% 20%"/>
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
        <region xml:id="bottom" tts:origin="10% 75%" tts:extent="80% 20%"/>
      </layout></head>
      <body><div>
        <p region="bottom" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: make the region smaller or move it, so that origin and extent together are 100 % at most.

    ## Options
    - `required` (default false): check documents that claim no profile too, as IMSC 1.1 Text.

    ## Sources
    - IMSC 1.2, section 7.12, "Dimensions and Position" (SHALL NOT),
      https://www.w3.org/TR/ttml-imsc1.2/#region-dim-pos
    """
    if not judged(document, required):
        return
    for region in regions(document):
        if region.box is None:
            continue
        left, top, right, bottom = region.box
        beyond = (
            (-left, "left"), (-top, "top"), (right - 100, "right"), (bottom - 100, "bottom")
        )  # fmt: skip
        overshoot, side = max(beyond)
        if overshoot > _TOLERANCE:
            message = (
                f"region {quote(region.identifier)} reaches {overshoot:.4g} % of the picture "
                f"beyond its {side} edge"
            )
            yield Finding(value_span(region.element, _placing(region)), message)


def _placing(region: Region) -> str:
    """The attribute of the region to point at; its size unless its place alone is given there."""
    names = ("tts:extent", "tts:origin", "tts:position", "style", "xml:id")
    return next((name for name in names if name in region.element.values), "xml:id")
