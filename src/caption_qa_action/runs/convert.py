"""A file in another format: read, converted, and what its reader has to know about it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from fractions import Fraction

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.source import Problem
from caption_qa_action.core.timeline import Loss, Written
from caption_qa_action.delivery.convert import convert, join, shown_cues
from caption_qa_action.delivery.undeliverable import why_undeliverable
from caption_qa_action.pipeline import Job, read_document
from caption_qa_action.rules import load
from caption_qa_action.workspace.discover import read

_TIMES = "invalid_timestamp"


class Converted(NamedTuple):
    """A file in another format, as bytes, and what its reader has to know about it.

    `format` is the one that it was in, `losses` are what the other cannot hold. `problems` are what decoding
    noticed, and the first of each kind of error in the file: what is written may then be less than what was meant.
    """

    format: str
    cues: int
    data: bytes
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()


def convert_bytes(
    path: str,
    data: bytes,
    target: str,
    settings: Settings,
    fps: Fraction | None = None,
    *,
    stream_time: bool = False,
) -> Converted:
    """The bytes of one file in another format, as UTF-8. Raises FileError when it has no cues.

    With `stream_time` the cues of a segment are put where they stand in its stream.
    """
    # As when checking: nothing that is made here is in a cycle.
    gc.disable()
    try:
        document = _convertible(path, data, settings, fps)
        written = convert(document, target, stream_time=stream_time)
    finally:
        gc.enable()
    return _converted(document, written)


def join_files(
    jobs: Sequence[Job], target: str, fps: Fraction | None = None, *, stream_time: bool = False
) -> Converted:
    """The segments of one stream as one text. Raises FileError for the first that cannot be converted.

    Their times are counted from the beginning of the earliest, or with `stream_time` are those of the stream.
    """
    documents = [_convertible(job.file.path, read(job.file), job.settings, fps) for job in jobs]
    each = [_converted(document, Written("")) for document in documents]
    written = join(documents, target, stream_time=stream_time)
    return each[0]._replace(
        cues=sum(one.cues for one in each),
        data=written.text.encode(),
        losses=written.losses,
        problems=tuple(problem for one in each for problem in one.problems),
    )


def _convertible(path: str, data: bytes, settings: Settings, fps: Fraction | None) -> Document:
    document = read_document(path, data, settings, fps)
    reason = why_undeliverable(document)
    if reason:
        raise FileError(path, reason)
    return document


def _converted(document: Document, written: Written) -> Converted:
    return Converted(
        document.format,
        shown_cues(document),
        written.text.encode(),
        written.losses,
        (*document.source.problems, *_errors(document)),
    )


def _errors(document: Document) -> tuple[Problem, ...]:
    """The first of each kind of error that the parser noticed, as bad as its rule finds it."""
    found: list[Problem] = []
    # Times that cannot be read are counted by themselves.
    for code in dict.fromkeys(each.code for each in document.problems if each.code != _TIMES):
        rule = load(code)
        for finding in rule.check(document):
            if (finding.severity or rule.severity) is Severity.ERROR:
                found.append(Problem(code, finding.span, finding.message))
                break
    return tuple(found)
