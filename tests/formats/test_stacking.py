"""What is shown together stands in its order, one above the other, in every format that can place text."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caption_qa_action.api import check_text
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Timeline
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import FORMATS, parse
from tests.sampling import WHOLE, examples

WRITTEN = sorted(name for name in FORMATS if FORMATS[name].is_written)
PLACED = ("ass", "json", "ttml", "webvtt")
# How high a row is, how far from the edges text stands, and whether the players of a format put what stands at an edge
# one above the other there: by the readers of each, apart from what the writers know.
ROWS = {
    "ass": 100 / 15,
    "ttml": 100 / 12,
    "webvtt": 5.33,
    "json": 5.33,
    "srt": 100 / 15,
    "sbv": 100 / 15,
}
EDGES = {"ass": 5.0, "ttml": 10.0, "webvtt": 0.0, "json": 0.0, "srt": 5.0, "sbv": 5.0}
# Two lines have room below so many rows of WebVTT.
MOST_ROWS = 16
NAMES_A_PLACE = {
    "exact placement", "placement", "place outside the picture", "position on the screen", "region", "vertical text",
}  # fmt: skip


def vtt(*cues: tuple[str, str], start: str = "00:01.000", end: str = "00:03.000") -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"{start} --> {end} {settings}\n{text}\n" for settings, text in cues
    )


def spans(text: str, format: str) -> dict[str, tuple[float, float]]:
    """From where to where the text of each event reaches, where all are shown together."""
    events = FORMATS[format].to_timeline(parse(Source.of(text), format)).events
    found: dict[str, tuple[float, float]] = {}
    taken: list[tuple[float, float]] = []
    for event in sorted(events, key=lambda event: event.start_ms):
        _, vertical, x, y, _, row = event.placement
        height = (event.text.count("\n") + 1) * ROWS[format]
        inset = row * 5.33 * (100 - 2 * EDGES[format]) / 100
        at = y
        if at is None:
            at = {"top": EDGES[format] + inset, "middle": 50.0}.get(
                vertical, 100 - EDGES[format] - inset
            )
        top = at - {"top": 0, "middle": height / 2}.get(vertical, height)
        # At the bottom, TTML puts the later one below, which its reader knows.
        avoids = ("top",) if format == "ttml" else ("top", "bottom")
        moves = format in ("webvtt", "json") or (
            x is None and y is None and not row and vertical in avoids
        )
        if moves:
            # A player of WebVTT tries the other way where text would leave the picture, and then gives up.
            ways = (vertical == "top", vertical != "top")[
                : 2 if format in ("webvtt", "json") else 1
            ]
            inside = (
                free
                for down in ways
                if -0.02 <= (free := moved(top, height, taken, down=down)) <= 100.02 - height
            )
            top = next(inside, top)
        if moves:
            taken.append((top, top + height))
        found[event.text] = top, top + height
    return found


def moved(top: float, height: float, taken: list[tuple[float, float]], *, down: bool) -> float:
    """Where text is that was moved in one direction until it covers nothing."""
    while True:
        covered = [span for span in taken if top < span[1] - 0.02 and span[0] < top + height - 0.02]
        if not covered:
            return top
        top = covered[0][1] if down else covered[0][0] - height


def assert_in_order(text: str, format: str, names: list[str]) -> None:
    """That texts stand one above the other, the first at the top."""
    found = spans(text, format)
    for upper, lower in itertools.pairwise(names):
        # A quarter of a row has no ink.
        assert found[upper][1] <= found[lower][0] + ROWS[format] / 4, (upper, lower, found)


STACKS = [
    ([("line:-1", "last"), ("line:-2", "last but one")], ["last but one", "last"]),
    ([("line:-2", "last but one"), ("line:-1", "last")], ["last but one", "last"]),
    ([("", "usual"), ("line:-2", "above")], ["above", "usual"]),
    ([("", "usual"), ("line:-3", "high")], ["high", "usual"]),
    ([("", "a\nb"), ("line:-3", "high")], ["high", "a\nb"]),
    ([("", "usual"), ("line:-3", "a\nb")], ["a\nb", "usual"]),
    (
        [("line:0", "first"), ("line:1", "second"), ("line:2", "third")],
        ["first", "second", "third"],
    ),
    (
        [("line:2", "third"), ("line:0", "first"), ("line:1", "second")],
        ["first", "second", "third"],
    ),
    ([("line:14", "14"), ("line:15", "15"), ("line:13", "13")], ["13", "14", "15"]),
    ([("line:80%", "eighty"), ("line:86%", "eighty-six")], ["eighty", "eighty-six"]),
    ([("line:85%,end", "above"), ("", "usual")], ["above", "usual"]),
    ([("", "one"), ("", "two"), ("", "three")], ["three", "two", "one"]),
    ([("line:80%", "one"), ("line:80%", "two")], ["one", "two"]),
    ([("line:50%,center", "middle"), ("line:56%,center", "below")], ["middle", "below"]),
    ([("line:-1 align:left", "left"), ("line:-2 align:right", "right")], ["right", "left"]),
    ([("line:0", "top"), ("", "bottom"), ("line:-2", "above")], ["top", "above", "bottom"]),
    # Where there is no room in one direction, browsers move the cue in the other one.
    ([("line:-1", "last"), ("line:17", "seventeenth")], ["seventeenth", "last"]),
    ([("line:0", "first"), ("line:-18", "a\nb")], ["first", "a\nb"]),
]


@pytest.mark.parametrize("target", PLACED)
@pytest.mark.parametrize(("cues", "names"), STACKS, ids=lambda value: str(value)[:60])
def test_rows_of_webvtt_stay_in_their_order(
    cues: list[tuple[str, str]], names: list[str], target: str
) -> None:
    document = parse(Source.of(vtt(*cues), "a.vtt"))
    written = convert(document, target)
    assert not written.losses
    assert_in_order(written.text, target, names)
    for other in PLACED:
        back = convert(parse(Source.of(written.text), target), other)
        assert_in_order(back.text, other, names)


@pytest.mark.parametrize("target", ["srt", "sbv"])
@pytest.mark.parametrize(("cues", "names"), STACKS, ids=lambda value: str(value)[:60])
def test_rows_that_a_format_cannot_hold_are_named(
    cues: list[tuple[str, str]], names: list[str], target: str
) -> None:
    written = convert(parse(Source.of(vtt(*cues), "a.vtt")), target)
    try:
        assert_in_order(written.text, target, names)
    except AssertionError:
        assert {loss.kind for loss in written.losses} & NAMES_A_PLACE


def test_what_overlaps_by_a_slip_of_timing_stays_where_it_is() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.200\none\n\n00:03.000 --> 00:05.000\ntwo\n"
    written = convert(parse(Source.of(text, "a.vtt")), "ttml")
    assert written.text.count("<region ") == 1


@pytest.mark.parametrize("target", ["ttml", "webvtt", "json"])
@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_what_makes_room_for_others_is_not_misplaced(lines: int, target: str) -> None:
    events = [
        Event(start, start + 2500, (Run("\n".join([name] * lines)),), cue=number)
        for number, (start, name) in enumerate([(0, "one"), (2000, "two"), (4000, "three")], 1)
    ]
    document = parse(Source.of(FORMATS["ass"].write(Timeline(tuple(events))).text), "ass")
    assert not {loss.kind for loss in convert(document, target).losses} & NAMES_A_PLACE


def imsc_findings(text: str) -> set[str]:
    return {
        item.code for item in check_text(text, "a.ttml").diagnostics if item.code.startswith("imsc")
    }


def shown(*texts: str, start_ms: int = 0) -> list[Event]:
    return [Event(start_ms, start_ms + 3000, (Run(text),)) for text in texts]


@pytest.mark.parametrize("number", range(1, 13))
def test_no_more_regions_are_shown_at_one_time_than_imsc_has(number: int) -> None:
    events = shown(*(f"text {each}" for each in range(number)))
    top = Event(500, 2500, (Run("top"),), Placement(vertical="top"))
    text = FORMATS["srt"].write(Timeline((*events, top))).text
    written = convert(parse(Source.of(text, "a.srt")), "ttml")
    assert not imsc_findings(written.text)
    assert bool({loss.kind for loss in written.losses} & NAMES_A_PLACE) is (number > 3)


@pytest.mark.parametrize("slips_ms", [(500, 100, 120), (100, 500, 120), (120, 100, 500)])
def test_regions_do_not_overlap_where_timing_slips(slips_ms: tuple[int, ...]) -> None:
    events = []
    start = 0
    for name, slip in zip(("one", "two", "three", "four"), (*slips_ms, 0), strict=True):
        events.append(Event(start, start + 2000 + slip, (Run(name),)))
        start += 2000
    text = FORMATS["webvtt"].write(Timeline(tuple(events))).text
    assert not imsc_findings(convert(parse(Source.of(text, "a.vtt")), "ttml").text)


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("place", ["", "line:0", "line:40%", "line:-3"])
def test_what_was_moved_apart_in_ttml_is_written_again_as_it_is_read(
    number: int, place: str
) -> None:
    cues = [vtt((place if each == 1 else "", f"text {each}")) for each in range(number)]
    stacked = "".join(cues).replace("WEBVTT\n", "")
    after = "\n00:03.000 --> 00:05.000\nthen\n\n00:06.000 --> 00:07.000\nalone\n"
    once = FORMATS["ttml"].write(read(f"WEBVTT\n{stacked}{after}", "webvtt")).text
    again = FORMATS["ttml"].write(read(once, "ttml")).text
    assert again == once


def read(text: str, format: str) -> Timeline:
    return FORMATS[format].to_timeline(parse(Source.of(text), format))


@pytest.mark.parametrize("y_percent", [0.5, 5.0, 99.5, 100.0])
@pytest.mark.parametrize("vertical", ["top", "middle", "bottom"])
def test_text_at_an_edge_stays_in_the_picture(vertical: str, y_percent: float) -> None:
    place = Placement("center", vertical, 10.0, y_percent)
    events = [*shown("one", "two"), Event(0, 3000, (Run("three"),), place)]
    text = FORMATS["ass"].write(Timeline(tuple(events))).text
    assert not imsc_findings(convert(parse(Source.of(text, "a.ass")), "ttml").text)


REGIONS = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><head><layout>{}</layout></head>'
    '<body><div><p region="a" begin="1s" end="3s">upper</p><p region="{}" begin="1s" end="3s">lower</p></div></body></tt>'
)


@pytest.mark.parametrize("target", ["ass", "json", "webvtt"])
@pytest.mark.parametrize("align", ["before", "center", "after"])
@pytest.mark.parametrize(
    "tops", [(10,), (75,), (84, 89.33), (79.33, 84.67), (5, 10.33), (10, 15.33)]
)
def test_paragraphs_of_ttml_stay_in_their_order(
    tops: tuple[float, ...], align: str, target: str
) -> None:
    height = 15 if len(tops) == 1 else 5.33
    regions = "".join(
        f'<region xml:id="{name}" tts:origin="10% {top}%" tts:extent="80% {height}%" tts:displayAlign="{align}"/>'
        for name, top in zip("ab", tops, strict=False)
    )
    document = parse(Source.of(REGIONS.format(regions, "ab"[len(tops) - 1]), "a.ttml"))
    assert_in_order(convert(document, target).text, target, ["upper", "lower"])


@pytest.mark.parametrize("target", ["ass", "json", "webvtt"])
@pytest.mark.parametrize("align", ["left", "center"])
def test_what_stands_above_the_usual_place_beside_it_stays_above(align: str, target: str) -> None:
    """A player of WebVTT would move it below: the cue in the usual place takes the whole row."""
    regions = (
        f'<region xml:id="a" tts:origin="10% 10%" tts:extent="80% 25%" tts:displayAlign="before" tts:textAlign="{align}"/>'
        '<region xml:id="b" tts:origin="10% 0%" tts:extent="90% 100%" tts:displayAlign="before" tts:textAlign="left"/>'
    )
    text = REGIONS.format(regions, "b").replace("upper", "first").replace("lower", "second")
    written = convert(parse(Source.of(text, "a.ttml")), target)
    assert_in_order(written.text, target, ["second", "first"])


@pytest.mark.parametrize("target", ["ass", "json", "webvtt"])
@pytest.mark.parametrize("edge", [10, 65])
def test_text_between_an_edge_of_ttml_and_the_picture_stays_there(edge: int, target: str) -> None:
    align, names = ("before", ["lower", "upper"]) if edge == 10 else ("after", ["upper", "lower"])
    beyond = 1.67 if edge == 10 else 90
    regions = (
        f'<region xml:id="a" tts:origin="10% {edge}%" tts:extent="80% 25%" tts:displayAlign="{align}"/>'
        f'<region xml:id="b" tts:origin="10% {beyond}%" tts:extent="80% 8.33%" tts:displayAlign="{align}"/>'
    )
    document = parse(Source.of(REGIONS.format(regions, "b"), "a.ttml"))
    assert_in_order(convert(document, target).text, target, names)


@pytest.mark.parametrize(
    ("preamble", "settings"),
    [("9470", ""), ("9440", " line:-2"), ("9140", " line:0"), ("91e0", " line:1")],
)
def test_rows_of_scc_are_counted_from_the_nearest_edge(preamble: str, settings: str) -> None:
    text = (
        f"Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420 94ae 94ae {preamble} {preamble} 4f6e e580 942f 942f\n\n"
        "00:00:05:00\t942c 942c\n"
    )
    (timing,) = re.findall(".*-->.*", convert(parse(Source.of(text, "a.scc")), "webvtt").text)
    assert timing.replace(" align:left", "").endswith(f"005{settings}")


ALIGNS = st.sampled_from(["left", "center", "right"])
EDGES_AND_MIDDLE = st.sampled_from(["top", "middle", "bottom"])


@st.composite
def placements(draw: st.DrawFn, align: str, x_percent: float | None) -> Placement:
    """A place in a column of the picture: at an edge, in a row from it, or exactly somewhere."""
    if draw(st.booleans()):
        return Placement(
            align, draw(st.sampled_from(["top", "bottom"])), x_percent, row=draw(st.integers(0, MOST_ROWS))
        )  # fmt: skip
    y = draw(st.one_of(st.none(), st.integers(0, 100).map(float)))
    return Placement(align, draw(EDGES_AND_MIDDLE), x_percent, y)


@st.composite
def crowds(draw: st.DrawFn) -> Timeline:
    """Events of which most are shown together, all in one column of the picture: those beside each other have no order."""
    events = []
    x_percent = draw(st.sampled_from([None, None, 50.0, 25.0]))
    align = draw(ALIGNS) if x_percent is None else "center"
    for number in range(1, draw(st.integers(2, 5)) + 1):
        start = draw(st.integers(0, 2)) * 1000
        text = "\n".join([f"text {number}"] * draw(st.integers(1, 2)))
        place = draw(placements(align, x_percent))
        events.append(Event(start, start + 3000, (Run(text),), place, cue=number))
    return Timeline(tuple(events), "en")


def shown_together(one: Event, other: Event) -> bool:
    return one.start_ms < other.end_ms - 250 and other.start_ms < one.end_ms - 250


def out_of_order(timeline: Timeline, source: str, target: str) -> list[tuple[str, str]]:
    """Of what is written in one format and converted: the texts of which the first stood above the second, and does not.

    None where a loss of places is named.
    """
    text = FORMATS[source].write(timeline).text
    document = parse(Source.of(text), source)
    written = convert(document, target)
    if {loss.kind for loss in written.losses} & NAMES_A_PLACE:
        return []
    events = FORMATS[source].to_timeline(document).events
    if not all(shown_together(*pair) for pair in itertools.combinations(events, 2)):
        return []
    before, after = spans(text, source), spans(written.text, target)
    # What covers another where it is placed exactly cannot be read there: a player of WebVTT moves it.
    covering = {
        name
        for pair in itertools.permutations(before, 2)
        if before[pair[0]][0] < before[pair[1]][1] - 0.02
        and before[pair[1]][0] < before[pair[0]][1] - 0.02
        for name in pair
    }
    return [
        (one, other)
        for one, other in itertools.permutations(
            [name for name in before if name not in covering], 2
        )
        if before[one][1] <= before[other][0] and after[one][1] > after[other][0] + ROWS[target] / 3
    ]


@pytest.mark.sampled(8)
@pytest.mark.parametrize(("source", "target"), list(itertools.permutations(WRITTEN, 2)))
def test_what_is_shown_together_stays_in_its_order_or_is_named(source: str, target: str) -> None:
    @settings(
        max_examples=200 if WHOLE else examples(8),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(crowds())
    def check(timeline: Timeline) -> None:
        assert not out_of_order(timeline, source, target)

    check()
