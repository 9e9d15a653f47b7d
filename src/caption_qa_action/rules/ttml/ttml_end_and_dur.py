"""An element that states twice when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable
from caption_qa_action.rules.ttml._tree import index, value_span

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Element with both `end` and `dur`.

    It ends at the earlier of the two: at its `end`, or its `dur` after its beginning.

    ## Why
    It is allowed, but easily goes wrong: when one of the two is changed later, the other still counts.
    Some programs look at one of them only.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="5s" dur="2s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="3s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: keep the one that was meant, as a rule `end`, and delete the other.

    ## Sources
    - TTML2, section 12.2.2, "dur", https://www.w3.org/TR/ttml2/#timing-attribute-dur
    """
    for element in index(document).having.get("dur", ()):
        if "end" in element.values and not element.tag.startswith("{"):
            message = f"{printable(element.raw_name)} has both end and dur; it ends at the earlier of the two"
            yield Finding(value_span(element, "dur"), message)
