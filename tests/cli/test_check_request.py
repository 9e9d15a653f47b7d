"""Options of a check that cannot be together, and arguments that stay as they were given."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from caption_qa_action.cli import COMMANDS, main, parser_of

CAPTIONS = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
VALUES = {"changed-since": "HEAD", "shard": "1/2"}
EXCLUSIVE = [
    ("changed-since", "staged", "--changed-since and --staged exclude each other"),
    ("changed-cues", "", "--changed-cues needs --changed-since or --staged"),
    ("shard", "fix", "--shard only checks; leave it out to mend"),
    ("shard", "diff", "--shard only checks; leave it out to mend"),
    ("staged", "fix", "--staged checks what git holds, which cannot be mended in place"),
    ("staged", "diff", "--staged checks what git holds, which cannot be mended in place"),
    ("fix", "diff", "--diff changes nothing, --fix does; choose one"),
    ("unsafe-fixes", "", "--unsafe-fixes needs --fix or --diff"),
    ("show-fixes", "", "--show-fixes needs --fix or --diff"),
    ("exit-non-zero-on-fix", "", "--exit-non-zero-on-fix needs --fix or --diff"),
]


@pytest.fixture(autouse=True)
def _captions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_text(CAPTIONS, encoding="utf-8")


def options(*names: str) -> list[str]:
    return [f"--{name}={VALUES[name]}" if name in VALUES else f"--{name}" for name in names if name]


@pytest.mark.parametrize("one, other, message", EXCLUSIVE)
def test_options_that_cannot_be_together(
    one: str, other: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *options(one, other)]) == 2
    assert capsys.readouterr().err == f"caption-qa: error: {message}\n"


@pytest.mark.parametrize("mends", ["fix", "diff"])
@pytest.mark.parametrize("since", ["changed-since", "staged"])
def test_narrowing_to_cues_does_not_mend(
    since: str, mends: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *options("changed-cues", since, mends)]) == 2
    assert "--changed-cues only tells findings; leave it out to mend" in capsys.readouterr().err


@pytest.mark.parametrize("names", [("fix", "diff"), ("unsafe-fixes",), ("show-fixes",)])
@pytest.mark.parametrize("listing", ["show-files", "show-settings"])
def test_where_files_are_only_listed_it_is_no_matter_how_they_would_be_mended(
    listing: str, names: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *options(listing, *names)]) == 0
    assert "a.srt" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", [["check"], ["check", "--fix"], ["check", "--show-files"], ["baseline", "write"]]
)
def test_a_command_does_not_change_its_arguments(line: list[str]) -> None:
    Path(".caption-qa.yml").write_text("baseline: known.json\n", encoding="utf-8")
    assert main(["baseline", "write"]) == 0
    command, *rest = line
    arguments = parser_of(command).parse_args(rest)
    before = copy.deepcopy(vars(arguments))
    assert COMMANDS.module(command).run(arguments) == 0
    assert vars(arguments) == before
