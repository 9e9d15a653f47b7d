"""`check --watch`: what changes is checked again."""

from __future__ import annotations

import argparse
import builtins
import sys
import types
from collections.abc import Iterator
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


def test_a_change_of_captions_is_followed_by_a_check_of_all_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check = Checks(0, 1, 0)
    code = watched(
        check,
        {"notes.md"},
        {"a.srt", "notes.md"},
        {"a.srt", "gone.srt"},
        {"gone.srt"},
        arguments=(".", "--preset", "ted"),
    )
    assert [each.paths for each in check.asked] == [["."]] * 4
    assert not any(each.force_exclude for each in check.asked)
    assert {each.preset for each in check.asked} == {"ted"}
    assert code == 0
    said = [line for line in capsys.readouterr().err.splitlines() if "waiting" not in line]
    assert [line.removeprefix("caption-qa: ") for line in said] == [
        "1 file changed",
        "1 file changed, 1 file deleted",
        "1 file deleted",
    ]


SUBTITLES = b'{"segments": [{"start": 1.0, "end": 3.0, "text": "Where have you been?"}]}'
PAGE = b"<html><body>no captions</body></html>"


@pytest.mark.parametrize(
    ("arguments", "changed", "is_checked"),
    [
        ((".", "--format=json=report.json"), "report.json", False),
        ((".", "--format=json=sub/../a.srt"), "a.srt", False),
        ((".", "--format=json"), "a.srt", True),
        ((".",), "settings.json", False),
        ((".",), "page.xml", False),
        ((".",), "notes.txt", False),
        ((".",), "captions.json", True),
        ((".",), "gone.json", False),
        ((".",), "gone.txt", False),
        ((".",), "gone.srt", True),
        (("settings.json",), "settings.json", True),
        (("a.srt", "gone.json"), "gone.json", True),
    ],
)
def test_what_a_folder_does_not_have_as_captions_is_followed_by_nothing(
    folder: Path, arguments: tuple[str, ...], changed: str, is_checked: bool
) -> None:
    written = {
        "settings.json": b'{"strict": true}',
        "report.json": SUBTITLES,
        "captions.json": SUBTITLES,
        "page.xml": PAGE,
        "notes.txt": b"Where have you been?\n",
    }
    for name, content in written.items():
        (folder / name).write_bytes(content)
    check = Checks()
    watched(check, {changed}, arguments=arguments)
    assert len(check.asked) == 1 + is_checked


def test_the_reports_that_a_check_writes_are_followed_by_nothing(folder: Path) -> None:
    from caption_qa_action.cli.check import _check

    given = parser_of("check").parse_args(
        [".", "--isolated", "--watch", "--format=json=report.json", "--format=junit=report.xml"]
    )
    before = set(folder.iterdir())
    checks = 0

    def check(arguments: argparse.Namespace) -> int:
        nonlocal checks
        checks += 1
        return _check(arguments)

    def changes() -> Iterator[set[str]]:
        written = {str(path) for path in set(folder.iterdir()) - before}
        assert {Path(path).name for path in written} == {"report.json", "report.xml"}
        yield written

    watch(given, check, changes())
    assert checks == 1


def test_the_verdict_is_about_the_files_that_did_not_change_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.srt").write_bytes(CAPTIONS.replace(b"00:00:03", b"00:00:00"))
    from caption_qa_action.cli.check import _check

    given = parser_of("check").parse_args([".", "--isolated", "--watch"])
    assert watch(given, _check, iter([{str(folder / "a.srt")}])) == 1
    assert capsys.readouterr().out.count("failed: ") == 2


def test_a_named_file_that_was_deleted_is_left_out(folder: Path) -> None:
    check = Checks()

    def changes() -> Iterator[set[str]]:
        (folder / "a.srt").unlink()
        yield {str(folder / "a.srt")}

    watch(parser_of("check").parse_args(["a.srt", "b.vtt", "--watch"]), check, changes())
    assert [each.paths for each in check.asked] == [["a.srt", "b.vtt"], ["b.vtt"]]


def test_an_interrupt_ends_it_as_it_ends_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: dict[str, object] = {}

    def watch_files(*paths: str, **options: object) -> Iterator[set[tuple[int, str]]]:
        asked.update(options)
        raise KeyboardInterrupt
        yield set()

    module = types.ModuleType("watchfiles")
    module.__dict__["watch"] = watch_files
    monkeypatch.setitem(sys.modules, "watchfiles", module)
    assert main(["check", "--watch", "--isolated", "a.srt"]) == 130
    assert asked == {"raise_interrupt": True}
    assert capsys.readouterr().err.splitlines()[-1] == "caption-qa: interrupted"


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


@pytest.mark.parametrize(
    "arguments", [("-",), ("--files-from", "list"), ("--stdin-filename", "a.srt")]
)
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
