"""What was written, read again: each difference to what was meant is a loss with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from caption_qa_action.core.direction import line_directions, may_run_right_to_left
from caption_qa_action.core.document import Document
from caption_qa_action.core.revealed import has_words, words
from caption_qa_action.core.source import Source
from caption_qa_action.core.stacking import (
    ASS,
    TTML,
    WEBVTT,
    Screen,
    anchor,
    disordered,
    line_count,
    span_of,
    together,
)
from caption_qa_action.core.timeline import (
    ROW_PERCENT,
    Event,
    Loss,
    Placement,
    Timeline,
    nearest_anchor,
    physical,
)
from caption_qa_action.formats import FORMATS

# The losses that explain why text, a time, an annotation or a place is not read as it was meant.
_OF_TEXT = {
    "NUL character",
    "control character",
    "cue that is never shown",
    "cue too short for hundredths",
    "drawing",
    "hidden cue",
    "ruby annotation",
    "text that reads as a timing line",
    "text that reads as markup",
    "undecodable byte",
}
_OF_TIME = {"time out of range", "cue too short for hundredths", "cue that is never shown"}
_OF_RUBY = {"ruby annotation"}
_OF_DIRECTION = {"direction of the text"}
_OF_PLACE = {
    "exact placement",
    "place outside the picture",
    "placement",
    "position on the screen",
    "region",
    "screen coordinates",
    "vertical text",
}
_SCREENS = {"ttml": TTML, "ass": ASS, "srt": ASS, "sbv": ASS}
# What holds a place exactly; others name that they do not.
_EXACT = {"ttml", "ass", "webvtt", "json"}
# A character has about this width.
_MOST_ASIDE = 1.5
# Times are written in hundredths of a second there, rounded.
_ROUNDED_MS = {"ass": 5}
# Two events that are alike in the fields before this one, their times, runs and places, and in direction are read alike.
_LOOKED_AT = Event._fields.index("identifier")
# Without this, all lines run from left to right there, whatever their letters: a direction, and the encoding of a style
# that lets libass find it.
_DIRECTED_BY = {"ttml": "direction=", "ass": ",-1\n"}


def differences(
    timeline: Timeline,
    text: str,
    target: str,
    named: Sequence[Loss],
    *,
    known: Document | None = None,
) -> tuple[Loss, ...]:
    """What of a timeline is not read again from its text in a format, beside the losses that are named.

    `known` is the document of that text, where it has been read already. A loss explains as many differences as it
    counts, from its first cue on.
    """
    format = FORMATS[target]
    if known is None or known.source.text != text or known.format != target:
        known = format.parse(Source.of(text))
    again = known.once(format.to_timeline)
    before = [event for event in timeline.events if has_words(event.text)]
    after = [event for event in again.events if has_words(event.text)]
    rounded_ms = _ROUNDED_MS.get(target, 0)
    if format.traits.cues_in_any_order:
        # Cues that go back in time, as in files that were joined, are read in the order of time there.
        for events in before, after:
            events.sort(key=lambda event: (event.start_ms + rounded_ms) // (2 * rounded_ms or 1))
    if [event.text for event in before] != [event.text for event in after] and (
        "".join(words(event.text) for event in before)
        != "".join(words(event.text) for event in after)
    ):
        if _explain(named, _OF_TEXT, _other_text(before, after)):
            return ()
        return tuple(_first("text that is read otherwise", before, after, _text_differs))
    losses: list[Loss] = []
    if len(before) != len(after):
        return ()  # the same words in other pieces, as where captions that overlap are shown together
    misplaced = _misplaced(before, after, target)
    before, after = _unlike(before, after, text, target)

    def time_differs(one: Event, other: Event) -> bool:
        return (
            abs(one.start_ms - other.start_ms) > rounded_ms
            or abs(one.end_ms - other.end_ms) > rounded_ms
        )

    for kind, explained, differs in (
        ("time that is read otherwise", _OF_TIME, time_differs),
        ("ruby annotation", _OF_RUBY, _ruby_differs),
        ("direction of the text", _OF_DIRECTION, _direction_differs),
    ):
        found = [one for one, other in zip(before, after, strict=True) if differs(one, other)]
        if not _explain(named, explained, found):
            losses += _first(kind, before, after, differs)
    if misplaced and not _explain(named, _OF_PLACE, misplaced):
        losses.append(Loss("placement", len(misplaced), misplaced[0].text[:40], misplaced[0].cue))
    return tuple(losses)


def _unlike(
    before: list[Event], after: list[Event], text: str, target: str
) -> tuple[list[Event], list[Event]]:
    """The events that are not read exactly as they were meant, mostly few, and those that they were meant to be."""
    states_none = _DIRECTED_BY.get(target, "") not in text
    all_may_differ = states_none and may_run_right_to_left(text)
    unlike = [
        (one, other._replace(direction=other.direction or "ltr") if states_none else other)
        for one, other in zip(before, after, strict=True)
        if all_may_differ
        or one[:_LOOKED_AT] != other[:_LOOKED_AT]
        or one.direction != other.direction
    ]
    return [one for one, _ in unlike], [other for _, other in unlike]


def _explain(named: Sequence[Loss], kinds: set[str], differing: Sequence[Event] | None) -> bool:
    """Whether losses of some kinds explain that events differ; None where nobody can know which do."""
    explaining = [loss for loss in named if loss.kind in kinds]
    if not explaining or not differing:
        return bool(explaining)
    return len(differing) <= sum(loss.number for loss in explaining) and (
        min(loss.cue for loss in explaining) <= min(event.cue for event in differing)
    )


def _other_text(before: list[Event], after: list[Event]) -> list[Event] | None:
    """The events whose words are not read again; None where they are read in other pieces."""
    if len(before) == len(after):
        return [one for one, other in zip(before, after, strict=True) if _text_differs(one, other)]
    left = iter(before)
    missing: list[Event] = []
    for event in after:
        for one in left:
            if not _text_differs(one, event):
                break
            missing.append(one)
        else:
            return None
    return [*missing, *left]


def _first(
    kind: str, before: list[Event], after: list[Event], differs: Callable[[Event, Event], bool]
) -> Iterator[Loss]:
    """One loss with the number of events that differ, at the first of them."""
    found = [one for one, other in zip(before, after, strict=False) if differs(one, other)]
    number = len(found) + abs(len(before) - len(after))
    if number:
        first = found[0] if found else max(before, after, key=len)[min(len(before), len(after))]
        yield Loss(kind, number, first.text[:40], first.cue)


def _text_differs(one: Event, other: Event) -> bool:
    return one.text != other.text and words(one.text) != words(other.text)


def _ruby_differs(one: Event, other: Event) -> bool:
    return [words(run.ruby) for run in one.runs if run.ruby] != [
        words(run.ruby) for run in other.runs if run.ruby
    ]


def _direction_differs(one: Event, other: Event) -> bool:
    """Whether a line runs in another direction than was meant; where none is stated, its letters decide."""
    return any(
        letters and (one.direction or letters) != (other.direction or letters)
        for letters in line_directions(one.text)
    )


def _misplaced(before: list[Event], after: list[Event], target: str) -> list[Event]:
    """The events that stand elsewhere than was meant, in another order with others, or across them."""
    screen = _SCREENS.get(target, WEBVTT)
    wrong = disordered(before, after, screen)
    moved = {
        index
        for index, (one, other) in enumerate(zip(before, after, strict=True))
        if one.placement != other.placement
    }
    near = together(before) if moved and target in _EXACT else {}

    def rows_beside(index: int) -> int:
        """How many rows are beside or above an event that it may be moved away from."""
        return sum(line_count(before[other]) for other in near.get(index, ()))

    return [
        before[index]
        for index in sorted(wrong | moved)
        if index in wrong
        or (
            _is_off(before[index], after[index], screen, rows_beside(index))
            if target in _EXACT
            else nearest_anchor(before[index].placement) != nearest_anchor(after[index].placement)
        )
    ]


def _is_off(one: Event, other: Event, screen: Screen, rows_beside: int) -> bool:
    """Whether text in another place stands half a row or more from where it was meant, or further than what is beside it is high."""
    mine, theirs = physical(one.placement), physical(other.placement)
    if one.placement.writing:
        y = mine.y_percent, theirs.y_percent
    else:
        # Held at the same side, as the text may be held at another one of its sides when it is read again.
        span, side = span_of(one, screen), theirs.vertical
        at_side = {"top": span.top, "middle": sum(span) / 2}.get(side, span.bottom)
        exact = mine.y_percent is not None or mine.row
        y = at_side if exact else None, anchor(theirs, screen) if _is_exact(theirs) else None
    # Beside others it may be moved by its own row as well, where it would cross them.
    most = max(2, rows_beside) * screen.row if rows_beside else ROW_PERCENT / 2
    if (mine.row and not _is_exact(theirs)) or (theirs.row and not _is_exact(mine)):
        return True
    if y == (None, None) and mine.vertical != theirs.vertical:
        return True
    x = mine.x_percent, theirs.x_percent
    if x == (None, None) and mine.align != theirs.align:
        return True
    return _is_beyond(*y, theirs.vertical, most) or _is_beyond(*x, theirs.align, _MOST_ASIDE)


def _is_exact(placement: Placement) -> bool:
    return placement.y_percent is not None or bool(placement.row)


def _is_beyond(one: float | None, other: float | None, side: str, most: float) -> bool:
    """Whether two places at a side of a text are further apart than `most`; None is the usual one, somewhere at an edge."""
    if one is None and other is None:
        return False
    if one is None or other is None:
        known = one if other is None else other
        low, high = {"left": (0, 11), "top": (0, 11), "right": (89, 100), "bottom": (89, 100)}.get(
            side, (48, 52)
        )
        return known is not None and not low - most <= known <= high + most
    return abs(one - other) > most
