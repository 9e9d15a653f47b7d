"""Nothing is lost without a name where captions are delivered; see test_conversions for which files.

What a preset makes of a file depends on its output, the markup it carries and how it names speakers: of the
presets that agree in these, each file takes one in turn, with every fix profile. In a usual run one profile.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from caption_qa_action import config
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import GUESSES, Event, Loss
from caption_qa_action.delivery.placed_words import PLACED_WORDS, place_words
from caption_qa_action.delivery.process import Delivery
from caption_qa_action.delivery.profiles import PROFILES, WARN_ONLY
from caption_qa_action.engines.bundled import process as engine
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load, names
from tests.captions import Caption
from tests.conservation.covering import (
    lacking,
    not_covered,
    uncovered,
    uncovered_in_some_order,
)
from tests.conservation.plain_reading import knows, letters, read
from tests.conservation.sample import FILES
from tests.delivery.delivering import LANGUAGE
from tests.sampling import WHOLE


def alike() -> list[list[str]]:
    """The presets in groups of those that deliver the same, but for what is mended for reading."""
    groups: dict[object, list[str]] = defaultdict(list)
    for name in names():
        preset = load(name)
        groups[preset.output, preset.markup, preset.speaker].append(name)
    return list(groups.values())


GROUPS = alike()
# What stands beside the times becomes text where a delivery says so.
_ADDED = GUESSES[PLACED_WORDS]
# A larger file takes minutes, and has nothing that the others have not.
_MOST_BYTES = 1_000_000


class Once:
    """A function of the engine that is asked once about a file, whatever the fix profile.

    What it is given by name it only needs not find out again.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._known: dict[object, tuple[object, Any]] = {}

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        key = tuple(each if isinstance(each, str | bytes) else id(each) for each in arguments[:-1])
        if key not in self._known:
            # What has an identity is kept, lest another gets it.
            self._known[key] = arguments, self._function(*arguments, **named)
        return self._known[key][1]


@functools.cache
def in_force(preset: str) -> config.Configuration:
    return config.load(LANGUAGE._replace(preset=preset), isolated=True)


def deliveries(caption: Caption, preset: str, profiles: Iterable[str]) -> Iterator[Delivery]:
    """What a preset makes of a file with some fix profiles."""
    settings = in_force(preset).settings_for(caption.name)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("mend", "check_document", "read_document"):
            patch.setattr(engine, name, Once(getattr(engine, name)))
        for profile in profiles:
            yield engine.process_bytes(caption.name, caption.data, settings, load(preset), profile)


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_deliveries_name_what_they_lose(caption: Caption) -> None:
    if len(caption.data) > _MOST_BYTES:
        pytest.skip("has more of the same cues")
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS:
        pytest.skip("is in no known format")
    to_timeline = FORMATS[document.format].to_timeline
    events = to_timeline(document).events
    with_placed = to_timeline(place_words(document)[0]).events
    turn = sum(caption.id.encode())
    for at, group in enumerate(GROUPS):
        preset = group[turn % len(group)]
        profiles = PROFILES if WHOLE else (PROFILES[(at + turn) % len(PROFILES)],)
        found = deliveries(caption, preset, profiles)
        for profile, delivery in zip(profiles, found, strict=True):
            if delivery.output:
                says_so = any(_ADDED in fix.message for fix in delivery.report.fixes)
                shown = with_placed if says_so else events
                _check(document, shown, delivery, (preset, profile))


# Captions with words on a timing line, and one whose text a bare `<` hides.
BESIDE = {
    "a.srt": "1\n00:00:01,000 --> 00:00:03,000 first words\nmore\n\n2\n00:00:05,000 --> 00:00:07,000\nafter\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000 first words\nmore\n\n00:05.000 --> 00:07.000\nafter\n",
    "a.sbv": "0:00:01.000,0:00:03.000 first words\nmore\n\n0:00:05.000,0:00:07.000\nafter\n",
}
HIDING = "WEBVTT\n\n00:02.000 --> 00:03.500\nI <3 this\n"


