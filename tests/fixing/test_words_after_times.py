"""Words on a timing line become text of their cue as they stand, with nothing added, whatever else is odd about the line."""

from __future__ import annotations

import itertools
import re

import pytest

from caption_qa_action import config
from caption_qa_action.core.source import REVEALS
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import parse
from tests.sampling import one_of

NEWLINES = ("\n", "\r\n", "\r")
WORDS = ("hello", "hello there", "- Who's there?", "zwei Wörter", "(quietly)", "half past 9")
# A file around a line with its times and words; the text of its first cue is `more`.
WHOLES = {
    "a.srt": "1\n{}\nmore\n\n2\n00:00:05,000 --> 00:00:07,000\nafter\n",
    "a.vtt": "WEBVTT\n\n{}\nmore\n\n00:05.000 --> 00:07.000\nafter\n",
    "a.sbv": "{}\nmore\n\n0:00:05.000,0:00:07.000\nafter\n",
}
LINES = {
    "a.srt": (
        "00:00:01,000 --> 00:00:03,000 {}", "00:00:01,000 --> 00:00:03,000\t{}  ", "00:00:01.000 --> 00:00:03,000 {}",
        "00:00:01,000 -> 00:00:03,000 {}", "0:00:01,000 --> 00:00:03,000 {}", "00:00:01,000 -> {} 00:00:03,000",
        "{} 00:00:01,000 --> 00:00:03,000",
    ),
    "a.vtt": (
        "00:01.000 --> 00:03.000 {}", "00:01.000 --> 00:03.000 align:start {}", "00:01.000 --> 00:03.000 line:50% {} ",
        "00:00:01.000 --> 00:00:03.000\t{}",
    ),
    "a.sbv": ("0:00:01.000,0:00:03.000 {}", "0:00:01.000,0:00:03.000  {} ", "0:00:01.500,0:00:03.000\t{}"),
}  # fmt: skip
FILES = [
    (name, line.format(words), words, newline)
    for name, lines in LINES.items()
    for line, words, newline in itertools.product(lines, WORDS, NEWLINES)
]


@pytest.mark.parametrize("name, line, words, newline", one_of(3, FILES))
def test_words_beside_times_become_text_as_they_stand(
    name: str, line: str, words: str, newline: str
) -> None:
    data = WHOLES[name].format(line).replace("\n", newline).encode()
    document = parse(decode(name, data))
    assert any(each.fix and each.fix.words == REVEALS for each in document.problems)
    settings = config.load(config.Arguments(), isolated=True).settings_for(name)
    result, _ = mend(name, data, settings, unsafe=True)
    mended = parse(decode(name, result.data))
    shown = [mended.plain(cue).replace(newline, "\n") for cue in mended.cues]
    assert shown == [f"{words}\nmore", "after"]
    assert len(set(re.findall("\r\n|\r|\n", result.data.decode()))) == 1, "line ends are alike"
