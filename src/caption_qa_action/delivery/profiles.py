"""The fix profiles: how far a timeline is mended before it is delivered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.language import primary
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural
from caption_qa_action.core.timeline import Event, Timeline
from caption_qa_action.core.words import guess_language
from caption_qa_action.delivery import _order
from caption_qa_action.delivery._reader import Reader, ReadingLimits
from caption_qa_action.delivery._reshape import Layouts

WARN_ONLY = "warn-only"
PRESERVE_BREAKS = "layout-preserve-breaks"
SPLIT_SENTENCES = "auto-split-sentences"
SPLIT_CPS = "auto-split-cps"
# From the one that changes least to the one that changes most.
PROFILES = (WARN_ONLY, PRESERVE_BREAKS, SPLIT_SENTENCES, SPLIT_CPS)

_SAMPLE_WORDS = 600


class Limits(NamedTuple):
    """What a timeline is mended to fit; 0 switches a limit off.

    `columns` and `cps` are in the unit of `language`, a BCP 47 tag: full-width characters in
    Japanese, Korean and Chinese, else characters. The tables, by language subtag, are for cues that
    are written in one of these three within a file of another language.
    """

    columns: int = 42
    lines: int = 2
    cps: float = 20
    min_ms: int = 1000
    max_ms: int = 7000
    min_gap_ms: int = 0
    language: str = ""
    columns_by_language: Mapping[str, int] = {}
    cps_by_language: Mapping[str, float] = {}


class Change(NamedTuple):
    """What was mended: the code of the rule that asks for it, the number of the cue, and how."""

    code: str
    cue: int
    message: str


class Shaped(NamedTuple):
    """A timeline as a profile leaves it, and its events with the numbers of their cues.

    Cues are numbered as in the source (`Event.cue`), or by their place in the timeline where that is 0.
    """

    timeline: Timeline
    changes: tuple[Change, ...] = ()
    numbered: tuple[_order.Numbered, ...] = ()
    min_gap_ms: int = 0
    reader: Reader | None = None

    @property
    def remaining(self) -> tuple[tuple[str, int], ...]:
        """Codes with the numbers of the cues in which they could not be mended."""
        found = _order.conflicts(self.numbered, self.min_gap_ms)
        if self.reader is not None:
            faults = self.reader.faults
            found += [
                (code, number)
                for number, event in self.numbered
                if event.dialogue
                for code in faults(event)
            ]
        return tuple(dict.fromkeys(found))


class Shaper:
    """Mends timelines to fit some limits; what was made of an event is remembered from one to the next."""

    __slots__ = ("enforced", "limits", "profile", "_layouts", "_sorted")

    def __init__(self, limits: Limits, profile: str, *, enforced: bool = False) -> None:
        """Raises UsageError for an unknown profile."""
        if profile not in PROFILES:
            raise UsageError(f'no fix profile "{profile}"; there are {", ".join(PROFILES)}')
        self.limits = limits
        self.profile = profile
        self.enforced = enforced
        self._layouts: Layouts | None = None
        self._sorted: _Sorted | None = None

    def _layouts_for(self, timeline: Timeline) -> Layouts | None:
        """How the texts of a timeline are laid out; None where they keep their lines."""
        if self.profile in (WARN_ONLY, PRESERVE_BREAKS) and not self.enforced:
            return None
        limits = _reading(timeline, self.limits, speed=self.profile == SPLIT_CPS or self.enforced)
        limits = limits._replace(keeps_breaks=self.profile == PRESERVE_BREAKS)
        known = self._layouts
        return known if known and known.reader.limits == limits else Layouts(Reader(limits))

    def in_order(self, timeline: Timeline) -> Shaped:
        """The timeline in order of time, and nothing else of it changed: as where all cues are kept."""
        known = self._sorted_of(timeline)
        return _shaped(timeline, known.numbered, known.changes)

    def _sorted_of(self, timeline: Timeline) -> _Sorted:
        if self._sorted is None or self._sorted.timeline is not timeline:
            self._sorted = _Sorted(timeline, self.limits)
            self._layouts = self._layouts_for(timeline)
        return self._sorted

    def apply(self, timeline: Timeline, kept: Collection[int] = ()) -> Shaped:
        """The timeline mended as far as the profile goes.

        `warn-only` changes nothing. `layout-preserve-breaks` puts the cues in order of time and ends
        them before the next one at their place. `auto-split-sentences` also breaks lines anew where
        they are too long or too many, and splits cues whose text is too long. `auto-split-cps` lets
        cues that are too fast stay longer, where there is room, and joins those that have none with a neighbour.
        With `enforced`, each of them meets lengths and speed; the breaks of `layout-preserve-breaks` then stay
        wherever their lines fit.

        Applied to its own result, a profile changes nothing. Events that are no dialogue stay as they
        are, and so do those of the cues `kept`, but for their order.
        """
        if self.profile == WARN_ONLY:
            return Shaped(timeline)
        known = self._sorted_of(timeline)
        changes = list(known.changes)
        numbered = _without_overlaps(known, changes, kept)
        layouts = self._layouts
        if layouts is not None:
            numbered = _reshaped(numbered, layouts, changes, kept)
            numbered = _joined(numbered, layouts, changes, kept)
        reader = None if layouts is None else layouts.reader
        return _shaped(timeline, numbered, changes, self.limits.min_gap_ms, reader)


def _shaped(
    timeline: Timeline,
    numbered: Sequence[_order.Numbered],
    changes: Sequence[Change],
    min_gap_ms: int = 0,
    reader: Reader | None = None,
) -> Shaped:
    """A timeline with events in place of its own; itself where they are the same."""
    events = tuple([event for _, event in numbered])
    made = timeline if events == timeline.events else timeline._replace(events=events)
    return Shaped(made, tuple(changes), tuple(numbered), min_gap_ms, reader)


def apply(
    timeline: Timeline,
    limits: Limits,
    profile: str,
    kept: Collection[int] = (),
    *,
    enforced: bool = False,
) -> Shaped:
    """One timeline mended as far as a profile goes. Raises UsageError for an unknown profile."""
    return Shaper(limits, profile, enforced=enforced).apply(timeline, kept)


class _Sorted:
    """The events of a timeline in order of time, and those that would end earlier, before the next one.

    Of these `shorter` has the place in that order, the event as it would be, and the change.
    """

    __slots__ = ("timeline", "numbered", "changes", "shorter")

    def __init__(self, timeline: Timeline, limits: Limits) -> None:
        self.timeline = timeline
        numbered = [(event.cue or at, event) for at, event in enumerate(timeline.events, 1)]
        self.changes = list(_moves(numbered))
        self.numbered = _order.by_start(numbered)
        ends_ms = _order.trimmed_ends(self.numbered, limits.min_ms, limits.min_gap_ms)
        self.shorter = list(_shorter(self.numbered, ends_ms))


def _moves(numbered: list[_order.Numbered]) -> Iterator[Change]:
    """The events that are not in order of time."""
    latest_ms: int | None = None
    for number, event in numbered:
        if latest_ms is not None and event.start_ms < latest_ms:
            message = f"cue {number} is moved to its place in time"
            yield Change("cues_out_of_order", number, message)
        else:
            latest_ms = event.start_ms


def _shorter(
    numbered: list[_order.Numbered], ends_ms: list[tuple[int, int]]
) -> Iterator[tuple[int, Event, Change]]:
    """The events that would end earlier; `ends_ms` has that end for each, and the start of the next one."""
    for at, ((number, event), (end_ms, next_start_ms)) in enumerate(
        zip(numbered, ends_ms, strict=True)
    ):
        if end_ms < event.end_ms:
            code = "overlapping_cues" if event.end_ms > next_start_ms else "gap_too_small"
            message = f"cue {number} ends {event.end_ms - end_ms} ms earlier"
            yield at, event._replace(end_ms=end_ms), Change(code, number, message)


def _without_overlaps(
    known: _Sorted, changes: list[Change], kept: Collection[int]
) -> list[_order.Numbered]:
    trimmed = list(known.numbered)
    for at, event, change in known.shorter:
        if change.cue not in kept:
            trimmed[at] = change.cue, event
            changes.append(change)
    return trimmed


def _reading(timeline: Timeline, limits: Limits, *, speed: bool) -> ReadingLimits:
    spoken = primary(limits.language or timeline.language)
    words = spoken
    if not spoken:
        words = guess_language(_first_words(timeline.events))
    columns: Mapping[str, float] = {**limits.columns_by_language, spoken: limits.columns}
    cps: Mapping[str, float] = {**limits.cps_by_language, spoken: limits.cps}
    return ReadingLimits(
        spoken,
        words,
        columns,
        limits.columns,
        max(0, limits.lines),
        cps,
        limits.cps,
        limits.min_ms,
        limits.max_ms,
        limits.min_gap_ms,
        speed,
    )


def _first_words(events: tuple[Event, ...]) -> list[str]:
    """Some words of a timeline: as many, however its text is shared among events."""
    words: list[str] = []
    for event in events:
        words.extend(event.text.split())
        if len(words) >= _SAMPLE_WORDS:
            break
    return words[:_SAMPLE_WORDS]


def _reshaped(
    numbered: list[_order.Numbered],
    layouts: Layouts,
    changes: list[Change],
    kept: Collection[int],
) -> list[_order.Numbered]:
    shaped: list[_order.Numbered] = []
    rooms_ms = _order.rooms(numbered, layouts.reader.min_gap_ms)
    fits, reshape = layouts.fits, layouts.reshape
    for each, room_ms in zip(numbered, rooms_ms, strict=True):
        number, event = each
        if fits(event) or not event.dialogue or number in kept:  # as most do
            shaped.append(each)
            continue
        parts = reshape(event, room_ms)
        if parts is None:
            shaped.append(each)
            continue
        changes.extend(_changes(number, event, parts, layouts.reader))
        shaped.extend((number, part) for part in parts)
    return _order.by_start(shaped)


def _joined(
    numbered: list[_order.Numbered], layouts: Layouts, changes: list[Change], kept: Collection[int]
) -> list[_order.Numbered]:
    """The events, with those joined that are too fast alone and have no free time after them."""
    if not layouts.reader.speed:
        return numbered
    is_fast = layouts.is_fast
    found: list[_order.Numbered] = []
    last_is_fast = False
    for each in numbered:
        number, event = each
        this_is_fast = is_fast(event)
        while found and (this_is_fast or last_is_fast):
            before, first = found[-1]
            one = None if before in kept or number in kept else layouts.join(first, event)
            if one is None:
                break
            found.pop()
            changes.append(
                Change("reading_speed_high", before, f"cue {before} is joined with cue {number}")
            )
            number, event = each = before, one
            this_is_fast = is_fast(event)
            last_is_fast = bool(found) and is_fast(found[-1][1])
        found.append(each)
        last_is_fast = this_is_fast
    return found


def _changes(number: int, event: Event, parts: list[Event], reader: Reader) -> list[Change]:
    """What has become of an event, in words."""
    changes: list[Change] = []
    later_ms = parts[-1].end_ms - event.end_ms
    if later_ms:
        code = "reading_speed_high" if reader.is_fast(event) else "duration_too_short"
        changes.append(Change(code, number, f"cue {number} ends {later_ms} ms later"))
    if parts[0].runs != event.runs:
        faults = [code for code in reader.faults(event) if code != "reading_speed_high"]
        code = faults[0] if faults else "line_too_long"
        if len(parts) > 1:
            changes.append(Change(code, number, f"cue {number} is split into {len(parts)} cues"))
        else:
            lines = plural(parts[0].text.count("\n") + 1, "line")
            changes.append(Change(code, number, f"cue {number} is broken anew into {lines}"))
    return changes
