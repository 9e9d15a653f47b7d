"""A file whose name is an option is checked or refused, and never obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.cli import COMMANDS, main, parser_of

BAD = b"1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"
OPTIONS = sorted({option for name in COMMANDS for option in parser_of(name)._option_string_actions})
NAMES = [
    *OPTIONS,
    *(f"{option}=*.srt" for option in OPTIONS),
    "-",
    "-q.srt",
    "-nothing.srt",
    "-x/a.srt",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with captions that fail."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.srt").write_bytes(BAD)
    return tmp_path


def put(name: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(BAD)


@pytest.mark.slow
def test_no_option_that_is_the_name_of_a_file_is_obeyed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in NAMES:
        put(name)
        assert main(["check", "--force-exclude", name, "a.srt"]) == 2, name
        assert "is an option, and there is a file of this name: to check" in capsys.readouterr().err
        assert main(["check", "--", f"./{name}"]) == 1, name
        assert "negative_duration" in capsys.readouterr().out
        Path(name).unlink()
    assert main(["check", "--isolated", "a.srt"]) == 1


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_refuses_it(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("--help")
    assert main([command, "--help"]) == 2
    assert "there is a file of this name" in capsys.readouterr().err


def test_behind_two_dashes_a_name_is_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("--exclude=a.srt", "-q.srt", "--help"):
        put(name)
        assert main(["check", "--isolated", "--format=concise", "--", name]) == 1
        assert f"{name}:2:1: error[negative_duration]" in capsys.readouterr().out


def test_in_a_list_a_dash_is_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    put("-")
    put("--exclude=a.srt")
    Path("list").write_text("-\n--exclude=a.srt\n", encoding="utf-8")
    assert main(["check", "--isolated", "--format=concise", "--files-from", "list"]) == 1
    shown = capsys.readouterr().out
    assert "-:2:1: error[negative_duration]" in shown
    assert "--exclude=a.srt:2:1: error" in shown
