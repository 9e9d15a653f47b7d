"""Cues made of pieces of text with times that stand anywhere in a file: in members of JSON, in attributes of XML."""

from __future__ import annotations

from itertools import pairwise

from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Block, Cue, Tag
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.formats._window_places import WindowPlace

# No cue stays longer that is put together here: Netflix, Timed Text Style Guide, General Requirements,
# https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617.
LIMIT_MS = 7000


class Time(NamedTuple):
    """A time in whole milliseconds, and where it stands; `is_guess` where it is no time as its file has them."""

    ms: int
    span: Span
    is_guess: bool = False


class Piece(NamedTuple):
    """A line, or with `is_word` a word, to be put into cues with others.

    `span` is where the text stands: from its first string to its last. `begin` is where the value begins
    that holds the text and the times. A word that is `glued` follows the one before it without a blank:
    punctuation, or a syllable. `channel` is the track of the recording it was heard in.
    `look` is what its file states of its look and nothing here reads, `word_time` when a later word of it appears, as
    it is written. A time is None where the file has none that can be read.
    """

    text: str
    span: Span
    begin: int
    start: Time | None
    end: Time | None
    is_word: bool = False
    glued: bool = False
    speaker: str = ""
    channel: str = ""
    place: WindowPlace = WindowPlace()
    look: str = ""
    word_time: str = ""


def may_append(piece: Piece, more: Piece) -> bool:
    """Whether text that states that it is added to a line begins while that line is shown, as far as times show."""
    return not (piece.end and more.start) or more.start.ms <= piece.end.ms


def appended(piece: Piece, more: Piece) -> Piece:
    """A line with text that is added to it while it is shown; it stays as long as the text that came last."""
    span = Span(piece.span.start, max(piece.span.end, more.span.end))
    times = piece.word_time or more.word_time or (f"{more.start.ms}" if more.start else "")
    return piece._replace(
        text=piece.text + more.text, span=span, end=more.end or piece.end, word_time=times
    )


def ended(piece: Piece, following: Time | None, problems: list[Problem]) -> Piece:
    """A piece whose end its file leaves open, as its form allows: it goes on to the next one, or is as long as a guess."""
    if piece.start is None or piece.end is not None:
        return piece
    start = piece.start.ms
    end, how = start + GUESSED_MS, f"it is taken for {GUESSED_MS} ms"
    if following is not None and following.ms > start:
        end = min(following.ms, start + LIMIT_MS)
        how = f"it is taken to go on to the next line, for {LIMIT_MS} ms at most"
    message = f"nothing states when this ends; {how}"
    problems.append(Problem("invalid_timestamp", piece.start.span, message, "open"))
    return piece._replace(end=Time(end, piece.start.span))


class PlacedCues:
    """The cues, the text and the speaker of each by its number, and where their times stand.

    `times` are those places by the offset at which the timing of a cue begins; `pieces` are where the
    words stand, `places` the windows of those that stand elsewhere than usual,
    `looks` what is stated of the look of those that have one, `word_times` of when a later word appears.
    """

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.plain: dict[int, str] = {}
        self.speakers: dict[int, str] = {}
        self.places: dict[int, WindowPlace] = {}
        self.looks: dict[int, str] = {}
        self.word_times: dict[int, str] = {}
        self.times: dict[int, tuple[Span, Span]] = {}
        self.pieces: list[Span] = []
        self.guessed: set[int] = set()
        self.problems: list[Problem] = []

    def add(self, group: list[Piece], text: str) -> Cue:
        """A cue of one line, or of words, with the text that it shows."""
        number = len(self.cues) + 1
        start = next((piece.start for piece in group if piece.start), None)
        end = next((piece.end for piece in reversed(group) if piece.end), None)
        start_ms, end_ms = self._times(number, start, end)
        begin = min(piece.begin for piece in group)
        places = [time.span for time in (start, end) if time]
        last = max((place.end for place in places), default=begin)
        if group[0].is_word:  # what stands between their times is more than times
            places = places[:1]
        place = Span(group[0].span.start, group[-1].span.end)
        timing = Span(
            min((place.start for place in places), default=begin),
            max((place.end for place in places), default=begin),
        )
        nowhere = Span(timing.start, timing.start)
        self.times[timing.start] = start.span if start else nowhere, end.span if end else nowhere
        end_offset = max(last, place.end)
        cue = Cue(number, "", start_ms, end_ms, begin, *timing, *place, end_offset)
        self.cues.append(cue)
        self.plain[number] = text
        self.pieces += [piece.span for piece in group]
        if group[0].speaker:
            self.speakers[number] = group[0].speaker
        if group[0].place != WindowPlace():
            self.places[number] = group[0].place
        if group[0].look:
            self.looks[number] = group[0].look
        if group[0].word_time:
            self.word_times[number] = group[0].word_time
        return cue

    def _times(self, number: int, start: Time | None, end: Time | None) -> tuple[int, int]:
        """When a cue starts and ends; a guess where the file does not state both."""
        before_ms = self.cues[-1].end_ms if self.cues else 0
        for time in (start, end):
            if time and time.ms < 0:
                self.guessed.add(number)
                message = f"a time is negative: {time.ms} ms"
                self.problems.append(Problem("negative_timestamp", time.span, message))
            if time and time.is_guess:
                self.guessed.add(number)
        if start and end:
            return start.ms, end.ms
        self.guessed.add(number)
        if start:
            return start.ms, start.ms + GUESSED_MS
        return (min(before_ms, end.ms), end.ms) if end else (before_ms, before_ms + GUESSED_MS)

    def tiles(self, length: int) -> list[Block]:
        """Let each cue reach to the next; what is before the first and after the last, as blocks."""
        cues = self.cues
        if not cues:
            return [Block("header", Span(0, length))] if length else []
        for cue, following in pairwise(cues):
            end = cue.block_end = following.block_start
            if cue.text_end > end or cue.timing_end > end:  # damage has put one into the other
                cue.text_start, cue.text_end = min(cue.text_start, end), min(cue.text_end, end)
                cue.timing_start, cue.timing_end = (
                    min(cue.timing_start, end),
                    min(cue.timing_end, end),
                )
        around = (Span(0, cues[0].block_start), Span(cues[-1].block_end, length))
        return [Block("header", span) for span in around if span.start < span.end]


class PlacedDialect:
    """The part of a dialect that is the same for all of them: where the times of a cue stand.

    `times` and `places` are those of `PlacedCues`. What a raw text shows is known to the document alone.
    """

    def __init__(
        self, times: dict[int, tuple[Span, Span]], places: dict[int, WindowPlace] | None = None
    ) -> None:
        self.times = times
        self.places = places or {}

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return self.places.get(cue.number, WindowPlace()).key

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        nowhere = Span(offset, offset)
        return self.times.get(offset, (nowhere, nowhere))
