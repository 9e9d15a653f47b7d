"""Where reports go, what they never replace, and outputs that are closed, full or strange."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from caption_qa_action import regular
from caption_qa_action.cli import main

GOOD = b"1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
SRC = Path(__file__).parents[2] / "src"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "PRE_COMMIT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("talk.srt").write_bytes(GOOD)
    return tmp_path


def in_shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run `caption-qa` with the redirections of a shell; the program is `$c` in the command."""
    program = f"{sys.executable} -m caption_qa_action"
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.run(
        ["bash", "-c", command.replace("$c", program)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("path", ["talk.srt", "./sub/../talk.srt", "link.srt", "other.vtt"])
def test_a_report_never_replaces_a_caption_file(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("sub").mkdir()
    if path.startswith("link"):
        Path(path).symlink_to("talk.srt")
    if path.startswith("other"):
        Path(path).write_bytes(b"WEBVTT\n")
    reports = ["--format", "markdown=out.md", "--format", f"json={path}"]
    assert main(["check", "--isolated", *reports, "talk.srt"]) == 2
    assert "would overwrite the caption file" in capsys.readouterr().err
    assert Path("talk.srt").read_bytes() == GOOD
    assert not Path("out.md").exists()


def test_a_report_never_replaces_a_checked_file_of_any_suffix() -> None:
    Path("talk.txt").write_bytes(GOOD)
    assert main(["check", "--isolated", "--format", "json=talk.txt", "talk.txt"]) == 2
    assert Path("talk.txt").read_bytes() == GOOD


def test_a_report_replaces_an_older_one_and_keeps_a_link_to_it() -> None:
    Path("real.json").write_text("old", encoding="utf-8")
    Path("report.json").symlink_to("real.json")
    assert main(["check", "--isolated", "--format", "json=report.json", "talk.srt"]) == 0
    assert Path("report.json").is_symlink()
    assert json.loads(Path("real.json").read_bytes())["version"] == 1


@linux
def test_a_full_device_stays_a_device_and_is_one_clear_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--isolated", "--format", "json=/dev/full", "talk.srt"]) == 2
    error = capsys.readouterr().err
    assert (
        error == "caption-qa: error: /dev/full: cannot write the report: No space left on device\n"
    )
    assert Path("/dev/full").is_char_device()


@posix
def test_a_report_is_written_into_a_pipe() -> None:
    os.mkfifo("pipe.json")
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(Path("pipe.json").read_bytes()))
    reader.start()
    assert main(["check", "--isolated", "--format", "json=pipe.json", "talk.srt"]) == 0
    reader.join(timeout=30)
    assert json.loads(received[0])["summary"]["checked"] == 1
    assert Path("pipe.json").is_fifo()


@posix
def test_a_pipe_that_nobody_reads_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(regular, "_READER_SECONDS", 0.0)
    os.mkfifo("pipe.json")
    assert main(["check", "--isolated", "--format", "json=pipe.json", "talk.srt"]) == 2
    error = capsys.readouterr().err
    assert error == "caption-qa: error: pipe.json: cannot write the report: nobody reads the pipe\n"


@posix
def test_a_report_to_the_name_of_standard_output_is_added_to_it() -> None:
    done = in_shell("echo before >log; $c check --format json=/dev/stdout talk.srt >>log")
    assert (done.returncode, done.stderr) == (0, "")
    before, report = Path("log").read_text(encoding="utf-8").split("\n", 1)
    assert before == "before"
    assert json.loads(report)["summary"]["checked"] == 1


@posix
@pytest.mark.parametrize(
    "command, reason",
    [
        ("$c check talk.srt >&-", "it is closed"),
        pytest.param("$c check talk.srt >/dev/full", "No space left on device", marks=linux),
        pytest.param("$c rules >/dev/full", "No space left on device", marks=linux),
    ],
)
def test_an_output_that_cannot_be_written_is_one_clear_line(command: str, reason: str) -> None:
    done = in_shell(command)
    assert done.returncode == 2
    assert done.stderr == f"caption-qa: error: cannot write to standard output: {reason}\n"


@posix
@pytest.mark.parametrize(
    "command, code",
    [
        ("$c check talk.srt 2>&-", 0),
        ("$c check nowhere.srt 2>&-", 2),
        pytest.param("$c check nowhere.srt 2>/dev/full", 2, marks=linux),
        ("$c check talk.srt >&- 2>&-", 2),
        ("$c check - <&-", 2),
    ],
)
def test_closed_streams_do_no_harm(command: str, code: int) -> None:
    done = in_shell(command)
    assert done.returncode == code
    assert "Traceback" not in done.stdout + done.stderr


@posix
@pytest.mark.parametrize(
    "command", ["$c check <(cat talk.srt)", "cat talk.srt | $c check /dev/stdin"]
)
def test_pipes_of_the_shell_can_be_checked(command: str) -> None:
    done = in_shell(command)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 file checked" in done.stdout


@posix
def test_a_named_pipe_is_not_opened(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.srt")
    assert main(["check", "--isolated", "--format", "concise", "pipe.srt"]) == 2
    assert "pipe.srt: not checked: not a regular file\n" in capsys.readouterr().out
