"""What the fix profiles make of a timeline."""

from __future__ import annotations

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.delivery.profiles import PROFILES, Limits, Shaped, apply
from tests.growth import assert_linear
from tests.sampling import examples

_SAMPLE = (
    "a I the of Dr. U.S. 3.5 10 000 km yes, no; and but when house river mountain tomorrow... why? "
    "stop! - – — « » ¿qué? ♪ >> https://example.com/a/long/path/to/a/page <b> שלום עולם مرحبا؟ نعم "
    "👩‍👩‍👧‍👦 🇩🇪 e\u0301 \u0301 \u200f \u200b 東京 タワー 行きました。 「うん」 そうです、 我们 电影。 안녕하세요 한국어 \u3000 wörd"
)
_WORDS = _SAMPLE.split(" ")
_texts = st.lists(st.sampled_from(_WORDS), max_size=40).flatmap(
    lambda words: st.lists(
        st.sampled_from(" \n \t" + " " * 6), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(map("".join, zip(words, gaps, strict=True))))
)
_styles = st.sampled_from([Style(), Style(), Style(italic=True), Style(color="#ff0000")])
_runs = st.builds(
    Run,
    _texts | st.text(max_size=60),
    _styles,
    speaker=st.sampled_from(["", "", "Ann", "Bo"]),
    ruby=st.sampled_from(["", "", "", "ruby"]),
)

_places = st.sampled_from([Placement(), Placement(), Placement(vertical="top")])


@st.composite
def _timelines(draw: st.DrawFn) -> Timeline:
    events = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        start_ms = draw(st.integers(-1_000, 20_000))
        events.append(
            Event(
                start_ms,
                start_ms + draw(st.integers(-500, 9_000)),
                tuple(draw(st.lists(_runs, max_size=4))),
                draw(_places),
                draw(st.sampled_from(["", "x"])),
                draw(st.sampled_from([0, 0, 1])),
                draw(st.sampled_from([True, True, True, False])),
                number,
            )
        )
    return Timeline(tuple(events))


_limits = st.builds(
    Limits,
    st.sampled_from([42, 42, 24, 13, 1, 0]),
    st.sampled_from([2, 2, 1, 3, 0]),
    st.sampled_from([20, 4, 12.5, 0]),
    st.sampled_from([1000, 700, 0]),
    st.sampled_from([7000, 3000, 0]),
    st.sampled_from([0, 0, 80]),
    st.sampled_from(["en", "", "ja", "fr", "zh", "ko", "de"]),
)
_every = settings(
    max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck)
)


def _clusters(timeline: Timeline) -> list[str]:
    """The visible characters, by cue, white space aside."""
    found = []
    for event in timeline.events:
        for cluster in regex.findall(r"\X", event.text):
            bare = cluster.strip(" \t\n\u3000")
            if bare:
                found.append(f"{event.cue} {bare}")
    return sorted(found)


def _overlaps(timeline: Timeline) -> set[tuple[int, int]]:
    # What has no text covers nothing.
    shown = [
        event for event in timeline.events if event.end_ms > event.start_ms and event.text.strip()
    ]
    return {
        (min(one.cue, other.cue), max(one.cue, other.cue))
        for index, one in enumerate(shown)
        for other in shown[index + 1 :]
        if one.placement == other.placement
        and one.start_ms < other.end_ms
        and other.start_ms < one.end_ms
    }


@pytest.mark.slow
@_every
@given(_timelines(), _limits, st.sampled_from(PROFILES))
def test_a_profile_changes_nothing_in_its_own_result(
    timeline: Timeline, limits: Limits, profile: str
) -> None:
    once = apply(timeline, limits, profile)
    twice = apply(once.timeline, limits, profile)
    assert twice.timeline == once.timeline
    assert twice.changes == ()
    assert set(twice.remaining) == set(once.remaining)


@pytest.mark.slow
@_every
@given(_timelines(), _limits, st.sampled_from(PROFILES))
def test_every_visible_character_survives(timeline: Timeline, limits: Limits, profile: str) -> None:
    shaped = apply(timeline, limits, profile)
    assert _clusters(shaped.timeline) == _clusters(timeline)


@pytest.mark.slow
@_every
@given(_timelines(), _limits, st.sampled_from(PROFILES))
def test_no_overlap_is_made(timeline: Timeline, limits: Limits, profile: str) -> None:
    assert _overlaps(apply(timeline, limits, profile).timeline) <= _overlaps(timeline)


@pytest.mark.slow
@_every
@given(_timelines(), _limits)
def test_parts_of_a_cue_add_up_to_it(timeline: Timeline, limits: Limits) -> None:
    before = {
        event.cue: event
        for event in apply(timeline, limits, "layout-preserve-breaks").timeline.events
    }
    parts: dict[int, list[Event]] = {}
    for event in apply(timeline, limits, "auto-split-sentences").timeline.events:
        parts.setdefault(event.cue, []).append(event)
    for cue, found in parts.items():
        whole = before[cue]
        gaps_ms = limits.min_gap_ms * (len(found) - 1)
        shown_ms = sum(part.end_ms - part.start_ms for part in found)
        assert shown_ms + gaps_ms == whole.end_ms - whole.start_ms
        if len(found) > 1:
            assert all(part.end_ms - part.start_ms >= limits.min_ms for part in found)


