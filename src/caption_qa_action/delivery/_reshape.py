"""One event made to fit: its lines broken anew, its end later, its text shared among several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.breaking import TEARS_PHRASE
from caption_qa_action.core.cjk import WIDE
from caption_qa_action.core.reading import halves
from caption_qa_action.core.timeline import Event, Run
from caption_qa_action.delivery._chunks import Chunks, cut
from caption_qa_action.delivery._reader import Reader
from caption_qa_action.delivery.lines import Line, break_lines
from caption_qa_action.delivery.splitting import rebuilt, share, split

# Cues that are further apart than half a second are not joined: a viewer sees the pause. Our choice.
_CLOSE_MS = 500
# What has more lines or characters is no caption that somebody could read, and stays as it is. Our choice.
_MOST_LINES, _MOST_CHARACTERS = 200, 10_000
# A text that fits one cue becomes several, where sentences end in it, only if it is shown as long as two short cues
# usually are. Our choice, by captions that people broke: they end a cue at six of ten ends of sentences, and at four
# of ten where one side would be shown for less than a second.
_LEISURELY_MS = 2500
# Where a text is split anyway, a part that is shown for longer costs more. Our choice, by the same captions.
_LINGERING_MS = 3000
# Characters of which a text is as long as all together: no marks, joiners or flags, which make one of several. Of
# a wide one that is repeated, such as a dash, nobody knows whether a line may break in it.
_ADDITIVE = "[\0-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]*"
_REPEATED = r"([^\x00-\x7f])\1{7}"
# Where the number of its cue stands in an event.
_CUE = Event._fields.index("cue")


class Layouts:
    """What a reader makes of events, remembered: trials and rounds ask again about most events of a file."""

    __slots__ = ("reader", "_reshaped", "_joined", "_asked", "_fast", "_fits")

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        # By what events have beside the numbers of their cues, which change from round to round.
        self._reshaped: dict[tuple[object, ...], list[Event] | None] = {}
        self._joined: dict[tuple[object, ...], Event | None] = {}
        # By the identity of events, which are kept here with the answer: a trial has nearly all of the one before.
        self._asked: dict[tuple[int, int | None], tuple[Event, list[Event] | None]] = {}
        self._fast: dict[int, tuple[Event, bool]] = {}
        self._fits: dict[int, tuple[Event, bool]] = {}

    def fits(self, event: Event) -> bool:
        """Whether an event is neither too long nor gone too soon, so that nothing takes its place."""
        known = self._fits.get(id(event))
        if known is None:
            reader, text = self.reader, event.text
            fits = not (
                reader.long_lines(text)
                or reader.extra_lines(text)
                or (reader.speed and self.is_fast(event))
            )
            known = self._fits[id(event)] = event, fits
        return known[1]

    def reshape(self, event: Event, room_ms: int | None) -> list[Event] | None:
        """What takes the place of an event; None where it stays as it is, as one does that cannot be made better.

        `room_ms` is until when it could stay on screen, None when it must keep its times as one.
        """
        asked = self._asked.get((id(event), room_ms))
        if asked is None:
            parts = self._parts(event, room_ms)
            asked = self._asked[id(event), room_ms] = event, parts
        return asked[1]

    def _parts(self, event: Event, room_ms: int | None) -> list[Event] | None:
        if self.fits(event):
            return None
        key = event[:_CUE], event[_CUE + 1 :], room_ms
        if key not in self._reshaped:
            parts = _reshape(event, self.reader, room_ms)
            self._reshaped[key] = None if parts == [event] else parts
        known = self._reshaped[key]
        if known is None or known[0].cue == event.cue:
            return known
        return [part._replace(cue=event.cue) for part in known]

    def join(self, first: Event, second: Event) -> Event | None:
        """Two neighbours, one of which is too fast alone, as one event where both together are not; else None."""
        key = first[:_CUE], first[_CUE + 1 :], second[:_CUE], second[_CUE + 1 :]
        if key not in self._joined:
            self._joined[key] = _join(first, second, self.reader)
        joined = self._joined[key]
        return joined and joined._replace(cue=first.cue)

    def is_fast(self, event: Event) -> bool:
        """Whether an event is gone before it can be read."""
        known = self._fast.get(id(event))
        if known is None:
            known = self._fast[id(event)] = event, self.reader.is_fast(event)
        return known[1]


def _reshape(event: Event, reader: Reader, room_ms: int | None) -> list[Event]:
    text = event.text
    is_text = text.count("\n") < _MOST_LINES and len(text) <= _MOST_CHARACTERS
    if is_text and (reader.long_lines(text) or reader.extra_lines(text)):
        for parts in _layouts(event, reader, room_ms):
            made = _timed(event, parts, reader, room_ms)
            if made:
                return made
    return [_longer(event, reader, room_ms)]


def _join(first: Event, second: Event, reader: Reader) -> Event | None:
    apart = (
        not (first.dialogue and second.dialogue and first.runs and second.runs)
        or (first.placement, first.layer) != (second.placement, second.layer)
        or not 0 <= second.start_ms - first.end_ms <= _CLOSE_MS
        or second.identifier
    )
    shown_ms = second.end_ms - first.start_ms
    if apart or 0 < reader.max_ms < shown_ms:
        return None
    if not _may_fit(first.text + second.text, reader):
        return None
    if 0 < shown_ms < reader.needed_ms(_least(f"{first.text}\n{second.text}", reader.lines)):
        return None
    runs = (*first.runs, Run("\n", first.runs[-1].style), *second.runs)
    alone = _alone(runs, reader)
    if alone is None:
        return None
    joined = first._replace(end_ms=second.end_ms, runs=alone)
    return None if any(reader.faults(joined)) else joined


def _least(text: str, lines: int) -> str:
    """The least that is read of a text on so many lines (0: on any number), wherever these end.

    Blanks are not read where a line ends. Between wide characters there is none where two lines become one.
    """
    between = "" if WIDE.search(text) else " "
    joined = between.join(" ".join(line.split()) for line in text.split("\n"))
    return joined.replace(" ", "", lines - 1 if lines else -1)


def _may_fit(text: str, reader: Reader) -> bool:
    """Whether a text may be short enough for the lines of one cue; what is not known before it is cut may be."""
    width = reader.width_of(text)
    if not reader.lines or not width or not re.fullmatch(_ADDITIVE, text):
        return True
    if halves(reader.counted(text), "".join(text.split())) <= width * reader.lines:
        return True
    # A piece that is longer than a line has one of its own, which another limit may hold for.
    unbroken = WIDE.sub(" ", text).split()
    return not text.isascii() and (
        max(map(len, unbroken), default=0) * 2 > width or re.search(_REPEATED, text) is not None
    )


def _layouts(event: Event, reader: Reader, room_ms: int | None) -> Iterator[list[tuple[Run, ...]]]:
    """Ways to break a text, best first: one part where that is enough, else several."""
    runs = event.runs
    shown_ms = event.end_ms - event.start_ms
    for chunks, width in _chunks(runs, reader):
        lines = break_lines(chunks, width, reader.lines)
        if lines:
            if not reader.keeps_breaks and shown_ms >= _LEISURELY_MS:
                yield from _rather_several(event, chunks, lines, width, reader)
            alone = rebuilt(runs, chunks, lines)
            if _is_better(runs, [alone], reader):
                yield [alone]
            return
        if not _may_last(event, chunks, width, reader, room_ms):
            continue
        for found in _several(event, chunks, width, reader):
            parts = [rebuilt(runs, chunks, part) for part in found]
            if _is_better(runs, parts, reader):
                yield parts


def _may_last(
    event: Event, chunks: Chunks, width: int, reader: Reader, room_ms: int | None
) -> bool:
    """Whether the fewest parts that a text comes to could each be shown for the shortest time.

    Where not, the ways to share it need not be weighed.
    """
    if room_ms is None:
        return False
    part = width * max(1, reader.lines)
    parts = -(-sum(min(chunk.width, width) for chunk in chunks.chunks) // part)
    gap_ms = max(0, reader.min_gap_ms)
    latest_ms = max(event.end_ms, room_ms) if reader.speed else event.end_ms
    return parts * (max(1, reader.min_ms) + gap_ms) - gap_ms <= latest_ms - event.start_ms


def _rather_several(
    event: Event, chunks: Chunks, alone: list[Line], width: int, reader: Reader
) -> Iterator[list[tuple[Run, ...]]]:
    """The text of one cue as several, each of which ends with a sentence.

    They may end elsewhere if the one cue would be shown for too long, or break its lines inside a phrase.
    """
    breaks = chunks.breaks
    anywhere = 0 < reader.max_ms < event.end_ms - event.start_ms or any(
        breaks[line.last - 1].line >= TEARS_PHRASE for line in alone[:-1]
    )
    if not anywhere and not any(gap.sentence for gap in breaks):
        return
    for found in _several(event, chunks, width, reader):
        if anywhere or all(breaks[part[-1].last - 1].sentence for part in found[:-1]):
            parts = [rebuilt(event.runs, chunks, part) for part in found]
            if _is_better(event.runs, parts, reader):
                yield parts
        return


def _several(
    event: Event, chunks: Chunks, width: int, reader: Reader
) -> Iterator[list[list[Line]]]:
    """Ways to share a text among cues, best first."""
    shown_ms = event.end_ms - event.start_ms
    if shown_ms <= 0:
        return
    # A part has its share of the time by its length.
    length = sum(chunk.width for chunk in chunks.chunks)
    length += sum(gap.width for gap in chunks.breaks)
    shortest = length * (max(1, reader.min_ms) + max(0, reader.min_gap_ms)) / shown_ms
    lingering = length * _LINGERING_MS / shown_ms
    yield from split(chunks, width, reader.lines, shortest, lingering)


def _alone(runs: tuple[Run, ...], reader: Reader) -> tuple[Run, ...] | None:
    """The text broken anew as one cue; None when it does not fit into one."""
    for chunks, width in _chunks(runs, reader):
        lines = break_lines(chunks, width, reader.lines)
        if lines:
            return rebuilt(runs, chunks, lines)
    return None


def _chunks(runs: tuple[Run, ...], reader: Reader) -> Iterator[tuple[Chunks, int]]:
    """A text in chunks, and the width of its lines: by phrases, then, where it has wide text, finer."""
    text = "".join(run.text for run in runs)
    width = reader.width_of(text)
    if not width:
        return
    counted = reader.counted(text)
    words = counted if counted != reader.spoken else reader.words
    for tears_phrases in (False, True) if WIDE.search(text) else (False,):
        chunks = cut(
            runs,
            counted,
            words,
            width,
            keeps_breaks=reader.keeps_breaks,
            tears_phrases=tears_phrases,
        )
        yield chunks, width


def _is_better(runs: tuple[Run, ...], parts: list[tuple[Run, ...]], reader: Reader) -> bool:
    """Whether a layout has fewer faults, and would be made of its own parts again."""
    text = "".join(run.text for run in runs)
    long_lines = 0
    for part in parts:
        shown = "".join(run.text for run in part)
        long = reader.long_lines(shown)
        extra = reader.extra_lines(shown)
        long_lines += long
        if extra or (long and _alone(part, reader) != part):
            return False
    known = reader.long_lines(text)
    if long_lines == known:
        return len(parts) > 1 or reader.extra_lines(text) > 0
    return long_lines < known


def _timed(
    event: Event, parts: list[tuple[Run, ...]], reader: Reader, room_ms: int | None
) -> list[Event]:
    """The parts with their times; none when there is no time for them, or they would be too fast."""
    if len(parts) == 1:
        made = event._replace(runs=parts[0])
        longer = _longer(made, reader, room_ms)
        return [] if reader.is_fast(longer) and not reader.is_fast(event) else [longer]
    return [] if room_ms is None else _timed_parts(event, parts, reader, room_ms)


def _timed_parts(
    event: Event, parts: list[tuple[Run, ...]], reader: Reader, room_ms: int
) -> list[Event]:
    """Several parts with their times; none when there is no time for them."""
    texts = ["".join(run.text for run in part) for part in parts]
    gap_ms = max(0, reader.min_gap_ms)
    keep_speed = reader.speed or not reader.is_fast(event)
    floors_ms = [
        max(1, reader.min_ms, reader.needed_ms(text) if keep_speed else 0) + gap_ms
        for text in texts
    ]
    floors_ms[-1] -= gap_ms
    weights = list(map(reader.halves, texts))
    for end_ms, floors in _ends(event, floors_ms, reader, room_ms):
        times = share(event.start_ms, end_ms, weights, floors)
        made_parts = _events(event, parts, times, gap_ms) if times else []
        if made_parts and not _lasts_too_long(event, made_parts, reader):
            made_parts[-1] = _longer(made_parts[-1], reader, room_ms)
            return made_parts
    return []


def _ends(
    event: Event, floors_ms: list[int], reader: Reader, room_ms: int
) -> Iterator[tuple[int, list[int]]]:
    """When the last part could end, and what each part needs at least: best first."""
    gap_ms = max(0, reader.min_gap_ms)
    shortest = [max(1, reader.min_ms) + gap_ms] * len(floors_ms)
    shortest[-1] -= gap_ms
    if not reader.speed:
        yield event.end_ms, floors_ms
        return
    end_ms = max(event.end_ms, min(room_ms, event.start_ms + sum(floors_ms)))
    yield end_ms, floors_ms
    if reader.is_fast(event):
        yield end_ms, shortest
        # As late as it would end if it stayed whole, or another run would split it after all.
        yield _longer(event, reader, room_ms).end_ms, shortest


def _events(
    event: Event, parts: list[tuple[Run, ...]], times: list[int], gap_ms: int
) -> list[Event]:
    made: list[Event] = []
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        made.append(
            event._replace(
                start_ms=times[index],
                end_ms=times[index + 1] - (0 if last else gap_ms),
                runs=part,
                identifier="" if index else event.identifier,
            )
        )
    return made


def _lasts_too_long(event: Event, parts: list[Event], reader: Reader) -> bool:
    """Whether the parts stay longer than a cue may, though the event did not."""
    if reader.max_ms <= 0 or event.end_ms - event.start_ms > reader.max_ms:
        return False
    return any(part.end_ms - part.start_ms > reader.max_ms for part in parts)


def _longer(event: Event, reader: Reader, room_ms: int | None) -> Event:
    """An event that is too fast, ending later where there is room."""
    if not reader.speed or room_ms is None or not reader.is_fast(event):
        return event
    end_ms = min(room_ms, event.start_ms + reader.needed_ms(event.text))
    if reader.max_ms > 0:
        end_ms = min(end_ms, event.start_ms + reader.max_ms)
    return event._replace(end_ms=end_ms) if end_ms > event.end_ms else event
