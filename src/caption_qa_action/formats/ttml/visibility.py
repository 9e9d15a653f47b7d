"""When styles, regions and animations hide text that is active.

Source: TTML2, sections 10.2.12 (display), 10.2.27 (opacity), 10.2.48 (visibility), 11.3.1.3 (regions), 13.1.3 (set),
https://www.w3.org/TR/ttml2/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from operator import itemgetter

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.xml import Element, Node
from caption_qa_action.formats.ttml.intervals import CONTAINERS, bodies
from caption_qa_action.formats.ttml.pictures import Stretch
from caption_qa_action.formats.ttml.styles import Styles, has_place
from caption_qa_action.formats.ttml.time import Ms, Times

# A value that hides, wherever it stands. Where a caption reads like one, the document is looked at
# piece by piece, and the result is the same.
_HIDING = (
    r""":(?:display|visibility|opacity)[ \t\r\n]*+=[ \t\r\n]*+["'][ \t\r\n]*+"""
    r"""(?:none|hidden|-|\+?[0.]++[ \t\r\n]*+["'])"""
)
# What may be in another region than what is around it, or what is around that. Where a caption reads like one,
# the elements are looked at, and none is.
_IN_REGION = (
    r"""<(?:[^<>\s:]{1,99}:)?(?:body|div|span)[ \t\r\n](?:[^<]*?[ \t\r\n])?region[ \t\r\n]*+="""
)
# An element with more of them is no caption, and each is looked at for all text in it.
_MOST_ANIMATIONS = 100
_TIMES = ("begin", "end", "dur")
_PROPERTIES = ("tts:display", "tts:visibility", "tts:opacity")

_Chain: TypeAlias = tuple[Element, ...]
# What becomes of an element at a time: it is seen; it is not, and keeps its place; or it has none.
_SEEN, _COVERED, _GONE = "seen", "covered", "gone"


class Stretches(NamedTuple):
    """When text is seen, and when it is laid out without being seen: its room stays empty."""

    seen: tuple[Stretch, ...] = ()
    covered: tuple[Stretch, ...] = ()

    @property
    def laid_out(self) -> tuple[Stretch, ...]:
        """When it takes room, in order of time."""
        return tuple(sorted(self.seen + self.covered, key=itemgetter(0)))


