"""A document type declaration."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Document type declaration, `<!DOCTYPE ...>`, in a TTML document.

    Entities that it declares are never expanded here.

    ## Why
    TTML has no document type definition, and IMSC advises against declaring entities and using any but
    the five that XML knows. A declaration can make a small file grow to gigabytes when it is read, or
    make a reader fetch other files, so many players refuse every document that has one.

    ## Bad
    ```ttml
    <!DOCTYPE tt [<!ENTITY hello "Where have you been?">]>
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">&hello;</p>
      </div></body>
    </tt>
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
    None: write the text of the entities in their place, and remove the declaration.

    ## Sources
    - IMSC 1.2, section 7.1, "Document Encoding", https://www.w3.org/TR/ttml-imsc1.2/#document-encoding
    """
    yield from document.noticed("xml_doctype")
