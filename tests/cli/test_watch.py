"""`check --watch`: what changes is checked again."""

from __future__ import annotations

import argparse
import builtins
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.cli import main, parser_of
from caption_qa_action.cli._watch import watch
from caption_qa_action.core.errors import ConfigError, UsageError

CAPTIONS = b"1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.srt", "b.vtt", "notes.md", ".caption-qa.yml"):
        (tmp_path / name).write_bytes(CAPTIONS if name[0] in "ab" else b"")
    return tmp_path


class Checks:
    """Stands in for a check, and keeps what it is asked."""

    def __init__(self, *outcomes: int | Exception) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[argparse.Namespace] = []

    def __call__(self, arguments: argparse.Namespace) -> int:
        self.asked.append(arguments)
        outcome = self.outcomes.pop(0) if self.outcomes else 0
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def watched(check: Checks, *changes: set[str], arguments: tuple[str, ...] = ()) -> int:
    given = parser_of("check").parse_args([*arguments, "--watch"])
    every = ({str(Path(name).absolute()) for name in each} for each in changes)
    return watch(given, check, every)


def test_captions_that_change_are_checked_again_and_nothing_else() -> None:
    check = Checks(0, 1)
    code = watched(
        check, {"notes.md"}, {"a.srt", "notes.md"}, {"gone.srt"}, arguments=(".", "--preset", "ted")
    )
    assert [each.paths for each in check.asked] == [["."], ["a.srt"]]
    assert [each.force_exclude for each in check.asked] == [False, True]
    assert {each.preset for each in check.asked} == {"ted"}
    assert code == 1


def test_everything_is_checked_again_where_a_configuration_changes() -> None:
    check = Checks()
    watched(check, {"a.srt", ".caption-qa.yml"}, arguments=("sub",))
    assert [each.paths for each in check.asked] == [["sub"], ["sub"]]


def test_a_wrong_configuration_ends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    check = Checks(0, ConfigError("wrong", path=".caption-qa.yml", line=3), 0)
    assert watched(check, {".caption-qa.yml"}, {"b.vtt"}) == 0
    assert "error: .caption-qa.yml:3" in capsys.readouterr().err
    check = Checks(0, ConfigError("wrong", path=".caption-qa.yml", line=3))
    assert watched(check, {".caption-qa.yml"}) == 2


@pytest.mark.parametrize("arguments", [("-",), ("--files-from", "list")])
def test_what_does_not_change_is_not_watched(arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="takes files and folders"):
        watched(Checks(), arguments=arguments)


def test_without_the_package_it_says_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def importing(name: str, *more: Any) -> Any:
        if name == "watchfiles":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", importing)
    assert main(["check", "--watch", "a.srt"]) == 2
    assert "pip install watchfiles" in capsys.readouterr().err