@pytest.mark.slow
@_every
@given(_timelines(), _limits, st.sampled_from(PROFILES))
def test_what_is_no_dialogue_stays(timeline: Timeline, limits: Limits, profile: str) -> None:
    def signs(events: tuple[Event, ...]) -> list[Event]:
        return sorted((event for event in events if not event.dialogue), key=lambda each: each.cue)

    assert signs(apply(timeline, limits, profile).timeline.events) == signs(timeline.events)


def shape(
    profile: str, *events: tuple[int, int, str], min_gap_ms: int = 0, max_ms: int = 7_000
) -> Shaped:
    timeline = Timeline(
        tuple(
            Event(start_ms, end_ms, (Run(text),), cue=number)
            for number, (start_ms, end_ms, text) in enumerate(events, 1)
        ),
        "en",
    )
    return apply(timeline, Limits(max_ms=max_ms, min_gap_ms=min_gap_ms, language="en"), profile)


def times(shaped: Shaped) -> list[tuple[int, int]]:
    return [(event.start_ms, event.end_ms) for event in shaped.timeline.events]


def codes(shaped: Shaped) -> list[str]:
    return [change.code for change in shaped.changes]


LONG = "This line is so long that no two players will ever agree on where to break it."


def test_warn_only_changes_nothing() -> None:
    shaped = shape("warn-only", (3_000, 9_000, LONG), (0, 5_000, LONG))
    assert times(shaped) == [(3_000, 9_000), (0, 5_000)]
    assert (shaped.changes, shaped.remaining) == ((), ())


def test_cues_are_put_in_order_of_time() -> None:
    shaped = shape("layout-preserve-breaks", (3_000, 5_000, "b"), (0, 2_000, "a"))
    assert times(shaped) == [(0, 2_000), (3_000, 5_000)]
    assert codes(shaped) == ["cues_out_of_order"]


def test_breaks_are_kept_where_only_times_are_mended() -> None:
    shaped = shape("layout-preserve-breaks", (0, 9_000, LONG), (8_000, 10_000, "b\nc\nd"))
    assert [event.text for event in shaped.timeline.events] == [LONG, "b\nc\nd"]
    assert times(shaped) == [(0, 8_000), (8_000, 10_000)]
    assert codes(shaped) == ["overlapping_cues"]


@pytest.mark.parametrize("profile", [name for name in PROFILES if name != "warn-only"])
def test_a_cue_without_text_shortens_no_other(profile: str) -> None:
    shaped = shape(profile, (1_000, 5_000, "Hello there"), (2_000, 3_000, " "), (6_000, 7_000, "a"))
    assert times(shaped)[0] == (1_000, 5_000)
    assert shaped.remaining == ()


def test_an_overlap_that_leaves_too_little_stays_and_is_reported() -> None:
    shaped = shape("layout-preserve-breaks", (0, 3_000, "a"), (600, 3_000, "b"))
    assert times(shaped) == [(0, 3_000), (600, 3_000)]
    assert shaped.remaining == (("overlapping_cues", 2),)


def test_cues_at_different_places_may_overlap() -> None:
    events = (
        Event(0, 5_000, (Run("a"),)),
        Event(2_000, 4_000, (Run("b"),), Placement(vertical="top")),
    )
    shaped = apply(Timeline(events), Limits(), "layout-preserve-breaks")
    assert shaped.timeline.events == events
    assert shaped.remaining == ()


def test_a_gap_that_is_too_small_is_widened() -> None:
    shaped = shape("layout-preserve-breaks", (0, 2_990, "a"), (3_000, 5_000, "b"), min_gap_ms=80)
    assert times(shaped) == [(0, 2_920), (3_000, 5_000)]
    assert codes(shaped) == ["gap_too_small"]


def test_a_line_that_is_too_long_is_broken() -> None:
    shaped = shape("auto-split-sentences", (0, 6_000, LONG))
    assert shaped.timeline.events[0].text == (
        "This line is so long that no two players\nwill ever agree on where to break it."
    )
    assert codes(shaped) == ["line_too_long"]


def test_lines_that_fit_stay_as_their_author_broke_them() -> None:
    assert codes(shape("auto-split-sentences", (0, 6_000, "This is\nbroken badly."))) == []


def test_too_many_lines_are_made_fewer() -> None:
    shaped = shape("auto-split-sentences", (0, 6_000, "Where\nhave\nyou been?"))
    assert [event.text for event in shaped.timeline.events] == ["Where have you been?"]
    assert codes(shaped) == ["too_many_lines"]


def test_a_cue_that_is_too_fast_stays_longer_where_there_is_room() -> None:
    text = "x" * 40
    assert times(shape("auto-split-cps", (0, 1_000, text))) == [(0, 2_000)]
    assert times(shape("auto-split-sentences", (0, 1_000, text))) == [(0, 1_000)]


