"""Whether what a conversion names as lost is gone: each kind of loss against the source and what was written.

What a timeline holds is compared, letter by letter, between the source and what is read again. What no
timeline holds must stand in the source, where a person finds it: by how its format writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import ROW_PERCENT, Event, Loss, Run, Timeline, physical
from caption_qa_action.delivery.legal_times import ambiguous_times
from caption_qa_action.delivery.placed_words import place_words

# So many may be presented at one time (IMSC 1.1, 8.3).
MOST_REGIONS = 4


class Conversion(NamedTuple):
    """A document, what it shows, and what is read again of what was made of it."""

    document: Document
    before: Timeline
    after: Timeline


def marked(timeline: Timeline, value_of: Callable[[Run], object]) -> Counter[tuple[str, object]]:
    """How often each sign is shown with a mark of some value."""
    found: Counter[tuple[str, object]] = Counter()
    for event in timeline.events:
        for run in event.runs:
            value = value_of(run)
            if value:
                found.update((sign, value) for sign in run.text if not sign.isspace())
    return found


def of_runs(value_of: Callable[[Run], object]) -> Callable[[Conversion], bool]:
    """Whether signs have lost a mark."""
    return lambda each: bool(marked(each.before, value_of) - marked(each.after, value_of))


def of_events(value_of: Callable[[Event], object]) -> Callable[[Conversion], bool]:
    """Whether events have lost a value that they share with few."""

    def is_lost(each: Conversion) -> bool:
        before = Counter(value for event in each.before.events if (value := value_of(event)))
        return bool(before - Counter(map(value_of, each.after.events)))

    return is_lost


def times_differ(each: Conversion) -> bool:
    """Whether a moment that begins or ends something is gone, or text is shown that long no more."""
    return times(each.before.events) != times(each.after.events)


def times(events: Iterable[Event]) -> Counter[tuple[int, int]]:
    return Counter((event.start_ms, event.end_ms) for event in events if event.text.strip())


def text_differs(each: Conversion) -> bool:
    """Whether any sign of the text is another: blanks and line ends as well."""
    return [event.text for event in each.before.events if event.text.strip()] != [
        event.text for event in each.after.events if event.text.strip()
    ]


def in_source(*patterns: str) -> Callable[[Conversion], bool]:
    """Whether the source has what a kind of loss is about."""
    pattern = re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE | re.MULTILINE)
    return lambda each: pattern.search(each.document.source.text.replace("\r", "\n")) is not None


def stands_elsewhere(document: Document, timeline: Timeline) -> bool:
    """Whether the cues of a timeline stand in another order in their file."""
    numbers = dict.fromkeys(event.cue for event in timeline.events if event.cue)
    places = [document.cues[number - 1].text_start for number in numbers]
    return places != sorted(places)


def is_missing(each: Conversion) -> bool:
    """Whether a cue is read and never shown."""
    return not {cue.number for cue in each.document.cues} <= {
        event.cue for event in each.before.events
    }


def of_timing(each: Conversion) -> bool:
    return times_differ(each) or text_differs(each)


def is_crowded(each: Conversion) -> bool:
    """Whether more captions are shown at one time than TTML has regions for."""
    events = [event for event in each.before.events if event.text.strip()]
    return any(
        sum(event.start_ms <= moment.start_ms < event.end_ms for event in events) > MOST_REGIONS
        for moment in events
    )


def has_place(event: Event) -> object:
    return event.text and event.placement != type(event.placement)() and event.placement


# Whether there is what each kind names. A kind without a line fails.
IS_REAL: dict[str, Callable[[Conversion], bool]] = {
    # What a timeline holds.
    "bold text": of_runs(lambda run: run.style.bold),
    "italic text": of_runs(lambda run: run.style.italic),
    "underlined text": of_runs(lambda run: run.style.underline),
    "struck-out text": of_runs(lambda run: run.style.strike),
    "text colour": lambda each: (
        of_runs(lambda run: run.style.color)(each) or in_source("color=|\\\\[1c]?c&|\\{c:")(each)
    ),
    "transparency": lambda each: (
        of_runs(lambda run: run.style.color)(each) or in_source("opacity", r"\\[1-4]?a(?:lpha)?&")(each)
    ),
    "speaker name": of_runs(lambda run: run.speaker),
    "language of a passage": of_runs(lambda run: run.language),
    "ruby annotation": lambda each: (
        of_runs(lambda run: run.ruby)(each) or in_source("<rt\\b", "ruby")(each)
    ),
    "cue identifier": of_events(lambda event: event.identifier),
    "layer": of_events(lambda event: event.layer),
    "placement": lambda each: (
        of_events(has_place)(each)
        or is_crowded(each)
        or in_source(r"\{[op]:", 'placement="(?:left|right)')(each)
    ),
    "exact placement": lambda each: (
        of_events(has_place)(each) or in_source("ah=", "av=", "Position", " position=")(each)
    ),
    "vertical text": of_events(lambda event: event.placement.writing),
    "direction of the text": lambda each: (
        of_events(lambda event: event.direction)(each) or in_source("unicodeBidi", "direction=", r"\bdir\b")(each)
    ),
    "time out of range": times_differ,
    "end before the start": lambda each: any(
        event.end_ms < event.start_ms for event in each.before.events
    ),
    "time that can be read in two ways": lambda each: bool(ambiguous_times(each.document)),
    "time that cannot be read": lambda each: (
        bool(each.document.guessed) or bool(each.document.problems)
    ),
    "time that is read otherwise": times_differ,
    "cue too short for hundredths": times_differ,
    "cue that is never shown": lambda each: of_timing(each) or is_missing(each),
    "NUL character": lambda each: text_differs(each) or "\0" in each.document.source.text,
    "blank line": text_differs,
    "control character": lambda each: (
        text_differs(each)
        or in_source(r"[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")(each)
    ),
    "text that is read otherwise": text_differs,
    "text that reads as a timing line": text_differs,
    "text that reads as markup": text_differs,
    "undecodable byte": lambda each: (
        re.search("[\ud800-\udfff\ufffd]|(?i:\\\\ud[89a-f])|&#", each.document.source.text) is not None
        or each.document.source.binary
    ),
    # What stands in the source alone.
    "animation": in_source(r"\\t\(", r"\\fad", "<(?:\\w+:)?(?:set|animate)\\b"),
    "background colour": in_source("backgroundColor", "bo=", "Style:", r"\\[34]c&"),
    "caption of another channel": in_source("Scenarist_SCC"),
    "caption of another language": in_source("<p\\b[^>]*class"),
    "change of speaker": lambda each: any(
        len({run.speaker for run in event.runs}) > 1 for event in each.before.events
    ),
    "character set": in_source(r"\{h:"),
    "comment": lambda each: (
        in_source(r"^NOTE\b", r"^\ufeff?WEBVTT.*\w", "^[ \t\ufeff]*(?:;|!:|Comment:)", "<!--", r"\{[^\\}]", "^//")(each)
        or each.document.source.binary
    ),
    "cue without an end": lambda each: (
        in_source("<(?:\\w+:)?(?:p|span|div)\\b")(each)
        or bool(each.document.guessed)
        or any(problem.detail == "open" for problem in each.document.problems)
    ),
    "cue without text": of_events(lambda event: not event.text.strip(" \n\t\u00a0\u200b")),
    "drawing": in_source(r"\\p[1-9]"),
    "effect": in_source("Effect", r"\\(?:be|blur)"),
    "font": in_source("fontFamily", "font=", "fs=", "face=", r"\\fn", "Style:", r"\{f:"),
    "font size": in_source("fontSize", "sz=", "<(?:big|small|sub|sup|h[1-6])", "size=", r"\\fs", "Style:", r"\{s:"),
    "formatting code": in_source(r"\{[a-z]:"),
    "frame rate that is not stated": lambda each: each.document.format in ("microdvd", "spruce_stl", "stl"),
    "hidden cue": in_source(r"display", "visibility", "opacity", "region"),
    "hidden text": in_source("<"),
    "karaoke time": in_source(r"\\k"),
    "letters of an unknown code table": lambda each: each.document.format == "stl",
    "line that is no event": in_source(r"\S"),
    "margins": in_source("Margin"),
    "metadata": lambda each: (
        in_source("metadata", "<ttm:", "ttm:", "role", "title", "^Detect(?:ing|ed) language", r"^\[[a-z]{2,}:", r"^\ufeff?WEBVTT.*:", r"^\ufeff?WEBVTT.*\n.*[:=]")(each)
        # The titles of an EBU STL file stand in its first block.
        or bool(each.document.source.binary)
    ),
    "movement": in_source(r"\\move"),
    "order of the cues": lambda each: stands_elsewhere(each.document, each.before),
    "other styling": in_source("tts:", "ebutts:", "itts:", "style"),
    "outline": in_source("Outline", "et=", "strokeColor", "Shadow", "Style:", r"\\(?:bord|shad|x|y)"),
    "override tag": in_source(r"\\", r"\{"),
    "picture": in_source("image", "<img", "graphic", "^Picture:"),
    "place outside the picture": in_source(r"\\pos|\\move|origin|line:|position:"),
    "position on the screen": in_source("."),
    "region": in_source("region"),
    "screen coordinates": in_source("X1:"),
    "script information": in_source(r"^\["),
    "section of embedded files": in_source(r"\[(?:Fonts|Graphics)\]"),
    "sound": in_source("audio", "^Sound:"),
    "speaker name as written": in_source("<v"),
    "style class": in_source(r"<\w+\.", "class"),
    "style sheet": in_source("STYLE"),
    "text beside the times": in_source(
        "-->", r"\d,\d", r"^Dialogue:.*[^\W\d_]{2}", r"^(?:\d*\t)?[a-z]+\t", r'"(?:start|end)\w*":\s*"[a-z]'
    ),
    "text of no cue": in_source(r"\w"),
    "text shape": in_source("Style:", r"\\(?:fsc|fsp|fr|fa)"),
    "time map of a stream": in_source("X-TIMESTAMP-MAP"),
    "unread field": in_source('"', "="),
    "value that is no text": in_source('"'),
    "width of the text": in_source("size:"),
    "words beside the times": lambda each: place_words(each.document)[0] is not each.document,
    "word times": in_source(r"<\d", r"\S ?\[\d+:\d\d[.:]\d+\]", r"<\w*:?s(?:pan)?\b", "words", "tokens", "segs"),
}  # fmt: skip


def not_real(losses: Iterable[Loss], each: Conversion) -> list[Loss]:
    """The losses that are named and are none."""
    return [loss for loss in losses if loss.kind not in IS_REAL or not IS_REAL[loss.kind](each)]


# What has to be named where it is lost, each with the kinds that may name it.
_PLACES = {
    "placement",
    "exact placement",
    "position on the screen",
    "place outside the picture",
    "region",
}
_MUST_BE_NAMED: dict[str, set[str]] = {
    "bold text": {"bold text"},
    "italic text": {"italic text"},
    "underlined text": {"underlined text"},
    "struck-out text": {"struck-out text"},
    "text colour": {"text colour", "transparency"},
    "speaker name": {"speaker name", "change of speaker"},
    "language of a passage": {"language of a passage"},
    "ruby annotation": {"ruby annotation"},
    "layer": {"layer"},
    "vertical text": {"vertical text"},
}
_HELD = {
    **{kind: IS_REAL[kind] for kind in _MUST_BE_NAMED},
    # White is what captions usually have.
    "text colour": of_runs(lambda run: run.style.color[:7].replace("#ffffff", "")),
    "ruby annotation": of_runs(lambda run: run.ruby),
}


def unnamed(losses: Iterable[Loss], each: Conversion) -> list[str]:
    """The kinds of what is lost and not named, where the same text is shown in as many events."""
    named = {loss.kind for loss in losses}
    if text_differs(each):
        return []
    found = [
        kind for kind, naming in _MUST_BE_NAMED.items() if not naming & named and _HELD[kind](each)
    ]
    before, after = (
        [event for event in timeline.events if event.text.strip()]
        for timeline in (each.before, each.after)
    )
    if not named & _PLACES and any(
        place(one) != place(other) and not is_moved_apart(one, other, before)
        for one, other in zip(before, after, strict=True)
    ):
        found.append("placement")
    return found


def is_moved_apart(one: Event, other: Event, events: list[Event]) -> bool:
    """Whether text is no further from where it was than all that is shown together with it is high."""
    beside = [event for event in events if event is not one and overlap(event, one)]
    rows = sum(event.text.count("\n") + 1 for event in beside)
    sides = physical(one.placement), physical(other.placement)
    one_y, other_y = (
        {"top": 0.0, "middle": 50.0}.get(side.vertical, 100.0)
        if side.y_percent is None
        else side.y_percent
        for side in sides
    )
    # A row, and the distance from the edge, are the highest that a format has.
    return rows > 0 and abs(one_y - other_y) <= rows * 8.34 + 10


def overlap(one: Event, other: Event) -> bool:
    return one.start_ms < other.end_ms and other.start_ms < one.end_ms


def place(event: Event) -> tuple[str, str]:
    """Where in a grid of three by three something is shown."""
    align, vertical, x, y, _, row = physical(event.placement)
    if row:
        y = row * ROW_PERCENT if vertical == "top" else 100 - row * ROW_PERCENT
    if x is not None:
        align = "left" if x < 33 else "right" if x > 67 else "center"
    if y is not None:
        vertical = "top" if y < 33 else "bottom" if y > 67 else "middle"
    return align, vertical
