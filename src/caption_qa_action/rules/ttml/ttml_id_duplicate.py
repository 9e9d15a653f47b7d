"""An identifier that two elements have."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Related, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._tree import index, value_span

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Identifier (`xml:id`) that an earlier element has too.

    Identifiers have to differ in the whole document, whatever kind of element has them.

    ## Why
    References become ambiguous: some players take the first element of that name, some the last. A
    strict reader refuses the file.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p xml:id="s1" begin="1s" end="2.5s">Where have you been?</p>
        <p xml:id="s1" begin="3s" end="4.5s">At the market.</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p xml:id="s1" begin="1s" end="2.5s">Where have you been?</p>
        <p xml:id="s2" begin="3s" end="4.5s">At the market.</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: other elements or other files may refer to it.

    ## Sources
    - xml:id 1.0, section 4, https://www.w3.org/TR/xml-id/#processing
    - TTML2, section 8.2, "xml:id", https://www.w3.org/TR/ttml2/#content-attribute-xml-id
    """
    elements = index(document).having.get("xml:id", ())
    if len({element.values["xml:id"] for element in elements}) == len(elements):
        return
    first: dict[str, Element] = {}
    for element in elements:
        identifier = element.values["xml:id"]
        earlier = first.setdefault(identifier, element)
        if earlier is not element:
            related = Related(value_span(earlier, "xml:id"), "the first element of that name")
            message = f"xml:id {quote(identifier)} occurs a second time"
            yield Finding(value_span(element, "xml:id"), message, related=(related,))