@pytest.mark.parametrize("preset", [group[0] for group in GROUPS])
@pytest.mark.parametrize("name", BESIDE)
def test_words_beside_times_are_delivered_once_and_said_to_be(name: str, preset: str) -> None:
    caption = Caption(name, name, BESIDE[name].encode())
    document = parse(decode(name, caption.data))
    placed = FORMATS[document.format].to_timeline(place_words(document)[0]).events
    for delivery in deliveries(caption, preset, [WARN_ONLY]):
        assert any(_ADDED in fix.message for fix in delivery.report.fixes)
        assert delivery.output.count("first words") == 1
        _check(document, placed, delivery, (preset, WARN_ONLY))


@pytest.mark.parametrize("preset", [group[0] for group in GROUPS])
def test_words_behind_a_bare_sign_are_delivered_as_they_stand(preset: str) -> None:
    caption = Caption("a.vtt", "a.vtt", HIDING.encode())
    document = parse(decode("a.vtt", caption.data))
    events = FORMATS["webvtt"].to_timeline(document).events
    for delivery in deliveries(caption, preset, [WARN_ONLY]):
        _check(document, events, delivery, (preset, WARN_ONLY))
        assert "hidden text" in {fix.loss for fix in delivery.report.fixes} or (
            "<3 this" in delivery.output
        )


def _check(
    document: Document, events: tuple[Event, ...], delivery: Delivery, what: tuple[str, str]
) -> None:
    format = delivery.format
    fixes = [fix for fix in delivery.report.fixes if not fix.aided]
    losses = [Loss(fix.loss, fix.places, cue=fix.cue) for fix in fixes if fix.loss]
    kinds = {loss.kind for loss in losses}
    if "<rt>" in kinds:
        # Without the tags an annotation stands in the text.
        events = tuple(_with_annotations(event) for event in events)
    found = _read(delivery.output, format)
    # Where a preset enforces reading, its output is put in order and mended for reading as well.
    adapted = load(what[0]).enforces_reading and what[1] != WARN_ONLY
    if any("the speaker's name is written" in fix.message for fix in fixes):
        assert not not_covered(lacking(events, found), losses), what
    elif adapted or FORMATS[format].traits.cues_in_any_order:
        assert not uncovered_in_some_order(events, found, losses), what
    else:
        assert not uncovered(events, found, losses), what
    if format == document.format and not adapted and "time out of range" not in kinds:
        # What is edited in place keeps its times, but for those that nobody could read.
        after = parse(Source.of(delivery.output), format)
        if not document.guessed and not any("time" in fix.message for fix in delivery.report.fixes):
            least_ms = any(
                fix.code == "zero_duration" for fix in fixes
            )  # one, where readers refuse none
            times = [
                (event.start_ms, max(event.end_ms, event.start_ms + least_ms))
                for event in events
                if event.text.strip()
            ]
            again = FORMATS[format].to_timeline(after).events
            kept = [(event.start_ms, event.end_ms) for event in again if event.text.strip()]
            assert times == kept, what
    aided = _read(delivery.aided_output, format)
    if what[1] == WARN_ONLY:
        assert delivery.aided_output == delivery.output, what
    else:
        # Cues may be put in the order of time.
        assert Counter(aided) == Counter(found), what


def _with_annotations(event: Event) -> Event:
    return event._replace(runs=tuple(run._replace(text=run.text + run.ruby) for run in event.runs))


def _read(text: str, format: str) -> str:
    """The letters of what was delivered; what was edited in place may be as odd as it came."""
    document = parse(Source.of(text), format)
    timeline = FORMATS[format].to_timeline(document)
    # A plain reading goes from top to bottom, whatever the times.
    in_order_of_file = sorted(timeline.events, key=lambda event: event.cue)
    ours = letters("".join(event.text for event in in_order_of_file))
    if document.problems or not knows(text, format):
        return ours
    found = read(text, format)
    # TTML holds cues that end before they begin, and shows none of them.
    assert found == ours or "cue that is never shown" in {loss.kind for loss in timeline.losses}
    return found
