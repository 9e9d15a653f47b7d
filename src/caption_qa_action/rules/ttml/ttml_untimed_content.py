"""Text without a time at which to show it."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Text without a begin and an end, neither on its own element nor on one around it.

    A paragraph takes its times from its `begin` and its `end` or `dur`, or from those of the `div` or
    the `body` that it stands in. Only the first such text of a file is reported.

    ## Why
    Such text is on screen from the beginning of the video to its end, on top of every other caption.
    Some players leave it out instead.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
        <p>At the market.</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
        <p begin="2.5s" end="4s">At the market.</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: when to show the text, the file does not tell.

    ## Sources
    - IMSC 1.2, section 7.12, "#timing" (SHOULD), https://www.w3.org/TR/ttml-imsc1.2/#timing
    """
    yield from document.noticed("ttml_untimed_content")
