"""A timeline as an IMSC 1.1 text document: what learning platforms and broadcasters take.

Source: TTML Profiles for Internet Media Subtitles and Captions 1.1, https://www.w3.org/TR/ttml-imsc1.1/
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil, floor

from caption_qa_action.core.direction import direction_of, has_right_to_left, line_directions
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.stacking import TTML, anchor, arranged, line_count
from caption_qa_action.core.text import timecode
from caption_qa_action.core.timeline import (
    Event,
    Loss,
    Placement,
    Run,
    Style,
    Timeline,
    Written,
    physical,
)
from caption_qa_action.formats._usable_place import (
    LEAST_HEIGHT_PERCENT,
    LEAST_WIDTH_PERCENT,
    known,
    loss_of_place,
    usable,
)
from caption_qa_action.formats._writing import is_plain

_PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
# What XML 1.0 cannot hold, not even as a character reference (section 2.2); and of that what ends a line for programs,
# so that it parts two words.
_PARTING = "[\x0b\x0c\x1c-\x1f]"
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
# White space that XML would not keep as it stands, or that collapses.
_DELICATE = r"\A[ \t]|[ \t]\Z|[ \t]\n|\n[ \t]|[ \t]{2}|\t"
_NOT_PLAIN = f"{_FORBIDDEN}|{_DELICATE}"
_PREDEFINED = "default"
# Origin, extent and alignment of the usual places. They do not overlap, as IMSC requires of regions
# that are shown at one time.
_PLACES = {
    "top": ("10% 10%", "80% 25%", "before"),
    "middle": ("10% 37.5%", "80% 25%", "center"),
    "bottom": ("10% 65%", "80% 25%", "after"),
}


def write(timeline: Timeline) -> Written:
    """The document, and what it cannot hold; never raises."""
    writer = _Writer()
    shown = [event for event in timeline.events if not writer.leaves_out(event)]
    placed, crowded, beside = arranged(shown, TTML)
    for index in sorted(crowded):
        writer.lose("placement", shown[index].text, shown[index])
    paragraphs = [
        writer.paragraph(event, beside=index in beside) for index, event in enumerate(placed)
    ]
    head = writer.head(timeline.title)
    language = writer.attribute(timeline.language)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tt xmlns="http://www.w3.org/ns/ttml"\n'
        '    xmlns:ttm="http://www.w3.org/ns/ttml#metadata"\n'
        '    xmlns:ttp="http://www.w3.org/ns/ttml#parameter"\n'
        '    xmlns:tts="http://www.w3.org/ns/ttml#styling"\n'
        f'    ttp:contentProfiles="{_PROFILE}"\n'
        f'    ttp:timeBase="media" xml:lang="{language}">\n'
        f"{head}"
        f'  <body style="{_PREDEFINED}">\n'
        "    <div>\n"
        f"{''.join(paragraphs)}"
        "    </div>\n"
        "  </body>\n"
        "</tt>\n"
    )
    return Written(text, tuple(writer.losses.values()))


class _Writer:
    """Collects regions, speakers, identifiers and losses while events are written."""

    def __init__(self) -> None:
        self.losses: dict[str, Loss] = {}
        # By their places; those that are as high as some rows are beside others.
        self._regions: dict[tuple[Placement, int], str] = {}
        self._speakers: dict[str, str] = {}
        self._identifiers: set[str] = set()
        self._number = 0

    def leaves_out(self, event: Event) -> bool:
        """Whether an event shows no text, so that readers leave it out."""
        if event.runs and not shows_nothing(event.text):
            return False
        if event.dialogue:
            self.lose("cue without text", timecode(event.start_ms), event)
        return True

    def paragraph(self, event: Event, *, beside: bool) -> str:
        """An event as a `p` element on a line of its own; `beside` others its region is no higher than its lines."""
        self._number += 1
        text = event.text
        is_shown = 0 <= event.start_ms < event.end_ms
        is_bare = is_shown and is_plain(event, "[<>&]") and not _is_delicate(text)
        if is_bare and not has_right_to_left(text):
            region = self._region(event, beside=beside)
            begin, end = timecode(event.start_ms), timecode(event.end_ms)
            content = text.replace("\n", "<br/>")
            return (
                f'      <p xml:id="{self._identifier(event)}" region="{region}" '
                f'begin="{begin}" end="{end}">{content}</p>\n'
            )
        self._note_event(event)
        parts = [
            f'xml:id="{self._identifier(event)}"',
            f'region="{self._region(event, beside=beside)}"',
            f'begin="{timecode(max(event.start_ms, 0))}"',
            f'end="{timecode(max(event.end_ms, 0))}"',
        ]
        if event.placement.align != "center":
            parts.append(f'tts:textAlign="{event.placement.align}"')
        direction = event.direction or next(filter(None, line_directions(text)), "")
        if direction == "rtl" or has_right_to_left(text):
            parts.append(f'tts:direction="{direction}"')
        if re.search(_DELICATE, text):
            parts.append('xml:space="preserve"')
        speakers = {run.speaker for run in event.runs}
        shared = speakers.pop() if len(speakers) == 1 else ""
        if shared:
            parts.append(f'ttm:agent="{self._speaker(shared)}"')
        if has_right_to_left(text) and not event.direction:
            content = self._directed(direction, shared, event)
        else:
            content = self._runs(event.runs, shared, event)
        return f"      <p {' '.join(parts)}>{content}</p>\n"

    def _directed(self, direction: str, shared: str, event: Event) -> str:
        """The text of a paragraph in one direction; each line in the other one has a span that states it.

        TTML knows one direction for all lines of a paragraph, whatever their letters.
        Source: TTML2, section 10.2.44 (tts:unicodeBidi), https://www.w3.org/TR/ttml2/
        """
        lines = []
        for line in _lines_of(event.runs):
            content = self._runs(line, shared, event)
            own = direction_of("".join(run.text for run in line))
            if own and own != direction:
                content = f'<span tts:direction="{own}" tts:unicodeBidi="embed">{content}</span>'
            lines.append(content)
        return "<br/>".join(lines)

    def _runs(self, runs: Iterable[Run], shared: str, event: Event) -> str:
        return "".join(self._run(run, shared, event) for run in runs)

    def _note_event(self, event: Event) -> None:
        if event.start_ms < 0 or event.end_ms < 0:
            self.lose("time out of range", timecode(min(event.start_ms, event.end_ms)), event)
        if max(event.start_ms, 0) >= max(event.end_ms, 0) and event.text:
            self.lose("cue that is never shown", event.text, event)
        if event.layer:
            self.lose("layer", str(event.layer), event)
        for kind in sorted(_place_losses(event.placement)):
            self.lose(kind, event.text, event)

    def _run(self, run: Run, shared: str, event: Event) -> str:
        text = self._content(run.text, event)
        if run.ruby:
            if "\n" in run.text:
                self.lose("ruby annotation", run.ruby, event)
            else:
                annotation = self._content(run.ruby.replace("\n", " "), event)
                text = (
                    f'<span tts:ruby="container"><span tts:ruby="base">{text}</span>'
                    f'<span tts:ruby="text">{annotation}</span></span>'
                )
        parts = _look(run.style)
        if run.speaker and run.speaker != shared:
            parts.append(f'ttm:agent="{self._speaker(run.speaker)}"')
        if run.language:
            parts.append(f'xml:lang="{self.attribute(run.language)}"')
        return f"<span {' '.join(parts)}>{text}</span>" if parts else text

    def _content(self, text: str, event: Event) -> str:
        """Text as XML."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.isprintable() and re.search(_FORBIDDEN, text):
            self.lose("control character", text, event)
            text = re.sub("[\ud800-\udfff]", "\ufffd", text)
            text = re.sub(_PARTING, " ", text)
            text = re.sub(_FORBIDDEN, "", text)
        return _escape(text).replace("\n", "<br/>")

    def attribute(self, value: str) -> str:
        """Text as it stands in an attribute."""
        value = re.sub(_FORBIDDEN, "\ufffd", re.sub("[\t\r\n]+", " ", value))
        return _escape(value).replace('"', "&quot;")

    def _identifier(self, event: Event) -> str:
        wanted = event.identifier
        if wanted and wanted not in self._identifiers and _is_name(wanted):
            self._identifiers.add(wanted)
            return wanted
        if wanted and not wanted.isdigit():
            self.lose("cue identifier", wanted, event)
        identifier = f"cue-{self._number}"
        while identifier in self._identifiers:
            identifier += "-"
        self._identifiers.add(identifier)
        return identifier

    def _speaker(self, name: str) -> str:
        if name not in self._speakers:
            self._speakers[name] = f"speaker_{len(self._speakers) + 1}"
        return self._speakers[name]

    def _region(self, event: Event, *, beside: bool) -> str:
        placement = event.placement
        rows = line_count(event) if beside else 0
        known = self._regions.get((placement, rows))
        if known is not None:
            return known
        exact = bool(rows) or not _is_usual(placement)
        # The alignment stands in the paragraph.
        key = (
            placement
            if exact
            else Placement(vertical=placement.vertical, writing=placement.writing)
        )
        found = self._regions.get((key, rows))
        if found is None:
            found = f"region_{len(self._regions) + 1}" if exact else f"region_{key.vertical}"
            if key.writing:
                found += f"_{key.writing}"
            self._regions[key, rows] = found
        return found

    def lose(self, kind: str, shown: str, event: Event) -> None:
        loss = self.losses.get(kind)
        if loss is None:
            self.losses[kind] = Loss(kind, 1, shown, event.cue)
        else:
            self.losses[kind] = loss._replace(number=loss.number + 1)

    def head(self, title: str) -> str:
        """The head, once every event is known."""
        if not self._regions:
            self._region(Event(0, 0, ()), beside=False)
        lines = ["  <head>"]
        if title or self._speakers:
            lines.append("    <metadata>")
            if title:
                lines.append(f"      <ttm:title>{self.attribute(title)}</ttm:title>")
            for name, identifier in self._speakers.items():
                lines.append(f'      <ttm:agent xml:id="{identifier}" type="person">')
                lines.append(f'        <ttm:name type="full">{self.attribute(name)}</ttm:name>')
                lines.append("      </ttm:agent>")
            lines.append("    </metadata>")
        lines += [
            "    <styling>",
            f'      <style xml:id="{_PREDEFINED}" tts:color="white" tts:fontFamily="proportionalSansSerif" '
            'tts:fontSize="100%" tts:lineHeight="125%" tts:textAlign="center"/>',
            "    </styling>",
            "    <layout>",
            *(f"      {_region_tag(name, *key)}" for key, name in self._regions.items()),
            "    </layout>",
            "  </head>",
        ]
        return "\n".join(lines) + "\n"


