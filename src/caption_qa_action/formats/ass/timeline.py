"""What an ASS document shows when, with its styles resolved."""

from __future__ import annotations

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.ass.dialect import AssDialect
from caption_qa_action.formats.ass.losses import (
    add_event_losses,
    add_script_losses,
    add_style_losses,
)
from caption_qa_action.formats.ass.styles import AssStyle, color, find, integer, is_set
from caption_qa_action.formats.ass.text import Override, all_overrides, pieces

_ALIGN = ("right", "left", "center")
_VERTICAL = ("bottom", "middle", "top")
# What changes the look, what sets the place or how lines break, and what has no equivalent elsewhere.
_LOOKS = ("b", "c", "1c", "1a", "alpha", "i", "s", "u")
_CARRIED = ("a", "an", "pos", "q", "r")
_KINDS = {
    "p": "drawing",
    "move": "movement",
    **dict.fromkeys(("k", "kf", "ko", "kt", "K"), "karaoke time"),
}
# Weights from here on look bold; 1 is bold and 0 is not.
_BOLD_WEIGHT = 600


def to_timeline(document: Document) -> Timeline:
    """The events of an ASS document, in the order of time, without those that only draw."""
    reading = _Reading(document)
    is_read = {cue.number for cue in document.dialogue}
    found = [reading.event(cue, cue.number in is_read) for cue in document.cues]
    # No other format draws: what is left of a drawing would be a cue without text.
    shown = [event for event in found if event.runs or event.cue not in reading.drawn]
    events = tuple(sorted(shown, key=lambda event: event.start_ms))
    losses, script = reading.losses, reading.dialect.script
    add_style_losses(losses, reading.used, script)
    add_script_losses(losses, document, script)
    return Timeline(events, document.language, script.info.get("title", ""), losses.all())


class _Reading:
    """The events of one document, and what they lose."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.dialect = cast(AssDialect, document.dialect)
        self.losses = Losses()
        self.used: dict[AssStyle, int] = {}  # each with the first cue that has it
        self.drawn: set[int] = set()  # the numbers of cues with a drawing
        self._names: set[str] = set()
        self._usual = {number: Placement(*_place(number)) for number in range(1, 10)}

    def event(self, cue: Cue, dialogue: bool) -> Event:
        """What a cue shows."""
        raw = self.document.raw(cue)
        layer, name, speaker = self.dialect.layer_style_name(cue)
        style = self.dialect.style(name)
        if name not in self._names:
            self._names.add(name)
            self.used.setdefault(style, cue.number)
        add_event_losses(self.losses, self.dialect, cue, raw)
        if "{" in raw and "\\" in raw:
            runs = self._runs(cue, raw, style, speaker)
            placement = self._placement(raw, style)
        else:
            text = self.document.plain(cue)
            runs = (Run(text, style.look, speaker),) if text else ()
            placement = self._usual[style.alignment]
        return Event(
            cue.start_ms,
            cue.end_ms,
            runs,
            placement,
            "",
            integer(layer, 0) if layer not in ("", "0") else 0,
            dialogue,
            cue.number,
        )

    def _placement(self, raw: str, style: AssStyle) -> Placement:
        if "\\a" not in raw and "(" not in raw:
            return self._usual[style.alignment]
        inside = all_overrides(raw)
        number = self.dialect.alignment(inside, style)
        place = self.dialect.position(inside)
        if place is None:
            return self._usual[number]
        width, height = self.dialect.script.resolution()
        x, y = round(place[0] * 100 / width, 3), round(place[1] * 100 / height, 3)
        align, vertical = _place(number)
        # The middle, and the margins of the writer, are where its alignment alone puts text.
        usual_x = {"left": 5.0, "right": 95.0}.get(align, 50.0)
        return Placement(align, vertical, None if x == usual_x else x, y)

    def _runs(self, cue: Cue, raw: str, style: AssStyle, speaker: str) -> tuple[Run, ...]:
        texts: list[list[str]] = []
        looks: list[Style] = []
        script = self.dialect.script
        base = look = style.look
        for text, inside in pieces(raw, wrap_2=script.wrap_2):
            for override in inside:
                name = override.name
                if name == "r":
                    named = find(self.dialect.by_name, override.value.rstrip(" \t"))
                    base = look = (named or style).look
                    if named:
                        self.used.setdefault(named, cue.number)
                elif name in _LOOKS:
                    look = _changed(look, base, override, ssa=script.ssa)
                elif name not in _CARRIED:
                    self._lose(override, cue)
            if text:
                if looks and looks[-1] == look:
                    texts[-1].append(text)
                else:
                    texts.append([text])
                    looks.append(look)
        return tuple(
            Run("".join(parts), look, speaker) for parts, look in zip(texts, looks, strict=True)
        )

    def _lose(self, override: Override, cue: Cue) -> None:
        name, value, arguments = override
        kind = _KINDS.get(name, "override tag")
        if name == "p":
            if not is_set(value):
                return
            self.drawn.add(cue.number)
        shown = f"\\{name}{value}" + (f"({arguments})" if arguments else "")
        self.losses.add(kind, shown, cue.number)


def _place(number: int) -> tuple[str, str]:
    return _ALIGN[number % 3], _VERTICAL[(number - 1) // 3]


def _changed(look: Style, base: Style, override: Override, *, ssa: bool) -> Style:
    """A look after an override; one without a value goes back to that of the style."""
    name, value, _ = override
    number = integer(value, -1)
    if name == "i":
        return look._replace(italic=bool(number) if number in (0, 1) else base.italic)
    if name == "u":
        return look._replace(underline=bool(number) if number in (0, 1) else base.underline)
    if name == "s":
        return look._replace(strike=bool(number) if number in (0, 1) else base.strike)
    if name == "b":
        weight = number in (0, 1) or number >= 100
        bold = number == 1 or number >= _BOLD_WEIGHT
        return look._replace(bold=bold if weight else base.bold)
    if name in ("c", "1c"):
        return look._replace(color=_recolored(look.color, value, base, ssa=ssa))
    if name in ("alpha", "1a"):
        return look._replace(color=_faded(look.color, value, base))
    return look


def _recolored(current: str, value: str, base: Style, *, ssa: bool) -> str:
    if not value.strip(" \t&Hh"):
        return _with_opacity(base.color[:7], current[7:])
    return _with_opacity(color(value, ssa=ssa), current[7:])


def _faded(current: str, value: str, base: Style) -> str:
    digits = value.strip(" \t&Hh")
    if not digits:
        return _with_opacity(current[:7], base.color[7:])
    transparency = color(digits)[1:3] or "ff"
    return _with_opacity(current[:7], f"{255 - int(transparency, 16):02x}")


def _with_opacity(shown: str, opacity: str) -> str:
    if opacity in ("", "ff"):
        return "" if shown == "#ffffff" else shown
    return (shown or "#ffffff") + opacity
