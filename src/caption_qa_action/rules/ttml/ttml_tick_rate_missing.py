"""Ticks counted without a tick rate."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, quote
from caption_qa_action.rules.ttml._imsc import claimed
from caption_qa_action.rules.ttml._rates import times, uses
from caption_qa_action.rules.ttml._tree import value_span

SEVERITY = Severity.WARNING


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Times in ticks in a document that does not say how many ticks a second has.

    Times such as `10000000t` need `ttp:tickRate` on the root element. Reported once, at the first such
    time; an error in a document that claims to be IMSC, which requires the attribute.

    ## Why
    Without it a tick is a second, or a frame where the document says a frame rate. Neither is ever
    meant, and players differ.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="10000000t" end="25000000t">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:tickRate="10000000" xml:lang="en">
      <body><div>
        <p begin="10000000t" end="25000000t">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: the tick rate is not in the file.

    ## Options
    - `required` (default false): the document has to be IMSC, whether it claims to be or not.

    ## Sources
    - IMSC 1.2, section 7.12, "#tickRate" (SHALL), https://www.w3.org/TR/ttml-imsc1.2/#tickRate
    - TTML2, section 7.2, "ttp:tickRate", https://www.w3.org/TR/ttml2/#parameter-attribute-tickRate
    """
    root = document.tree
    if root is None or "ttp:tickRate" in root.values:
        return
    if "t" not in "".join(times(document)):
        return
    found = uses(document, _is_in_ticks)
    if found:
        element, name = found[0]
        severity = Severity.ERROR if required or claimed(document) else None
        message = (
            f"{plural(len(found), 'time')} in ticks, such as {quote(element.values[name])}, "
            "but the document has no ttp:tickRate"
        )
        yield Finding(value_span(element, name), message, severity=severity)


def _is_in_ticks(time: str) -> bool:
    return time.endswith("t") and time[:1].isdecimal()
