"""A frame number that drop-frame counting leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Time with a frame number that its drop mode leaves out.

    With `ttp:timeBase="smpte"` and `ttp:dropMode="dropNTSC"` the numbers 00 and 01 are left out at the
    beginning of every minute, except each tenth; with `dropPAL` the numbers 00 to 03 at the beginning
    of every second minute, except each twentieth. Only numbers are left out, no frames.

    ## Why
    No frame of the video has that number, so where the caption begins or ends is not defined. It shows
    that times were counted without dropping and then labelled wrongly: then all of them drift, by 3.6
    seconds in an hour.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"
        ttp:dropMode="dropNTSC" xml:lang="en">
      <body><div>
        <p begin="00:01:00:00" end="00:01:02:00">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"
        ttp:dropMode="dropNTSC" xml:lang="en">
      <body><div>
        <p begin="00:01:00:02" end="00:01:02:00">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: the drop mode may be what is wrong.

    ## Sources
    - TTML2, section 7.2, "ttp:dropMode", https://www.w3.org/TR/ttml2/#parameter-attribute-dropMode
    """
    yield from document.noticed("ttml_dropped_frame")
