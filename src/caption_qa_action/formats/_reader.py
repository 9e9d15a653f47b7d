"""What a text comes to, cue by cue; and of formats with a cue on each line, how its lines are gone through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import plural

_LINE = r"([^\r\n]*)(?:\r\n|\r|\n|\Z)"


class Found:
    """What has been read of a text; `guessed` are the cues with a time that could not be read, or is not stated."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.guessed: set[int] = set()


class LineReader(Found):
    """Reads a text line by line."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._untimed: list[Span] = []

    def lines(self) -> Iterator[tuple[str, Span]]:
        """Each line without its end, and where it stands with it."""
        for match in re.finditer(_LINE, self.text):
            if match.start() < len(self.text):
                yield match[1], Span(*match.span())

    def add_blank(self, block: Span) -> None:
        """Blank lines go with the cue above them."""
        if self.cues and self.cues[-1].block_end == block.start:
            self.cues[-1].block_end = block.end
        else:
            self.blocks.append(Block("blank", block))

    def add_untimed(self, line: str, block: Span) -> None:
        """A line of no cue."""
        self._untimed.append(Span(block.start, block.start + len(line)))
        self.blocks.append(Block("junk", block))

    def name_untimed(self, fault: str) -> None:
        """The lines of no cue are one problem; `fault` says what they lack."""
        if self._untimed:
            span = Span(self._untimed[0].start, self._untimed[-1].end)
            message = f"{plural(len(self._untimed), 'line')} {fault}"
            self.problems.append(Problem("orphan_text", span, message))

    def end_with_the_next(self, cue: Cue) -> None:
        """A cue without an end is shown until the next one begins."""
        following = self.cues[cue.number] if cue.number < len(self.cues) else None
        if following and following.start_ms > cue.start_ms:
            cue.end_ms = following.start_ms
        else:
            cue.end_ms = cue.start_ms + GUESSED_MS
            self.guessed.add(cue.number)
