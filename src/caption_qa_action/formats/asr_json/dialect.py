"""How the JSON of a recogniser writes what is inside a cue."""

from __future__ import annotations

from caption_qa_action.core.source import Span
from caption_qa_action.formats._json_values import Value, strings
from caption_qa_action.formats._pieces import PlacedDialect
from caption_qa_action.formats._window_places import WindowPlace


class AsrJsonDialect(PlacedDialect):
    """`speakers` are by the number of the cue; `lost` are the places of values that stand where text should.

    `looks` is what is stated of the look of a cue, by its number, `word_times` when a later word of it appears; `root`
    is the value of the file, None where there is none.
    """

    def __init__(
        self,
        times: dict[int, tuple[Span, Span]],
        speakers: dict[int, str],
        lost: list[Span],
        places: dict[int, WindowPlace],
        looks: dict[int, str],
        word_times: dict[int, str],
        root: Value | None,
    ) -> None:
        super().__init__(times, places)
        self.looks = looks
        self.word_times = word_times
        self.root = root
        self.speakers = speakers
        self.lost = lost

    def plain(self, raw: str) -> str:
        # Of a whole cue the document knows the text; what is asked for here is a part of one.
        return " ".join(strings(raw))
