"""A file that takes more time or memory than it may is not checked, and costs no other file anything."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest

from caption_qa_action import limits, pipeline
from caption_qa_action.cli import main
from caption_qa_action.config import Arguments, load
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import OverTime
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn, Limits
from caption_qa_action.limits import OutOfTime, may_exceed, within
from caption_qa_action.pipeline import Job, check_file, diagnose
from caption_qa_action.reporters import Options, make
from caption_qa_action.rules import load as load_rule
from caption_qa_action.runs import many_files
from caption_qa_action.runs.many_files import run
from caption_qa_action.workspace.discover import File

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals"),
]
ALARMS = () if os.name == "nt" else (signal.SIGALRM, signal.SIGVTALRM)
CAPTIONS = b"1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
NAMES = [f"{number}.srt" for number in range(6)]


def loop(job: Job) -> FileReport:
    while True:
        try:
            while True:
                pass
        except Exception:
            continue


def endless() -> NoReturn:
    while True:
        pass


def backtrack(job: Job) -> FileReport:
    re.match("(a+)+$", "a" * 60 + "b")
    return check_file(job)


def wait(job: Job) -> FileReport:
    os.mkfifo("pipe")
    Path("pipe").read_bytes()
    return check_file(job)


def defy(job: Job) -> FileReport:
    """Hang where no alarm is heard."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGVTALRM})
    while True:
        time.sleep(60)


def fill(job: Job) -> FileReport:
    kept = [bytes(10_000_000) + bytes([number % 256]) for number in range(1_000)]
    assert kept
    return check_file(job)


def checked(
    check: Callable[[Job], FileReport], processes: int = 1, **limits: int
) -> tuple[Summary, str]:
    """A run over six files of which the third is checked in this way; its sums and its text."""
    settings = load(Arguments(), isolated=True).settings_for("a.srt")
    settings = settings._replace(limits=Limits(**{"seconds_per_file": 1, **limits}))
    for name in NAMES:
        Path(name).write_bytes(CAPTIONS)
    text: list[str] = []
    summary = run(
        [Job(File(name, name), settings) for name in NAMES],
        [make("concise", Options())],
        FailOn(),
        lambda _, part: text.append(part),
        processes=processes,
        check=Third(check),
    )
    return summary, "".join(text)


