"""What workers do besides a delivery: small questions about files of clients, each with one answer.

Like `work`, these import no web framework and never raise for what a file contains.
"""

from __future__ import annotations

import json

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.runs.cue_diff import difference
from caption_qa_action.runs.cues import read_cues, read_text
from caption_qa_action.runs.explanation import Question
from caption_qa_action.runs.explanation import explain as explanation_of
from caption_qa_action.server.work import Answer, guarded


class NamedFile(NamedTuple):
    """The bytes of a file and its name, whose suffix and language count."""

    name: str
    data: bytes


class Comparison(NamedTuple):
    """Two files; `by_words` where both are in one language. `answer_bytes` is how much may come out."""

    old: NamedFile
    new: NamedFile
    by_words: bool
    answer_bytes: int


def describe(file: NamedFile) -> Answer:
    """What a file holds: format, language, the number of cues."""
    return guarded(_describe, file)


def _describe(file: NamedFile) -> Answer:
    found = read_cues(file.name, file.data)
    return _answer({"format": found.format, "language": found.language, "cues": len(found.cues)})


def explain(question: Question) -> Answer:
    """What a code means and how a finding of it is mended."""
    return guarded(_explain, question)


def _explain(question: Question) -> Answer:
    try:
        return _answer(explanation_of(question))
    except UsageError as error:
        return Answer(b"{}", "bad_request", f"{error}.")


def compare(comparison: Comparison) -> Answer:
    """What became of each cue between two files."""
    return guarded(_compare, comparison)


def _compare(comparison: Comparison) -> Answer:
    old, new = (read_cues(*file).cues for file in (comparison.old, comparison.new))
    answer = _answer(difference(old, new, by_words=comparison.by_words))
    if len(answer.body) > comparison.answer_bytes:
        return Answer(b"{}", "payload_too_large", "The difference is too large for one answer.")
    return answer


def to_ass(file: NamedFile) -> Answer:
    """Captions as ASS, which is drawn by its own styles."""
    return guarded(_to_ass, file)


def _to_ass(file: NamedFile) -> Answer:
    from caption_qa_action.api import convert_text

    return Answer(convert_text(read_text(*file), file.name, to="ass").text.encode())


def _answer(value: object) -> Answer:
    return Answer(json.dumps(value).encode())
