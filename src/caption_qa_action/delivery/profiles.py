"""The fix profiles: how far a timeline is mended before it is delivered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.language import primary
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural
from caption_qa_action.core.timeline import Event, Timeline
from caption_qa_action.core.words import guess_language
from caption_qa_action.delivery import _order
from caption_qa_action.delivery._reshape import Reader, join, reshape

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
    """A timeline as a profile leaves it.

    `remaining` are codes with the numbers of the cues in which they could not be mended. Cues are
    numbered as in the source (`Event.cue`), or by their place in the timeline where that is 0.
    """

    timeline: Timeline
    changes: tuple[Change, ...] = ()
    remaining: tuple[tuple[str, int], ...] = ()


def apply(
    timeline: Timeline,
    limits: Limits,
    profile: str,
    kept: Collection[int] = (),
    *,
    enforced: bool = False,
) -> Shaped:
    """The timeline mended as far as a profile goes. Raises UsageError for an unknown profile.

    `warn-only` changes nothing. `layout-preserve-breaks` puts the cues in order of time and ends
    them before the next one at their place. `auto-split-sentences` also breaks lines anew where
    they are too long or too many, and splits cues whose text is too long. `auto-split-cps` lets
    cues that are too fast stay longer, where there is room, and joins those that have none with a neighbour.
    With `enforced`, each of them meets lengths and speed; the breaks of `layout-preserve-breaks` then stay
    wherever their lines fit.

    Applied to its own result, a profile changes nothing. Events that are no dialogue stay as they
    are, and so do those of the cues `kept`, but for their order.
    """
    if profile not in PROFILES:
        raise UsageError(f'no fix profile "{profile}"; there are {", ".join(PROFILES)}')
    if profile == WARN_ONLY:
        return Shaped(timeline)
    numbered = [(event.cue or at, event) for at, event in enumerate(timeline.events, 1)]
    changes: list[Change] = []
    numbered = _in_order(numbered, changes)
    numbered = _without_overlaps(numbered, limits, changes, kept)
    remaining: list[tuple[str, int]] = _order.conflicts(numbered, limits.min_gap_ms)
    if profile != PRESERVE_BREAKS or enforced:
        reader = _reader(timeline, limits, speed=profile == SPLIT_CPS or enforced)
        reader = reader._replace(keeps_breaks=profile == PRESERVE_BREAKS)
        numbered = _reshaped(numbered, reader, changes, kept)
        numbered = _joined(numbered, reader, changes, kept)
        remaining += [(code, number) for number, event in numbered for code in _left(event, reader)]
    events = tuple(event for _, event in numbered)
    return Shaped(
        timeline if events == timeline.events else timeline._replace(events=events),
        tuple(changes),
        tuple(dict.fromkeys(remaining)),
    )


def _in_order(numbered: list[_order.Numbered], changes: list[Change]) -> list[_order.Numbered]:
    latest_ms: int | None = None
    for number, event in numbered:
        if latest_ms is not None and event.start_ms < latest_ms:
            changes.append(
                Change("cues_out_of_order", number, f"cue {number} is moved to its place in time")
            )
        else:
            latest_ms = event.start_ms
    return _order.by_start(numbered)


def _without_overlaps(
    numbered: list[_order.Numbered],
    limits: Limits,
    changes: list[Change],
    kept: Collection[int],
) -> list[_order.Numbered]:
    trimmed: list[_order.Numbered] = []
    ends_ms = _order.trimmed_ends(numbered, limits.min_ms, limits.min_gap_ms)
    for (number, event), (end_ms, next_start_ms) in zip(numbered, ends_ms, strict=True):
        if end_ms < event.end_ms and number not in kept:
            code = "overlapping_cues" if event.end_ms > next_start_ms else "gap_too_small"
            earlier_ms = event.end_ms - end_ms
            changes.append(Change(code, number, f"cue {number} ends {earlier_ms} ms earlier"))
            event = event._replace(end_ms=end_ms)
        trimmed.append((number, event))
    return trimmed


def _reader(timeline: Timeline, limits: Limits, *, speed: bool) -> Reader:
    spoken = primary(limits.language or timeline.language)
    words = spoken
    if not spoken:
        words = guess_language(_first_words(timeline.events))
    columns: Mapping[str, float] = {**limits.columns_by_language, spoken: limits.columns}
    cps: Mapping[str, float] = {**limits.cps_by_language, spoken: limits.cps}
    return Reader(
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
    reader: Reader,
    changes: list[Change],
    kept: Collection[int],
) -> list[_order.Numbered]:
    shaped: list[_order.Numbered] = []
    rooms_ms = _order.rooms(numbered, reader.min_gap_ms)
    for (number, event), room_ms in zip(numbered, rooms_ms, strict=True):
        if not event.dialogue or number in kept:
            shaped.append((number, event))
            continue
        parts = reshape(event, reader, room_ms)
        if parts != [event]:
            changes.extend(_changes(number, event, parts, reader))
        shaped.extend((number, part) for part in parts)
    return _order.by_start(shaped)


def _joined(
    numbered: list[_order.Numbered], reader: Reader, changes: list[Change], kept: Collection[int]
) -> list[_order.Numbered]:
    """The events, with those joined that are too fast alone and have no free time after them."""
    found: list[_order.Numbered] = []
    for number, event in numbered:
        while found and found[-1][0] not in kept and number not in kept:
            before, first = found[-1]
            one = join(first, event, reader)
            if one is None:
                break
            found.pop()
            changes.append(
                Change("reading_speed_high", before, f"cue {before} is joined with cue {number}")
            )
            number, event = before, one
        found.append((number, event))
    return found


def _left(event: Event, reader: Reader) -> Iterable[str]:
    """What is wrong with how an event still reads."""
    return reader.faults(event) if event.dialogue else ()


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
