"""A word that is put anywhere into a sound file of any format is written by every conversion, or named as lost.

And where it is text of no cue, `check` reports it as well.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from caption_qa_action.api import check_text
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import NoCaptions
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import FORMATS, parse
from tests.conservation.named import TAKES_WORDS
from tests.conservation.sample import SEED
from tests.conservation.wholes import BLOCKS_AND_VALUES, LINES, MARKUP
from tests.delivery.delivering import delivered
from tests.sampling import WHOLE

WORD = "Qwort"
TARGETS = ("srt", "webvtt", "ttml")
PRESETS = ("youtube", "html5", "ard-orf-srf-zdf")
# What nobody who reads the captions gets to see, though somebody wrote it to be read.
UNREAD = {"text of no cue", "text beside the times", "line that is no event"}
SAMPLE = 24
# Where a word becomes part of a name or a value of the format's own.
OWN = {
    "a.ass": r"\A(?:Format|Style|ScriptType|PlayRes.): ",
    "style.vtt": r"::cue|color:",
    "spruce.stl": r"\$",
    "subviewer.sub": r"\[COLF\]",
}


def in_lines(text: str, own: str) -> Iterator[str]:
    """The text with a word as a line, as a paragraph, at both ends of each line."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        above, below = lines[:index], lines[index + 1 :]
        for new in (WORD, f"\n{WORD}\n", f"\n{WORD}: more"):
            yield "\n".join([*above, new, line, *below])
        if not own or not re.search(own, line):
            yield "\n".join([*above, f"{line} {WORD}", *below])
            yield "\n".join([*above, f"{WORD} {line}", *below])


def in_markup(text: str) -> Iterator[str]:
    """The text with a word before and behind each tag."""
    tags = [match.span() for match in re.finditer(r"(?s)<!--.*?-->|<[^<>]*>", text)]
    for place in sorted({0, len(text), *(place for tag in tags for place in tag)}):
        for new in (WORD, f" {WORD} more "):
            yield text[:place] + new + text[place:]


def with_a_word(name: str) -> list[str]:
    if name in MARKUP:
        found = list(in_markup(MARKUP[name]))
    else:
        found = list(in_lines(LINES[name], OWN.get(name, "")))
    return found if WHOLE else random.Random(SEED).sample(found, min(SAMPLE, len(found)))


def losses(document: Document, target: str) -> Counter[str]:
    return Counter({loss.kind: loss.number for loss in convert(document, target).losses})


def delivered_losses(text: str, preset: str, name: str) -> tuple[str, Counter[str]]:
    """What is delivered, and what is named as lost."""
    made = delivered(text, preset, "warn-only", name)
    lost: Counter[str] = Counter()
    for fix in made.report.fixes:
        lost[fix.loss] += fix.places
    return made.output, lost


def findings(text: str, name: str) -> Counter[str]:
    return Counter(item.code for item in check_text(text, name).diagnostics)


def read(text: str, name: str) -> Document:
    return parse(Source.of(text, name))


@pytest.mark.parametrize("name", [*MARKUP, *LINES])
def test_a_word_anywhere_is_written_or_named(name: str) -> None:
    whole = {**MARKUP, **LINES}[name]
    before = read(whole, name)
    usual = {target: losses(before, target) for target in TARGETS}
    reported = findings(whole, name)
    for text in with_a_word(name):
        document = read(text, name)
        if document.format not in FORMATS:
            continue  # nothing is written
        unread = False
        for target in TARGETS:
            written = convert(document, target)
            new = losses(document, target) - usual[target]
            assert WORD in written.text or not TAKES_WORDS.isdisjoint(new), (target, text)
            unread |= not UNREAD.isdisjoint(new)
        assert not unread or findings(text, name) - reported, text


def test_every_format_is_tried() -> None:
    tried = {read(text, name).format for name, text in {**MARKUP, **LINES}.items()}
    assert tried | BLOCKS_AND_VALUES == set(FORMATS)


@pytest.mark.parametrize("name", [*MARKUP, *LINES])
def test_a_sound_file_has_no_text_of_no_cue(name: str) -> None:
    document = read({**MARKUP, **LINES}[name], name)
    assert document.cues
    assert UNREAD.isdisjoint(losses(document, "json"))


@pytest.mark.parametrize("name", [*MARKUP, *LINES])
def test_a_word_anywhere_is_delivered_or_named(name: str) -> None:
    whole = {**MARKUP, **LINES}[name]
    usual = {preset: delivered_losses(whole, preset, name)[1] for preset in PRESETS}
    for number, text in enumerate(with_a_word(name)):
        preset = PRESETS[number % 3]
        if number % 4 and not WHOLE:
            continue
        try:
            output, lost = delivered_losses(text, preset, name)
        except NoCaptions:
            continue  # nothing was written
        if output and WORD not in output:
            assert not TAKES_WORDS.isdisjoint(lost - usual[preset]), (preset, text)
