"""A time that readers read in two ways is marked as that, in every format: what a message states, programs see as well."""

from __future__ import annotations

import pytest

from caption_qa_action.core.clock import OTHER_READING
from caption_qa_action.core.document import Document
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from tests.captions import Caption, generated
from tests.sampling import one_of

# A fraction of other than two digits in ASS: players read it as hundredths, and its cue is guessed.
NAMED_OTHERWISE = {"ass_time_precision"}
TIMES = [
    "00:01:500", "-00:00:01,500", "00:00:01,5", "00:00:61,500", "00:99:01.500", "0:00:01:12", "00:00:01:500",
    "00:00:01.50", "1500", "00:00:01,500", "00:00:01.500", "0:00:01.50",
]  # fmt: skip
LINES = {
    "a.srt": "1\n{0} --> {1}\nOne\n",
    "a.vtt": "WEBVTT\n\n{0} --> {1}\nOne\n",
    "a.sbv": "{0},{1}\nOne\n",
    "a.ttml": '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="{0}" end="{1}">One</p></div></body></tt>',
    "a.ass": "[Script Info]\n\n[Events]\nFormat: Start, End, Text\nDialogue: {0},{1},One\n",
}
# The words of messages by which people know it.
STATED = (
    OTHER_READING,
    "above 59",
    "more than 59",
    "before the start of the video",
    "is negative;",
)


def assert_marked(document: Document) -> None:
    for problem in document.problems:
        is_stated = any(words in problem.message for words in STATED)
        if OTHER_READING in problem.message and problem.code not in NAMED_OTHERWISE:
            assert problem.is_ambiguous, problem
        if document.format in ("srt", "webvtt", "sbv") and problem.is_ambiguous:
            assert is_stated, problem


@pytest.mark.parametrize("name", LINES)
def test_times_in_a_line(name: str) -> None:
    marked = 0
    for start in TIMES:
        for end in TIMES:
            document = parse(decode(name, LINES[name].format(start, end).encode()))
            assert_marked(document)
            marked += sum(problem.is_ambiguous for problem in document.problems)
    assert marked


@pytest.mark.parametrize("caption", one_of(4, generated()), ids=repr)
def test_every_generated_file(caption: Caption) -> None:
    assert_marked(parse(decode(caption.name, caption.data)))
