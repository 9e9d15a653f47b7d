"""A report that fails is named, costs no other report anything, and ends the run with 2."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from caption_qa_action import cli
from caption_qa_action.cli import _outputs
from caption_qa_action.core.errors import WriteError
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.reporters import REPORTERS, AnyReporter, Options, make
from caption_qa_action.reports import Reports, parts_of
from tests.reporters.fixed_report import fixed_report, why

CAPTIONS = b"1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"
STEPS = ("part", "begin", "add", "end")


class Failing:
    """A reporter that raises in one of its steps; with `twice` also for a file that is not checked."""

    def __init__(self, step: str, *, twice: bool = True) -> None:
        self._reporter = make("concise", Options())
        self._step, self._twice = step, twice

    def part(self, file: FileReport) -> object:
        if self._twice or file.status != "unreadable":
            self._fail("part")
        return self._reporter.part(file)

    def begin(self) -> str:
        self._fail("begin")
        return self._reporter.begin()

    def add(self, part: object) -> str:
        self._fail("add")
        return self._reporter.add(part)

    def end(self, summary: Summary) -> str:
        self._fail("end")
        return self._reporter.end(summary)

    def _fail(self, step: str) -> None:
        if step == self._step:
            raise RuntimeError("\x1b[31moh")


def summary() -> Summary:
    counts = Summary(FailOn())
    for file in fixed_report():
        counts.add(file)
    return counts


def written(*reporters: AnyReporter) -> tuple[list[str], Summary]:
    """The text of each report about the fixed files, and the sums."""
    texts = [""] * len(reporters)

    def write(number: int, text: str) -> None:
        texts[number] += text

    reports, counts = Reports(reporters, write), summary()
    reports.begin()
    for file in fixed_report():
        reports.add(parts_of(reporters, file))
    reports.end(counts)
    return texts, counts


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_the_other_reports_are_whole_and_name_the_one_that_fails(name: str, step: str) -> None:
    options = Options(why=why)
    (_, text), counts = written(Failing(step), make(name, options))
    assert counts.exit_code == 2
    assert counts.failed_reports
    assert counts.ended_reports == {0}
    reporter = make(name, options)
    expected = reporter.begin()
    for file in fixed_report():
        expected += reporter.add(reporter.part(file))
    known = summary()
    known.failed_reports = known.notices = counts.failed_reports
    assert text == expected + reporter.end(known)


def test_a_file_with_which_a_report_fails_is_not_checked_in_that_report_alone() -> None:
    (failing, text), counts = written(Failing("part", twice=False), make("concise", Options()))
    assert not counts.ended_reports
    assert failing.count("not checked: the report test-failing failed") == 4
    assert "a report is not whole" in failing
    assert "the report test-failing failed (RuntimeError: \\x1b[31moh)" in failing
    assert "reading_speed_high" in text
    assert "not checked: the report" not in text


def test_the_failures_of_a_long_run_are_named_and_counted() -> None:
    counts = summary()
    reporters = [Failing("part", twice=False)]
    reports = Reports(reporters, lambda number, text: None)
    for _ in range(20):
        reports.add(parts_of(reporters, fixed_report()[-1]))
    reports.end(counts)
    assert len(counts.failed_reports) == 11
    assert counts.failed_reports[-1] == "and 10 more failures of reports"


def test_a_report_that_cannot_be_written_leaves_the_others_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_bytes(CAPTIONS)
    write = _outputs.Output.write

    def full(output: _outputs.Output, text: str) -> None:
        if output._path == "full.json":
            raise WriteError("full.json", "cannot write the report: no space left on device")
        write(output, text)

    monkeypatch.setattr(_outputs.Output, "write", full)
    formats = ["--format=json=full.json", "--format=json=whole.json", "--format=concise"]
    assert cli.main(["check", "--isolated", *formats, "."]) == 2
    shown = capsys.readouterr()
    assert "error: full.json: cannot write the report: no space left" in shown.err
    assert "negative_duration" in shown.out
    assert Path("whole.json").read_text(encoding="utf-8").endswith("}\n")
    assert sorted(path.name for path in Path().iterdir()) == ["a.srt", "whole.json"]


@pytest.mark.parametrize("kind", [RuntimeError, BaseException])
def test_a_crash_ends_with_2_and_what_it_says_is_harmless(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: type[BaseException]
) -> None:
    def crash(arguments: object) -> NoReturn:
        raise kind("\x1b[31moh\n::error::")

    monkeypatch.setattr(cli.COMMANDS.module("version"), "run", crash)
    assert cli.main(["version"]) == 2
    shown = capsys.readouterr().err
    assert "Traceback" in shown
    assert "caption-qa crashed, which is a bug of its own" in shown
    assert "\x1b" not in shown
    assert "\n::error" not in shown
