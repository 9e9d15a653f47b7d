"""What a caption file is made of: cues, blocks between them, and the markup in their text."""

from __future__ import annotations

from caption_qa_action.core.annotations import Protocol
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span

# Text without any of these signs is shown as it stands, where a format is literal.
MARKUP = "<&{"


class Cue:
    """One caption: when it is shown, and where its parts stand in the text.

    `number` counts the cues of the file from 1 in file order. `identifier` is the printed index or
    id, `""` without one. Times are whole milliseconds; a time that could not be read is the best
    guess of the parser, which has then noticed an `invalid_timestamp`. The block (identifier,
    timing line, text, and the blank lines after it) is the half-open range
    `block_start`..`block_end`; the other ranges lie inside it, without line ends at their edges.
    `settings` is the text after the times on the timing line. Treat it as frozen: it is not only
    because making 100,000 of them is on the hot path.
    """

    __slots__ = (
        "number",
        "identifier",
        "start_ms",
        "end_ms",
        "block_start",
        "timing_start",
        "timing_end",
        "text_start",
        "text_end",
        "block_end",
        "settings",
    )

    def __init__(
        self,
        number: int,
        identifier: str,
        start_ms: int,
        end_ms: int,
        block_start: int,
        timing_start: int,
        timing_end: int,
        text_start: int,
        text_end: int,
        block_end: int,
        settings: str = "",
    ) -> None:
        self.number = number
        self.identifier = identifier
        self.start_ms = start_ms
        self.end_ms = end_ms
        self.block_start = block_start
        self.timing_start = timing_start
        self.timing_end = timing_end
        self.text_start = text_start
        self.text_end = text_end
        self.block_end = block_end
        self.settings = settings

    @property
    def duration_ms(self) -> int:
        """How long it is on screen; negative when it ends before it starts."""
        return self.end_ms - self.start_ms

    @property
    def block_span(self) -> Span:
        return Span(self.block_start, self.block_end)

    @property
    def timing_span(self) -> Span:
        return Span(self.timing_start, self.timing_end)

    @property
    def text_span(self) -> Span:
        return Span(self.text_start, self.text_end)

    def __repr__(self) -> str:
        return f"Cue({self.number}, {self.start_ms}-{self.end_ms} ms, {self.block_span!r})"


class Block(NamedTuple):
    """A stretch of the text that is no cue.

    `kind` is `header`, `comment`, `style`, `region`, `blank`, `markup` (tags between cues) or `junk`
    (text that belongs to nothing).
    """

    kind: str
    span: Span


class Tag(NamedTuple):
    """One markup tag in cue text.

    `kind` is `start`, `end`, `timestamp` or `override` (an ASS block in braces). `name` is in lower
    case; `annotation` is what follows it inside the tag; `classes` are the parts after dots.
    """

    kind: str
    name: str
    span: Span
    annotation: str = ""
    classes: tuple[str, ...] = ()


class Markup(NamedTuple):
    """Cues with the same tags in the same order, except that timestamps may differ.

    `tags` are those of the first of `cues`.
    """

    tags: list[Tag]
    cues: list[Cue]


class Region(NamedTuple):
    """A WebVTT region definition; see the format's module for what its settings mean."""

    identifier: str
    span: Span
    settings: tuple[tuple[str, str], ...] = ()


class Dialect(Protocol):
    """How a format writes what is inside a cue; each format module supplies one."""

    def plain(self, raw: str) -> str:
        """The cue text as a viewer reads it: no markup, character references decoded."""

    def tags(self, raw: str, offset: int) -> list[Tag]:
        """The markup of a cue text that begins at `offset`, in order."""

    def placement(self, cue: Cue, raw: str) -> str:
        """What decides where on the screen a cue is shown; `""` is the default place.

        Two cues with different placements may be shown together without covering each other.
        """

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        """Where the start and the end time stand in a timing line that begins at `offset`."""
