"""Frames counted without a frame rate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, quote
from caption_qa_action.rules.ttml._imsc import claimed
from caption_qa_action.rules.ttml._rates import times, uses
from caption_qa_action.rules.ttml._tree import value_span

SEVERITY = Severity.WARNING


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Times in frames in a document that does not say its frame rate.

    Times such as `00:00:01:12` and `36f` need `ttp:frameRate` on the root element. Reported once, at
    the first such time. IMSC requires the attribute: it is an error in a document that claims to be IMSC, and
    where a preset was chosen that asks for it, such as `lms`.

    ## Why
    Without it a player takes 30 frames a second, or its own idea of the rate: at 25 frames a second
    every caption is then shown up to 160 ms early, and some frame numbers make no sense.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="00:00:01:00" end="00:00:02:12">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:frameRate="25" xml:lang="en">
      <body><div>
        <p begin="00:00:01:00" end="00:00:02:12">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: the frame rate of the video is not in the file.

    ## Options
    - `required` (default false): the document has to be IMSC, whether it claims to be or not.

    ## Sources
    - IMSC 1.2, section 7.12, "#frameRate" (SHALL), https://www.w3.org/TR/ttml-imsc1.2/#frame-rate-constraints
    - TTML2, section 7.2, "ttp:frameRate", https://www.w3.org/TR/ttml2/#parameter-attribute-frameRate
    """
    root = document.tree
    if root is None or "ttp:frameRate" in root.values:
        return
    if not _may_be_in_frames(times(document)):
        return
    found = uses(document, _is_in_frames)
    if found:
        element, name = found[0]
        severity = Severity.ERROR if required or claimed(document) else None
        message = (
            f"{plural(len(found), 'time')} in frames, such as {quote(element.values[name])}, "
            "but the document has no ttp:frameRate"
        )
        yield Finding(value_span(element, name), message, severity=severity)


def _may_be_in_frames(times: list[str]) -> bool:
    return "f" in "".join(times) or 3 in map(str.count, times, repeat(":"))


def _is_in_frames(time: str) -> bool:
    """Whether a time is like `00:00:01:12` or `36f`."""
    return (time.endswith("f") and time[:1].isdecimal()) or time.count(":") == 3
