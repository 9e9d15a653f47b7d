"""Heaps of marks in one cue: one defect, found in a time that grows with the text."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse
from caption_qa_action.rules import load

_COUNT = 60_000


def _document(heap: str, last: str) -> Document:
    cues = [heap, *["Hello."] * 20, last]
    return parse(
        Source(
            "a.srt",
            b"",
            "\n".join(
                f"{number}\n00:00:{number:02d},000 --> 00:00:{number:02d},900\n{text}\n"
                for number, text in enumerate(cues, 1)
            ),
        )
    )


@pytest.mark.parametrize(
    ("code", "mark", "last", "messages"),
    [
        ("unbalanced_brackets", "(", "Bye)", ['( in cue 1 is never closed: "(((((((((((((("']),
        ("unbalanced_brackets", ")", "Bye", [') in cue 1 is never opened: "))))))))))))))"']),
        ("unbalanced_quotes", "\u201c", "Bye", ["the quotation mark in cue 1 is never closed"]),
    ],
)
def test_a_heap_of_marks_is_one_finding(
    code: str, mark: str, last: str, messages: list[str]
) -> None:
    found = [finding.message for finding in load(code).check(_document(mark * _COUNT, last))]
    starts = [message.partition(":")[0] for message in found if "in cue 1 " in message]
    assert starts == [message.partition(":")[0] for message in messages]


def test_labels_in_a_row_are_no_labels_of_lines() -> None:
    document = _document("(a)" * (_COUNT // 3), "[Door slams]")
    found = [finding.message for finding in load("hi_bracket_style").check(document)]
    assert found == ['the file writes a label in several ways: "()" 1 time, "[]" 1 time']
