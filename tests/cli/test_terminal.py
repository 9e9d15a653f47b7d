"""When output has colour and links: on a terminal that shows them, unless somebody has decided otherwise."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.cli._terminal import CI_VARIABLES, wants_color, wants_links
from caption_qa_action.core.measure import columns
from tests.terminal import Terminal

DECIDE = (
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK", "TERM", "TERM_PROGRAM",
    *CI_VARIABLES,
)  # fmt: skip


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DECIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


# What the environment is, and whether a terminal and a pipe have colour by themselves.
COLOR: list[tuple[dict[str, str], bool, bool]] = [
    ({}, True, False),
    ({"NO_COLOR": "1"}, False, False),
    ({"NO_COLOR": "0"}, False, False),  # https://no-color.org: whatever it is
    ({"NO_COLOR": ""}, True, False),  # ... but for nothing
    ({"FORCE_COLOR": "1"}, True, True),
    ({"FORCE_COLOR": ""}, True, False),
    ({"CLICOLOR_FORCE": "1"}, True, True),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ({"TERM": "dumb"}, False, False),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ({"TERM": "linux"}, True, False),
    ({"CI": "true"}, True, False),
]

# What the environment is, and whether a terminal and a pipe have links by themselves.
LINKS: list[tuple[dict[str, str], bool, bool]] = [
    ({}, True, False),
    ({"NO_COLOR": "1"}, False, False),
    ({"NO_COLOR": ""}, True, False),
    ({"CI": "true"}, False, False),
    ({"CI": ""}, True, False),
    ({"TERM": "dumb"}, False, False),
    ({"TERM": "linux"}, False, False),
    ({"TERM": "xterm-old"}, False, False),
    ({"TERM_PROGRAM": "Apple_Terminal"}, False, False),
    ({"TERM_PROGRAM": "iTerm.app"}, True, False),
    ({"FORCE_COLOR": "1"}, True, False),
    ({"FORCE_HYPERLINK": "1"}, True, True),
    ({"FORCE_HYPERLINK": "1", "NO_COLOR": "1", "TERM": "dumb", "CI": "true"}, True, True),
    ({"FORCE_HYPERLINK": "0"}, False, False),
    ({"FORCE_HYPERLINK": ""}, False, False),
]


@pytest.mark.parametrize("variables, on_terminal, in_pipe", COLOR, ids=str)
def test_colour(
    variables: dict[str, str], on_terminal: bool, in_pipe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for stream, wanted in ((Terminal(), on_terminal), (io.StringIO(), in_pipe)):
        assert wants_color("auto", stream) is wanted
        # An option is nearer than the environment.
        assert wants_color("always", stream)
        assert not wants_color("never", stream)


@pytest.mark.parametrize("variables, on_terminal, in_pipe", LINKS, ids=str)
def test_links(
    variables: dict[str, str], on_terminal: bool, in_pipe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for stream, wanted in ((Terminal(), on_terminal), (io.StringIO(), in_pipe)):
        assert wants_links("auto", stream) is wanted
        assert wants_links("always", stream) is wanted
        assert wants_links("never", stream) is (wanted and "FORCE_HYPERLINK" in variables)


@pytest.mark.parametrize(
    "command",
    [
        "check --changed-since no-such-branch-of-this-repository",
        "check there-is-no-such-folder-of-captions-here-and-there-was-none",
        "process talk.srt --preset tiktok --fix-profile auto-split-cps -o out.srt",
        "process there-is-no-such-file-of-captions-in-this-folder-now.srt",
        "convert talk.srt --to sbv -o out.sbv",
        "baseline write --quiet",
        "remote me --api-url http://127.0.0.1:1",
        "chekc",
    ],
)
def test_no_word_of_what_stands_beside_the_results_is_broken(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("CI", "true")  # without a line that comes and goes
    monkeypatch.setenv("CAPTIONPASS_API_KEY", "cp_live_example")
    written = []
    for stream in (Terminal(), io.StringIO()):
        for path in tmp_path.iterdir():
            path.unlink()
        text = (
            "1\n00:00:01,000 --> 00:00:02,000\n" + "Where have <b>you</b> been all this time? " * 4
        )
        (tmp_path / "talk.srt").write_text(text, encoding="utf-8")
        with contextlib.redirect_stderr(stream):
            main(command.split())
        written.append(stream.getvalue())
    on_terminal, in_pipe = written
    assert any(columns(line) > 60 for line in in_pipe.splitlines()), "there it is a line"
    assert on_terminal.split() == in_pipe.split()
    long = [line for line in on_terminal.splitlines() if columns(line) > 60]
    assert all(" " not in line.strip() for line in long), long


def test_no_word_of_what_init_says_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    terminal = Terminal()
    with contextlib.redirect_stdout(terminal):
        main(["init"])
    assert max(map(columns, terminal.getvalue().splitlines())) <= 60
    assert "chooses one)\n" in terminal.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
@pytest.mark.parametrize(
    "variables, color, links",
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, False),
        ({"CI": "true"}, True, False),
    ],
    ids=str,
)
def test_a_check_on_a_real_terminal(
    variables: dict[str, str], color: bool, links: bool, tmp_path: Path
) -> None:
    bad = "1\n00:00:01,000 -> 00:00:03,000\nWhere have you been all this time, and with whom?\n"
    (tmp_path / "a talk with a long name.srt").write_text(bad, encoding="utf-8")
    raw = on_a_terminal(tmp_path, 60, {"TERM": "xterm-256color", **variables})
    assert ("\x1b[1" in raw) is color
    assert ("\x1b]8;;http" in raw) is links
    if "CI" in variables or variables.get("TERM") == "dumb":
        assert "checking" not in raw  # a line that comes and goes
    assert "invalid_timestamp" in raw
    assert "failed: 1 finding (fail-on: error)" in raw


def on_a_terminal(folder: Path, columns: int, variables: dict[str, str]) -> str:
    """What `caption-qa check` writes in a folder, on a terminal of its own."""
    import fcntl
    import pty
    import struct
    import termios

    terminal, other_end = pty.openpty()
    fcntl.ioctl(other_end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in (*DECIDE, "COLUMNS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "caption_qa_action", "check", "--no-cache"],
        cwd=folder,
        env={**kept, **variables},
        stdin=other_end,
        stdout=other_end,
        stderr=other_end,
    )
    os.close(other_end)
    written = b""
    try:
        while data := os.read(terminal, 65_536):
            written += data
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(terminal)
    assert process.wait() == 1
    return written.decode()
