"""What an ASS script declares outside its events: sections, properties, styles, orders of fields."""

from __future__ import annotations

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span
from caption_qa_action.formats.ass.events import EVENT_FORMAT, SSA_EVENT_FORMAT
from caption_qa_action.formats.ass.styles import AssStyle


class Section(NamedTuple):
    """A heading such as `[Events]`, its name as written."""

    name: str
    span: Span


class Format(NamedTuple):
    """The order of fields from an offset on, names in lower case; no span when it is assumed."""

    start: int
    names: list[str]
    span: Span | None


class Script:
    """A script without its events.

    `used` are the names of styles that events have, each with its first cue (0: a comment).
    `odd_events` are the fields of the cues that were not read in the usual form. `astray` are the
    Dialogue lines outside `[Events]`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.ssa = False
        self.info: dict[str, str] = {}
        self.info_spans: dict[str, list[Span]] = {}
        self.sections: list[Section] = []
        self.styles: list[AssStyle] = []
        self.style_format: Format | None = None
        self.event_formats: list[Format] = []
        self.usual_events = False
        self.used: dict[str, int] = {}
        self.odd_events: dict[int, tuple[list[str], list[Span]]] = {}
        self.astray: list[Span] = []

    def add_event_format(self, format: Format) -> None:
        """Take an order of fields for the events that follow."""
        self.event_formats.append(format)
        self.usual_events = format.names in (EVENT_FORMAT, SSA_EVENT_FORMAT)

    def section_spans(self, *names: str) -> list[Span]:
        """The headings of the sections of these names, which are in lower case."""
        return [section.span for section in self.sections if section.name.lower() in names]

    def is_no_text(self, field: str, value: str) -> bool:
        """Whether the last value of an event that has too few is one of the field in whose place it stands."""
        value = value.strip(" \t")
        if field == "style":
            return value in ("", "Default") or value in {style.name for style in self.styles}
        if field == "layer" or field.startswith("margin"):
            return value.isdecimal()
        return field in ("start", "end")

    def number(self, name: str) -> int:
        """A property as a number, 0 when it is none."""
        value = self.info.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else 0

    @property
    def wrap_2(self) -> bool:
        r"""Whether `\n` ends a line."""
        return self.info.get("wrapstyle", "") == "2"

    def resolution(self) -> tuple[int, int]:
        """Width and height that places count in; what is missing is assumed as libass does.

        Source: libass, ass.c, ass_lazy_track_init
        """
        width, height = self.number("playresx"), self.number("playresy")
        if not width and not height:
            return 384, 288
        if not height:
            return width, 1024 if width == 1280 else max(1, width * 3 // 4)
        if not width:
            return 1280 if height == 1024 else max(1, height * 4 // 3), height
        return width, height
