"""What ttconv, another implementation of TTML, shows when: the oracle for what is visible."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Timeline
from caption_qa_action.formats import ttml

isd: Any = importlib.import_module("ttconv.isd")
model: Any = importlib.import_module("ttconv.model")
reader: Any = importlib.import_module("ttconv.imsc.reader")
styles: Any = importlib.import_module("ttconv.style_properties")

# A time, and the paragraphs that are visible from then on, without white space and in any order.
Changes = list[tuple[int, tuple[str, ...]]]


def theirs(text: str) -> Changes | None:
    """What ttconv makes of a document; None when it is none for it."""
    document = reader.to_model(ElementTree.ElementTree(ElementTree.fromstring(text)))
    if document is None:
        return None
    return _changes(
        (_ms(begin), _visible(picture))
        for begin, picture in isd.ISD.generate_isd_sequence(document)
    )


def ours(text: str) -> Changes:
    """What the timeline of a document shows."""
    timeline = ttml.to_timeline(ttml.parse(Source.of(text)))
    return _changes(_shown(timeline))


def _shown(timeline: Timeline) -> Iterator[tuple[int, list[str]]]:
    for time in sorted({time for event in timeline.events for time in event[:2]}):
        yield (
            time,
            [event.text for event in timeline.events if event.start_ms <= time < event.end_ms],
        )


def _visible(picture: Any) -> list[str]:
    found = []
    for region in picture.iter_regions():
        for element in region.dfs_iterator():
            if isinstance(element, model.P):
                pieces: list[str] = []
                if not _is_transparent_around(element):
                    _collect(element, False, pieces)
                found.append("".join(pieces))
    return found


def _is_transparent_around(element: Any) -> bool:
    while element is not None and not isinstance(element, isd.ISD):
        if element.get_style(styles.StyleProperties.Opacity) == 0:
            return True
        element = element.parent()
    return False


def _collect(element: Any, hidden: bool, pieces: list[str]) -> None:
    if isinstance(element, model.Text):
        if not hidden:
            pieces.append(element.get_text())
        return
    if isinstance(element, (model.Br, model.Rt, model.Rp, model.Rtc)):
        return
    if element.get_style(styles.StyleProperties.Opacity) == 0:
        return
    visibility = element.get_style(styles.StyleProperties.Visibility)
    if visibility is not None:
        hidden = visibility is styles.VisibilityType.hidden
    for child in element:
        _collect(child, hidden, pieces)


def _changes(found: Iterator[tuple[int, list[str]]]) -> Changes:
    changes: Changes = []
    for time, texts in found:
        bare = tuple(sorted(filter(None, (re.sub(r"\s+", "", text) for text in texts))))
        if (changes[-1][1] if changes else ()) != bare:
            changes.append((time, bare))
    return changes


def _ms(seconds: Any) -> int:
    return (Fraction(seconds) * 1000 + Fraction(1, 2)).__floor__()
