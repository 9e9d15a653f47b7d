"""An attribute with a value that its syntax does not allow."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._syntax import (
    OF_ELEMENT,
    OTHERS,
    STYLES,
    Syntax,
    are_plain_names,
    is_right,
)
from caption_qa_action.rules.ttml._tree import Index, index, value_span, whole_index

SEVERITY = Severity.WARNING

# Looking for the value that was meant takes long; where so many are wrong, none was.
_MOST_SUGGESTED = 20
# A value of `animate` is a list of those that the attribute takes one after the other.
_LISTS = ("animate",)


def check(document: Document) -> Iterator[Finding]:
    """Attribute of TTML, IMSC or EBU-TT whose value is none that it can have.

    Looked at are all style attributes (`tts:...`, `itts:...`, `ebutts:...`), `xml:id`, which is a name
    without blanks and colons that begins with a letter or `_`, `xml:space`, `timeContainer`, the
    `type` of an agent and of a name, the attributes of animations, fonts and embedded data. Names of
    colours may be in upper or lower case. Times, languages, roles and parameters have rules of their own;
    attributes of other namespaces are not looked at.

    ## Why
    Players drop a value that they cannot read, and show the text in another colour, size or place than
    was meant. Strict ones, and those who accept deliveries, refuse the whole document.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:color="grey" tts:textAlign="middle">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:color="gray" tts:textAlign="center">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write a value that the attribute can have; the message names the nearest one where there is one.

    ## Sources
    - TTML2, sections 10.2 and 10.3, style attributes and their values,
      https://www.w3.org/TR/ttml2/#styling-attribute-vocabulary
    - TTML2, sections 8.2, 12.2, 13.2 and 14.1, https://www.w3.org/TR/ttml2/
    - xml:id 1.0, section 4, and Namespaces in XML, section 3 (NCName), https://www.w3.org/TR/xml-id/#processing
    - IMSC 1.2, section 8.4, extensions, https://www.w3.org/TR/ttml-imsc1.2/#text-profile
    - EBU Tech 3380, `ebutts:linePadding` and `ebutts:multiRowAlign`,
      https://tech.ebu.ch/publications/tech3380
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    if any(_wrong(index(document))):
        values = _Values()
        found = [
            Finding(value_span(element, name), values.message(name, syntax, element))
            for element, name, syntax in _wrong(whole_index(document))
        ]
        yield from sorted(found, key=lambda finding: finding.span)


def _wrong(known: Index) -> Iterator[tuple[Element, str, Syntax]]:
    """The elements with a wrong value, the attribute that has it, and what it can be."""
    for table in (STYLES, OTHERS):
        for name, syntax in table.items():
            elements = known.having.get(name)
            if elements:
                yield from _wrong_in(elements, name, syntax)
    for (tag, name), syntax in OF_ELEMENT.items():
        elements = [one for one in known.tagged.get(tag, ()) if name in one.values]
        yield from _wrong_in(elements, name, syntax)


def _wrong_in(
    elements: list[Element], name: str, syntax: Syntax
) -> Iterator[tuple[Element, str, Syntax]]:
    values = {element.values[name] for element in elements}
    if name == "xml:id" and are_plain_names(values):  # there may be 100,000 of them
        return
    wrong = {value for value in values if not is_right(syntax, value)}
    for element in elements if wrong else ():
        value = element.values[name]
        if value not in wrong or element.tag.startswith("{"):
            continue
        if OF_ELEMENT.get((element.tag, name), syntax) is not syntax:
            continue
        if element.tag in _LISTS and all(is_right(syntax, one) for one in value.split(";")):
            continue
        yield element, name, syntax


class _Values:
    """Says of each different wrong value what would be right, once."""

    def __init__(self) -> None:
        self._messages: dict[tuple[str, str], str] = {}

    def message(self, name: str, syntax: Syntax, element: Element) -> str:
        value = element.values[name]
        message = self._messages.get((name, value))
        if message is None:
            meant = ""
            if len(self._messages) < _MOST_SUGGESTED:
                from caption_qa_action.rules.ttml._likely import likely

                parts = value.split(";") if element.tag in _LISTS else [value]
                wrong = next((part for part in parts if not is_right(syntax, part)), value)
                meant = likely(syntax, wrong, name)
            message = f"{name} is {quote(value)}; it has to be {syntax.wanted}{meant}"
            self._messages[name, value] = message
        return message
