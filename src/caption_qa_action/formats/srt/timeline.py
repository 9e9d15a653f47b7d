r"""What SubRip text looks like: its tags and `{\...}` overrides as runs, and where it is placed."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.revealed import attributes_in, words_in_tag
from caption_qa_action.core.timeline import USUAL_PLACE, Event, Placement, Run, Style, Timeline
from caption_qa_action.formats._writing import Losses, joined
from caption_qa_action.formats.srt import markup

# Text and what stands above it, as HTML has it; the brackets of `rp` are for those who show no ruby.
_BRACKETS = r"(?:<rp>[^<>\n]*</rp>)?"
_ANNOTATED = rf"(?:<ruby>|(?<=</r[tp]>))([^<>\n]+){_BRACKETS}<rt>([^<>\n]+)</rt>{_BRACKETS}"
_MARKUP = (
    rf"(?i){_ANNOTATED}|{markup.HIDDEN.removeprefix('(?i)')}|{markup.BREAK.removeprefix('(?i)')}"
)
# A text in one look, as most that have a tag are.
_ONE_LOOK = r"<([bius])>([^<>{]+)</\1>"
_COLUMNS = ("left", "center", "right")
_ROWS = ("bottom", "middle", "top")
# Players lay SRT with overrides out on this grid (FFmpeg's ass_default script header, libass).
_GRID = 384, 288
# The sixteen names of HTML 4.01, section 6.5, and the one that caption editors add to them.
_COLORS = {
    "aqua": "#00ffff",
    "black": "#000000",
    "blue": "#0000ff",
    "cyan": "#00ffff",
    "fuchsia": "#ff00ff",
    "gray": "#808080",
    "green": "#008000",
    "grey": "#808080",
    "lime": "#00ff00",
    "magenta": "#ff00ff",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#ffa500",
    "purple": "#800080",
    "red": "#ff0000",
    "silver": "#c0c0c0",
    "teal": "#008080",
    "white": "#ffffff",
    "yellow": "#ffff00",
}
# Attributes that are read, or named where they are not.
_OF_FONT = ("color", "face", "size")
_FLAGS = {"b": "bold", "i": "italic", "u": "underline", "s": "strike"}
_LOOKS = {
    "b": Style(bold=True),
    "i": Style(italic=True),
    "u": Style(underline=True),
    "s": Style(strike=True),
}


def to_timeline(document: Document) -> Timeline:
    """The timeline of an SRT document."""
    losses = Losses()
    events = tuple(_event(document, cue, losses) for cue in document.cues)
    return Timeline(events, document.language, losses=losses.all())


def _event(document: Document, cue: Cue, losses: Losses) -> Event:
    raw = document.raw(cue)
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    runs: tuple[Run, ...]
    if "<" in raw and (one := compiled(_ONE_LOOK).fullmatch(raw)):
        runs = (Run(one[2], _LOOKS[one[1]]),)
    elif "<" in raw or "{\\" in raw:
        runs = _Looks(cue.number, losses).read(raw)
    else:
        runs = (Run(raw),) if raw else ()
    if not cue.settings and "{" not in raw:  # most cues
        return Event(cue.start_ms, cue.end_ms, runs, USUAL_PLACE, cue=cue.number)
    if cue.settings and re.match("(?:align|line|position|region|size|vertical):", cue.settings):
        losses.add("position on the screen", cue.settings, cue.number)
    placement = _placement(markup.placement(cue, raw), cue, losses)
    return Event(cue.start_ms, cue.end_ms, runs, placement, cue=cue.number)


def _placement(place: str, cue: Cue, losses: Losses) -> Placement:
    if not place:
        return USUAL_PLACE
    anchor = re.search(r"\ban([1-9])\b", place)
    number = int(anchor[1]) - 1 if anchor else 1
    placement = Placement(_COLUMNS[number % 3], _ROWS[number // 3])
    if re.search("X1:", place):
        losses.add("screen coordinates", cue.settings, cue.number)
    number_pattern = r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?"
    point = re.search(rf"(?:pos|move)\(({number_pattern}),({number_pattern})", place)
    if point:
        x, y = (
            max(0.0, min(100.0, float(part) / full * 100))
            for part, full in zip(point.groups(), _GRID, strict=True)
        )
        placement = placement._replace(x_percent=x, y_percent=y)
    return placement


class _Looks:
    """How text looks after each tag: tags may stay open, and end tags may end what is not open."""

    def __init__(self, cue: int, losses: Losses) -> None:
        self._cue = cue
        self._losses = losses
        self._open = dict.fromkeys(_FLAGS, 0)
        self._colors: list[str] = []
        self._override = ""

    def read(self, raw: str) -> tuple[Run, ...]:
        runs: list[Run] = []
        end = 0
        for match in re.finditer(_MARKUP, raw):
            runs.append(Run(raw[end : match.start()], self._style()))
            end = match.end()
            text, annotation = match.groups()
            if annotation:
                runs.append(Run(text, self._style(), ruby=annotation))
            elif match[0][0] == "{":
                self._read_overrides(match[0])
            elif re.match("(?i)</?br", match[0]):
                self._lose_attributes(match[0])
                runs.append(Run("\n", self._style()))
            else:
                self._read_tag(match[0])
        runs.append(Run(raw[end:], self._style()))
        return joined(runs)

    def _style(self) -> Style:
        opened = self._open
        color = (self._colors[-1] if self._colors else "") or self._override
        return Style(opened["b"] > 0, opened["i"] > 0, opened["u"] > 0, opened["s"] > 0, color)

    def _read_tag(self, tag: str) -> None:
        if inside := words_in_tag(tag):
            self._losses.add("hidden text", inside, self._cue)
        self._lose_attributes(tag)
        ends = tag[1] == "/"
        match = re.match("</?([A-Za-z]+)", tag)
        name = match[1].lower() if match else ""
        if name == "rt" and not ends:
            self._losses.add("ruby annotation", tag, self._cue)
        if name in _FLAGS:
            count = self._open[name] + (-1 if ends else 1)
            self._open[name] = max(0, count)
        elif name == "font" and ends:
            del self._colors[-1:]
        elif name == "font":
            self._colors.append(self._color(tag) or (self._colors[-1] if self._colors else ""))

    def _lose_attributes(self, tag: str) -> None:
        of_font = _OF_FONT if tag[:5].lower() == "<font" else ()
        for kind, shown in attributes_in(tag, of_font):
            self._losses.add(kind, shown, self._cue)

    def _color(self, tag: str) -> str:
        if re.search(r"(?i)[ \t](?:face|size)[ \t]{0,9}=", tag):
            self._losses.add("font", tag, self._cue)
        match = re.search(r"""(?i)[ \t]color[ \t]{0,9}=[ \t]{0,9}["']?([^"'> \t]{1,40})""", tag)
        if not match:
            return ""
        color = read_color(match[1])
        if not color:
            self._losses.add("text colour", match[1], self._cue)
        return color

    def _read_overrides(self, block: str) -> None:
        for name, value in re.findall(
            r"\\(an?|pos|move|1?c|[bius](?![a-z])|[^\\}]+)([^\\}]*)", block
        ):
            if name in _FLAGS:
                self._open[name] = 0 if value.strip(" \t") in ("", "0") else 1
            elif name in ("c", "1c"):
                bgr = re.search("&H([0-9A-Fa-f]{6})&?", value)
                self._override = f"#{bgr[1][4:]}{bgr[1][2:4]}{bgr[1][:2]}".lower() if bgr else ""
            elif name not in ("a", "an", "pos", "move"):
                self._losses.add("override tag", f"\\{name}{value}", self._cue)


def read_color(written: str) -> str:
    """A colour of HTML as `#rrggbb`; `""` when it is none that is known."""
    lower = written.lower()
    if lower in _COLORS:
        return _COLORS[lower]
    match = re.fullmatch("#?([0-9a-f]{6})(?:[0-9a-f]{2})?", lower)
    if match:
        return f"#{match[1]}"
    short = re.fullmatch("#([0-9a-f])([0-9a-f])([0-9a-f])", lower)
    return f"#{short[1] * 2}{short[2] * 2}{short[3] * 2}" if short else ""
