"""What is written is read by the strictest readers that the registries have, with the same cues."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Written
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load, names
from tests.captions import Caption, generated
from tests.delivery.delivering import delivered
from tests.delivery.readers import Node, Read, Reader, letters, readers

pytestmark = pytest.mark.filterwarnings("ignore")
CAPTIONS = [caption for caption in generated() if not caption.encoding]
TARGETS = ("srt", "webvtt", "ttml", "ass", "sbv")


class Mistake(NamedTuple):
    """Text that a reader is known to read otherwise than its format says, and how."""

    reader: str
    format: str
    pattern: str
    why: str


MISTAKES = (
    Mistake("pycaption", "webvtt", "<v", "writes the name of a voice into the text"),
    Mistake("pysubs2", "webvtt", "&[a-z]+;", "leaves character references as they are"),
    Mistake("pysubs2", "webvtt", r"(?m)^[^\n]+\n[^\n]+ --> ", "takes identifiers for text"),
    Mistake("pysubs2", "webvtt", r"(?m)^\d+\n\n", "takes a last line of digits for a number"),
    Mistake("pysubs2", "webvtt", r"\{\\", "takes text in braces for overrides, as in ASS"),
    Mistake("pysubs2", "ttml", r"\{\\", "takes text in braces for overrides, as in ASS"),
    Mistake("pysubs2", "ass", r"\\\{", "does not know that a backslash makes a brace a letter"),
    Mistake("ffmpeg", "ass", r"\\\{", "does not know that a backslash makes a brace a letter"),
    Mistake("ffmpeg", "webvtt", "&lt;[a-z]", "is asked for SubRip, which has no escapes"),
    Mistake("ffmpeg", "ass", r"\\N\\N", "is asked for SubRip, where a blank line ends a cue"),
)


@pytest.fixture(scope="module")
def found_readers() -> Iterator[tuple[Reader, ...]]:
    started: list[Node] = []

    def node() -> Node:
        if not started:
            started.append(Node())
        return started[0]

    yield readers(node)
    for process in started:
        process.close()


def words(event: Event) -> str:
    """The letters and digits that an event shows, those of annotations as well."""
    return letters("".join(run.text + run.ruby for run in event.runs))


@functools.cache
def expected(text: str, target: str) -> tuple[tuple[Read, ...], frozenset[tuple[int, str]]]:
    """What a text shows, and the cues in it that are never shown, as each ends before it begins."""
    shown, never = [], set()
    for event in FORMATS[target].to_timeline(parse(Source.of(text), target)).events:
        if event.start_ms >= event.end_ms:
            never.add((event.start_ms, words(event)))
        elif words(event):
            shown.append(Read(event.start_ms, event.end_ms, words(event)))
    return tuple(shown), frozenset(never)


def check(reader: Reader, text: str, *, never: frozenset[tuple[int, str]] = frozenset()) -> None:
    """Fails where a reader does not read the same cues in a text."""
    if any(
        (reader.name, reader.format) == mistake[:2] and re.search(mistake.pattern, text)
        for mistake in MISTAKES
    ):
        return
    wanted, backwards = expected(text, reader.format)
    if not wanted:
        return  # several readers refuse a file without cues
    never |= backwards
    found = [
        read
        for read in reader.read(text)
        if read.words and (read.start_ms, read.words) not in never
    ]
    if reader.name == "ttconv":
        wanted = intervals(wanted)
    if not reader.keeps_order:
        # It leaves out what is there twice, too.
        wanted, found = tuple(sorted(set(wanted))), sorted(set(found))
    assert found == list(wanted), reader.name


def intervals(cues: tuple[Read, ...]) -> tuple[Read, ...]:
    """What is shown between any two times at which something comes or goes."""
    times = sorted({time for cue in cues for time in cue[:2]})
    found = []
    for start_ms, end_ms in pairwise(times):
        words = "".join(
            cue.words for cue in cues if cue.start_ms <= start_ms and end_ms <= cue.end_ms
        )
        if words:
            found.append(Read(start_ms, end_ms, words))
    return tuple(found)


def converted(caption: Caption, target: str) -> tuple[tuple[Event, ...], Written]:
    """What a caption file shows, and that in another format; skips the test where nothing is written."""
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS or document.format == target:
        pytest.skip("stays as it is")
    return FORMATS[document.format].to_timeline(document).events, convert(document, target)


@pytest.mark.sampled(7)
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("caption", CAPTIONS, ids=repr)
def test_what_is_converted_is_read_alike(
    caption: Caption, target: str, found_readers: tuple[Reader, ...]
) -> None:
    events, written = converted(caption, target)
    times = [(event.start_ms, event.end_ms) for event in events]
    backwards = frozenset(
        (event.start_ms, words(event)) for event in events if event.start_ms >= event.end_ms
    )
    # A conversion changes no time and no order, so a validator says of them what it would of the source.
    is_valid = not backwards and times == sorted(times, key=lambda pair: pair[0])
    for reader in found_readers:
        if reader.format == target and (is_valid or reader.name != "webvtt-parser"):
            check(reader, written.text, never=backwards)


@pytest.mark.parametrize("caption", CAPTIONS, ids=repr)
def test_what_is_converted_to_json_is_json(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS or document.format == "json":
        pytest.skip("stays as it is")
    cues = json.loads(convert(document, "json").text)
    events = FORMATS[document.format].to_timeline(document).events
    assert ["\n".join(cue["lines"]) for cue in cues["cues"]] == [event.text for event in events]


@pytest.mark.sampled(7)
@pytest.mark.parametrize("number", range(len(CAPTIONS)), ids=lambda at: CAPTIONS[at].id)
def test_what_is_delivered_is_read_alike(number: int, found_readers: tuple[Reader, ...]) -> None:
    caption = CAPTIONS[number]
    for at, preset in enumerate(names()):
        profile = PROFILES[(number + at) % len(PROFILES)]
        delivery = delivered(caption.data, preset, profile, caption.name)
        for text in {delivery.output, delivery.aided_output} - {""}:
            for reader in found_readers:
                if reader.format == load(preset).output and reader.name != "ffmpeg":
                    check(reader, text)
