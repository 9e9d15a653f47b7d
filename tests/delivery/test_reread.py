"""What was written is read again, and each difference to what was meant has a name."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Loss, Placement, Run, Timeline
from caption_qa_action.delivery.reread import differences
from caption_qa_action.formats import FORMATS

TOP = Placement(vertical="top")
EVENTS = (
    Event(1000, 2000, (Run("One"),), cue=1),
    Event(3000, 4000, (Run("Two"),), cue=2),
    Event(5000, 6000, (Run("Three"),), cue=3),
)
MEANT = Timeline(EVENTS)


def unread(
    written: tuple[Event, ...],
    *named: str | Loss,
    meant: tuple[Event, ...] = EVENTS,
    target: str = "webvtt",
) -> tuple[Loss, ...]:
    """The differences between events that were meant and others that were written in their place."""
    text = FORMATS[target].write(Timeline(written)).text
    losses = [loss if isinstance(loss, Loss) else Loss(loss) for loss in named]
    return differences(Timeline(meant), text, target, losses)


def changed(number: int, **fields: object) -> tuple[Event, ...]:
    events = list(EVENTS)
    events[number - 1] = events[number - 1]._replace(**fields)  # type: ignore[arg-type]
    return tuple(events)


@pytest.mark.parametrize("target", ["srt", "webvtt", "ttml", "ass", "sbv", "json"])
def test_what_is_read_as_it_was_meant_has_no_difference(target: str) -> None:
    assert unread(EVENTS, target=target) == ()


@pytest.mark.parametrize("words", ["Tow", "Two more", "Twö"])
def test_other_text_is_a_loss_at_the_first_event_that_differs(words: str) -> None:
    assert unread(changed(2, runs=(Run(words),))) == (
        Loss("text that is read otherwise", 1, "Two", 2),
    )


@pytest.mark.parametrize("mark", ["Two!", "T w o", "«Two»"])
def test_only_letters_and_digits_are_compared(mark: str) -> None:
    meant = changed(2, runs=(Run(mark),))
    assert unread(EVENTS, meant=meant) == ()


def test_missing_events_are_counted() -> None:
    assert unread(EVENTS[:1]) == (Loss("text that is read otherwise", 2, "Two", 2),)
    assert unread(EVENTS[1:]) == (Loss("text that is read otherwise", 3, "One", 1),)
    assert unread((*EVENTS, EVENTS[0]._replace(start_ms=7000, end_ms=8000))) == (
        Loss("text that is read otherwise", 1, "One", 4),
    ), "the place is that of the event that is too many"


def test_the_look_of_a_loss_is_its_first_40_characters() -> None:
    meant = changed(1, runs=(Run("a" * 60),))
    (loss,) = unread(EVENTS, meant=meant)
    assert loss.shown == "a" * 40


@pytest.mark.parametrize(
    "field, value", [("start_ms", 2999), ("start_ms", 3001), ("end_ms", 3999), ("end_ms", 4001)]
)
def test_another_time_is_a_loss(field: str, value: int) -> None:
    written = changed(2, **{field: value})
    assert unread(written) == (Loss("time that is read otherwise", 1, "Two", 2),)
    both = (*written[:2], EVENTS[2]._replace(start_ms=5500))
    assert unread(both) == (Loss("time that is read otherwise", 2, "Two", 2),)


@pytest.mark.parametrize(
    "off, is_lost", [(4, False), (-5, False), (6, True), (-7, True), (40, True)]
)
def test_ass_rounds_to_hundredths(off: int, is_lost: bool) -> None:
    """The times of ASS are hundredths of a second: 5 ms off are rounded, more is another time."""
    for field in ("start_ms", "end_ms"):
        meant = changed(2, **{field: getattr(EVENTS[1], field) + off})
        text = FORMATS["ass"].write(MEANT).text
        found = differences(Timeline(meant), text, "ass", ())
        assert [loss.kind for loss in found] == ["time that is read otherwise"] * is_lost


@pytest.mark.parametrize("target", sorted(name for name in FORMATS if FORMATS[name].is_written))
def test_a_format_keeps_each_millisecond_or_its_page_says_how_far_off_it_is(target: str) -> None:
    format = FORMATS[target]
    starts = range(1000, 12_001, 1001)  # each last digit once
    events = [Event(start, start + 999, (Run("Word"),)) for start in starts]
    again = format.to_timeline(format.parse(Source.of(format.write(Timeline(tuple(events))).text)))
    pairs = zip(events, again.events, strict=True)
    off_ms = max(
        max(abs(one.start_ms - other.start_ms), abs(one.end_ms - other.end_ms))
        for one, other in pairs
    )
    page = FORMATS.module(target).__doc__ or ""
    assert off_ms == 0 or f"by {off_ms} ms at most" in page


def test_another_place_is_a_loss() -> None:
    meant = changed(2, placement=TOP)
    assert unread(EVENTS, meant=meant) == (Loss("placement", 1, "Two", 2),)
    assert unread(meant, meant=meant) == ()


def test_an_annotation_that_is_gone_is_a_loss() -> None:
    meant = changed(2, runs=(Run("Two", ruby="zwei"),))
    assert unread(EVENTS, meant=meant) == (Loss("ruby annotation", 1, "Two", 2),)


@pytest.mark.parametrize(
    "named, fields",
    [
        ("undecodable byte", {"runs": (Run("Zwei"),)}),
        ("ruby annotation", {"runs": (Run("Zwei"),)}),
        ("hidden cue", {"runs": (Run("Zwei"),)}),
        ("time out of range", {"start_ms": 2500}),
        ("cue too short for hundredths", {"end_ms": 3500}),
        ("ruby annotation", {"runs": (Run("Two", ruby="zwei"),)}),
        ("region", {"placement": TOP}),
        ("exact placement", {"placement": TOP}),
    ],
)  # fmt: skip
def test_what_a_loss_explains_is_no_second_loss(named: str, fields: dict[str, object]) -> None:
    meant = changed(2, **fields)
    assert unread(EVENTS, meant=meant), "without the name it is one"
    assert unread(EVENTS, named, meant=meant) == ()


@pytest.mark.parametrize("named", ["italic text", "comment", "speaker name", "margins"])
def test_what_is_another_thing_explains_nothing(named: str) -> None:
    meant = (
        EVENTS[0]._replace(placement=TOP), EVENTS[1]._replace(end_ms=4500),
        EVENTS[2]._replace(runs=(Run("Three", ruby="drei"),)),
    )  # fmt: skip
    kinds = [loss.kind for loss in unread(EVENTS, named, meant=meant)]
    assert kinds == ["time that is read otherwise", "ruby annotation", "placement"]
    other = changed(2, runs=(Run("Zwei"),))
    assert [loss.kind for loss in unread(EVENTS, named, meant=other)] == [
        "text that is read otherwise"
    ]


@pytest.mark.parametrize(
    ("loss", "is_explained"),
    [
        (Loss("undecodable byte", 2, cue=2), True),
        (Loss("undecodable byte", 2), True),
        (Loss("undecodable byte", 1, cue=2), False),
        (Loss("undecodable byte", 9, cue=3), False),
    ],
)
def test_a_loss_explains_as_many_differences_as_it_counts_from_its_cue_on(
    loss: Loss, is_explained: bool
) -> None:
    meant = (
        EVENTS[0],
        EVENTS[1]._replace(runs=(Run("Zwei"),)),
        EVENTS[2]._replace(runs=(Run("Drei"),)),
    )
    expected = () if is_explained else (Loss("text that is read otherwise", 2, "Zwei", 2),)
    assert unread(EVENTS, loss, meant=meant) == expected
    late = (EVENTS[0], EVENTS[1]._replace(end_ms=4400), EVENTS[2]._replace(end_ms=6400))
    timed = loss._replace(kind="time out of range")
    assert bool(unread(EVENTS, timed, meant=late)) == (not is_explained)


def test_events_that_are_missing_are_explained_one_by_one() -> None:
    lost = Loss("cue that is never shown", 1, cue=2)
    assert unread((EVENTS[0], EVENTS[2]), lost) == ()
    assert unread(EVENTS[:1], lost)[0].kind == "text that is read otherwise"
    assert unread(EVENTS[:1], lost._replace(number=2)) == ()
    assert unread(EVENTS[1:], lost)[0].kind == "text that is read otherwise"


def test_the_same_words_in_other_pieces_are_no_loss() -> None:
    together = (EVENTS[0]._replace(runs=(Run("One\nTwo"),)), EVENTS[2])
    assert unread(together) == ()


def test_events_without_words_are_left_aside() -> None:
    note = Event(2100, 2900, (Run("\N{EIGHTH NOTE}"),), cue=2)
    assert unread(EVENTS, meant=(EVENTS[0], note, *EVENTS[1:])) == ()


BILINGUAL = "\u05e9\u05dc\u05d5\u05dd!\nHello!"


@pytest.mark.parametrize(
    "text", [BILINGUAL, "Hello!\n\u05e9\u05dc\u05d5\u05dd!", "\u05e9\u05dc\u05d5\u05dd!"]
)
@pytest.mark.parametrize("target", ["srt", "webvtt", "ttml", "ass", "sbv", "json"])
def test_each_line_runs_in_the_direction_of_its_letters(target: str, text: str) -> None:
    meant = changed(2, runs=(Run(text),))
    assert unread(meant, meant=meant, target=target) == ()


def test_a_line_in_another_direction_is_a_loss() -> None:
    meant = changed(2, runs=(Run(BILINGUAL),))
    lost = (Loss("direction of the text", 1, BILINGUAL, 2),)
    script = FORMATS["ass"].write(Timeline(meant)).text
    assert ",54,-1\n" in script
    assert differences(Timeline(meant), script.replace(",54,-1\n", ",54,1\n"), "ass", ()) == lost
    whole = FORMATS["ttml"].write(Timeline(meant)).text
    for wrong in ('<span tts:direction="ltr" tts:unicodeBidi="embed">', ' tts:direction="rtl"'):
        assert wrong in whole
    flat = whole.replace(
        '<span tts:direction="ltr" tts:unicodeBidi="embed">Hello!</span>', "Hello!"
    )
    assert differences(Timeline(meant), flat, "ttml", ()) == lost
    bare = flat.replace(' tts:direction="rtl"', "")
    assert differences(Timeline(meant), bare, "ttml", ()) == lost
    assert (
        unread(changed(2, runs=(Run(BILINGUAL),), direction="rtl"), meant=meant, target="json")
        == lost
    )


@pytest.mark.parametrize("target", ["webvtt", "ttml", "ass", "json"])
@pytest.mark.parametrize(
    ("place", "other", "is_lost"),
    [
        (Placement(y_percent=40.0), Placement(y_percent=42.6), False),
        (Placement(y_percent=40.0), Placement(y_percent=42.8), True),
        (Placement("left", x_percent=30.0, y_percent=40.0), Placement("left", x_percent=31.4, y_percent=40.0), False),
        (Placement("left", x_percent=30.0, y_percent=40.0), Placement("left", x_percent=31.6, y_percent=40.0), True),
        (Placement(y_percent=80.0), Placement(), True),
        (Placement(row=1), Placement(), True),
        (Placement(row=1), Placement(row=2), True),
        (Placement(vertical="top", row=1), Placement(vertical="top"), True),
        (Placement("right"), Placement(), True),
        (Placement(vertical="top"), Placement(vertical="middle"), True),
    ],
)  # fmt: skip
def test_a_place_that_is_off_is_a_loss(
    place: Placement, other: Placement, is_lost: bool, target: str
) -> None:
    found = unread(changed(2, placement=other), meant=changed(2, placement=place), target=target)
    assert found == ((Loss("placement", 1, "Two", 2),) if is_lost else ())


@pytest.mark.parametrize("target", ["webvtt", "ttml", "ass", "json"])
def test_what_is_shown_together_in_another_order_is_a_loss(target: str) -> None:
    low, high = Placement(y_percent=80.0), Placement(y_percent=70.0)
    pair = (Event(0, 2000, (Run("One"),), low, cue=1), Event(0, 2000, (Run("Two"),), high, cue=2))
    turned = (pair[0]._replace(placement=high), pair[1]._replace(placement=low))
    assert unread(pair, meant=pair, target=target) == ()
    assert [loss.kind for loss in unread(turned, meant=pair, target=target)] == ["placement"]