class Third:
    """Checks the third file in a way of its own."""

    def __init__(self, check: Callable[[Job], FileReport]) -> None:
        self.check = check

    def __call__(self, job: Job) -> FileReport:
        return self.check(job) if job.file.path == "2.srt" else check_file(job)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and little patience with what hangs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(many_files, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(limits, "CLOCK_FACTOR", 2)


def one_is_missing(summary: Summary, text: str, reason: str) -> None:
    assert (summary.checked, summary.unreadable, summary.exit_code) == (5, 1, 2)
    assert f"2.srt: not checked: {reason}" in text


@pytest.mark.parametrize("check", [loop, backtrack, wait])
@pytest.mark.parametrize("processes", [1, 2])
def test_what_takes_too_long_is_interrupted(
    check: Callable[[Job], FileReport], processes: int
) -> None:
    one_is_missing(*checked(check, processes), "it takes longer than 1 s (limits.seconds_per_file)")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_worker_that_hears_no_alarm_is_ended(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_files, "may_exceed", lambda size, limits: True)
    one_is_missing(*checked(defy, processes), "it took longer than 2.5 seconds, and was ended")


@pytest.mark.skipif(sys.platform != "linux", reason="no other system limits memory")
@pytest.mark.parametrize("processes", [1, 2])
def test_what_takes_too_much_memory_is_not_checked(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_files, "may_exceed", lambda size, limits: True)
    summary, text = checked(GuardedFill(), processes, seconds_per_file=60, megabytes_per_file=200)
    one_is_missing(
        summary, text, "not enough memory to check it (limits.megabytes_per_file is 200)"
    )


class GuardedFill:
    """Fills the memory where rules work."""

    def __call__(self, job: Job) -> FileReport:
        return pipeline.guard(job, fill)


# A call that holds Python's lock and hears no signal: here, since the alarm is blocked.
HANGING = """
import signal, sys
from caption_qa_action import cli, limits
from caption_qa_action.engines.bundled import check
limits.GRACE_SECONDS = -1
def hang(*arguments, **options):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGVTALRM})
    while True: pass
check.rule_in_force = hang
sys.exit(cli.main(["check", "--isolated", "--seconds-per-file=1", "a.srt"]))
"""


def test_a_process_that_hears_no_alarm_is_ended_by_the_system() -> None:
    Path("a.srt").write_bytes(CAPTIONS)
    done = subprocess.run(
        [sys.executable, "-c", HANGING],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == -signal.SIGPROF
    assert "in hang" in done.stderr


def test_only_large_files_are_checked_in_a_process_of_their_own() -> None:
    assert not may_exceed(20_000_000, Limits())
    assert may_exceed(40_000_000, Limits())
    assert may_exceed(2_000_000, Limits(seconds_per_file=3))
    assert may_exceed(20_000_000, Limits(megabytes_per_file=1_000))


def test_an_alarm_is_heard_again_where_something_has_caught_it_and_is_gone_behind_the_body() -> (
    None
):
    before = [signal.getsignal(number) for number in ALARMS]
    caught = 0

    def catch() -> None:
        nonlocal caught
        while True:
            try:
                endless()
            except OutOfTime:
                caught += 1
                if caught == 2:
                    raise

    with pytest.raises(OutOfTime), within(0.05):
        catch()
    assert [signal.getsignal(number) for number in ALARMS] == before
    for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        assert signal.getitimer(timer)[0] == 0


def test_a_process_that_waits_for_its_turn_has_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a busy machine; but not for ever, as one that waits for a pipe."""
    monkeypatch.setattr(limits, "CLOCK_FACTOR", 10_000)
    with within(0.05):
        time.sleep(0.2)
    with pytest.raises(OutOfTime), within(0.05):
        endless()
    monkeypatch.setattr(limits, "CLOCK_FACTOR", 1)
    with pytest.raises(OutOfTime), within(0.05):
        time.sleep(60)


def test_a_program_without_a_clock_of_the_processor_has_the_limit_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("caption_qa_action.engines.bundled.check.time.thread_time")
    seconds = iter([0.0, 0.0, 0.5, 61.0, 61.0])
    monkeypatch.setattr(
        "caption_qa_action.engines.bundled.check.time.monotonic", lambda: next(seconds)
    )
    settings = load(Arguments(), isolated=True).settings_for("a.srt")
    with pytest.raises(OverTime):
        diagnose("a.srt", CAPTIONS, settings)


def sleepy() -> None:
    while True:
        time.sleep(0.05)


@pytest.mark.parametrize("body", [endless, sleepy])
def test_the_windows_way_interrupts_too(
    body: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "_start_timers", lambda seconds: limits._start_thread(seconds, signal.SIGALRM)
    )
    with pytest.raises(OutOfTime), within(0.05):
        body()


def test_a_program_that_calls_a_check_has_the_limit_between_two_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed, spent = iter([0.0, 0.5, 61.0]), iter([0.0, 61.0])
    clocks = "caption_qa_action.engines.bundled.check.time"
    monkeypatch.setattr(f"{clocks}.monotonic", lambda: next(passed))
    monkeypatch.setattr(f"{clocks}.thread_time", lambda: next(spent))
    settings = load(Arguments(), isolated=True).settings_for("a.srt")
    with pytest.raises(OverTime, match=r"^a\.srt: it takes longer than 60 s"):
        diagnose("a.srt", CAPTIONS, settings)


def test_a_busy_machine_takes_nothing_of_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    passed, spent = count(0.0, 50.0), count(0.0, 0.5)
    clocks = "caption_qa_action.engines.bundled.check.time"
    monkeypatch.setattr(f"{clocks}.monotonic", lambda: next(passed))
    monkeypatch.setattr(f"{clocks}.thread_time", lambda: next(spent))
    settings = load(Arguments(), isolated=True).settings_for("a.srt")
    assert diagnose("a.srt", CAPTIONS, settings).document.cues


@pytest.mark.parametrize("command", ["convert --to vtt *.srt --out-dir out", "process a.srt"])
def test_what_is_converted_or_delivered_has_the_limit_too(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = pipeline.read_document

    def hang(path: str, *arguments: Any) -> Document:
        return endless() if path == "a.srt" else read(path, *arguments)

    for module in ("caption_qa_action.runs.convert", "caption_qa_action.engines.bundled.process"):
        monkeypatch.setattr(f"{module}.read_document", hang)
    for name in ("a.srt", "b.srt"):
        Path(name).write_bytes(CAPTIONS)
    Path(".caption-qa.yml").write_text("limits: {seconds_per_file: 1}\n", encoding="utf-8")
    assert main(command.split()) == 2
    assert "a.srt: it takes longer than 1 s" in capsys.readouterr().err.replace(
        "not converted: ", ""
    )
    assert Path("out/b.vtt").exists() or command.startswith("process")


def test_the_configuration_sets_the_limits_and_the_command_line_has_the_last_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(document: Document, **options: object) -> list[object]:
        while True:
            pass

    monkeypatch.setattr(load_rule("double_space"), "check", check)
    Path("a.srt").write_bytes(CAPTIONS)
    Path(".caption-qa.yml").write_text("limits:\n  seconds_per_file: 1\n", encoding="utf-8")
    assert main(["check", "a.srt"]) == 2
    assert "it takes longer than 1 s" in capsys.readouterr().out
    assert main(["check", "--show-settings", "--megabytes-per-file=7", "a.srt"]) == 0
    shown = capsys.readouterr().out
    assert "limits.seconds_per_file = 1  # .caption-qa.yml:1" in shown
    assert "limits.megabytes_per_file = 7  # --megabytes-per-file" in shown
    assert main(["check", "--show-settings", "--seconds-per-file=7", "a.srt"]) == 0
    assert "limits.seconds_per_file = 7  # --seconds-per-file" in capsys.readouterr().out
