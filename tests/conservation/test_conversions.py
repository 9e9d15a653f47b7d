"""Nothing is lost without a name where captions are converted, and nothing is named that is not lost.

In a usual run a sample of the files, chosen by a seed; `python3 dev.py conserve` takes all of them.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import MATERIAL_LOSSES, MINOR_LOSSES, WORD_LOSSES, Timeline
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.placed_words import place_words
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from tests.captions import Caption
from tests.conservation.covering import uncovered
from tests.conservation.plain_reading import PLAIN, knows, letters, read
from tests.conservation.real_losses import IS_REAL, Conversion, not_real, unnamed
from tests.conservation.sample import FILES
from tests.delivery.test_round_trips import NASTY_LINES, timelines
from tests.sampling import WHOLE

# Where one of these is named, a timeline has other letters than a person finds in the file.
BY_READERS = WORD_LOSSES | {"drawing", "picture", "sound", "value that is no text"}


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_conversions_name_what_they_lose_and_nothing_else(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS:
        pytest.skip("is in no known format")
    if not document.cues:
        pytest.skip("is not converted, since it has no cues")
    before = FORMATS[document.format].to_timeline(place_words(document)[0])
    for target in PLAIN:
        if target == document.format:
            continue
        written = convert(document, target)
        found = read(written.text, target)
        assert not uncovered(before.events, found, written.losses), target
        after = FORMATS[target].to_timeline(parse(Source.of(written.text), target))
        conversion = Conversion(document, before, after)
        assert not not_real(written.losses, conversion), target
        assert not unnamed(written.losses, conversion), target


def test_every_kind_of_loss_can_be_told_from_none() -> None:
    assert set(IS_REAL) == MATERIAL_LOSSES | MINOR_LOSSES


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_a_sound_file_is_read_as_a_person_reads_it(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    if document.problems or document.source.problems or document.format not in PLAIN:
        pytest.skip("is not sound, or in a format that no plain reading knows")
    if not knows(document.source.text, document.format):
        pytest.skip("is in a form that no plain reading knows")
    timeline = FORMATS[document.format].to_timeline(document)
    if {loss.kind for loss in timeline.losses} & BY_READERS:
        pytest.skip("names what it does not read")
    # A plain reading goes from top to bottom, whatever the times.
    in_order_of_file = timeline._replace(
        events=tuple(sorted(timeline.events, key=lambda event: event.cue))
    )
    assert shown(in_order_of_file) == read(document.source.text, document.format)


def shown(timeline: Timeline) -> str:
    return letters("".join(event.text for event in timeline.events))


@pytest.mark.parametrize("source", list(PLAIN))
def test_hostile_text_is_converted_or_named(source: str) -> None:
    @settings(
        max_examples=300 if WHOLE else 12, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(timelines(NASTY_LINES, 10))
    def check(timeline: Timeline) -> None:
        document = parse(Source.of(FORMATS[source].write(timeline).text), source)
        before = FORMATS[source].to_timeline(place_words(document)[0])
        for target in PLAIN:
            if target != source:
                written = convert(document, target)
                found = read(written.text, target)
                assert not uncovered(before.events, found, written.losses), target
                after = FORMATS[target].to_timeline(parse(Source.of(written.text), target))
                conversion = Conversion(document, before, after)
                assert not not_real(written.losses, conversion), target
                assert not unnamed(written.losses, conversion), target

    check()
