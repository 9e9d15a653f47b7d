"""Elements inside each other without end."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Element that stands inside more than 256 others.

    No caption needs a tenth of that. The text in such elements is read; the elements themselves are
    left out of every other check.

    ## Why
    Many programs that read XML call themselves for each level, and stop or crash when there are too
    many. Such a file is damaged, or made to do harm.

    ## Bad
    ```ttml repeat=300
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: export the file anew, and do not open one from a stranger elsewhere.

    ## Sources
    - The limit is ours, XML sets none; it is that of the widespread reader libxml2, which refuses deeper
      documents unless told otherwise, https://gnome.pages.gitlab.gnome.org/libxml2/html/parser_8h.html
    """
    yield from document.noticed("xml_nested_too_deep")