def test_a_cue_ends_before_the_next_one_and_is_reported_when_that_is_not_enough() -> None:
    shaped = shape(
        "auto-split-cps",
        (0, 1_000, "x" * 40),
        (1_500, 6_000, f"{'b ' * 20}\n{'b ' * 20}"),
        min_gap_ms=80,
    )
    assert times(shaped)[0] == (0, 1_420)
    assert codes(shaped) == ["reading_speed_high"]
    assert shaped.remaining == (("reading_speed_high", 1),)


def test_a_cue_without_free_time_is_joined_with_its_neighbour() -> None:
    cues = (0, 1_000, "x" * 40), (1_000, 3_000, "b")
    shaped = shape("auto-split-cps", *cues)
    assert [(event.start_ms, event.end_ms, event.text) for event in shaped.timeline.events] == [
        (0, 3_000, f"{'x' * 40} b")
    ]
    assert codes(shaped) == ["reading_speed_high"]
    assert shaped.remaining == ()


@pytest.mark.parametrize(
    "second",
    [
        {"placement": Placement(vertical="top")}, {"layer": 1}, {"dialogue": False}, {"identifier": "b"},
        {"end_ms": 7_001}, {"runs": (Run("b " * 40),)},
    ],
)  # fmt: skip
def test_cues_that_do_not_belong_together_are_not_joined(second: dict[str, object]) -> None:
    first = Event(0, 1_000, (Run("x" * 40),))
    other = Event(1_000, 3_000, (Run("b"),))._replace(**second)  # type: ignore[arg-type]
    timeline = Timeline((first, other))
    assert len(apply(timeline, Limits(), "auto-split-cps").timeline.events) == 2


def test_cues_are_not_joined_where_they_would_still_be_too_fast() -> None:
    cues = (0, 500, "x" * 40), (500, 1_000, "b" * 40), (1_000, 6_900, "c " * 20 + "\n" + "c " * 20)
    assert [event.text for event in shape("auto-split-cps", *cues).timeline.events] == [
        cue[2] for cue in cues
    ]


def test_cues_that_are_kept_are_not_joined() -> None:
    timeline = Timeline(
        (Event(0, 1_000, (Run("x" * 40),), cue=1), Event(1_000, 3_000, (Run("b"),), cue=2))
    )
    for kept, number in (((), 1), ((1,), 2), ((2,), 2)):
        assert len(apply(timeline, Limits(), "auto-split-cps", kept).timeline.events) == number


@pytest.mark.parametrize(("start_ms", "number"), [(2_500, 2), (2_501, 3)])
def test_cues_with_a_pause_between_them_are_not_joined(start_ms: int, number: int) -> None:
    fast = Event(start_ms, 2_600, (Run("x" * 40),))
    timeline = Timeline(
        (Event(0, 2_000, (Run("a"),)), fast, Event(2_600, 9_000, (Run("b"),), identifier="b"))
    )
    assert len(apply(timeline, Limits(), "auto-split-cps").timeline.events) == number


def test_a_cue_stays_no_longer_than_the_maximum() -> None:
    shaped = shape("auto-split-cps", (0, 1_000, "x" * 40), max_ms=1_700)
    assert times(shaped) == [(0, 1_700)]


def test_a_cue_is_extended_before_it_is_split() -> None:
    shaped = shape("auto-split-cps", (0, 1_500, f"{LONG} {LONG}"))
    assert len(shaped.timeline.events) == 2
    assert shaped.timeline.events[-1].end_ms >= len(LONG) * 2 * 50 - 100
    assert shaped.remaining == ()


def test_a_cue_that_is_first_made_longer_is_split_at_once() -> None:
    timeline = Timeline((Event(0, 1, (Run(f"a https://example.com/{'x' * 22} a"),), cue=1),))
    limits = Limits(cps=4, language="en")
    once = apply(timeline, limits, "auto-split-cps").timeline
    assert apply(once, limits, "auto-split-cps").timeline == once


def test_nothing_can_be_done_for_a_word_longer_than_a_line() -> None:
    shaped = shape("auto-split-sentences", (0, 6_000, "x" * 50))
    assert shaped.changes == ()
    assert shaped.remaining == (("line_too_long", 1),)


def test_a_japanese_cue_in_an_english_file_has_its_own_limit() -> None:
    event = Event(0, 6_000, (Run("昨日は友達と、新しい店に行きました。"),), cue=1)
    limits = Limits(language="en", columns_by_language={"ja": 13})
    shaped = apply(Timeline((event,)), limits, "auto-split-sentences")
    assert shaped.timeline.events[0].text == "昨日は友達と、\n新しい店に行きました。"


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError, match="auto-split-cps"):
        apply(Timeline(()), Limits(), "best")


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["word ", "言葉", "x", ". ", "- a\n", "\u200b", "? ", "a—b", "é ́ "]
)
def test_a_cue_of_many_characters_takes_linear_time(unit: str) -> None:
    def make(characters: int) -> Timeline:
        run = Run(unit * (characters // len(unit)))
        return Timeline((Event(0, characters * 1000, (run,)),))

    assert_linear(make, lambda timeline: apply(timeline, Limits(), "auto-split-cps"), 2_500)
