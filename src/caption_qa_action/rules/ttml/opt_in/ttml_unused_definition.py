"""A style, region or agent that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.ttml._tree import index, is_damaged, tag_name_span

SEVERITY = Severity.INFO

# The element, where it is defined, and the attributes that name it.
_DEFINITIONS = (
    ("style", ("styling",), ("style",)),
    ("region", ("layout",), ("region",)),
    ("ttm:agent", ("head", "metadata"), ("ttm:agent", "agent")),
)


def check(document: Document) -> Iterator[Finding]:
    """Style, region or agent that is defined and that nothing in the document refers to.

    Nothing is reported in a document whose XML is damaged, as what refers to it may be in the damaged
    part.

    Off by default: documents made from a template have the template's styles, and no viewer sees the
    difference.

    ## Why
    It is often the other half of a mistake: the text that should be in this style or at this place
    has a name that was changed in one place only. Receivers with little memory read it all the same.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <head><layout><region xml:id="top"/><region xml:id="bottom"/></layout></head>
      <body><div>
        <p region="bottom" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <head><layout><region xml:id="bottom"/></layout></head>
      <body><div>
        <p region="bottom" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: it may be the reference that is missing.

    ## Sources
    - bbc/ttml-validator, "Unreferenced style element",
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/styleRefsCheck.py
    - TTML2, section 10.1.3, "style", https://www.w3.org/TR/ttml2/#styling-vocabulary-style
    """
    if document.tree is None or is_damaged(document):
        return
    tagged, having = index(document).tagged, index(document).having
    for tag, places, attributes in _DEFINITIONS:
        used = {
            word
            for name in attributes
            for value in {element.values[name] for element in having.get(name, ())}
            for word in value.split()
        }
        for element in tagged.get(tag, ()):
            identifier = element.get("xml:id")
            placed = element.parent is not None and element.parent.tag in places
            if identifier and placed and identifier not in used:
                message = f"nothing refers to the {tag.rpartition(':')[2]} {quote(identifier)}"
                yield Finding(tag_name_span(element), message)
