"""What is written is read by the strictest readers that the registries have, with the same cues."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Written
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.placed_words import place_words
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.delivery.refused import is_refused
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load, names
from tests.captions import Caption, generated
from tests.delivery.delivering import delivered
from tests.delivery.readers import Node, Read, Reader, letters, readers
from tests.sampling import one_of

pytestmark = pytest.mark.filterwarnings("ignore")
CAPTIONS = one_of(2, (caption for caption in generated() if not caption.encoding))
TARGETS = ("srt", "webvtt", "ttml", "ass", "sbv")


class Mistake(NamedTuple):
    """Text that a reader is known to read otherwise than its format says, and how."""

    reader: str
    format: str
    pattern: str
    why: str


MISTAKES = (
    Mistake("pycaption", "webvtt", "<v", "writes the name of a voice into the text"),
    Mistake("vtt.js", "webvtt", "(?m)^(?:STYLE|REGION)$", "knows no style sheets and regions"),
    Mistake("pycaption", "webvtt", "< ", "shows what an open tag hides in browsers"),
    Mistake("pysubs2", "webvtt", "(?m)^(?:STYLE|REGION|NOTE)", "knows no other blocks than cues"),
    Mistake("webvtt-parser", "webvtt", "(?m)^REGION$", "knows no regions"),
    Mistake("webvtt-parser", "webvtt", r"\AWEBVTT[^\n]*\n[^\n]", "refuses lines in the header"),
    Mistake("pysubs2", "webvtt", "&[a-z]+;", "leaves character references as they are"),
    Mistake("pysubs2", "webvtt", r"(?m)^[^\n]+\n[^\n]+ --> ", "takes identifiers for text"),
    *(
        Mistake(
            "pysubs2", format, r"(?m)^\d+\n(?:\n|\Z)", "takes a last line of digits for a number"
        )
        for format in ("srt", "webvtt")
    ),
    *(
        Mistake("pysubs2", format, r"\{[^}\n]*\}", "takes text in braces for overrides, as in ASS")
        for format in ("srt", "webvtt", "ttml")
    ),
    *(
        Mistake(
            "pysubs2", format, r"\\[Nnh]", "takes a backslash before a letter for a code of ASS"
        )
        for format in ("srt", "webvtt", "ttml")
    ),
    Mistake("ffmpeg", "srt", r"\\[Nnh]", "takes a backslash before a letter for a code of ASS"),
    Mistake("ffmpeg", "ass", "<[a-z/]", "is asked for SubRip, which has no escapes"),
    Mistake("pysubs2", "ass", r"\\\{", "does not know that a backslash makes a brace a letter"),
    Mistake("ffmpeg", "ass", r"\\\{", "does not know that a backslash makes a brace a letter"),
    Mistake("ffmpeg", "webvtt", "&lt;[a-z]", "is asked for SubRip, which has no escapes"),
    Mistake("ffmpeg", "ass", r"\\N\\N", "is asked for SubRip, where a blank line ends a cue"),
    Mistake("webvtt-py", "sbv", r"\A[^\n]+\n(?:\n|\Z)", "refuses a first cue without text"),
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


def never_shown(events: tuple[Event, ...]) -> frozenset[tuple[int, str]]:
    """The events that end before they begin, as some readers show them all the same."""
    return frozenset(
        (event.start_ms, words(event)) for event in events if event.start_ms >= event.end_ms
    )


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
    if "\nKind: metadata\n" in text:
        return  # what is in such a file is no text
    if any(
        (reader.name, reader.format) == mistake[:2] and re.search(mistake.pattern, text)
        for mistake in MISTAKES
    ):
        return
    wanted, backwards = expected(text, reader.format)
    if not wanted:
        return  # several readers refuse a file without cues
    never |= backwards
    wanted = tuple(read for read in wanted if (read.start_ms, read.words) not in never)
    found = [
        read
        for read in reader.read(text)
        if read.words and (read.start_ms, read.words) not in never
    ]
    if reader.name == "ttconv":
        # What has no words comes and goes as well.
        wanted, found = merged(intervals(wanted)), list(merged(found))
        if text.count("<region ") > 1:
            # It reads one region after the other, so that what is shown together comes in their order.
            wanted, found = tuple(map(in_any_order, wanted)), list(map(in_any_order, found))
    if not reader.keeps_order:
        # It leaves out what is there twice, too.
        wanted, found = tuple(sorted(set(wanted))), sorted(set(found))
    if FORMATS[reader.format].traits.cues_in_any_order:
        # We read them in the order of time, others in that of the file.
        found.sort(key=lambda read: read.start_ms)
    assert found == list(wanted), reader.name


def in_any_order(read: Read) -> Read:
    return read._replace(words="".join(sorted(read.words)))


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


def merged(cues: Iterable[Read]) -> tuple[Read, ...]:
    """Cues with the same words that follow each other at once as one."""
    found: list[Read] = []
    for cue in cues:
        if found and (found[-1].end_ms, found[-1].words) == (cue.start_ms, cue.words):
            cue = cue._replace(start_ms=found.pop().start_ms)
        found.append(cue)
    return tuple(found)


def converted(caption: Caption, target: str) -> tuple[tuple[Event, ...], Written]:
    """What a caption file shows, and that in another format; skips the test where nothing is written."""
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS or (document.format == target and not is_refused(document)):
        pytest.skip("stays as it is")
    return FORMATS[document.format].to_timeline(document).events, convert(document, target)


@pytest.mark.sampled(150)
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("caption", CAPTIONS, ids=repr)
def test_what_is_converted_is_read_alike(
    caption: Caption, target: str, found_readers: tuple[Reader, ...]
) -> None:
    events, written = converted(caption, target)
    times = [(event.start_ms, event.end_ms) for event in events]
    backwards = never_shown(events)
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
    # Words on a timing line are written as text of their cue.
    events = FORMATS[document.format].to_timeline(place_words(document)[0]).events
    assert ["\n".join(cue["lines"]) for cue in cues["cues"]] == [event.text for event in events]


# TTML that is delivered as its author wrote it, and that ttconv shows otherwise than it is listened to here.
AS_AUTHORED = {
    "ttml/animation.ttml": "does not apply `set` to what is shown",
    "ttml/damaged-no-end.ttml": "shows what has no end for ever",
    "ttml/lyrics.ttml": "reads no time without a metric, as in Apple's lyrics",
    "ttml/nested-times.ttml": "shows nothing of a body without a region when the body has times",
    "ttml/regions-and-styles.ttml": "shows no text that is in no region where there are regions",
    "ttml/time-expressions.ttml": "reads no parts of a frame",
}


@pytest.mark.sampled(60)
@pytest.mark.parametrize("number", range(len(CAPTIONS)), ids=lambda at: CAPTIONS[at].id)
def test_what_is_delivered_is_read_alike(number: int, found_readers: tuple[Reader, ...]) -> None:
    caption = CAPTIONS[number]
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS or caption.id in AS_AUTHORED:
        pytest.skip(AS_AUTHORED.get(caption.id, "is in no known format"))
    never = never_shown(FORMATS[document.format].to_timeline(document).events)
    done: set[tuple[str, str]] = set()
    for at, preset in list(enumerate(names()))[number % 4 :: 4]:
        profile = PROFILES[(number + at) % len(PROFILES)]
        delivery = delivered(caption.data, preset, profile, caption.name)
        format = load(preset).output
        for text, status in (
            (delivery.output, delivery.delivery_status),
            (delivery.aided_output, delivery.aided_status),
        ):
            if not text or (text, format) in done:
                continue
            done.add((text, format))
            for reader in found_readers:
                # The others do not claim to read all of TTML.
                is_asked = document.format != "ttml" or reader.name == "ttconv"
                # A validator complains of what does no harm, but never of what is said to be ready.
                is_asked &= reader.name != "webvtt-parser" or status in ("ready", "will_adapt")
                if reader.format == format and reader.name != "ffmpeg" and is_asked:
                    check(reader, text, never=never)


@pytest.mark.parametrize(
    "inside", ["Room\n2\n00:00:01,000", "He wrote:\n00:00:09,000 - 00:00:07,000"]
)
def test_a_number_and_a_time_in_a_text_are_no_new_cue(
    inside: str, found_readers: tuple[Reader, ...]
) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:03.000\n{inside}\n\n00:04.000 --> 00:05.000\nTwo\n"
    written = convert(parse(Source.of(text)), "srt")
    assert [loss.kind for loss in written.losses] == ["text that reads as a timing line"]
    for reader in found_readers:
        if reader.format == "srt":
            check(reader, written.text)


@pytest.mark.parametrize("preset", [name for name in names() if load(name).output == "srt"])
def test_screen_coordinates_are_left_out_and_named(
    preset: str, found_readers: tuple[Reader, ...]
) -> None:
    text = "1\n00:00:01,000 --> 00:00:03,000 X1:100 X2:200 Y1:30 Y2:60\nOne is here.\n"
    delivery = delivered(text, preset, PROFILES[0])
    assert "screen coordinates" in {fix.loss for fix in delivery.report.fixes}
    for reader in found_readers:
        if reader.format == "srt":
            check(reader, delivery.output)
            check(reader, delivery.aided_output)
