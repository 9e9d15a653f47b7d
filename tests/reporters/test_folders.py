"""What fails a folder that decides for itself is shown as what fails, in every report."""

from __future__ import annotations

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn, Gate
from caption_qa_action.reporters import REPORTERS, Options, make
from tests.reporters.fixed_report import fixed_report, report

STRICT, LAX = FailOn(Severity.INFO), FailOn(None)
# These show what fails apart from the rest.
APART = {"full", "github", "html", "junit", "markdown"}


@pytest.mark.parametrize("name", list(REPORTERS))
def test_a_folder_decides_as_the_run_would(name: str) -> None:
    differs = False
    for file in fixed_report():
        by_run = {each: make(name, Options(fail_on=each)).part(file) for each in (STRICT, LAX)}
        differs |= by_run[STRICT] != by_run[LAX]
        if name in ("json", "json-lines"):
            continue  # states the folder itself
        for run, folder in ((STRICT, LAX), (LAX, STRICT)):
            gated = file._replace(gate=Gate("talks", folder))
            assert make(name, Options(fail_on=run)).part(gated) == by_run[folder]
    assert differs == (name in APART)


@pytest.mark.parametrize("passed, shown", [(6, 6), (7, 0), (300, 0)])
def test_at_a_terminal_folders_that_passed_are_counted_where_there_are_many(
    passed: int, shown: int
) -> None:
    lax = [
        FileReport(f"team-{n}/a.srt", "srt", "checked", gate=Gate(f"team-{n}", LAX))
        for n in range(passed)
    ]
    (failing,) = (file for file in fixed_report() if file.path.endswith("de.srt"))
    files = [failing._replace(gate=Gate("talks", STRICT)), *lax]
    lines = report("full", files).splitlines()
    assert [line for line in lines if line.startswith("team-")] == lines[-1 - shown : -1][:shown]
    counted = f"{passed} folders passed (--show all lists them)"
    assert (counted in lines) is (not shown)
    assert sum(line.startswith("talks: ") for line in lines) == 1
    for name, options in (
        ("concise", Options()),
        ("full", Options(verbose=True)),
        ("full", Options(show_all=True)),
    ):
        lines = report(name, files, options).splitlines()
        assert sum(line.startswith("team-") for line in lines) == passed
        assert counted not in lines
