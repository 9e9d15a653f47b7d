"""Suggestions that repeat: three are shown, the rest is counted, and nothing that fails is left out."""

from __future__ import annotations

import pytest

from caption_qa_action.core.diagnostic import Diagnostic, Severity, Span
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.source import Position
from caption_qa_action.reporters import Options
from tests.reporters.fixed_report import report


def repeated(count: int, severity: Severity) -> list[FileReport]:
    diagnostics = tuple(
        Diagnostic(
            "talk.srt",
            "line_too_long",
            severity,
            f"line of cue {number} is long",
            Span(0, 1),
            Position(number, 1),
            Position(number, 2),
        )
        for number in range(1, count + 1)
    )
    return [FileReport("talk.srt", "srt", "checked", count, diagnostics)]


@pytest.mark.parametrize("name", ["full", "concise"])
@pytest.mark.parametrize(
    "count, severity, options, shown, says",
    [
        (3, Severity.INFO, Options(), 3, ""),
        (4, Severity.INFO, Options(), 3, "1 more in this file; --verbose lists them"),
        (200, Severity.INFO, Options(), 3, "197 more in this file; --verbose lists them"),
        (200, Severity.INFO, Options(verbose=True), 200, ""),
        (200, Severity.INFO, Options(quiet=True), 0, ""),
        (200, Severity.INFO, Options(fail_on=FailOn(Severity.INFO)), 200, ""),
        (200, Severity.INFO, Options(fail_on=FailOn(codes=frozenset(["line_too_long"]))), 200, ""),
        (200, Severity.WARNING, Options(), 200, ""),
    ],
)
def test_three_of_a_suggestion_are_shown_and_the_rest_is_counted(
    name: str, count: int, severity: Severity, options: Options, shown: int, says: str
) -> None:
    text = report(name, repeated(count, severity), options)
    assert text.count("is long") == shown
    assert ("more in this file" in text) is bool(says)
    assert says in text
    label = severity.label + ("s" if count > 1 else "")
    assert f"{count} {label}" in text  # the last line counts them all
