"""Two cues on the same place of the screen at the same time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from operator import attrgetter

from caption_qa_action.core.columns import are_apart
from caption_qa_action.core.diagnostic import Finding, Fix, Related, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import timecode
from caption_qa_action.rules._empty import empty_cues
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules.timing._times import SHORTEST_MS, end_fix, longer_ms

SEVERITY = Severity.WARNING

# A cue that covers more than these has a wrong time itself: one finding shows more than hundreds.
_MANY = 3


def check(
    document: Document,
    *,
    tolerance_ms: int = 0,
    tolerance_frames: int = 2,
    frame_rate: float = 24.0,
) -> Iterator[Finding]:
    """Cue that starts while another one is still shown at the same place.

    Cues are compared in order of time, each with every cue that is still on screen, not only with
    its neighbour in the file. The finding stands at the cue that starts later; a cue that covers more
    than three others is reported once, at itself. Three kinds are told
    apart: the cue starts before the other ends, it lies wholly inside the other, or both have the
    same times. Cues that touch, where one ends at the very moment the next starts, do not overlap. Cues
    at different places do not cover each other and are not reported: a WebVTT `line`, `position` or
    `region` setting, or `{\\an8}` in SRT. In ASS the layer, the alignment, the margins and `\\pos` tell places
    apart, and only dialogue is compared: drawings, karaoke and typeset signs may lie anywhere. Two
    languages in one file are two tracks, and may be shown together: the classes of SAMI, divisions of TTML in
    different languages, and in ASS styles whose texts are in different scripts or appear at the same times; so
    may the subtitles of a cumulative set of EBU STL. The lines of lyrics are sung by several voices, and may
    overlap. In ASS and TTML cues that go together are the lines of one caption: they stand below each other, as
    when two people speak or lines are added one by one. Chapters, descriptions and metadata may overlap. Of files that were
    joined, whose times count from a zero of their own, the cues of each are compared.

    ## Why
    Players treat overlapping cues differently: some stack them, some show only one, some print one
    over the other. Stacked cues jump when the first one goes. Upload services often reject them.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:03,400
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.
    ```

    ## Fix
    Ends the earlier cue where the later one starts, if at least one second of it remains and the
    later cue overlaps no third one. Unsafe: it changes timing, and two speakers may be meant. A cue that
    shows nothing covers nothing, and is left to `empty_cue`.

    ## Options
    - `tolerance_ms` (default 0): a cue may begin so long before the one above ends.
    - `tolerance_frames` (default 2): the same in frames; the longer of both counts. Our choice: programs that
      round times to frames, or join cues by speech, overlap them by a frame or two, which nobody sees. With
      0 for both, every overlap is reported; presets that ask for a gap between cues do so.
    - `frame_rate` (default 24): the frames a second by which `tolerance_frames` is counted.

    ## Sources
    - FCC, 47 CFR 79.1(j)(2)(iv): lines of captions shall not overlap one another,
      https://www.ecfr.gov/current/title-47/section-79.1
    - WebVTT, section 4.1: cues may overlap, a cue is active from its start up to but not at its
      end, https://www.w3.org/TR/webvtt1/#webvtt-cue-timings
    """
    if are_apart(document) or not is_read(document) or document.traits.holds_lyrics:
        return
    allowed_ms = longer_ms(tolerance_ms, tolerance_frames, frame_rate)
    if not _may_overlap(document.dialogue, allowed_ms):
        return
    from caption_qa_action.core.joined_files import timelines

    for track in document.by_track(document.dialogue):
        if _may_overlap(track, allowed_ms):
            for cues in timelines(document, track):
                yield from _overlaps(document, cues, allowed_ms)


def _may_overlap(cues: list[Cue], allowed_ms: int) -> bool:
    latest_ms = -1 << 62
    for cue in cues:
        if cue.start_ms < latest_ms:
            return True
        end_ms = cue.end_ms - allowed_ms
        if end_ms > latest_ms:
            latest_ms = end_ms
    return False


def _overlaps(document: Document, dialogue: list[Cue], allowed_ms: int) -> Iterator[Finding]:
    cues = [cue for cue in dialogue if cue.end_ms > cue.start_ms]
    ignored = {cue.number for cue in empty_cues(document)}.union(document.guessed)
    if ignored:
        cues = [cue for cue in cues if cue.number not in ignored]
    cues.sort(key=attrgetter("start_ms"))
    cues = _that_meet(cues)
    active = _Active(document)
    stacks = document.traits.stacks_cues
    pairs: list[tuple[Cue, Cue, int]] = []
    covered: dict[int, int] = {}
    for cue in cues:
        other, others = active.add(cue)
        if other is None or (stacks and cue.end_ms == other.end_ms):
            continue
        if _together_ms(cue, other) > allowed_ms:
            pairs.append((cue, other, others))
            covered[other.number] = covered.get(other.number, 0) + 1
    reported: set[int] = set()
    for cue, other, others in pairs:
        number = covered[other.number]
        if number <= _MANY:
            yield Finding(
                cue.timing_span,
                _message(cue, other),
                None if others > 1 else _fix(document, cue, other),
                (Related(other.timing_span, f"cue {other.number} is shown until here"),),
            )
        elif other.number not in reported:
            reported.add(other.number)
            yield Finding(
                other.timing_span,
                f"cue {other.number} is shown until {timecode(other.end_ms)}, "
                f"together with {number} cues after it",
                _fix(document, cue, other),
                (Related(cue.timing_span, f"cue {cue.number} is the first of them"),),
            )


def _that_meet(cues: list[Cue]) -> list[Cue]:
    """Of cues in order of their starts those that begin while another is shown, or are shown while one begins."""
    found: list[Cue] = []
    before, until_ms = None, -1 << 62
    for cue in cues:
        if cue.start_ms < until_ms:
            if before is not None and (not found or found[-1] is not before):
                found.append(before)
            found.append(cue)
        if cue.end_ms > until_ms:
            until_ms = cue.end_ms
        before = cue
    return found


class _Active:
    """The cues still on screen: of each place the two that stay longest.

    Where anything overlaps, the cue that stays longest does; the second shows whether others do
    too. So each cue costs the same, however many are shown at once. Places are looked up only while
    something is shown together, since nearly all cues of a file stand alone.
    """

    __slots__ = ("document", "alone", "alone_until_ms", "places")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.alone: Cue | None = None
        self.alone_until_ms = -1
        self.places: dict[str, tuple[Cue, Cue | None]] = {}

    def add(self, cue: Cue) -> tuple[Cue | None, int]:
        """The cue that overlaps this one for longest, and how many do: 0, 1, or 2 for more."""
        if cue.start_ms >= self.alone_until_ms:
            self.alone, self.alone_until_ms = cue, cue.end_ms
            self.places.clear()
            return None, 0
        if self.alone is not None:
            self.places[self.document.placement(self.alone)] = (self.alone, None)
            self.alone = None
        self.alone_until_ms = max(self.alone_until_ms, cue.end_ms)
        return self._add_to_place(cue)

    def _add_to_place(self, cue: Cue) -> tuple[Cue | None, int]:
        place = self.document.placement(cue)
        first, second = self.places.get(place, (None, None))
        if first is None or first.end_ms <= cue.start_ms:
            self.places[place] = (cue, None)
            return None, 0
        others = 1
        if second is not None and second.end_ms > cue.start_ms:
            others = 2
        if cue.end_ms > first.end_ms:
            self.places[place] = (cue, first)
        elif second is None or cue.end_ms > second.end_ms:
            self.places[place] = (first, cue)
        return first, others


def _have_same_times(cue: Cue, other: Cue) -> bool:
    return cue.start_ms == other.start_ms and cue.end_ms == other.end_ms


def _together_ms(cue: Cue, other: Cue) -> int:
    """How long both are shown. A cue that lies inside the other is shown with it for all of its time."""
    if cue.end_ms <= other.end_ms:
        return sys.maxsize
    return other.end_ms - cue.start_ms


def _message(cue: Cue, other: Cue) -> str:
    if _have_same_times(cue, other):
        return f"cue {cue.number} has the same times as cue {other.number}: both for {cue.duration_ms} ms"
    if cue.end_ms <= other.end_ms:
        return (
            f"cue {cue.number} lies inside cue {other.number}: "
            f"both are shown for {cue.duration_ms} ms"
        )
    overlap_ms = other.end_ms - cue.start_ms
    return f"cue {cue.number} starts {overlap_ms} ms before cue {other.number} ends"


def _fix(document: Document, cue: Cue, other: Cue) -> Fix | None:
    if cue.start_ms - other.start_ms < SHORTEST_MS:
        return None
    return end_fix(document, other, cue.start_ms, f"end cue {other.number} earlier")
