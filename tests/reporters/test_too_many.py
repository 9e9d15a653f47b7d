"""Where there are more warnings than are allowed, each of them fails the run, in every report."""

from __future__ import annotations

import re
from typing import Any

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn, Gate
from caption_qa_action.reporters import REPORTERS, Options, make, make_for_run
from tests.reporters.fixed_report import fixed_report, summary_of, why, write_with

FILES = fixed_report()
WARNINGS = [
    each for file in FILES for each in file.diagnostics if each.severity is Severity.WARNING
]
NUMBER = len(WARNINGS)
CODES = frozenset(each.code for each in WARNINGS)
ALL_FAIL = FailOn(None, CODES)
OPTIONS: tuple[dict[str, Any], ...] = (
    {}, {"min_severity": Severity.ERROR}, {"quiet": True}, {"show_all": True}, {"statistics": True},
)  # fmt: skip
# These state what decides, as numbers; what it comes to is left to who reads them.
STATES_ONLY = {"json", "json-lines"}


def written(name: str, files: list[FileReport], fail_on: FailOn, options: dict[str, Any]) -> str:
    """A report, without the reason why the run or a folder failed."""
    reporter = make_for_run(name, Options(why=why, fail_on=fail_on, **options))
    text = write_with(reporter, files, fail_on)
    return re.sub(
        r"\d+ (findings?|warnings?)( in \w+)? \((fail-on|max-warnings): [^)]*\)", "", text
    )


def gated(fail_on: FailOn) -> list[FileReport]:
    """The files, those with captions in a folder of their own, and all of them once more in one that allows all."""
    lax = Gate("lax", FailOn(None, max_warnings=100))
    return [
        *(file._replace(gate=Gate("talks", fail_on)) for file in FILES),
        *(file._replace(path=f"lax/{file.path}", gate=lax) for file in FILES),
    ]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("name", sorted(set(REPORTERS) - STATES_ONLY))
def test_each_warning_is_shown_as_what_fails(name: str, options: dict[str, Any]) -> None:
    failing = written(name, FILES, ALL_FAIL, options)
    for limit in range(NUMBER):  # the last file decides, and the first
        for counts_all in (False, True):
            limited = FailOn(None, max_warnings=limit, counts_all_warnings=counts_all)
            assert written(name, FILES, limited, options) == failing
        allowed = FailOn(None, max_warnings=limit)
        assert written(name, gated(allowed), FailOn(None), options) == written(
            name, gated(ALL_FAIL), FailOn(None), options
        )


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("name", sorted(set(REPORTERS) - STATES_ONLY))
def test_warnings_within_the_limit_fail_nothing(name: str, options: dict[str, Any]) -> None:
    never = Options(why=why, fail_on=FailOn(None), **options)
    limited = FailOn(None, max_warnings=NUMBER)
    reporter = make_for_run(name, never._replace(fail_on=limited))
    assert write_with(reporter, FILES, limited) == write_with(
        make(name, never), FILES, FailOn(None)
    )


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - STATES_ONLY))
def test_what_fails_is_reported_whatever_is_left_out(name: str) -> None:
    shown = written(name, FILES, FailOn(Severity.INFO), {"min_severity": Severity.ERROR})
    assert shown == written(name, FILES, FailOn(Severity.INFO), {})


def test_warnings_that_fail_anyway_count_towards_the_limit() -> None:
    first = next(each.code for each in WARNINGS)
    limited = FailOn(None, frozenset({first}), max_warnings=NUMBER - 1)
    assert written("junit", FILES, limited, {}) == written("junit", FILES, ALL_FAIL, {})
    assert summary_of(FILES, limited).all_failing_codes == summary_of(FILES, ALL_FAIL).failing_codes


def test_the_end_names_what_fails_and_how_much_of_it_is_mended() -> None:
    for limited, failing in (
        (FailOn(None, max_warnings=NUMBER - 1), ALL_FAIL),
        (FailOn(None, max_warnings=NUMBER), FailOn(None)),
    ):
        for summary, expected in (
            (summary_of(FILES, limited), summary_of(FILES, failing)),
            (summary_of(gated(limited)), summary_of(gated(failing))),
        ):
            assert summary.all_failing_codes == expected.failing_codes
            assert summary.all_failing_fixable == expected.failing_fixable
            assert summary.result == expected.result


def test_nothing_waits_longer_than_the_limit_is_open() -> None:
    options = Options(fail_on=FailOn(None, max_warnings=0))
    reporter, streaming = make_for_run("junit", options), make("junit", Options(fail_on=ALL_FAIL))
    for file in FILES:
        assert reporter.add(reporter.part(file)) == streaming.add(streaming.part(file))
