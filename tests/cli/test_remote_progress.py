"""What `caption-qa remote` shows while a server is asked: on a terminal, and gone before anything else."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.cli._remote_progress import Exchange
from caption_qa_action.cli._terminal import CI_VARIABLES
from tests.cli.test_remote import COMMANDS, running, server
from tests.clients.contract_server import Answer, ContractServer
from tests.terminal import Clock, Terminal

__all__ = ["running", "server"]  # fixtures

MB = 10**6


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CI_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def remote(stderr: io.StringIO, *arguments: str) -> int:
    """Run a command whose standard error goes somewhere."""
    with contextlib.redirect_stderr(stderr):
        return main(["remote", *arguments])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_whom_it_asks_and_clears_the_line(
    command: str, server: ContractServer, terminal: Terminal
) -> None:
    server.then(Answer(body=COMMANDS[command][1]))
    assert remote(terminal, *command.split()) == 0
    asking, *_, cleared = terminal.lines()
    assert asking == f"asking 127.0.0.1:{server.port}"
    assert cleared == ""
    # What follows begins on an empty line.
    assert "\x1b[K" not in terminal.getvalue().rpartition("\r\x1b[K")[2]


def test_the_line_is_gone_when_a_server_is_down(
    server: ContractServer, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPTIONPASS_API_URL", "http://127.0.0.1:1")
    assert remote(terminal, "me") == 2
    assert terminal.lines()[0] == "asking 127.0.0.1:1"
    line, end = terminal.screen().split("\n")
    assert line.startswith("caption-qa")
    assert "cannot connect" in line
    assert end == ""


def test_it_says_how_much_of_a_video_was_sent(server: ContractServer, terminal: Terminal) -> None:
    Path("talk.mp4").write_bytes(bytes(3 * MB))
    assert remote(terminal, "media", "upload", "talk.mp4") == 0
    (asked,) = server.asked
    assert len(asked.body) > 3 * MB
    asking, sending, *_, asking_again, receiving, cleared = terminal.lines()
    assert asking == asking_again == f"asking 127.0.0.1:{server.port}"
    assert receiving == f"receiving 127.0.0.1:{server.port}"
    assert sending.startswith(f"sending 127.0.0.1:{server.port}: 0.")
    assert sending.endswith(" of 3.0 MB")
    assert cleared == ""


def test_it_says_how_much_of_an_artifact_has_come(
    server: ContractServer, terminal: Terminal
) -> None:
    server.then(Answer(body=bytes(3 * MB)))
    assert remote(terminal, "artifact", "a1", "-o", "out.bin") == 0
    assert Path("out.bin").stat().st_size == 3 * MB
    assert terminal.lines()[1].startswith(f"receiving 127.0.0.1:{server.port}: 0.")
    assert terminal.lines()[1].endswith(" of 3.0 MB")


@pytest.mark.parametrize("name, value", [("CI", "true"), ("TERM", "dumb")])
def test_nobody_watches_ci_or_a_dumb_terminal(
    name: str,
    value: str,
    server: ContractServer,
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, value)
    assert remote(terminal, "me") == 0
    assert terminal.getvalue() == ""


def test_nobody_watches_a_pipe(server: ContractServer) -> None:
    pipe = io.StringIO()
    assert remote(pipe, "me") == 0
    assert pipe.getvalue() == ""


@pytest.mark.parametrize(
    "seconds, doing, done, total, line",
    [
        (0, "asking", 0, 0, "asking host"),
        (5, "asking", 0, 0, "asking host"),
        (0.2, "sending", 65_536, 900_000, "sending host"),
        (0.2, "sending", 0, MB, "sending host: 0.0 of 1.0 MB"),
        (0.9, "sending", 2 * MB, 90 * MB, "sending host: 2.0 of 90.0 MB"),
        (
            10,
            "sending",
            20 * MB,
            90 * MB,
            "sending host: 20.0 of 90.0 MB, 2.0 MB a second, 35 s left",
        ),
        (10, "sending", 90 * MB, 90 * MB, "asking host"),
        (10, "receiving", 20 * MB, 0, "receiving host: 20.0 MB, 2.0 MB a second"),
        (
            10,
            "receiving",
            MB,
            61 * MB,
            "receiving host: 1.0 of 61.0 MB, 0.1 MB a second, 10 min left",
        ),
    ],
)
def test_it_says_how_much_how_fast_and_how_long_the_rest_takes(
    seconds: float, doing: str, done: int, total: int, line: str
) -> None:
    clock, terminal = Clock(), Terminal()
    exchange = Exchange(terminal, clock=clock)
    clock.now += 7  # the time of an earlier step does not count
    exchange.show("host", doing, 0, total)
    clock.now += seconds
    exchange.show("host", doing, done, total)
    assert terminal.screen() == line


def test_a_new_step_is_shown_at_once_and_the_same_one_ten_times_a_second_at_most() -> None:
    clock, terminal = Clock(), Terminal()
    exchange = Exchange(terminal, clock=clock)
    exchange.show("host", "asking")
    for done in range(100):
        exchange.show("host", "sending", done * MB, 100 * MB)
        clock.now += 0.01
    exchange.show("host", "receiving", 0, 0)
    assert 11 <= len(terminal.lines()) <= 13
    assert terminal.screen() == "receiving host"


def test_a_name_of_a_host_does_nothing_to_the_terminal() -> None:
    terminal = Terminal()
    Exchange(terminal).show("x\x1b[2J\u202ey", "asking")
    assert terminal.screen() == "asking x\\x1b[2J\\u202ey"