def _region_tag(name: str, place: Placement, rows: int) -> str:
    origin, extent, align = _PLACES.get(place.vertical, _PLACES["bottom"])
    if place.writing:
        origin, extent = ("10% 10%", "80% 80%") if _is_usual(place) else _vertical_box(place)
        align = {"top": "before", "middle": "center"}.get(place.vertical, "after")
    elif rows or not _is_usual(place):
        origin, extent = _box(place, rows)
    writing = {"rl": ' tts:writingMode="tbrl"', "lr": ' tts:writingMode="tblr"'}.get(
        place.writing, ""
    )
    return (
        f'<region xml:id="{name}" tts:origin="{origin}" tts:extent="{extent}" '
        f'tts:displayAlign="{align}" tts:overflow="visible"{writing}/>'
    )


def _box(place: Placement, rows: int) -> tuple[str, str]:
    """The origin and the extent of a region that holds text at an exact place, as high as some rows or as it can be.

    Regions that are shown at one time must not overlap (IMSC 1.1, section 8.3, presented regions).
    """
    x = known(place.x_percent)
    if x is None:
        x = {"left": 10.0, "right": 90.0}.get(place.align, 50.0)
    y = anchor(place, TTML)
    left, width = _side(x, place.align, LEAST_WIDTH_PERCENT)
    top, height = _side(y, place.vertical, LEAST_HEIGHT_PERCENT)
    if rows:
        height = min(rows * TTML.row, 100.0)
        top = y - height * {"top": 0.0, "middle": 0.5}.get(place.vertical, 1.0)
        top = min(max(top, 0.0), 100 - height)
        # Rounded inwards, so that no region reaches into the next one.
        top, height = ceil(top * 100) / 100, floor(height * 100) / 100
    return f"{_number(left)}% {_number(top)}%", f"{_number(width)}% {_number(height)}%"


