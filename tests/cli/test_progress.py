"""The line that says how far a run is: for whoever watches a terminal, and nobody else."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from caption_qa_action.cli import _terminal, main
from caption_qa_action.cli._terminal import CI_VARIABLES, Progress
from tests.terminal import Clock, Terminal


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CI_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")


def line_after(seconds: float, total: int, done: int, cues: int = 0) -> str:
    clock, terminal = Clock(), Terminal()
    progress = Progress(total, terminal, wanted=True, clock=clock)
    clock.now += seconds
    progress.show(done, cues)
    return terminal.screen()


@pytest.mark.parametrize(
    "seconds, total, done, cues, line",
    [
        (0.4, 4000, 100, 9000, ""),
        (0.6, 4000, 100, 9000, "checking 100 of 4000 files, 9000 cues"),
        (
            10,
            4000,
            1000,
            9000,
            "checking 1000 of 4000 files, 9000 cues, 100 files a second, 30 s left",
        ),
        (10, 4, 1, 0, "checking 1 of 4 files, 10 s a file, 30 s left"),
        (60, 4000, 100, 1, "checking 100 of 4000 files, 1 cue, 2 files a second, 39 min left"),
        (60, 4000, 10, 1, "checking 10 of 4000 files, 1 cue, 6 s a file, 6 h 39 min left"),
        (2, 1, 1, 0, "checking 1 of 1 file, 2 s a file, 0 s left"),
        (2, 5, 0, 0, "checking 0 of 5 files"),
    ],
)
def test_it_says_how_much_is_done_how_fast_and_how_long_the_rest_takes(
    seconds: float, total: int, done: int, cues: int, line: str
) -> None:
    assert line_after(seconds, total, done, cues) == line


def test_it_is_written_ten_times_a_second_at_most_and_gone_in_the_end() -> None:
    clock, terminal = Clock(), Terminal()
    progress = Progress(1000, terminal, wanted=True, clock=clock)
    for done in range(1000):
        clock.now += 0.01
        progress.show(done)
    assert 90 <= terminal.getvalue().count("\r") <= 100
    progress.clear()
    assert terminal.screen() == ""
    written = terminal.getvalue()
    progress.clear()
    assert terminal.getvalue() == written


def test_what_is_known_to_take_long_is_named_at_once() -> None:
    terminal = Terminal()
    Progress(1, terminal, wanted=True, doing="processing", at_once=True, clock=Clock())
    assert terminal.screen() == "processing 0 of 1 file"


def test_it_is_no_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert line_after(10, 4000, 1000, 9000) == "checking 1000 of 4000 files, "


@pytest.mark.parametrize(
    "name, value",
    [
        ("CI", "true"),
        ("GITHUB_ACTIONS", "true"),
        ("TF_BUILD", "True"),
        ("JENKINS_URL", "http://localhost:8080/"),
        ("TERM", "dumb"),
    ],
)
def test_nobody_watches_ci_or_a_dumb_terminal(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert line_after(10, 4000, 1000) == ""


def test_nobody_watches_a_pipe_or_has_asked_for_quiet() -> None:
    clock = Clock()
    for stream, wanted in ((io.StringIO(), True), (Terminal(), False)):
        progress = Progress(1000, stream, wanted=wanted, at_once=True, clock=clock)
        clock.now += 10
        progress.show(500)
        progress.clear()
        assert stream.getvalue() == ""


CAPTIONS = "1\n00:00:01,000 -> 00:00:03,000\nWhere have you been?\n"


@pytest.mark.parametrize(
    "command, line",
    [
        ("check", "checking 2 of 2 files, 2 cues"),
        ("check --fix", "mending 2 of 2 files, 2 cues"),
        ("check --diff", "checking 2 of 2 files, 2 cues"),
        ("baseline write", "checking 2 of 2 files, 2 cues"),
        ("convert . --to webvtt --out-dir out", "converting 2 of 2 files, 2 cues"),
        ("process a.srt", "processing 0 of 1 file"),
        ("init --baseline", "checking 2 of 2 files, 2 cues"),
    ],
)
@pytest.mark.parametrize("watched", [True, False])
def test_a_command_shows_it_where_somebody_watches_and_leaves_the_line_empty(
    command: str, line: str, watched: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_terminal, "_SECONDS_BEFORE", 0)
    monkeypatch.setattr(_terminal, "_SECONDS_BETWEEN", 0)
    for name in ("a.srt", "b.srt"):
        (tmp_path / name).write_text(CAPTIONS, encoding="utf-8")
    stream = Terminal() if watched else io.StringIO()
    with contextlib.redirect_stderr(stream):
        main(command.split())
    written = stream.getvalue()
    assert (line in written) is watched
    assert "\x1b[K" not in written.rpartition("\r\x1b[K")[2]
    if isinstance(stream, Terminal):
        assert stream.lines()[-1] == ""
    assert ("\r" in written) is watched
