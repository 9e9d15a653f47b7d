"""Words stay, or are named as lost, wherever in a file they stand; see test_conversions for how many are tried."""

from __future__ import annotations

import functools
import random
import re
from collections import Counter

import pytest

from caption_qa_action import config
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import CaptionQaError, NoCaptions
from caption_qa_action.core.source import MOVES, REVEALS, Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.engines.bundled.process import process_bytes
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load as load_preset
from caption_qa_action.rules import load
from tests.conservation.named import unnamed
from tests.conservation.places import WHOLES, places
from tests.conservation.plain_reading import PLAIN
from tests.conservation.sample import SEED
from tests.sampling import WHOLE

SAMPLE = 60
BAD_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\xbd", b"\x80\x81")
PLACES = places() if WHOLE else random.Random(SEED).sample(places(), SAMPLE)
CASES = [pytest.param(*place, id=f"{place[0]}-{number}") for number, place in enumerate(PLACES)]


def in_order(text: str, words: tuple[str, ...]) -> bool:
    found = [text.find(word) for word in words if word in text]
    return found == sorted(found)


def as_shown(document: Document, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words in the order in which a player shows them: where cues stand in any order, that of their times."""
    if not document.traits.cues_in_any_order:
        return words
    events = FORMATS[document.format].to_timeline(document).events
    in_time = sorted(events, key=lambda event: event.start_ms)
    return tuple(word for event in in_time for word in words if word in event.text)


def losses(name: str, target: str, text: str) -> Counter[str]:
    """What a conversion names as lost; nothing where there is nothing to convert."""
    document = parse(Source.of(text, name))
    if document.format not in FORMATS or document.format == target:
        return Counter()
    return Counter({loss.kind: loss.number for loss in convert(document, target).losses})


def losses_delivered(name: str, preset: str, profile: str, text: str) -> Counter[str]:
    """What a delivery names as lost; nothing where there is nothing to deliver."""
    settings = config.load(config.Arguments(preset=preset), isolated=True).settings_for(name)
    found: Counter[str] = Counter()
    try:
        made = process_bytes(name, text.encode(), settings, load_preset(preset), profile)
    except CaptionQaError:
        return found
    for fix in made.report.fixes:
        found[fix.loss] += fix.places
    return found


@pytest.mark.parametrize("name, text, words", CASES)
def test_fixes_keep_the_words(name: str, text: str, words: tuple[str, ...]) -> None:
    for level in ("safe", "unsafe", "everything"):
        arguments = config.Arguments()
        if level == "everything":
            arguments = config.Arguments(select=("all",), preview=True)
        settings = config.load(arguments, isolated=True).settings_for(name)
        try:
            result, _ = mend(name, text.encode(), settings, unsafe=level != "safe")
        except NoCaptions:
            return  # nothing was written
        again, _ = mend(name, result.data, settings, unsafe=level != "safe")
        assert again.data == result.data, level
        declared = {what for code, _ in result.fixes for what in load(code).words}
        if not declared - {REVEALS, MOVES}:
            assert all(word in result.data.decode() for word in words), level
        if MOVES not in declared:
            assert in_order(result.data.decode(), words), level


@pytest.mark.parametrize("name, text, words", CASES)
def test_conversions_keep_or_name_the_words(name: str, text: str, words: tuple[str, ...]) -> None:
    document = parse(Source.of(text, name))
    for target in PLAIN if document.format in FORMATS else ():
        if target == document.format:
            continue
        written = convert(document, target)
        missing = [word for word in words if word not in written.text]
        lost = functools.partial(losses, name, target)
        assert unnamed(text, missing, lost) == [], target
        if target != "json":
            assert in_order(written.text, as_shown(document, words)), target


@pytest.mark.parametrize("name, text, words", CASES)
def test_deliveries_keep_or_name_the_words(name: str, text: str, words: tuple[str, ...]) -> None:
    for preset in ("youtube", "html5", "ard-orf-srf-zdf"):
        profile = PROFILES[len(text) % len(PROFILES)]
        settings = config.load(config.Arguments(preset=preset), isolated=True).settings_for(name)
        try:
            made = process_bytes(name, text.encode(), settings, load_preset(preset), profile)
        except CaptionQaError:
            continue  # nothing was written
        if made.output:
            missing = [word for word in words if word not in made.output]
            lost = functools.partial(losses_delivered, name, preset, profile)
            assert unnamed(text, missing, lost) == [], (preset, profile)


@pytest.mark.parametrize("bad", BAD_BYTES, ids=bytes.hex)
@pytest.mark.parametrize("name", [name for name in WHOLES if name != "a.scc"])
def test_bad_bytes_are_named_in_every_output(name: str, bad: bytes) -> None:
    text = re.sub("W(?![A-Za-z])", "déjà @ été", WHOLES[name], count=1)
    data = text.encode().replace(b"@", bad)
    document = parse(decode(name, data))
    for target in PLAIN:
        written = convert(document, target)
        assert "\ufffd" not in written.text or "undecodable byte" in {
            loss.kind for loss in written.losses
        }
    for preset in ("youtube", "html5", "ard-orf-srf-zdf"):
        settings = config.load(config.Arguments(preset=preset), isolated=True).settings_for(name)
        made = process_bytes(name, data, settings, load_preset(preset))
        assert "\ufffd" in made.output
        assert "undecodable byte" in {fix.loss for fix in made.report.fixes}
        assert made.delivery_status == "needs_attention"
