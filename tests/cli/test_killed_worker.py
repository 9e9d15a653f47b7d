"""A process that is killed while it checks costs no other file its place in the report."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn
from caption_qa_action.pipeline import Job, check_file
from caption_qa_action.reporters import Options, make
from caption_qa_action.runs.many_files import run
from caption_qa_action.workspace.discover import File

pytestmark = pytest.mark.slow

MAIN = os.getpid()


def check_or_die(job: Job) -> FileReport:
    """Kill the process at one of the files."""
    if job.file.path == "talk003.srt" and os.getpid() != MAIN:
        os.kill(os.getpid(), signal.SIGKILL)
    return check_file(job)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_every_file_is_counted_when_a_process_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load(Arguments(), isolated=True).settings_for("a.srt")
    names = [f"talk{number:03d}.srt" for number in range(400)]
    for name in names:
        Path(name).write_bytes(b"1\n00:00:01,000 --> 00:00:03,000\nHello.\n")
    jobs = [Job(File(name, name), settings) for name in names]
    text: list[str] = []
    summary = run(
        jobs,
        [make("concise", Options())],
        FailOn(),
        lambda _, part: text.append(part),
        processes=2,
        check=check_or_die,
    )
    assert summary.files == 400
    assert summary.unreadable == 1
    assert summary.exit_code == 2
    assert "talk003.srt: not checked: the process that checked it was killed" in "".join(text)


# Ctrl-C reaches all processes of a terminal, here when a worker has just been started and does not leave it to
# the main process yet. Where the tests run in the background of a shell, all that they start would ignore it.
INTERRUPTED = """
import os, signal, sys
from caption_qa_action import parallel
from caption_qa_action.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
begin = parallel.begin_worker
def interrupt_and_begin():
    os.{kill}(0 if "{kill}" == "killpg" else os.getpid(), signal.SIGINT)
    begin()
parallel.begin_worker = interrupt_and_begin
sys.exit(main(["check", "--isolated", "--jobs=2", "."]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the workers are forked on Linux alone")
@pytest.mark.parametrize(
    ("kill", "ended"),
    [("kill", (0, "")), ("killpg", (130, "caption-qa: interrupted\n"))],
    ids=["the worker alone", "all"],
)
def test_an_interrupt_while_workers_are_started_is_left_to_the_main_process(
    kill: str, ended: tuple[int, str], tmp_path: Path
) -> None:
    for number in range(8):
        (tmp_path / f"{number}.srt").write_bytes(b"1\n00:00:01,000 --> 00:00:03,000\nHello.\n")
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(kill=kill)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
    )
    assert (run.returncode, run.stderr) == ended


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("kind", ["SIGTERM", "SIGKILL"])
def test_no_worker_outlives_the_main_process(kind: str, tmp_path: Path) -> None:
    cues = b"1\n00:00:01,000 --> 00:00:03,000\nHello.\n\n" * 100
    for number in range(400):
        (tmp_path / f"{number}.srt").write_bytes(cues)
    # The workers hold the write end of this pipe too: it is closed when the last of them has gone.
    run = subprocess.Popen(
        [sys.executable, "-m", "caption_qa_action", "check", "--isolated", "--jobs=2", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert run.stdout is not None
    assert run.stdout.read(1)  # the first report is out, so the workers are at work
    run.send_signal(getattr(signal, kind))
    run.communicate(timeout=60)
    assert run.returncode == -getattr(signal, kind)
