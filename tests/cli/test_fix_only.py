"""`check --fix-only`: what was mended is listed, what is left is for another check."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from caption_qa_action.cli import main

SPACES = "1\n00:00:01,000 --> 00:00:03,000\nThe  river freezes.\n"
NEGATIVE = "1\n00:00:09,000 --> 00:00:08,000\nThe ferry stays in its shed.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["check", "--isolated", "--fix-only", *arguments])
    out, error = capsys.readouterr()
    assert error == ""
    return code, out


def test_what_was_mended_is_listed_and_what_is_left_fails_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.srt").write_text(SPACES)
    (folder / "b.srt").write_text(NEGATIVE)
    code, out = run(capsys)
    assert code == 0
    assert out.splitlines() == [
        "a.srt: 1 fix",
        "  1 × double_space: leave one space",
        "2 files checked, 0 skipped, 0 not checked; 2 cues; 1 error, 0 warnings, 0 infos; 0 fixable, 1 fixed",
    ]
    assert (folder / "a.srt").read_text() == SPACES.replace("  ", " ")
    assert (folder / "b.srt").read_text() == NEGATIVE


def test_what_cannot_be_read_is_no_silent_success(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gone.srt").symlink_to("nowhere.srt")
    code, out = run(capsys, "gone.srt")
    assert code == 2
    assert out.startswith("gone.srt: not checked: ")


def test_it_can_fail_where_anything_was_mended(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.srt").write_text(SPACES)
    assert run(capsys, "--exit-non-zero-on-fix")[0] == 1
    assert run(capsys, "--exit-non-zero-on-fix")[0] == 0


def test_reports_are_written_into_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.srt").write_text(SPACES + "\n" + NEGATIVE.replace("1\n", "2\n", 1))
    assert run(capsys, "--format=json=report.json")[0] == 0
    summary = json.loads((folder / "report.json").read_text())["summary"]
    assert (summary["fixed"], summary["errors"]) == (1, 1)


def test_standard_input_is_mended_and_the_list_goes_to_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SPACES.encode())))
    assert main(["check", "--isolated", "--fix-only", "-", "--stdin-filename", "a.srt"]) == 0
    out, error = capsys.readouterr()
    assert out == SPACES.replace("  ", " ")
    assert error.startswith("a.srt: 1 fix\n")


def test_it_does_not_go_with_diff(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix-only", "--diff"]) == 2
    assert "choose one" in capsys.readouterr().err
