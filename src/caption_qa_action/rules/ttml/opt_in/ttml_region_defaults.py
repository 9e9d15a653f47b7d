"""A region whose text stands at its top or is cut off, since nothing sets it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.ttml._regions import regions
from caption_qa_action.rules.ttml._tree import index, tag_name_span

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Region that cuts off text that does not fit, or does not say where in it the text stands.

    That is, without `tts:overflow="visible"`, or without `tts:displayAlign`. What the region has by
    a style counts too. Only regions that text refers to are looked at.

    Off by default: these are the defaults of TTML. The presets for the BBC switch it on.

    ## Why
    Viewers choose larger letters, and a player takes another font: the last line of a caption then is
    outside of its region, and without `visible` not on the screen. Without `tts:displayAlign` text
    stands at the top of its region, which for captions is seldom meant.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <head><layout>
        <region xml:id="r" tts:origin="15% 80%" tts:extent="70% 15%"/>
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
        <region xml:id="r" tts:origin="15% 80%" tts:extent="70% 15%"
            tts:displayAlign="after" tts:overflow="visible"/>
      </layout></head>
      <body><div>
        <p region="r" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write `tts:overflow="visible"` and `tts:displayAlign="after"` on the region or its style.

    ## Sources
    - bbc/ttml-validator, regionRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/regionRefsCheck.py
    - TTML2, section 10.2.31, "tts:overflow", https://www.w3.org/TR/ttml2/#style-attribute-overflow
    - TTML2, section 10.2.10, "tts:displayAlign",
      https://www.w3.org/TR/ttml2/#style-attribute-displayAlign
    """
    used = {element.values["region"] for element in index(document).having.get("region", ())}
    for region in regions(document):
        if region.identifier not in used:
            continue
        span = tag_name_span(region.element)
        overflow = region.styles.get("tts:overflow", "").strip()
        if overflow != "visible":
            given = "is hidden" if overflow else "is not given"
            yield Finding(span, f"tts:overflow {given}, so that text that does not fit is cut off")
        if "tts:displayAlign" not in region.styles:
            yield Finding(span, "tts:displayAlign is not given, so that text stands at the top")
