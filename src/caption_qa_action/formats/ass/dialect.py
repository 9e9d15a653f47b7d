"""How ASS writes what is inside a cue, and which cues are dialogue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span
from caption_qa_action.formats.ass import text
from caption_qa_action.formats.ass.events import EVENT_FORMAT
from caption_qa_action.formats.ass.script import Script
from caption_qa_action.formats.ass.styles import (
    DEFAULT,
    AssStyle,
    by_name,
    find,
    integer,
    legacy_alignment,
)

# Drawings, karaoke, moved, turned, clipped and animated text: nobody does this to dialogue.
_EFFECTS = (
    r"\\(?:p[ \t]*0*[1-9]|[kK][fot]?[ \t]*[0-9]|move\(|i?clip\(|org\(|fr[xyz]?-?[0-9.]|fa[xy]|t\()"
)
# A cue that has a place of its own is a sign if its letters are dressed as well. Ours to choose: no
# source distinguishes signs and dialogue.
_PLACED = r"\\pos\("
_DRESSED = r"\\(?:fn[^\\]|fs[cp+0-9-]|[xy]?bord|[xy]?shad|blur|be[0-9])"
_SIGN_STYLE = r"(?i)sign|typeset|title|logo|credit"
# How the fields before the text end where the last of them, the effect, is empty.
_NO_EFFECT = frozenset(("", ","))
_SIGN_EFFECT = r"(?i)[ \t]*(?:banner;|scroll (?:up|down);|karaoke|fx[ \t]*$|template|code)"
_ALIGNMENT = r"\\an[ \t]*(-?[0-9]{1,9})|\\a[ \t]*([0-9]{1,9})"
_POSITION = r"\\(?:pos|move)\([ \t]*(-?[0-9.]{1,20})[ \t]*,[ \t]*(-?[0-9.]{1,20})"


class AssDialect:
    """The text and the fields of the events of one script."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.by_name = by_name(script.styles)
        self._wrap_2 = script.wrap_2
        self._places: dict[tuple[str, str], str] = {}

    def plain(self, raw: str) -> str:
        return text.plain(raw, wrap_2=self._wrap_2)

    def plain_texts(self, raws: Sequence[str]) -> list[str]:
        """Many texts as `plain` of each."""
        return text.plain_texts(raws, wrap_2=self._wrap_2)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return text.tags(raw, offset)

    def placement(self, cue: Cue, raw: str) -> str:
        r"""The layer, the alignment of the style, `\an` or `\a`, and `\pos`, without it the margins."""
        if "{" in raw or cue.number in self.script.odd_events:
            return self._placement(cue, raw)
        # Without overrides it follows from the fields around the times, which are those of other events.
        key = self.script.text[cue.block_start : cue.timing_start], cue.settings
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = self._placement(cue, raw)
        return place

    def _placement(self, cue: Cue, raw: str) -> str:
        fields = self.fields(cue)
        parts: list[str] = []
        layer = integer(fields.get("layer", ""), 0)
        if layer:
            parts.append(f"layer {layer}")
        overrides = text.all_overrides(raw) if "{" in raw else ""
        style = self.style(fields.get("style", ""))
        alignment = self.alignment(overrides, style)
        if alignment != 2:
            parts.append(f"an{alignment}")
        place = self.position(overrides)
        if place:
            parts.append(f"pos({place[0]:g},{place[1]:g})")
        else:
            margins = _margins(fields, dict(style.row))
            if any(margins):
                parts.append(f"margins {margins}")
        return " ".join(parts)

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        first, last = timing.find(","), timing.rfind(",")
        end = offset + len(timing)
        if first < 0:
            return Span(offset, end), Span(end, end)
        spans = Span(offset, offset + first), Span(offset + last + 1, end)
        return (spans[1], spans[0]) if self._ends_first(offset) else spans

    def _ends_first(self, offset: int) -> bool:
        formats = self.script.event_formats
        index = bisect_right(formats, offset, key=lambda format: format.start) - 1
        names = formats[index].names if index >= 0 else EVENT_FORMAT
        return names.index("end") < names.index("start")

    def find_dialogue(self, cues: list[Cue]) -> list[Cue]:
        """The cues that are read as captions."""
        text = self.script.text
        if (
            not self.script.odd_events
            and {cue.settings[-1:] for cue in cues} <= _NO_EFFECT
            and not re.search(f"{_EFFECTS}|{_PLACED}", _blocks(text))
        ):
            return cues
        return [cue for cue in cues if self.is_dialogue(cue, text[cue.text_start : cue.text_end])]

    def is_dialogue(self, cue: Cue, raw: str) -> bool:
        """Whether a cue is read as a caption: no drawing, karaoke, scrolling text or typeset sign."""
        if "{" in raw and "\\" in raw:
            overrides = text.all_overrides(raw)
            if re.search(_EFFECTS, overrides):
                return False
            if re.search(_PLACED, overrides) and (
                re.search(_DRESSED, overrides)
                or re.search(_SIGN_STYLE, self.fields(cue).get("style", ""))
            ):
                return False
        # The effect is the last field before the text, nearly always empty.
        if cue.settings[-1:] in _NO_EFFECT and cue.number not in self.script.odd_events:
            return True
        return not re.match(_SIGN_EFFECT, self.fields(cue).get("effect", ""))

    def fields(self, cue: Cue) -> dict[str, str]:
        """The values of an event by the lower-case names of its fields, without the text."""
        text = self.script.text
        odd = self.script.odd_events.get(cue.number)
        if odd is not None:
            pairs = zip(*odd, strict=False)
            fields = {
                name: text[start:end].strip(" \t") for name, (start, end) in pairs if name != "text"
            }
        else:
            head = text[cue.block_start + len("Dialogue:") : cue.text_start - 1]
            values = (value.strip(" \t") for value in head.split(","))
            fields = dict(zip(EVENT_FORMAT, values, strict=False))
        if self.script.ssa or fields.get("layer", "").startswith("Marked="):
            fields.pop("layer", None)
        return fields

    def layer_style_name(self, cue: Cue) -> tuple[str, str, str]:
        """The three fields of an event that state how it is shown and who speaks."""
        if cue.number in self.script.odd_events or self.script.ssa:
            fields = self.fields(cue)
            return fields.get("layer", ""), fields.get("style", ""), fields.get("name", "")
        start = cue.block_start + len("Dialogue:")
        head = self.script.text[start : cue.text_start].split(",", 5)
        layer, _, _, style, name, _ = (value.strip(" \t") for value in head)
        return "" if layer.startswith("Marked=") else layer, style, name

    def style_name(self, cue: Cue) -> str:
        """The field of an event that names its style."""
        if cue.number in self.script.odd_events:
            return self.fields(cue).get("style", "")
        return cue.settings.split(",", 1)[0].strip(" \t")

    def style(self, name: str) -> AssStyle:
        """The style that a name means; the default one when there is none of the name."""
        return find(self.by_name, name) or find(self.by_name, "Default") or DEFAULT

    def alignment(self, overrides: str, style: AssStyle) -> int:
        r"""Where text is aligned, as on a numeric keypad; the first `\an` or `\a` decides."""
        match = re.search(_ALIGNMENT, overrides) if "\\a" in overrides else None
        if match is None:
            return style.alignment
        if match[1]:
            number = int(match[1])
            return number if 1 <= number <= 9 else style.alignment
        number = int(match[2])
        if number in (4, 8):  # VSFilter takes them for the top left
            return 7
        return legacy_alignment(number) if 1 <= number <= 11 else style.alignment

    def position(self, overrides: str) -> tuple[float, float] | None:
        r"""Where `\pos` or `\move` puts the text, in units of the script; the first one decides."""
        match = re.search(_POSITION, overrides) if "(" in overrides else None
        if match is None:
            return None
        try:
            return float(match[1]), float(match[2])
        except ValueError:
            return None


def _blocks(text: str) -> str:
    """The different blocks of overrides in a text: they are few, however many cues have them."""
    return "".join(set(re.findall(r"\{[^}]*\}?", text)))


def _margins(event: Mapping[str, str], style: Mapping[str, str]) -> tuple[int, ...]:
    """How far text stays from the left, the right and the upper or lower edge; 0 in an event is the style's."""
    names = ("marginl", "marginr", "marginv")
    return tuple(
        integer(event.get(name, ""), 0) or integer(style.get(name, ""), 0) for name in names
    )
