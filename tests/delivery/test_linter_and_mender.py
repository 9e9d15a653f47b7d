"""What `bad_line_break` reports the mender never leaves where another place would do."""

from __future__ import annotations

import random

import pytest

from caption_qa_action.core.reading import halves
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Run
from caption_qa_action.core.words import LANGUAGES, words_of
from caption_qa_action.delivery._chunks import cut
from caption_qa_action.delivery.lines import break_lines
from caption_qa_action.delivery.splitting import rebuilt
from caption_qa_action.formats import parse
from caption_qa_action.rules import load

# Texts of each language that can be broken badly and well; with 60 each the law held as well.
TEXTS = 6
WIDTH = 84
OTHERS = [
    "xyzzy",
    "plugh",
    "frotzed",
    "quuxing",
    "Smith",
    "Anna",
    "12",
    "km",
    "1984",
    "zog,",
    "so.",
    "ab",
    "lorem",
    "ipsum",
    "dolor",
]


def is_reported(lines: list[str], language: str) -> bool:
    text = "\n".join(lines)
    document = parse(Source.of(f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n", "a.srt"))
    document.language = language
    return bool(list(load("bad_line_break").check(document)))


def mended(text: str, language: str) -> list[str]:
    runs = (Run(text),)
    chunks = cut(runs, language, language, WIDTH)
    lines = break_lines(chunks, WIDTH, 2)
    return "".join(run.text for run in rebuilt(runs, chunks, lines)).split("\n") if lines else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_reported_could_not_be_broken_elsewhere(language: str) -> None:
    words = words_of(language)
    leaning = sorted(words.ties | words.conjunctions | words.clings)
    chosen = random.Random(language)
    found = 0
    while found < TEXTS:
        text = [
            chosen.choice(OTHERS if chosen.random() < 0.6 else leaning)
            for _ in range(chosen.randint(7, 14))
        ]
        lines = mended(" ".join(text), language)
        if len(lines) != 2:
            continue
        ways = [[" ".join(text[:at]), " ".join(text[at:])] for at in range(1, len(text))]
        fitting = [way for way in ways if all(halves(language, line) <= WIDTH for line in way)]
        bad = [way for way in fitting if is_reported(way, language)]
        good = [way for way in fitting if way not in bad and way[0].split()[-1] not in leaning]
        if bad and good:
            found += 1
            assert lines not in bad, (lines, good)
