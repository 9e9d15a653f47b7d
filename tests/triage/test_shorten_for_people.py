"""Suggestions that repeat: three are shown, the rest is counted, and nothing that fails is left out."""

from __future__ import annotations

import pytest

from caption_qa_action.core.diagnostic import Diagnostic, Severity, Span
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.source import Position
from caption_qa_action.reporters import Options
from caption_qa_action.triage.repeated_findings import shorten_for_people
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


def diagnostics(*codes: str) -> tuple[Diagnostic, ...]:
    """An info of each code in lower case, a warning of each in upper case."""
    place = Position(1, 1)
    return tuple(
        Diagnostic(
            "a.srt",
            code.lower(),
            Severity.INFO if code.islower() else Severity.WARNING,
            "",
            Span(number, number),
            place,
            place,
        )
        for number, code in enumerate(codes)
    )


ERRORS_FAIL = FailOn()


def shown(
    codes: str, fail_on: FailOn = ERRORS_FAIL, *, quiet: bool = False, verbose: bool = False
) -> list[tuple[int, str]]:
    """The numbers of those that are shown, each with its note."""
    found = shorten_for_people(diagnostics(*codes), fail_on, quiet=quiet, verbose=verbose)
    return [(each.span.start, note) for each, note in found]


def more(count: int) -> str:
    return f"{count} more in this file; --verbose lists them"


@pytest.mark.parametrize(
    "codes, expected",
    [
        ("", []),
        ("aaa", [(0, ""), (1, ""), (2, "")]),
        ("aaaa", [(0, ""), (1, ""), (2, more(1))]),
        ("ababababb", [(0, ""), (1, ""), (2, ""), (3, ""), (4, more(1)), (5, more(2))]),
        ("AAAAA", [(number, "") for number in range(5)]),
        ("aAaAaAa", [(0, ""), (1, ""), (2, ""), (3, ""), (4, more(1)), (5, "")]),
    ],
)
def test_suggestions_of_each_code_are_counted_apart(
    codes: str, expected: list[tuple[int, str]]
) -> None:
    assert shown(codes) == expected


def test_what_fails_the_run_is_no_suggestion() -> None:
    fails = FailOn(codes=frozenset("b"))
    every = [(number, "") for number in range(5)]
    assert shown("bbbbb", fails) == every
    assert shown("aaaaa", FailOn(Severity.INFO)) == every
    assert shown("aaaaa", FailOn(None)) == [(0, ""), (1, ""), (2, more(2))]


def test_quiet_shows_no_info_and_verbose_all() -> None:
    assert shown("aAaaa", quiet=True) == [(1, "")]
    assert shown("aAaaa", quiet=True, verbose=True) == [(1, "")]
    assert shown("aAaaa", FailOn(Severity.INFO), quiet=True) == [(1, "")]
    assert shown("aaaaa", verbose=True) == [(number, "") for number in range(5)]


def test_what_comes_after_the_rest_is_shown_nevertheless() -> None:
    given = diagnostics("a", "a", "a", "a", "B", "c")
    shown = shorten_for_people(given, FailOn(), quiet=False, verbose=False)
    assert [each.code for each, _ in shown] == ["a", "a", "a", "b", "c"]
