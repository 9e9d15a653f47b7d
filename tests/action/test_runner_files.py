"""What the action writes for the runner."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.action import __main__ as action
from caption_qa_action.action.runner_files import append_summary, write_outputs
from tests.action.runner import read_outputs
from tests.reporters.actions_runner import read_log

MEBIBYTE = 1_048_576


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(path))
    return path


def test_a_summary_is_added_to_what_is_there(summary: Path) -> None:
    summary.write_text("# before\n", encoding="utf-8")
    append_summary("# after ✓\n")
    assert summary.read_text(encoding="utf-8") == "# before\n# after ✓\n"


@pytest.mark.parametrize("present", [0, 500_000, MEBIBYTE - 60])
def test_a_summary_is_cut_at_a_line_before_the_runner_drops_it(summary: Path, present: int) -> None:
    summary.write_bytes(b"x" * present)
    append_summary("| a row with an umlaut: ü |\n" * 60_000)
    page = summary.read_bytes()
    assert len(page) <= MEBIBYTE
    *rows, empty, note, end = page[present:].decode("utf-8").split("\n")
    assert set(rows) <= {"| a row with an umlaut: ü |"}
    assert (empty, note, end) == ("", "The rest does not fit into a job summary.", "")


@pytest.mark.parametrize("present", [MEBIBYTE - 10, MEBIBYTE, MEBIBYTE + 10])
def test_a_full_summary_stays_as_it_is(summary: Path, present: int) -> None:
    summary.write_bytes(b"x" * present)
    append_summary("one line that is too long\n")
    assert summary.stat().st_size == present


def test_a_lone_surrogate_does_not_stop_the_summary(summary: Path) -> None:
    append_summary("a \udc80 name\n")
    assert summary.read_bytes() == b"a \\udc80 name\n"


def test_a_value_cannot_begin_another_output(output: Path) -> None:
    hostile = "x\nresult=pass\nghadelimiter_1\nresult<<EOF\npass\nEOF"
    write_outputs({"report-json": hostile, "result": "fail"})
    assert read_outputs(output.read_text(encoding="utf-8")) == {
        "report-json": hostile,
        "result": "fail",
    }


def test_a_crash_is_an_error_with_outputs(
    output: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def crash(command: list[str]) -> int:
        raise RuntimeError("::add-mask::e\n##[add-mask]e")

    monkeypatch.setattr(action, "run_command", crash)
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path))
    monkeypatch.setenv("CAPTION_QA_INPUT_ANNOTATIONS", "true")
    monkeypatch.setenv("CAPTION_QA_INPUT_SUMMARY", "true")
    monkeypatch.setenv("CAPTION_QA_INPUT_CHANGED_ONLY", "false")
    monkeypatch.setenv("CAPTION_QA_INPUT_CONFIG_FROM", "head")
    monkeypatch.setenv("CAPTION_QA_INPUT_FIX", "false")
    monkeypatch.setenv("CAPTION_QA_INPUT_REQUIRE_FILES", "false")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert action.main() == 2
    outputs = read_outputs(output.read_text(encoding="utf-8"))
    assert outputs == {"result": "error", "exit-code": "2"}
    log, traceback = capsys.readouterr()
    (error,) = read_log(log)[0]
    assert error.name == "error"
    assert "traceback" in error.data
    assert "RuntimeError" in traceback
    assert read_log(traceback)[0] == []
