"""What of a TTML document events cannot hold: styling, animation, pictures, sound, metadata.

Source: TTML2, sections 10.2 (style attributes), 13.1 (animation), 14.1 (metadata),
https://www.w3.org/TR/ttml2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from caption_qa_action.core.xml import Element
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.ttml.styles import Styles
from caption_qa_action.formats.ttml.unread import unread_words

_STYLING = {
    "tts:backgroundColor": "background colour",
    "tts:opacity": "transparency",
    "tts:fontSize": "font size",
    "tts:fontFamily": "font",
    "tts:textOutline": "outline",
    "tts:textShadow": "outline",
    **dict.fromkeys(
        (
            "tts:border",
            "tts:fontKerning",
            "tts:fontShear",
            "tts:fontVariant",
            "tts:letterSpacing",
            "tts:lineHeight",
            "tts:lineShear",
            "tts:luminanceGain",
            "tts:padding",
            "tts:position",
            "tts:rubyAlign",
            "tts:rubyPosition",
            "tts:shear",
            "tts:textCombine",
            "tts:textEmphasis",
            "tts:textOrientation",
            "itts:fillLineGap",
            "ebutts:linePadding",
            "ebutts:multiRowAlign",
        ),
        "other styling",
    ),
}
# What a player does anyway, or what looks the same in any usual font.
_USUAL = {
    "tts:fontSize": ("100%", "1c"),
    "tts:fontFamily": ("default", "sansSerif", "proportionalSansSerif"),
    "tts:lineHeight": ("normal", "125%"),
    "tts:textOrientation": ("mixed",),
    "itts:fillLineGap": ("false",),
}
_NOTHING = ("", "none", "normal", "auto", "transparent")
_ZERO = "[+-]?0{0,9}(?:\\.0{0,9})?(?:%|px|em|c|rw|rh)?"
_OPAQUE = "\\+?0{0,9}1(?:\\.0{0,9})?|100%"
_INVISIBLE = "#[0-9a-fA-F]{6}00|rgba\\([0-9, \t]{1,30},[ \t]{0,9}0{1,3}[ \t]{0,9}\\)"
_REST = ("role", "mage", "audio", "set", "animate")


class Uncarried:
    """Collects the kinds of what is left out; plain documents are hardly looked at."""

    def __init__(self, text: str, root: Element, styles: Styles, losses: Losses) -> None:
        self._text = text
        self._root = root
        self._styles = styles
        self._losses = losses
        self._is_styled = any(name.partition(":")[2] in text for name in _STYLING)
        self._has_rest = any(name in text for name in _REST)
        self._found: dict[Element, Mapping[str, str]] = {}

    def note_styling(self, owners: list[Element], cue: int) -> None:
        """Count each kind of styling of what a cue shows once."""
        for kind, shown in self.styling_of(owners).items():
            self._losses.add(kind, shown, cue)

    def styling_of(self, owners: list[Element]) -> Mapping[str, str]:
        """The kinds of styling of what is shown of some elements, with a value of each."""
        kinds: dict[str, str] = {}
        if not self._is_styled:
            return kinds
        for owner in dict.fromkeys(owners) if len(owners) > 1 else owners:
            kinds.update(self._styling(owner))
            region = self._styles.region(owner)
            if region is not None:
                kinds.update(self._styling(region))
        return kinds

    def _styling(self, element: Element) -> Mapping[str, str]:
        """The kinds of styling on an element and on the content around it, with a value of each."""
        found = self._found.get(element)
        if found is None:
            above = element.parent if element.tag != "region" else None
            # Most paragraphs have a place and times, and no look of their own.
            is_bare = "style" not in element.values and _STYLING.keys().isdisjoint(element.values)
            if above and is_bare:
                found = self._styling(above)
            else:
                own = dict(_looks(self._styles.specified(element)))
                found = {**self._styling(above), **own} if above else own
            self._found[element] = found
        return found

    def note_rest(self) -> None:
        """Count what no cue is needed for."""
        for kind, shown in unread_words(self._root, self._text):
            self._losses.add(kind, shown)
        if not self._has_rest:
            return
        for element in self._root.elements():
            for kind in dict.fromkeys(_kinds(element)):
                self._losses.add(kind, element.tag.rpartition("}")[2])


def _looks(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        kind = _STYLING.get(name)
        if kind is None or value in _NOTHING or value in _USUAL.get(name, ()):
            continue
        if kind == "transparency" and re.fullmatch(_OPAQUE, value):
            continue
        if kind == "background colour" and re.fullmatch(_INVISIBLE, value):
            continue
        if kind == "other styling" and all(re.fullmatch(_ZERO, part) for part in value.split()):
            continue
        yield kind, value


def _kinds(element: Element) -> Iterator[str]:
    tag, values = element.tag, element.values
    name = tag.rpartition("}")[2]
    if "ttm:role" in values:
        yield "metadata"
    if name == "image" or any(
        key.endswith("backgroundImage") and value != "none" for key, value in values.items()
    ):
        yield "picture"
    if name == "audio":
        yield "sound"
    if tag == "animate" or (tag == "set" and _changes_looks(values)):
        yield "animation"


def _changes_looks(values: Mapping[str, str]) -> bool:
    """Whether an animation does more than show and hide."""
    for name, value in values.items():
        if name == "tts:opacity":
            if not re.fullmatch(f"{_OPAQUE}|{_ZERO}", value):
                return True
        elif name in ("tts:display", "tts:visibility"):
            continue
        elif ":" in name and name[:4] not in ("xml:", "ttm:"):
            return True
    return False
