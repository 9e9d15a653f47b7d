"""`check --fix-only`: what was mended is listed, what is left is for another check."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from tests.plain_user import as_plain_user

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
        "2 files checked, 0 skipped, 0 not checked; 2 cues; 1 error, 0 warnings, 0 infos; 0 fixable, 1 fixed; "
        "no preset chosen (srt by the limits of youtube; choose: caption-qa init NAME); passed (fail-on: never)",
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


@pytest.mark.parametrize("decided_by", ["nothing", "the configuration", "the command line"])
def test_a_report_says_as_well_that_what_is_left_fails_nothing(
    decided_by: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ads").mkdir()
    (folder / "ads/a.srt").write_text(NEGATIVE)
    more = []
    if decided_by == "the configuration":
        (folder / "ads/.caption-qa.yml").write_text("preset: none\nmax-warnings: 0\n")
    if decided_by == "the command line":
        more = ["--fail-on=negative_duration", "--max-warnings=0"]
    assert main(["check", "--fix-only", "--format=json=report.json", *more]) == 0
    assert ": failed" not in capsys.readouterr().out
    summary = json.loads((folder / "report.json").read_text())["summary"]
    assert (summary["result"], summary["exitCode"], summary["failing"]) == ("pass", 0, 0)


def test_what_cannot_be_written_is_named_and_fails_the_run(
    users_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.srt", "b.srt"):
        (users_folder / name).write_text(SPACES)
        (users_folder / name).chmod(0o444)
    with as_plain_user(users_folder):
        code, out = run(capsys)
    assert code == 2
    reason, others, last = out.splitlines()
    assert reason == "a.srt: not written: cannot be written: the file is read-only"
    assert others == "not written for the same reason as a.srt: b.srt"
    assert last.endswith("; failed: 2 files not written")


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


def test_reports_beside_a_diff_name_nothing_as_mended(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.srt").write_text(SPACES)
    arguments = ["--format=json=report.json", "--format=full=report.txt"]
    assert main(["check", "--isolated", "--diff", *arguments]) == 1
    assert (folder / "a.srt").read_text() == SPACES
    loaded = json.loads((folder / "report.json").read_text())
    assert (loaded["summary"]["fixable"], loaded["summary"]["fixed"]) == (1, 0)
    assert "fixed" not in loaded["files"][0]
    text = (folder / "report.txt").read_text()
    assert "next: caption-qa check --fix --isolated (mends 1)" in text
    assert " fixed" not in text
