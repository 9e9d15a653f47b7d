"""What WebVTT shows: cue text as runs, cue settings and regions as places.

Source: WebVTT, 6 Parsing and 7 Rendering, https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.revealed import attributes_in, hidden_in_tags, revealed, words
from caption_qa_action.core.timeline import (
    ROW_PERCENT,
    USUAL_PLACE,
    Event,
    Placement,
    Run,
    Style,
    Timeline,
)
from caption_qa_action.formats._character_references import decode_references
from caption_qa_action.formats._writing import Losses, joined
from caption_qa_action.formats.webvtt.colors import CLASSES
from caption_qa_action.formats.webvtt.cue_text import Element, Node, Text, tree
from caption_qa_action.formats.webvtt.regions import RegionSettings, region_settings
from caption_qa_action.formats.webvtt.settings import CueSettings, read_settings
from caption_qa_action.formats.webvtt.timestamp_map import offset_ms, time_maps

# So many rows have room in the picture; browsers move what a higher number places below it.
_ROWS = int(100 / ROW_PERCENT)
_LINE_ALIGNMENTS = {"start": "top", "center": "middle", "end": "bottom"}
_OTHER_SIDE = {"top": "bottom", "bottom": "top"}
_POSITION_ALIGNMENTS = {"line-left": "left", "center": "center", "line-right": "right"}
_TEXT_ALIGNMENTS = {"start": "left", "left": "left", "end": "right", "right": "right"}
# A text in one look, as most that have a tag are.
_ONE_LOOK = r"<([biu])>([^<>&\0\r]+)</\1>"
_LOOKS = {"b": Style(bold=True), "i": Style(italic=True), "u": Style(underline=True)}
_BREAK = r"(?i)(?<=[^\r\n])<br[ \t]*/?>(?=[^\r\n])"
_USUAL_X = {"left": 0.0, "center": 50.0, "right": 100.0}


def to_timeline(document: Document) -> Timeline:
    """The timeline of a WebVTT document."""
    losses = Losses()
    regions = regions_of(document)
    events = tuple(event_of(document, cue, regions, losses) for cue in document.cues)
    for time_map in time_maps(document):
        if offset_ms(time_map.value) != 0:
            losses.add("time map of a stream", time_map.value)
    for block in document.blocks:
        if block.kind == "style":
            losses.add("style sheet", document.source.text[block.span.start : block.span.end])
    return Timeline(events, document.language, losses=losses.all())


def regions_of(document: Document) -> dict[str, RegionSettings]:
    """The regions of a document by their identifiers."""
    return {region.identifier: region_settings(region) for region in document.regions}


def event_of(
    document: Document, cue: Cue, regions: dict[str, RegionSettings], losses: Losses
) -> Event:
    """What one cue shows."""
    raw = document.raw(cue)
    if "\0" in raw:
        losses.add("NUL character", raw, cue.number)
    runs: tuple[Run, ...]
    if "<" in raw and (one := compiled(_ONE_LOOK).fullmatch(raw)):
        runs = (Run(one[2], _LOOKS[one[1]]),)
    elif "<" in raw:
        # Players pass over it, so that two words become one; whoever wrote it meant a line end.
        raw = compiled(_BREAK).sub("\n", raw)
        runs = _runs(raw, cue.number, losses)
        # An annotation above the text is shown as well, in an order of its own.
        shown = "".join(run.text + run.ruby for run in runs)
        if len(words(decode_references(revealed(raw)))) > len(words(shown)):
            for part in _hidden(raw) or [raw]:
                losses.add("hidden text", part, cue.number)
        elif inside := hidden_in_tags(raw):
            losses.add("hidden text", inside, cue.number)
        else:
            for kind, shown in attributes_in(raw):
                losses.add(kind, shown, cue.number)
    else:
        text = raw.replace("\0", "\ufffd") if "\0" in raw else raw
        text = decode_references(text) if "&" in text else text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        runs = (Run(text),) if text else ()
    placement = USUAL_PLACE
    if cue.settings:
        lines = "".join(run.text for run in runs).strip("\n").count("\n") + 1
        placement = _placement(read_settings(cue.settings, regions), regions, lines, cue, losses)
    return Event(cue.start_ms, cue.end_ms, runs, placement, cue.identifier, cue=cue.number)


def _hidden(raw: str) -> list[str]:
    """What browsers take for tags of a cue text, and is none: words from a `<` to the next `>`, or to the end."""
    parts = re.findall(r"<[^>]*(?:>|\Z)", raw)
    return [part for part in parts if words(decode_references(revealed(part)))]


def _placement(
    settings: CueSettings,
    regions: dict[str, RegionSettings],
    lines: int,
    cue: Cue,
    losses: Losses,
) -> Placement:
    align = _TEXT_ALIGNMENTS.get(settings.align, "center")
    if settings.region:
        losses.add("region", settings.region, cue.number)
        y = regions[settings.region].viewport_anchor[1]
        return Placement(align, "top" if y < 33 else "bottom" if y > 67 else "middle")
    if settings.size != 100:
        losses.add("width of the text", cue.settings, cue.number)
    vertical, line, row = _line(settings, lines)
    position = settings.position
    if position is not None:
        align = _POSITION_ALIGNMENTS.get(settings.position_align, align)
        if position == _USUAL_X[align]:
            position = None
    if settings.vertical:
        return Placement(align, vertical, line, position, settings.vertical, row)
    return Placement(align, vertical, position, line, row=row)


def _line(settings: CueSettings, lines: int) -> tuple[str, float | None, int]:
    """Which edge of a text of some lines a `line` setting places, at which percent, and at which row from that edge.

    The percent is None where a row decides. A negative row is that of the first line of a text (7.2).
    """
    line = settings.line
    if line is None:
        return "bottom", None, 0
    if settings.snap_to_lines:
        free = max(0, _ROWS - lines)
        if line >= 0:
            return "top", None, min(free, int(line))
        return "bottom", None, min(free, max(0, int(-line) - lines))
    side = _LINE_ALIGNMENTS[settings.line_align]
    # A percentage is counted from the left, where the lines of text that grows to the left end (7.2).
    vertical = _OTHER_SIDE.get(side, side) if settings.vertical == "rl" else side
    if (side, line) in (("top", 0), ("middle", 50), ("bottom", 100)):
        return vertical, None, 0
    return vertical, line, 0


class _Look(NamedTuple):
    style: Style = Style()
    speaker: str = ""
    language: str = ""


class _Level(NamedTuple):
    """An element that is being read: what is left of it, how its text looks, its ruby text so far."""

    nodes: Iterator[Node]
    look: _Look
    base: list[Run] | None


def _runs(raw: str, cue: int, losses: Losses) -> tuple[Run, ...]:
    """The runs of a cue text; read without recursion, since tags may nest thousands deep."""
    runs: list[Run] = []
    stack = [_Level(iter(tree(raw)), _Look(), None)]
    while stack:
        nodes, look, base = stack[-1]
        node = next(nodes, None)
        if node is None:
            stack.pop()
            if base and (not stack or stack[-1].base is not base):
                runs += base
        elif isinstance(node, Text):
            (runs if base is None else base).append(Run(node.value, *look))
        elif not isinstance(node, Element):
            losses.add("word times", raw, cue)
        elif node.name == "rt" and base is not None:
            runs += _annotated(base, node, cue, losses)
            base.clear()
        elif node.name == "ruby":
            stack.append(_Level(iter(node.children), _looked(look, node, cue, losses), []))
        else:
            stack.append(_Level(iter(node.children), _looked(look, node, cue, losses), base))
    return joined(runs)


def _looked(look: _Look, element: Element, cue: int, losses: Losses) -> _Look:
    """How the text of an element looks."""
    style = look.style
    for name in element.classes:
        if name in CLASSES:
            style = style._replace(color=CLASSES[name])
        else:
            losses.add("style class", name, cue)
    if element.name == "b":
        style = style._replace(bold=True)
    elif element.name == "i":
        style = style._replace(italic=True)
    elif element.name == "u":
        style = style._replace(underline=True)
    elif element.name == "v":
        look = look._replace(speaker=element.annotation or look.speaker)
    elif element.name == "lang":
        look = look._replace(language=element.annotation or look.language)
    return look._replace(style=style)


def _annotated(base: list[Run], element: Element, cue: int, losses: Losses) -> list[Run]:
    """One run of all the text that an `rt` stands beside."""
    ruby = _text_of(element)
    text = "".join(run.text for run in base)
    if text and ruby:
        return [base[0]._replace(text=text, ruby=ruby)]
    if ruby:
        losses.add("ruby annotation", ruby, cue)
    return list(base)


def _text_of(element: Element) -> str:
    texts: list[str] = []
    stack = [iter(element.children)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif isinstance(node, Text):
            texts.append(node.value)
        elif isinstance(node, Element):
            stack.append(iter(node.children))
    return "".join(texts)