class Visibility:
    """Reads when the text of an element is visible; `begins` is when each element begins.

    Animations count their times from there, regions from `origin` before the start.
    """

    __slots__ = (
        "begins",
        "may_hide",
        "_may_prune",
        "_origin",
        "_styles",
        "_times",
        "_chains",
        "_states",
        "_sets",
        "_own",
    )

    def __init__(self, root: Element, text: str, styles: Styles, times: Times, origin: Ms) -> None:
        self._origin = origin
        self.begins: dict[Element, Ms] = {}
        self._styles = styles
        self._times = times
        self._chains: dict[Element, _Chain] = {}
        # What becomes of what stands in a chain at a time: thousands of paragraphs stand in the same.
        self._states: dict[_Chain, dict[Ms, str]] = {}
        self._sets: dict[Element, list[tuple[Ms, Ms | None, Element]]] = {}
        self._own: dict[Element, bool] = {}
        self._may_prune = _may_prune(root, text, styles)
        self.may_hide = (
            self._may_prune
            or bool(re.search(_HIDING, text))
            or any(
                not region.values.keys().isdisjoint(_TIMES) for region in styles.regions.values()
            )
        )

    def stretches(self, owner: Element, begin: Ms | None, end: Ms | None) -> Stretches:
        """When text of an element is visible that is active from `begin` to `end`."""
        if begin is None or (end is not None and end <= begin):
            return Stretches()
        if not self.may_hide:
            return Stretches(((begin, end),))
        if self._may_prune and self._is_pruned(owner):
            return Stretches()
        chain = self._chain(owner)
        states = self._states.setdefault(chain, {})
        bounds: list[Ms | None] = [*sorted(self._bounds(chain, begin, end)), end]
        found: dict[str, list[Stretch]] = {_SEEN: [], _COVERED: [], _GONE: []}
        for from_ms, until in pairwise(bounds):
            assert from_ms is not None
            if from_ms not in states:
                states[from_ms] = self._state(chain, from_ms)
            stretches = found[states[from_ms]]
            if stretches and stretches[-1][1] == from_ms:
                from_ms = stretches.pop()[0]
            stretches.append((from_ms, until))
        return Stretches(tuple(found[_SEEN]), tuple(found[_COVERED]))

    def _is_pruned(self, owner: Element) -> bool:
        return self._styles.is_in_two_regions(owner) or self._styles.is_in_no_region(owner)

    def _bounds(self, chain: _Chain, begin: Ms, end: Ms | None) -> set[Ms]:
        """The times at which something may come or go; the last one, the end, is left out."""
        bounds = {begin}
        for element in chain:
            spans = [(from_ms, until) for from_ms, until, _ in self._animations(element)]
            if element.tag == "region":
                spans.append(self._active(element, -self._origin))
            for span in spans:
                bounds.update(
                    time
                    for time in span
                    if time is not None and time > begin and (end is None or time < end)
                )
        return bounds

    def _chain(self, element: Element) -> _Chain:
        """The region of an element, where one is, behind it and all around it that is content."""
        found = self._chains.get(element)
        if found is None:
            chain = []
            above: Element | None = element
            while above is not None and above.tag != "tt":
                chain.append(above)
                above = above.parent
            region = self._styles.region(element)
            if region is not None:
                chain.append(region)
            # What neither hides nor is animated plays no part.
            found = self._chains[element] = tuple(one for one in chain if self._takes_part(one))
        return found

    def _takes_part(self, element: Element) -> bool:
        found = self._own.get(element)
        if found is None:
            found = self._own[element] = bool(
                element.tag == "region"
                or self._styles.initial
                or self._animations(element)
                or not self._styles.specified(element).keys().isdisjoint(_PROPERTIES)
            )
        return found

    def _active(self, element: Element, reference: Ms) -> Stretch:
        """When an element is active by its own times, counted from `reference`."""
        values, read = element.values, self._times.read
        from_ms = reference + (read(values.get("begin", "0s")) or 0)
        end = read(values["end"]) if "end" in values else None
        duration = read(values["dur"]) if "dur" in values else None
        ends = [] if end is None else [reference + end]
        if duration is not None:
            ends.append(from_ms + duration)
        return from_ms, min(ends) if ends else None

    def _animations(self, element: Element) -> list[tuple[Ms, Ms | None, Element]]:
        """The animations of an element with the times of each."""
        found = self._sets.get(element)
        if found is None:
            reference = self.begins.get(element, 0)
            if element.tag == "region":
                reference = self._active(element, -self._origin)[0]
            references = element.get("animate").split()
            nodes: list[Node | None] = [self._styles.animation(name) for name in references]
            nodes += [] if element.is_simple else element.children
            found = self._sets[element] = [
                (*self._active(node, reference), node)
                for node in nodes
                if isinstance(node, Element) and node.tag == "set"
            ][:_MOST_ANIMATIONS]
        return found

    def _state(self, chain: _Chain, at: Ms) -> str:
        visibility, is_transparent = "", False
        initial = self._styles.initial
        for element in chain:
            values: Mapping[str, str] = self._styles.specified(element)
            for from_ms, until, animation in self._animations(element):
                if from_ms <= at and (until is None or at < until):
                    values = {**values, **animation.values}
            display, opacity = (
                values.get(name, initial.get(name, "")) for name in ("tts:display", "tts:opacity")
            )
            if display == "none":
                return _GONE
            is_transparent = is_transparent or _is_transparent(opacity)
            visibility = visibility or values.get("tts:visibility", "")
            if element.tag == "region":
                from_ms, until = self._active(element, -self._origin)
                if at < from_ms or (until is not None and at >= until):
                    return _GONE
        is_hidden = (visibility or initial.get("tts:visibility", "")) == "hidden"
        return _COVERED if is_transparent or is_hidden else _SEEN


def _may_prune(root: Element, text: str, styles: Styles) -> bool:
    """Whether an element of a document is in no region, or in another one than what is around it."""
    if not styles.regions:
        return False
    if any(_has_unplaced(body) for body in bodies(root)):
        return True
    return (
        len(styles.regions) > 1
        and bool(re.search(_IN_REGION, text))
        and any(styles.is_in_two_regions(element) for element in root.elements())
    )


def _has_unplaced(top: Element) -> bool:
    """Whether a paragraph has no place, and nothing around it has one."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        if has_place(element):
            continue
        if element.tag == "p":
            return True
        waiting += [
            node
            for node in element.children
            if isinstance(node, Element) and node.tag in CONTAINERS
        ]
    return False


def _is_transparent(opacity: str) -> bool:
    """Whether an opacity is zero; a player takes a lower one for zero."""
    number = opacity.strip(" \t\r\n")
    is_number = re.fullmatch(r"[-+]?(?:[0-9]{1,99}\.?[0-9]{0,99}|\.[0-9]{1,99})%?", number)
    return bool(is_number) and float(number.rstrip("%")) <= 0
