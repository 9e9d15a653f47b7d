"""A region at the edge of the picture."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.ttml._regions import regions
from caption_qa_action.rules.ttml._tree import index, tag_name_span

SEVERITY = Severity.WARNING

# Half a percent, as the BBC's validator allows by rounding.
_TOLERANCE = 0.5


def check(
    document: Document,
    *,
    left_percent: float = 12.5,
    right_percent: float = 87.5,
    top_percent: float = 5.0,
    bottom_percent: float = 95.0,
) -> Iterator[Finding]:
    """Region that goes beyond the part of the picture in which the house has its captions.

    Only regions that text refers to are looked at, and only those whose place can be told. A region
    beyond the picture itself is `imsc_region_out_of_bounds`.

    Off by default: it is a house style. The presets for the BBC switch it on, with the area of their
    shape of picture.

    ## Why
    Some television sets cut off the edges of the picture, players put their controls there, and a
    picture of 16:9 is shown on one of 4:3.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <head><layout>
        <region xml:id="r" tts:origin="0% 80%" tts:extent="100% 20%"/>
      </layout></head>
      <body><div>
        <p region="r" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <head><layout>
        <region xml:id="r" tts:origin="12.5% 80%" tts:extent="75% 15%"/>
      </layout></head>
      <body><div>
        <p region="r" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: move the region or make it smaller.

    ## Options
    - `left_percent` (default 12.5): where the area begins, in percent of the width.
    - `right_percent` (default 87.5): where it ends.
    - `top_percent` (default 5): where it begins, in percent of the height.
    - `bottom_percent` (default 95): where it ends.

    ## Sources
    - BBC Subtitle Guidelines, "Positioning", https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    - The BBC's figures: bbc/ttml-validator, regionRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/regionRefsCheck.py
    """
    used = {element.values["region"] for element in index(document).having.get("region", ())}
    for region in regions(document):
        if region.box is None or region.identifier not in used:
            continue
        left, top, right, bottom = region.box
        beyond = [
            f"{name} edge is at {edge:.4g} %, the house has {limit:.4g} %"
            for name, edge, limit, over in (
                ("left", left, left_percent, left_percent - left),
                ("right", right, right_percent, right - right_percent),
                ("top", top, top_percent, top_percent - top),
                ("bottom", bottom, bottom_percent, bottom - bottom_percent),
            )
            if over > _TOLERANCE
        ]
        if beyond:
            message = f"region {quote(region.identifier)}: the {'; the '.join(beyond)}"
            yield Finding(tag_name_span(region.element), message)