def _vertical_box(place: Placement) -> tuple[str, str]:
    """The same of a region that holds vertical text."""
    side, along, x, y, _, _ = physical(place)
    x, y = known(x), known(y)
    if x is None:
        x = {"left": 10.0, "right": 90.0}.get(side, 50.0)
    if y is None:
        y = {"top": 10.0, "middle": 50.0}.get(along, 90.0)
    left, width = _side(x, side, LEAST_HEIGHT_PERCENT)
    top, height = _side(y, along, LEAST_WIDTH_PERCENT)
    return f"{_number(left)}% {_number(top)}%", f"{_number(width)}% {_number(height)}%"


def _is_usual(place: Placement) -> bool:
    """Whether text stands where its alignment alone puts it."""
    return place.x_percent is None and place.y_percent is None and not place.row


def _side(anchor: float, side: str, least: float) -> tuple[float, float]:
    """Where the longest stretch begins, and how long it is, that has its side at an anchor."""
    anchor = round(usable(anchor, side, least), 2)
    if side in ("left", "top"):
        return anchor, 100 - anchor
    if side in ("right", "bottom"):
        return 0.0, anchor
    half = min(anchor, 100 - anchor)
    return anchor - half, 2 * half


def _place_losses(place: Placement) -> set[str]:
    """What the region for an exact place does not keep of it."""
    x, y = known(place.x_percent), known(place.y_percent)
    if x is None and y is None:
        return set()
    if place.writing:
        side, along = physical(place)[:2]
        sides = ((x, side, LEAST_HEIGHT_PERCENT), (y, along, LEAST_WIDTH_PERCENT))
    else:
        sides = ((x, place.align, LEAST_WIDTH_PERCENT), (y, place.vertical, LEAST_HEIGHT_PERCENT))
    return {
        loss_of_place(anchor, usable(anchor, side, least))
        for anchor, side, least in sides
        if anchor is not None
    } - {""}


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of each line; what is annotated over a line end has its annotation in the first line alone."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = re.split("\r\n|\r|\n", run.text)
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=other, ruby="")] for other in others]
    return [[run for run in line if run.text] for line in lines]


def _look(style: Style) -> list[str]:
    """A look as style attributes."""
    bold, italic, underline, strike, color = style
    parts = []
    if bold:
        parts.append('tts:fontWeight="bold"')
    if italic:
        parts.append('tts:fontStyle="italic"')
    if underline or strike:
        words = ["underline"] * underline + ["lineThrough"] * strike
        parts.append(f'tts:textDecoration="{" ".join(words)}"')
    if re.fullmatch("#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})", color):
        parts.append(f'tts:color="{color}"')
    return parts


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_delicate(text: str) -> bool:
    """Whether a text has what XML cannot hold, or blanks that it would not keep."""
    if not text.replace("\n", "").isprintable():
        return compiled(_NOT_PLAIN).search(text) is not None
    return text[0] == " " or text[-1] == " " or "  " in text or " \n" in text or "\n " in text


def _is_name(text: str) -> bool:
    """Whether a text can be an `xml:id` that the writer does not use itself."""
    reserved = text == _PREDEFINED or text.startswith(("region_", "speaker_"))
    return not reserved and bool(re.fullmatch("[A-Za-z_][A-Za-z0-9_.-]{0,99}", text))
