"""Text that is too small or too large, or whose lines stand too close or too far apart."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules._repeated import first_of_each
from caption_qa_action.rules.ttml._looks import looks
from caption_qa_action.rules.ttml._tree import tag_name_span

SEVERITY = Severity.WARNING

# A percentage of a percentage is seldom exact.
_TOLERANCE = 0.005


def check(
    document: Document,
    *,
    smallest_percent: float = 6.0,
    largest_percent: float = 7.5,
    line_percent: float = 120.0,
) -> Iterator[Finding]:
    """Font size, or line height, that is outside of what the house allows.

    The size is that on the screen, in percent of the height of the picture: every percentage is one of
    the size around it, and the outermost is one row of `ttp:cellResolution`. A line may be as high as
    `line_percent` of the smallest size to `line_percent` of the largest; a line height `normal` is not
    looked at (`imsc_line_height_normal`). Each wrong size is reported once, where it is first.

    Off by default: it is a house style. The presets for the BBC switch it on.

    ## Why
    Percentages multiply: a `span` of 80 % in a `p` of 80 % is at 64 %, and cannot be read on a
    telephone. Text that is too large wraps and covers the picture.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:fontSize="50%">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:fontSize="100%">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write a size within the limits, best once, on the `body` or a style that all text has.

    ## Options
    - `smallest_percent` (default 6): the smallest font size, in percent of the height of the picture.
    - `largest_percent` (default 7.5): the largest font size.
    - `line_percent` (default 120): the line height, in percent of these.

    ## Sources
    - BBC Subtitle Guidelines, "Typography", https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    - The BBC's figures: bbc/ttml-validator, styleRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/styleRefsCheck.py
    - TTML2, section 10.2.19, "tts:fontSize", https://www.w3.org/TR/ttml2/#style-attribute-fontSize
    """
    line = line_percent / 100
    bounds = (
        ("the text is {}", smallest_percent, largest_percent),
        ("a line is {}", smallest_percent * line, largest_percent * line),
    )
    yield from first_of_each(_findings(document, bounds))


def _findings(
    document: Document, bounds: tuple[tuple[str, float, float], ...]
) -> Iterator[Finding]:
    for look in looks(document):
        for (what, least, most), size in zip(
            bounds, (look.font_size, look.line_height), strict=True
        ):
            if size is None or least - _TOLERANCE <= size <= most + _TOLERANCE:
                continue
            height = what.format(f"{size:.4g} % of the picture high")
            yield Finding(
                tag_name_span(look.element),
                f"{height}; the house has {least:.4g} to {most:.4g} %",
            )
