"""Small documents and findings for the tests of triage."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source, Span
from caption_qa_action.formats import parse


def document_of(text: str, path: str = "a.vtt") -> Document:
    """The document of a text."""
    return parse(Source.of(text, path))


def finding(
    document: Document,
    code: str,
    at: int | str,
    *,
    cue: int | None = None,
    severity: Severity = Severity.WARNING,
) -> Diagnostic:
    """A finding at an offset or at a stretch of the text; its cue is the one there, unless given."""
    if isinstance(at, str):
        start = document.source.text.index(at)
        span = Span(start, start + len(at))
    else:
        span = Span(at, at)
    there = document.cue_at(span.start)
    number = cue if cue is not None else there.number if there else 0
    of = document.cues[number - 1] if number else None
    return Diagnostic(
        document.source.path,
        code,
        severity,
        f"{code} is found",
        span,
        document.source.position(span.start),
        document.source.position(span.end),
        number,
        of.start_ms if of else None,
        of.end_ms if of else None,
    )
