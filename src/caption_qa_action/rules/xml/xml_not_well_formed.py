"""XML that breaks the rules of XML."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """XML that is not well-formed.

    A tag that is never closed or is closed by another name, an attribute without quotation marks or
    given twice, `&` or `<` as plain text, a name that XML does not know, characters that XML forbids,
    text outside the root element. The first place where the file breaks the rules is reported, and the
    captions that can be read are checked nevertheless.

    ## Why
    XML has no forgiveness: a player stops at the first mistake, and most then show no caption of the
    file at all.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Salt & pepper.</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Salt &amp; pepper.</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: what was meant is not certain.

    ## Sources
    - XML 1.0, section 2.1, "Well-Formed XML Documents", https://www.w3.org/TR/xml/#sec-well-formed
    - IMSC 1.2, section 7.1, "Document Encoding", https://www.w3.org/TR/ttml-imsc1.2/#document-encoding
    """
    yield from document.noticed("xml_not_well_formed")
