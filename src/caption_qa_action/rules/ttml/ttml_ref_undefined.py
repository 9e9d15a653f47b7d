"""A reference to a style, region, animation or agent that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import nearest, quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._tree import (
    NAMESPACE,
    index,
    is_damaged,
    value_span,
    whole_index,
    words_at,
)

SEVERITY = Severity.WARNING

# The attribute, what it names, and whether captions may not be shown without it.
_REFERENCES = (
    ("region", ("region",), True),
    ("style", ("style",), False),
    ("animate", ("set", "animate"), False),
    ("ttm:agent", ("ttm:agent",), False),
    # The one on `ttm:actor`.
    ("agent", ("ttm:agent",), False),
)
# These name one element, not several.
_SINGLE = ("region", "agent")
# On a font, `style` is upright or italic.
_OTHER_MEANING = ("font",)
# Looking for the name that was meant takes long; where so many are undefined, none was.
_MOST_SUGGESTED = 20


def check(document: Document) -> Iterator[Finding]:
    """Reference to a region, a style, an animation or an agent that the document does not define.

    The attributes `region`, `style`, `animate` and `ttm:agent`, and `agent` on `ttm:actor`, name others by
    their `xml:id`; `style`, `animate` and `ttm:agent` may name several, the others one. A missing region is an error, since text that is in no region is not
    shown by a player that keeps to the standard. Nothing is reported in a document whose XML is damaged,
    as the definition may be in the damaged part.

    ## Why
    The text has another place or look than intended, or is not shown at all; players differ. Often an
    identifier was changed or removed in one place only.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <head><layout><region xml:id="bottom"/></layout></head>
      <body><div>
        <p region="buttom" begin="1s" end="2.5s">Where have you been?</p>
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
    Removes the name, and the attribute when nothing is left of it. Not safe: the name may be a typing
    error.

    ## Sources
    - TTML2, section 11.2.1, "region", https://www.w3.org/TR/ttml2/#layout-attribute-region
    - TTML2, section 10.2.1, "style", https://www.w3.org/TR/ttml2/#style-attribute-style
    - TTML2, section 13.2.1, "animate", https://www.w3.org/TR/ttml2/#animation-attribute-animate
    - TTML2, section 14.1.5, "ttm:actor", https://www.w3.org/TR/ttml2/#metadata-vocabulary-actor
    - TTML2, section 14.2, "ttm:agent", https://www.w3.org/TR/ttml2/#metadata-attribute-agent
    """
    if document.tree is None or is_damaged(document):
        return
    tagged, having = index(document).tagged, index(document).having
    # The drafts had an `id` of their own, which files of their time use.
    is_draft = document.tree.namespace != NAMESPACE
    identifiers = ("xml:id", "id") if is_draft else ("xml:id",)
    kinds = {element.get("xml:id"): element.tag for element in having.get("xml:id", ())}
    for name, tags, severe in _REFERENCES:
        elements = having.get(name)
        if elements:
            defined = {
                element.get(attribute)
                for tag in tags
                for element in tagged.get(tag, ())
                for attribute in identifiers
            }
            names = _Names(name, defined, kinds, severe)
            if all(names.is_right(element.values[name]) for element in elements):
                continue
            for element in whole_index(document).having[name]:
                if not names.is_right(element.values[name]) and element.tag not in _OTHER_MEANING:
                    yield from names.undefined(element)


class _Names:
    """What an attribute may name in a document; keeps what it has found out about values."""

    __slots__ = ("_name", "_defined", "_kinds", "_severity", "_right", "_shown")

    def __init__(self, name: str, defined: set[str], kinds: dict[str, str], severe: bool) -> None:
        self._name = name
        self._defined = defined
        self._kinds = kinds
        self._severity = Severity.ERROR if severe else None
        self._right: dict[str, bool] = {}
        self._shown: dict[str, str] = {}

    def is_right(self, value: str) -> bool:
        """Whether a value names something, and everything that it names is there."""
        right = self._right.get(value)
        if right is None:
            words = value.split()
            single = len(words) == 1 or self._name not in _SINGLE
            right = self._right[value] = bool(words) and single and self._defined.issuperset(words)
        return right

    def undefined(self, element: Element) -> Iterator[Finding]:
        """The findings in the attribute of an element."""
        span = value_span(element, self._name)
        words = list(words_at(element.values[self._name], span))
        if not words:
            yield Finding(span, f"attribute {self._name} is empty", _removal(element, self._name))
        if len(words) > 1 and self._name in _SINGLE:
            message = f"{self._name} names {len(words)} elements; it can name one"
            yield Finding(span, message, severity=self._severity)
            return
        for word, place in words:
            if word not in self._defined:
                fix = _removal(element, self._name) if len(words) == 1 else _shortened(place, span)
                yield Finding(place, self._message(word), fix, severity=self._severity)

    def _message(self, word: str) -> str:
        message = self._shown.get(word)
        if message is None:
            message = f"{self._name} {quote(word)} is not defined"
            if word in self._kinds:
                message = f"{self._name} {quote(word)} names an element {quote(self._kinds[word])}"
            elif len(self._shown) < _MOST_SUGGESTED:
                message += nearest(word, sorted(self._defined))
            self._shown[word] = message
        return message


def _shortened(place: Span, span: Span) -> Fix | None:
    """Removes one of several words; None where its characters cannot be located."""
    if place == span:
        return None
    end = place.end + 1 if place.end < span.end else place.end
    return Fix("remove the name", (Edit(Span(place.start, end), ""),))


def _removal(element: Element, name: str) -> Fix | None:
    found = element.attribute(name)
    if found is None:
        return None
    # The blank before the attribute goes with it.
    start = found.span.start - 1
    return Fix(f"remove the attribute {name}", (Edit(Span(start, found.span.end), ""),))
