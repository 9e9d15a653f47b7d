"""The cues of a TTML document as they are added: with the blocks between them they cover the text."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.xml import Element
from caption_qa_action.formats.ttml.intervals import is_timed
from caption_qa_action.formats.ttml.pictures import Picture
from caption_qa_action.formats.ttml.text import Piece, plain
from caption_qa_action.formats.ttml.time import Ms, fractions, hour_minutes, round_ms, seconds

# A cue that nothing ends lasts as long as the recording. The document does not state how long that is;
# it is taken to go on for so long after the last time that is known. Our own choice.
OPEN_END_MS = 10_000


class Shown(NamedTuple):
    """What a cue shows: its paragraph and its pictures, none where it is never visible.

    `unseen` are pieces of it that are never visible: a style hides them, or they are never active.
    With `is_whole`, its only picture stands for too many.
    """

    paragraph: Element
    pictures: tuple[Picture, ...]
    preserve: bool
    unseen: tuple[Piece, ...] = ()
    is_whole: bool = False


class Tiles:
    """Collects cues and the blocks between them, in the order of the file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.shown: list[Shown | Element] = []  # an element: all of it, as long as its cue
        self.plain: dict[int, str] = {}
        self.shown_spans: dict[int, tuple[Span, ...]] = {}
        self.guessed: set[int] = set()
        self._open_ends: list[Cue] = []
        self._end = 0
        self._latest = 0
        self._untimed: Element | None = None
        self._skip_blank = re.compile(r"[ \t\r\n]*+").match

    def add_plain_paragraph(self, p: Element, reference: Ms, limit: Ms | None) -> bool:
        """Add a paragraph of the most usual kind; False when it is of another.

        Nearly all paragraphs of a file pass here, and each call of a function would cost a tenth of the
        time: so it is long, and repeats in few words what `add` does for all kinds.
        """
        values = p.values
        if "dur" in values or "timeContainer" in values or "xml:space" in values:
            return False
        try:
            begin, end = values["begin"], values["end"]
            start_ms = hour_minutes[begin[:5]] + seconds[begin[5:9]] + fractions[begin[9:]]
            end_ms = hour_minutes[end[:5]] + seconds[end[5:9]] + fractions[end[9:]]
        except KeyError:
            return False
        if reference:
            if not isinstance(reference, int):
                return False
            start_ms += reference
            end_ms += reference
        if limit is not None and end_ms > limit:
            return False
        text, block_start, text_start, text_end = self.text, p.start, p.tag_end, p.close_start
        raw = text[text_start:text_end]
        if raw != raw.strip(" \t\r\n"):
            text_start += len(raw) - len(raw.lstrip(" \t\r\n"))
            raw = raw.strip(" \t\r\n")
            text_end = text_start + len(raw)
        number = len(self.cues) + 1
        if "<" not in raw and ("\n" in raw or "  " in raw or "\t" in raw or "\r" in raw):
            self.plain[number] = plain(raw)
        if self._end != block_start:
            self.add_block(block_start)
        block_end = p.end
        match = self._skip_blank(text, block_end)
        if match:
            block_end = match.end()
        self._end = block_end
        tag_start = min(block_start + 2 + len(p.raw_name), p.tag_end - 1)
        self.cues.append(
            Cue(
                number,
                values.get("xml:id", ""),
                start_ms,
                end_ms,
                block_start,
                tag_start,
                p.tag_end - 1,
                text_start,
                text_end,
                block_end,
            )
        )
        self.shown.append(p)
        if end_ms > self._latest or start_ms > self._latest:
            self._latest = max(start_ms, end_ms)
        return True

    def add(
        self,
        shown: Shown,
        timer: Element,
        begin: Ms | None,
        end: Ms | None,
        text: Span,
        block: Span,
    ) -> Cue:
        """Add a cue that `timer` times; its text and its block stand at two places of the file."""
        p = shown.paragraph
        text_start, text_end = text if shown.preserve else self._trim(*text)
        block_start, block_end = block
        self.add_block(block_start)
        match = self._skip_blank(self.text, block_end) if block_end == p.end else None
        if match:
            block_end = match.end()
        tag_end = timer.tag_end - 1
        tag_start = min(timer.start + 2 + len(timer.raw_name), tag_end)
        if block_start <= tag_start <= tag_end <= block_end:
            timing_start, timing_end = tag_start, tag_end
        else:
            timing_start = timing_end = block_start
        start_ms = round_ms(begin) if begin is not None else 0
        end_ms = round_ms(end) if end is not None else start_ms
        cue = Cue(
            len(self.cues) + 1,
            p.values.get("xml:id", ""),
            start_ms,
            end_ms,
            block_start,
            timing_start,
            timing_end,
            text_start,
            text_end,
            block_end,
        )
        self.cues.append(cue)
        self.shown.append(shown)
        self._end = block_end
        self._latest = max(self._latest, start_ms, end_ms)
        if begin is None:
            self.guessed.add(cue.number)
        elif end is None:
            self._open_ends.append(cue)
            if self._untimed is None:
                self._untimed = timer
        return cue

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """A range of the text without the white space at its edges."""
        text = self.text
        if start < end and text[start] in " \t\r\n":
            match = self._skip_blank(text, start, end)
            start = match.end() if match else start
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        return start, end

    def add_block(self, end: int) -> None:
        """Add what stands before a cue, or behind the last one, as a block."""
        start = self._end
        if start < end:
            kind = "markup" if self.cues else "header"
            if not self.text[start:end].strip(" \t\r\n"):
                kind = "blank"
            self.blocks.append(Block(kind, Span(start, end)))
            self._end = end

    def close(self) -> list[Problem]:
        """Cover the rest of the text, and end what nothing ends; what there is to report about that."""
        self.add_block(len(self.text))
        for cue in self._open_ends:
            cue.end_ms = self._latest + OPEN_END_MS
            self.guessed.add(cue.number)
        if self._untimed is None:
            return []
        missing = "end" if is_timed(self._untimed) else "begin and no end"
        message = f"text has no {missing}, on itself or on an element around it"
        if len(self._open_ends) > 1:
            message += f"; nothing ends {len(self._open_ends)} cues"
        return [Problem("ttml_untimed_content", self._untimed.start_tag_span, message)]
