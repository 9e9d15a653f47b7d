"""What the elements of a document look like, as its parser resolves it, and how large a font is."""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.document import Document
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._lengths import length

Styles: TypeAlias = Mapping[str, str]

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


class Resolver:
    """What the elements of one document look like, and the measures of its root container."""

    __slots__ = ("_styles", "initial", "root", "rows", "columns")

    def __init__(self, document: Document) -> None:
        self._styles = document.styles
        self.initial: Styles = document.styles.initial if document.styles else {}
        self.root: Element | None = document.tree
        self.columns, self.rows = _cell_resolution(document)

    def specified(self, element: Element) -> Styles:
        """The values of an element: referenced styles, nested ones, its own attributes."""
        return self._styles.specified(element) if self._styles else {}

    def referenced(self, references: str) -> Styles:
        """What a `style` attribute brings in; the later of two references wins."""
        return self._styles.referenced(references) if self._styles else {}

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
