"""A background that does not cover its text, or has gaps between the lines."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._repeated import first_of_each
from caption_qa_action.rules.ttml._lengths import length
from caption_qa_action.rules.ttml._looks import looks
from caption_qa_action.rules.ttml._tree import tag_name_span

SEVERITY = Severity.WARNING

_PADDING, _FILL = "ebutts:linePadding", "itts:fillLineGap"


def check(
    document: Document, *, smallest_cells: float = 0.3, largest_cells: float = 0.8
) -> Iterator[Finding]:
    """Text on a background that ends at its first and last letter, or leaves gaps between lines.

    `ebutts:linePadding` makes the background longer than each line, `itts:fillLineGap` closes it
    between the lines. Both apply to paragraphs and are inherited from `div`, `body` and region. Looked
    at is text whose `span` has a background colour. Each is reported once, where it is first.

    Off by default: it is a house style. The presets for the BBC switch it on.

    ## Why
    A letter at the very edge of the box is hard to read against a picture, and strips of picture
    between the lines flicker.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ebutts="urn:ebu:tt:style" xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling"
        xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">
          <span tts:backgroundColor="black">Where have<br/>you been?</span>
        </p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ebutts="urn:ebu:tt:style" xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling"
        xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" ebutts:linePadding="0.5c" itts:fillLineGap="true">
          <span tts:backgroundColor="black">Where have<br/>you been?</span>
        </p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: set `ebutts:linePadding` and `itts:fillLineGap` on the `body` or on the style of the
    paragraphs.

    ## Options
    - `smallest_cells` (default 0.3): the smallest padding, in cells of the document's grid.
    - `largest_cells` (default 0.8): the largest padding.

    ## Sources
    - BBC Subtitle Guidelines, "Presentation", https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    - The BBC's figures: bbc/ttml-validator, styleRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/styleRefsCheck.py
    - EBU Tech 3380, "ebutts:linePadding", https://tech.ebu.ch/publications/tech3380
    - IMSC 1.2, "itts:fillLineGap", https://www.w3.org/TR/ttml-imsc1.2/#itts-fillLineGap
    """
    yield from first_of_each(_findings(document, smallest_cells, largest_cells))


def _findings(document: Document, smallest_cells: float, largest_cells: float) -> Iterator[Finding]:
    for look in looks(document):
        if not look.background:
            continue
        span = tag_name_span(look.paragraph)
        value = look.styles.get(_PADDING, "0c").strip()
        padding = length(value)
        if (
            padding is None
            or padding.unit != "c"
            or not smallest_cells <= padding.number <= largest_cells
        ):
            given = f"is {quote(value)}" if _PADDING in look.styles else "is not given"
            yield Finding(
                span,
                f"{_PADDING} {given}; the house has {smallest_cells:.4g}c to {largest_cells:.4g}c",
            )
        if look.styles.get(_FILL, "false").strip() != "true":
            yield Finding(span, f"{_FILL} is not true, so that gaps stay between the lines")
