"""How SCC writes what is inside a cue."""

from __future__ import annotations

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Event, Loss


class SccDialect:
    """Holds the events, since what a caption shows depends on all the codes before it, and what is in none."""

    def __init__(self, events: tuple[Event, ...], losses: tuple[Loss, ...] = ()) -> None:
        self.events = events
        self.losses = losses

    def plain(self, raw: str) -> str:
        return ""

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        # When a caption ends is stated by a later line.
        end = offset + len(timing)
        return Span(offset, end), Span(end, end)
