"""The command that the end of a report proposes: it can be pasted, and mends what it says."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.cli import main, parser_of
from caption_qa_action.cli._fix_command import (
    _OF_FILES,
    NOT_ABOUT_FIXES,
    OF_A_SERVER,
    PREFIX_VARIABLE,
    fix_command,
)
from caption_qa_action.core.report import Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._ending import ending

FIXABLE = "1\r\n00:00:01,000 --> 00:00:03,000\nThe  river freezes.\n"
# A value for each option that takes one of few.
VALUES = {
    "--show": "all",
    "--min-severity": "info",
    "--color": "never",
    "--jobs": "2",
    "--max-warnings": "3",
    "--seconds-per-file": "9",
    "--megabytes-per-file": "900",
}
# With these no command is proposed.
WITHOUT = ("--fix", "--fix-only", "--staged", "--changed-cues", "--shard")
ACTIONS = [
    action
    for action in parser_of("check")._actions
    if action.option_strings and action.dest != "help"
]


def parse(*arguments: str) -> argparse.Namespace:
    return parser_of("check").parse_args(list(arguments))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.option_strings[-1])
def test_every_option_of_a_check_is_kept_or_is_not_about_fixes(action: argparse.Action) -> None:
    for option in action.option_strings:
        takes_value = action.nargs is None
        value = VALUES.get(option, "it's $(x);`y` & z")
        given = parse(*([option, value] if takes_value else [option]), "a b.srt", "$(x).srt")
        words = fix_command(given)
        if option in WITHOUT:
            assert words == ()
            continue
        if option == "--stdin-filename":
            assert words == ("the same command with --fix",)
            continue
        program, command, *rest = shlex.split(" ".join(words))
        assert (program, command) == ("caption-qa", "check")
        read, before = vars(parse(*rest)), vars(given)
        if option == "--engine":
            assert read["engine"] == "bundled"
        ignored = {"fix", *NOT_ABOUT_FIXES, *OF_A_SERVER}
        assert {k: v for k, v in read.items() if k not in ignored} == {
            k: v for k, v in before.items() if k not in ignored
        }
        assert read["fix"]


@pytest.mark.parametrize(
    "paths, words",
    [
        ((), ("caption-qa", "check", "--fix")),
        (("talks/",), ("caption-qa", "check", "--fix", "talks/")),
        (("--", "-x.srt"), ("caption-qa", "check", "--fix", "--", "-x.srt")),
        (("a\nb.srt",), ("the same command with --fix",)),
        (("-",), ("the same command with --fix",)),
        (("--files-from=-",), ("the same command with --fix",)),
        (("\x1b[2J.srt",), ("the same command with --fix",)),
        (("\u202e.srt",), ("the same command with --fix",)),
        (("\udcff.srt",), ("the same command with --fix",)),
        (("##[error]x.srt",), ("the same command with --fix",)),
        (tuple(f"talks/{number}.srt" for number in range(100)), ("the same command with --fix",)),
    ],
)
def test_what_cannot_be_copied_is_named(paths: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert fix_command(parse(*paths)) == words


def end(width: int, words: tuple[str, ...]) -> list[str]:
    summary = Summary(FailOn())
    summary.checked, summary.fixable = 1, 3
    options = Options(wraps=True, width=width, fix_command=lambda: words)
    return ending(summary, options).splitlines()


@pytest.mark.parametrize("width", range(20, 120, 7))
def test_a_long_command_goes_on_as_a_shell_reads_it(width: int) -> None:
    words = fix_command(
        parse("--preset=tiktok", "--ignore=text", "my talks/one.srt", "b.srt", "b.srt")
    )
    lines = end(width, words)
    shown = "\n".join(lines[: next(i for i, line in enumerate(lines) if "(mends 3)" in line) + 1])
    # A shell drops a line end behind a backslash, which Python's reader of words does not know.
    command = shown.replace("\\\n", "").removeprefix("next: ").removesuffix("(mends 3)")
    assert shlex.split(command) == shlex.split(" ".join(words))
    assert all(len(line) <= width or len(line.split("'")) > 1 or width < 30 for line in lines[:-2])


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell reads it")
def test_the_command_that_is_shown_mends_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    names = ["a b.srt", "$(touch gone).srt", "it's.srt", "-x.srt", "other.srt"]
    for name in names:
        Path(name).write_text(FIXABLE, newline="")
    arguments = ["check", "--select=mixed_line_endings", "--isolated", "--", *names[:-1]]
    main(arguments)
    out = capsys.readouterr().out
    found: Any = re.search(r"^next: caption-qa (.*) \(mends (\d+)\)$", out, re.MULTILINE)
    assert found[2] == "4"
    command = f"{shlex.quote(sys.executable)} -m caption_qa_action {found[1]}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert ", 4 fixed;" in done.stdout
    assert not Path("gone").exists()
    assert [name for name in names if Path(name).read_bytes() == FIXABLE.encode()] == ["other.srt"]


def test_where_it_is_not_known_what_has_changed_the_command_is_not_narrowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nThe  river freezes.\n")
    main(["check", "--changed-since", "nosuch"])
    assert "next: caption-qa check --fix (mends 1)" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("sub/b.srt",), ("b.srt",)),
        (("--config=c.yml", "sub/b.srt"), ("--config=../c.yml", "b.srt")),
        (("--baseline=sub/known.json", "a.srt"), ("--baseline=known.json", "../a.srt")),
        (("--files-from=list",), ("--files-from=../list",)),
        (("--config=/etc/c.yml", "/b.srt"), ("--config=/etc/c.yml", "/b.srt")),
        (("--preset=ted",), ("--preset=ted", "..")),
    ],
)
def test_from_a_hook_the_command_is_for_the_folder_where_the_user_is(
    arguments: tuple[str, ...],
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    plain = fix_command(parse(*arguments))
    monkeypatch.setenv(PREFIX_VARIABLE, "")
    assert fix_command(parse(*arguments)) == plain
    monkeypatch.setenv(PREFIX_VARIABLE, "sub/")
    assert fix_command(parse(*arguments)) == ("caption-qa", "check", "--fix", *words)
    assert fix_command(parse("--exclude=/a", "b.srt")) == ("the same command with --fix",)
    # Whoever has started it there writes what is there.
    monkeypatch.chdir(tmp_path / "sub")
    assert fix_command(parse(*arguments)) == plain


def test_every_option_that_names_a_file_is_for_the_folder_where_the_user_is() -> None:
    naming = {action.dest for action in ACTIONS if action.metavar in ("FILE", "DIR", "PATH")}
    assert naming - NOT_ABOUT_FIXES == _OF_FILES
