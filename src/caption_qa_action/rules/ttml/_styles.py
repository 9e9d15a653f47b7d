"""Style properties as TTML resolves them: by reference, nested, inline, inherited, initial."""

from __future__ import annotations

from typing import TypeAlias

from caption_qa_action.core.document import Document
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._lengths import length
from caption_qa_action.rules.ttml._tree import index

Styles: TypeAlias = dict[str, str]

_STYLE_NAMES = ("tts:", "itts:", "ebutts:")
# Those that decide what a glyph looks like and whether it is shown; all are inherited (TTML2,
# section 10.2, https://www.w3.org/TR/ttml2/#styling-attribute-vocabulary).
INHERITED = (
    "tts:color",
    "tts:fontFamily",
    "tts:fontSize",
    "tts:fontStyle",
    "tts:fontWeight",
    "tts:textDecoration",
    "tts:textOutline",
    "tts:textShadow",
    "tts:visibility",
)
_MOST_CHAINED = 64


class Resolver:
    """Resolves the styles of one document; keeps what it has resolved."""

    __slots__ = ("_by_id", "_chained", "initial", "root", "rows", "columns")

    def __init__(self, document: Document) -> None:
        tagged = index(document).tagged
        self._by_id = {
            element.get("xml:id"): element
            for element in tagged.get("style", ())
            if element.get("xml:id")
        }
        self._chained: dict[str, Styles] = {}
        self.initial: Styles = {}
        for element in tagged.get("initial", ()):
            self.initial.update(_inline(element))
        self.root: Element | None = document.tree
        self.columns, self.rows = _cell_resolution(document)

    def specified(self, element: Element) -> Styles:
        """The specified style set of an element: referenced styles, nested ones, its own."""
        styles = self.referenced(element.get("style"))
        if element.tag == "region":
            for child in element.children:
                if isinstance(child, Element) and child.tag == "style":
                    styles = {**styles, **self.referenced(child.get("style")), **_inline(child)}
        return {**styles, **_inline(element)}

    def referenced(self, references: str) -> Styles:
        """What a `style` attribute brings in; the later of two references wins."""
        if not references:
            return {}
        known = self._chained.get(references)
        if known is None:
            known = self._chained[references] = self._resolve(references, 0)
        return known

    def _resolve(self, references: str, depth: int) -> Styles:
        styles: Styles = {}
        if depth > _MOST_CHAINED:  # a cycle, which another rule reports
            return styles
        for identifier in references.split():
            element = self._by_id.get(identifier)
            if element is not None:
                chained = element.get("style")
                if chained and len(chained.split()) > 1:
                    # Each level could double the work, so longer lists are followed one step.
                    depth = max(depth, _MOST_CHAINED - 1)
                if chained:
                    styles.update(self._resolve(chained, depth + 1))
                styles.update(_inline(element))
        return styles

    def root_size(self) -> tuple[float, float] | None:
        """Width and height of the root container in pixels; None when it has none."""
        words = self.root.get("tts:extent").split() if self.root is not None else []
        sides = [length(word) for word in words]
        if len(sides) != 2 or not all(side and side.unit == "px" for side in sides):
            return None
        width, height = (side.number for side in sides if side)
        return (width, height) if width > 0 and height > 0 else None


def resolver(document: Document) -> Resolver:
    """The resolver of a document; kept once made."""
    return document.once(Resolver)


def _inline(element: Element) -> Styles:
    return {name: value for name, value in element.values.items() if name.startswith(_STYLE_NAMES)}


def _cell_resolution(document: Document) -> tuple[int, int]:
    """Columns and rows of the cell grid; 32 by 15 unless given (TTML2, section 7.2)."""
    words = document.tree.get("ttp:cellResolution").split() if document.tree is not None else []
    if len(words) == 2 and all(word.isascii() and word.isdigit() for word in words):
        columns, rows = (int(word[:6]) for word in words)
        if columns and rows:
            return columns, rows
    return 32, 15


def font_height(value: str, parent: float, styles: Resolver) -> float | None:
    """The height of a font size as a part of that of the root container; None when unknown.

    `parent` is that of the element around it.
    """
    words = value.split()
    size = length(words[-1]) if words else None
    if size is None or size.number < 0:
        return None
    if size.unit == "%":
        return parent * size.number / 100
    if size.unit == "em":
        return parent * size.number
    if size.unit == "c":
        return size.number / styles.rows
    root = styles.root_size()
    if size.unit == "rh":
        return size.number / 100
    if root is None:
        return None
    width, height = root
    return size.number / height if size.unit == "px" else size.number * width / 100 / height
