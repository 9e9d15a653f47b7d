"""The sums of a run: what each counts, that parts add up to the whole, and the exit code."""

from __future__ import annotations

import itertools

import pytest

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.report import FileReport, Mended, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.source import Fix, Position, Span


def found(code: str, severity: Severity, fix: Fix | None = None) -> Diagnostic:
    place = Position(1, 1)
    return Diagnostic("a.srt", code, severity, "m", Span(0, 1), place, place, fix=fix)


SAFE, UNSAFE = Fix("mend it", (), safe=True), Fix("mend it", ())
FILES = (
    FileReport(
        "a.srt", "srt", "checked", cues=3, untouched=1, suppressed=2, known=4, known_fixable=2, stale=5, used=("x",),
        diagnostics=(
            found("one", Severity.ERROR, SAFE), found("two", Severity.WARNING, UNSAFE),
            found("two", Severity.WARNING)._replace(others=4),
            found("info", Severity.INFO, SAFE)._replace(others=3),
        ),
        mended=Mended((("one", "t"), ("two", "t")), ("one",)), preset="web", is_chosen=True,
    ),
    FileReport("b.srt", "srt", "skipped", mended=Mended((("one", "t"),), (), failure="read-only")),
    FileReport(
        "c.srt", "srt", "unreadable", mended=Mended((("one", "t"), ("two", "t")), is_written=False)
    ),
    FileReport(
        "d.srt", "srt", "checked", cues=10, untouched=20, suppressed=30, known=40, known_fixable=3, stale=50,
        used=("x", "y"), diagnostics=(found("one", Severity.ERROR), found("x", Severity.INFO)),
        preset="youtube", is_chosen=False,
    ),
)  # fmt: skip


def summary(*files: FileReport, fail_on: FailOn | None = None, require: bool = False) -> Summary:
    made = Summary(fail_on or FailOn(), require_files=require)
    for file in files:
        made.add(file)
    return made


def sums(of: Summary) -> dict[str, object]:
    return {name: getattr(of, name) for name in Summary.__slots__ if name != "fail_on"}


def test_each_sum_counts_what_it_says() -> None:
    assert sums(summary(*FILES)) == {
        "checked": 2, "skipped": 1, "unreadable": 1, "cues": 13, "errors": 2, "warnings": 2,
        "infos": 2, "fixable": 2, "fixed": 3, "proposed": 2, "refused": 1, "failing": 2, "untouched": 21,
        "suppressed": 32, "known": 44, "known_fixable": 5, "stale": 55, "used": {"x", "y"},
        "codes": {"one": 2, "two": 2, "info": 1, "x": 1}, "require_files": False, "notices": (),
        "failed_reports": (), "ended_reports": frozenset(), "unwritten": 1, "folders": {},
        "failing_codes": {"one": 2}, "failing_fixable": 1, "fixable_others": 3, "others": 7, "undecided": 1,
        "counted_codes": {}, "counted_fixable": 0,
        "presets": {("web", ""): 1, ("youtube", "srt"): 1},
    }  # fmt: skip
    assert summary(*FILES).files == 4


def test_parts_add_up_to_the_whole() -> None:
    for length in range(len(FILES) + 1):
        for chosen in itertools.combinations(FILES, length):
            whole = summary(*chosen, *(file for file in FILES if file not in chosen))
            part = summary(*chosen)
            part.merge(summary(*(file for file in FILES if file not in chosen)))
            assert sums(part) == sums(whole)


@pytest.mark.parametrize(
    ("level", "codes", "failing"),
    [
        (Severity.ERROR, [], 2), (Severity.WARNING, [], 4), (Severity.INFO, [], 6), (None, [], 0),
        (None, ["two"], 2), (Severity.ERROR, ["x"], 3), (Severity.WARNING, ["two"], 4),
    ],
)  # fmt: skip
def test_what_fails_the_run_is_at_the_level_or_named(
    level: Severity | None, codes: list[str], failing: int
) -> None:
    made = summary(*FILES, fail_on=FailOn(level, frozenset(codes)))
    assert made.failing == failing


CLEAN, SKIPPED = FileReport("a.srt", "srt", "checked"), FileReport("b.srt", "srt", "skipped")
UNWRITTEN = CLEAN._replace(mended=Mended(failure="read-only"))
FAILING = CLEAN._replace(diagnostics=(found("one", Severity.ERROR),))


@pytest.mark.parametrize(
    ("files", "require", "expected"),
    [
        ([], False, 0), ([], True, 2), ([SKIPPED], False, 0), ([SKIPPED], True, 2),
        ([UNWRITTEN], False, 2), ([CLEAN], True, 0), ([FAILING], False, 1), ([FAILING], True, 1),
        ([FAILING, FILES[2]], False, 2), ([CLEAN, FILES[2]], True, 2),
    ],
)  # fmt: skip
def test_the_exit_code(files: list[FileReport], require: bool, expected: int) -> None:
    made = summary(*files, require=require)
    assert made.exit_code == expected
    assert made.result == ["pass", "fail", "error"][expected]


@pytest.mark.parametrize(("limit", "expected"), [(1, 1), (2, 0), (3, 0), (None, 0), (0, 1)])
def test_more_warnings_than_allowed_fail_the_run(limit: int | None, expected: int) -> None:
    warnings = CLEAN._replace(diagnostics=(found("two", Severity.WARNING),) * 2)
    made = summary(warnings, fail_on=FailOn(max_warnings=limit))
    assert made.too_many_warnings == bool(expected)
    assert made.exit_code == expected
