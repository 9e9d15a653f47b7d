"""IMSC 1.1 text documents: read back by this package and by others as they were meant."""

from __future__ import annotations

import importlib
import re
from itertools import product
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats import ttml
from caption_qa_action.formats.ttml.writer import _NOT_PLAIN, _is_delicate
from tests.sampling import examples

TT = "{http://www.w3.org/ns/ttml}"
PLAIN = Timeline(
    (
        Event(1000, 2500, (Run("One & <two>\n- three"),), identifier="1", cue=1),
        Event(
            2500, 4000, (Run("big ", Style(bold=True)), Run("red", Style(color="#ff0000"))), cue=2
        ),
    ),
    "en",
)


def read_back(timeline: Timeline) -> Timeline:
    document = ttml.parse(Source.of(ttml.write(timeline).text))
    assert document.problems == []
    return ttml.to_timeline(document)


def shown(timeline: Timeline) -> list[tuple[int, int, str]]:
    return [(event.start_ms, event.end_ms, event.text) for event in timeline.events]


# What XML cannot hold is a loss, tested by itself.
CHARACTERS = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(32))) + "\ufffe\uffff"
)
TEXTS = st.text(CHARACTERS | st.sampled_from("\n\t <>&{}[]\"'-1"), min_size=1, max_size=40).filter(
    lambda text: text.strip(" \t\n") != ""
)
STYLES = st.builds(
    Style,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "#00ff7f"]),
)
RUNS = st.builds(Run, TEXTS, STYLES, st.sampled_from(["", "Ann", 'B <o> "b"']))
EVENTS = st.builds(
    lambda start, length, runs: Event(start, start + length, tuple(runs)),
    st.integers(0, 400_000_000),
    st.integers(1, 100_000),
    st.lists(RUNS, min_size=1, max_size=3),
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(EVENTS, max_size=4))
def test_any_text_and_time_comes_back(events: list[Event]) -> None:
    written = tuple(
        sorted(
            (event for event in events if not shows_nothing(event.text)),
            key=lambda event: event.start_ms,
        )
    )
    assert shown(read_back(Timeline(tuple(events), "en"))) == shown(Timeline(written, "en"))


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4))
def test_looks_and_speakers_come_back(runs: list[Run]) -> None:
    def characters(runs: tuple[Run, ...]) -> list[tuple[str, Style, str]]:
        return [
            (character, run.style, run.speaker)
            for run in runs
            for character in run.text
            if not character.isspace()
        ]

    runs = [*runs, Run("x")]  # a cue without text is left out
    [event] = read_back(Timeline((Event(0, 1000, tuple(runs)),))).events
    assert characters(event.runs) == characters(tuple(runs))


@pytest.mark.parametrize(
    "placement",
    [
        Placement(),
        Placement("left", "top"),
        Placement("right", "middle"),
        Placement("center", "top", 30.0, 25.0),
        Placement("left", "top", 12.5, 30.0),
        Placement(writing="rl"),
    ],
)
def test_a_place_comes_back(placement: Placement) -> None:
    [event] = read_back(Timeline((Event(0, 1000, (Run("x"),), placement),))).events
    assert event.placement._replace(vertical="", align="") == placement._replace(
        vertical="", align=""
    )
    assert placement.writing or event.placement == placement


def test_ruby_speaker_and_language_come_back() -> None:
    runs = (Run("漢字", ruby="かんじ", speaker="Ann"), Run("x", language="fr", speaker="Ann"))
    [event] = read_back(Timeline((Event(0, 1000, runs),), "ja")).events
    assert event.runs == runs


def test_the_document_says_what_it_is() -> None:
    root = ElementTree.fromstring(ttml.write(PLAIN).text)
    parameter = "{http://www.w3.org/ns/ttml#parameter}"
    assert root.tag == f"{TT}tt"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root.get(f"{parameter}timeBase") == "media"
    assert root.get(f"{parameter}contentProfiles") == (
        "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
    )
    assert [child.tag for child in root] == [f"{TT}head", f"{TT}body"]
    assert [p.get("begin") for p in root.iter(f"{TT}p")] == ["00:00:01.000", "00:00:02.500"]
    identifiers = re.findall('xml:id="([^"]*)"', ttml.write(PLAIN).text)
    assert len(identifiers) == len(set(identifiers))


def test_the_same_timeline_gives_the_same_bytes() -> None:
    assert ttml.write(PLAIN) == ttml.write(PLAIN)


def test_a_timeline_without_events_is_a_document() -> None:
    assert read_back(Timeline(())).events == ()


def test_what_xml_cannot_hold_is_a_loss() -> None:
    event = Event(-5, 1000, (Run("a\x00b\ud800c\x01"),), layer=2, identifier="a b", cue=7)
    written = ttml.write(Timeline((event,)))
    assert {loss.kind for loss in written.losses} == {
        "NUL character",
        "control character",
        "time out of range",
        "layer",
        "cue identifier",
    }
    assert {loss.cue for loss in written.losses} == {7}
    [read] = ttml.to_timeline(ttml.parse(Source.of(written.text))).events
    assert (read.start_ms, read.text) == (0, "a\ufffdb\ufffdc")


def test_ttconv_reads_the_same() -> None:
    reader: Any = pytest.importorskip("ttconv.imsc.reader", reason="ttconv is not installed")
    isd: Any = importlib.import_module("ttconv.isd")
    model: Any = importlib.import_module("ttconv.model")
    tree = ElementTree.ElementTree(ElementTree.fromstring(ttml.write(PLAIN).text))
    document = reader.to_model(tree)
    found = []
    for begin, picture in isd.ISD.generate_isd_sequence(document):
        text = ""
        for region in picture.iter_regions():
            for element in region.dfs_iterator():
                text += element.get_text() if isinstance(element, model.Text) else ""
                text += "\n" if isinstance(element, model.Br) else ""
        found.append((int(begin * 1000), text))
    assert found == [(0, ""), (1000, "One & <two>\n- three"), (2500, "big red"), (4000, "")]


@pytest.mark.filterwarnings("ignore")
def test_pycaption_reads_the_same() -> None:
    pycaption: Any = pytest.importorskip("pycaption", reason="pycaption is not installed")
    captions = pycaption.DFXPReader().read(ttml.write(PLAIN).text).get_captions("en")
    assert [(c.start // 1000, c.end // 1000, c.get_text()) for c in captions] == shown(PLAIN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שלום עולם.", True),
        ("مرحبا.", True),
        ("- 3 שלום, Ann", True),
        ("Ann: שלום", False),
        ("123 …", False),
        ("Grüße", False),
    ],
)
def test_text_that_runs_from_right_to_left_is_marked(text: str, expected: bool) -> None:
    written = ttml.write(Timeline((Event(1000, 2000, (Run(text),), cue=1),))).text
    assert ('tts:direction="rtl"' in written) == expected


def test_a_text_is_delicate_where_the_pattern_finds_something() -> None:
    """Which is asked only of texts that are not printable."""
    texts = (
        "".join(signs)
        for length in (1, 2, 3, 4)
        for signs in product("a \n\t\0\xa0", repeat=length)
    )
    for text in texts:
        assert _is_delicate(text) == (re.search(_NOT_PLAIN, text) is not None), repr(text)
