"""A frame number that the frame rate does not have."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Time whose frame number is not below the frame rate.

    In `00:00:01:24` the last number counts frames from 0, so that at 25 frames a second it is at most
    24. Without `ttp:frameRate` the rate is 30. The same holds for sub-frames, `00:00:01:24.1`, which
    `ttp:subFrameRate` allows (1 unless given, so that only `.0` is possible).

    ## Why
    Nearly always the file says a wrong frame rate or none, and then every time in it is off. Some
    players carry the frames over into the next second, others drop the caption.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:frameRate="25" xml:lang="en">
      <body><div>
        <p begin="00:00:01:00" end="00:00:02:29">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:frameRate="30" xml:lang="en">
      <body><div>
        <p begin="00:00:01:00" end="00:00:02:29">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: which of the two numbers is wrong, the file does not tell.

    ## Sources
    - TTML2, section 12.3.1, "<time-expression>", https://www.w3.org/TR/ttml2/#timing-value-time-expression
    - TTML2, section 7.2, "ttp:frameRate", https://www.w3.org/TR/ttml2/#parameter-attribute-frameRate
    """
    yield from document.noticed("ttml_frame_out_of_range")
