"""Times that reach beyond those of the element around."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Time of an element that reaches beyond the time of the element around it.

    The times of an element are counted from the beginning of the element that it stands in, and are cut
    off where that one ends: in a `div` from 60 s to 70 s, a `p` from 5 s to 20 s is shown from 65 s to
    70 s, and a `p` that begins at 61 s is never shown.

    ## Why
    A caption disappears early or is missing, though its own times look right. Often the author has taken
    the inner times for times of the video; and players that make the same mistake hide it.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div begin="60s" end="70s">
        <p begin="61s" end="63s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div begin="60s" end="70s">
        <p begin="1s" end="3s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: which of the times is meant, the file does not tell.

    ## Sources
    - TTML2, section 12.2.4, "timeContainer", https://www.w3.org/TR/ttml2/#timing-attribute-timeContainer
    - A player that took inner times for times of the video:
      https://github.com/shaka-project/shaka-player/issues/3275
    """
    yield from document.noticed("ttml_clipped_by_parent")
