"""Nothing is lost without a name where captions are converted, delivered or mended.

In a usual run a sample of the files, chosen by a seed; `python3 dev.py conserve` takes all of them.
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from caption_qa_action import config
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.revealed import words as words_of
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load, names
from caption_qa_action.rules import RULES
from caption_qa_action.rules import load as load_rule
from tests.captions import Caption, everything
from tests.conservation.plain_reading import PLAIN, letters, read
from tests.delivery.delivering import delivered
from tests.delivery.test_round_trips import NASTY_LINES, timelines
from tests.rules.samples import page_samples

WHOLE = bool(os.environ.get("CAPTION_QA_CONSERVE"))
SEED, SAMPLE, LARGEST_BYTES = 13, 90, 60_000
# The losses that change which letters and digits are read.
OF_WORDS = {
    "caption of another language",
    "comment",
    "control character",
    "cue that is never shown",
    "hidden cue",
    "hidden text",
    "line that is no event",
    "NUL character",
    "ruby annotation",
    "text beside the times",
    "text of no cue",
    "text that is read otherwise",
    "text that reads as markup",
    "text that reads as a timing line",
    "undecodable byte",
    "value that is no text",
    "drawing",
    "picture",
    "sound",
}


def files() -> list[Caption]:
    """The files to try, with the samples on the pages of the rules among them."""
    found = [caption for caption in everything() if caption.size < LARGEST_BYTES]
    for code in sorted(RULES):
        for heading in ("Bad", "Good"):
            for number, sample in enumerate(page_samples(code, heading)):
                id = f"{code}/{heading}-{number}"
                found.append(Caption(id, sample.path, sample.data))
    return found if WHOLE else random.Random(SEED).sample(found, SAMPLE)


FILES = files()


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_conversions_name_what_they_lose(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS:
        pytest.skip("is in no known format")
    meant = letters(
        "".join(event.text for event in FORMATS[document.format].to_timeline(document).events)
    )
    for target in PLAIN:
        if target == document.format:
            continue
        written = convert(document, target)
        named = {loss.kind for loss in written.losses}
        found = read(written.text, target)
        if found != meant:
            assert named & OF_WORDS, (target, meant, found)
        assert not (found == meant and "text that is read otherwise" in named), target


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_a_sound_file_is_read_as_a_person_reads_it(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    if document.format not in PLAIN or document.problems or document.source.problems:
        pytest.skip("is not sound, or in a format that no plain reading knows")
    timeline = FORMATS[document.format].to_timeline(document)
    if {loss.kind for loss in timeline.losses} & OF_WORDS:
        pytest.skip("names what it does not read")
    assert letters("".join(event.text for event in timeline.events)) == read(
        document.source.text, document.format
    )


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_deliveries_name_what_they_lose(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    if document.format not in FORMATS:
        pytest.skip("is in no known format")
    meant = Counter(
        letters(
            "".join(event.text for event in FORMATS[document.format].to_timeline(document).events)
        )
    )
    for at, preset in enumerate(names()):
        # In a sample one profile for each preset.
        for profile in PROFILES if WHOLE else (PROFILES[(at + len(caption.id)) % len(PROFILES)],):
            delivery = delivered(caption.data, preset, profile, caption.name)
            if not delivery.output:
                continue
            format = load(preset).output
            if format == document.format:
                continue  # what is edited in place may be as odd as it was
            fixes = delivery.report.fixes
            found = Counter(read(delivery.output, format))
            if not {fix.loss for fix in fixes} & OF_WORDS:
                assert not meant - found, preset
                assert found == meant or any(fix.code == "unsupported_markup" for fix in fixes)
            aided = Counter(read(delivery.aided_output, format))
            assert aided == found, (preset, profile)


@pytest.mark.parametrize("level", ["safe", "unsafe", "everything"])
@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_fixes_lose_nothing(caption: Caption, level: str) -> None:
    arguments = config.Arguments()
    if level == "everything":
        arguments = config.Arguments(select=("all",), preview=True)
    in_force = config.load(arguments, isolated=True).settings_for(caption.name)
    document = parse(decode(caption.name, caption.data))
    try:
        result, after = mend(caption.name, caption.data, in_force, unsafe=level != "safe")
    except CaptionQaError:
        return  # nothing was written
    if document.format not in FORMATS:
        assert result.data == caption.data
        return
    if any(load_rule(code).words for code, _ in result.fixes):
        return
    if "encoding" in " ".join(code for code, _ in result.fixes):
        return  # other bytes for the same letters
    before, now = document.source.text, after.document.source.text
    lost = Counter(letters(before)) - Counter(letters(now))
    shown = Counter(words_of("".join(map(document.plain, document.cues))))
    # Times, tags and settings have letters and digits as well; of text that is shown none may go.
    kept = Counter(words_of("".join(map(after.document.plain, after.document.cues))))
    assert not (shown - kept) & lost


@pytest.mark.parametrize("source", list(PLAIN))
def test_hostile_text_is_converted_or_named(source: str) -> None:
    @settings(
        max_examples=300 if WHOLE else 12, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(timelines(NASTY_LINES, 10))
    def check(timeline) -> None:  # type: ignore[no-untyped-def]
        document = parse(Source.of(FORMATS[source].write(timeline).text), source)
        meant = letters(
            "".join(event.text for event in FORMATS[source].to_timeline(document).events)
        )
        for target in PLAIN:
            if target != source:
                written = convert(document, target)
                found = read(written.text, target)
                named = {loss.kind for loss in written.losses}
                assert found == meant or named & OF_WORDS, (target, document.source.text)

    check()
