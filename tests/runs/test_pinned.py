"""A check that is pinned to a commit is not weakened by a change, and what the change tried is told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.settings import FailOn
from caption_qa_action.runs.pinned import _lets_pass
from tests.repository import Repository

pytestmark = pytest.mark.slow
BAD = "1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"
GOOD = BAD.replace("00:00:03,000 --> 00:00:01,000", "00:00:01,000 --> 00:00:03,000")
VTT = "WEBVTT\n\nNOTE caption-qa: ignore[negative_duration] {why}\n\n00:03.000 --> 00:01.000\nHello there.\n"
CODE = "negative_duration"
BASE = {
    ".caption-qa.yml": "extend: base.yml\nbaseline: known.json\nseverity: {double_space: error}\n",
    "base.yml": "preset: youtube\n",
    "sub/.caption-qa.yml": "preset: vimeo\nbaseline: ../known.json\nseverity: {double_space: error}\n",
    ".gitignore": "ignored/\n",
    "a.srt": GOOD,
    "sub/b.srt": GOOD,
    "old.vtt": VTT.format(why="agreed"),
}
# What a change can do to its own check, and whether anything would be found if it counted.
WEAKENED: dict[str, dict[str, str | bytes]] = {
    "exclude": {".caption-qa.yml": "extend: base.yml\nexclude: ['*']\n"},
    "ignore": {
        ".caption-qa.yml": f"ignore: [{CODE}]\n",
        "sub/.caption-qa.yml": f"ignore: [{CODE}]\n",
    },
    "severity": {
        ".caption-qa.yml": f"severity: {{{CODE}: info}}\n",
        "sub/.caption-qa.yml": f"severity: {{{CODE}: 'off'}}\n",
    },
    "fail-on": {
        ".caption-qa.yml": "fail-on: never\n",
        "sub/.caption-qa.yml": "preset: vimeo\nfail-on: never\n",
    },
    "extended": {"base.yml": "preset: youtube\nexclude: ['*']\n"},
    "nested": {
        "sub/.caption-qa.yml": "exclude: ['*']\n",
        ".caption-qa.yml": "exclude: ['/a.srt']\n",
    },
    "new nested": {"a/.caption-qa.yml": "exclude: ['*']\n", ".caption-qa.yml": "exclude: ['*']\n"},
    "toml": {
        "pyproject.toml": "[tool.caption-qa]\nexclude = ['*']\n",
        ".caption-qa.yml": "fail-on: never\n",
    },
    "suppressions": {
        ".caption-qa.yml": "suppressions:\n"
        f"  - {{files: '**', codes: [{CODE}], reason: because nobody looks at it}}\n",
        "sub/.caption-qa.yml": "fail-on: never\nexclude: ['*']\n",
    },
    "gitignore": {".gitignore": "*.srt\n", ".caption-qa.yml": "fail-on: never\n"},
    "plugins": {".caption-qa.yml": "plugins: [nosuch]\n"},
    "broken": {".caption-qa.yml": "fail-on: [\n"},
    "device": {".caption-qa.yml": "extend: ../../etc/passwd\nbaseline: /dev/zero\n"},
}


CODES = (frozenset[str](), frozenset((CODE,)))
GATES = [
    FailOn(level, codes, most)
    for level in (None, *Severity)
    for codes in CODES
    for most in (None, 0, 1, 2)
]
# Findings of a run: so many of each severity, all of a code or of others.
SOME = [
    [(code, severity)] * number
    for code in (CODE, "other")
    for severity in Severity
    for number in range(5)
]


def fails(fail_on: FailOn, found: list[tuple[str, Severity]]) -> bool:
    warnings = sum(severity is Severity.WARNING for _, severity in found)
    return any(fail_on.hits(*each) for each in found) or (
        fail_on.max_warnings is not None and warnings > fail_on.max_warnings
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a good state at `base`, which is the current folder; bad captions are committed on it."""
    repository = Repository.new(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    repository.write(dict(BASE))
    assert main(["baseline", "write"]) == 0
    repository.commit()
    repository.git("tag", "base")
    repository.commit({"a.srt": BAD, "sub/b.srt": BAD, "new.srt": BAD})
    return repository


def found(*arguments: str, code: int = 1) -> tuple[set[str], list[str]]:
    """The files with the finding in a check, and the notices of its report."""
    assert main(["check", "--format=json=../report.json", *arguments]) == code
    report = json.loads(Path("../report.json").read_bytes())
    files = {
        file["path"]
        for file in report["files"]
        if any(each["code"] == CODE for each in file.get("diagnostics", ()))
    }
    return files, report["summary"].get("notices", [])


EVERY = {"a.srt", "sub/b.srt", "new.srt"}


@pytest.mark.parametrize("way", sorted(WEAKENED))
def test_no_change_weakens_a_pinned_check(repository: Repository, way: str) -> None:
    repository.commit(WEAKENED[way])
    files, notices = found("--config-from=base")
    assert files == EVERY
    assert any(notice.startswith("the change edits ") for notice in notices)
    for name in WEAKENED[way]:
        assert any(name in notice for notice in notices) or name not in BASE


@pytest.mark.parametrize(
    "way, notice",
    [
        ("exclude", 'the change leaves out 4 files: "a.srt", "new.srt", "old.vtt", "sub/b.srt"'),
        (
            "ignore",
            f'the change ignores {CODE} in 4 files: "a.srt", "new.srt", "old.vtt", "sub/b.srt"',
        ),
        ("severity", f"the change takes {CODE} more lightly in 3 files: "),
        ("fail-on", "the change lets findings pass that failed the run"),
        ("suppressions", f"the change takes {CODE} more lightly in 3 files: "),
        ("broken", "the configuration of the change cannot be used: .caption-qa.yml:"),
    ],
)
def test_what_a_change_tried_is_told(repository: Repository, way: str, notice: str) -> None:
    repository.commit(WEAKENED[way])
    _, notices = found("--config-from=base")
    assert [each for each in notices if each.startswith(notice)], notices
    assert all("(not in force)" in each or " is in force" in each for each in notices)
    if way != "broken":
        files, notices = found("--changed-since=base", code=0)
        assert (files == EVERY) == (way == "fail-on")
        assert [each for each in notices if each.startswith(notice)], notices
        assert not any("not in force" in each for each in notices)


@pytest.mark.parametrize(
    ("before", "after", "is_weaker"),
    [
        ("fail-on: error", "fail-on: never", True),
        ("fail-on: warning", "fail-on: error", True),
        ("fail-on: error", "fail-on: warning", False),
        ("fail-on: [error, tab_character]", "fail-on: error", True),
        ("fail-on: tab_character", "fail-on: info", False),
        ("max-warnings: 3", "max-warnings: 4", True),
        ("max-warnings: 3", "fail-on: error", True),
        ("max-warnings: 3", "max-warnings: 2", False),
        ("fail-on: error", "max-warnings: 2", False),
    ],
)
def test_where_findings_pass_that_failed_is_named(
    repository: Repository, before: str, after: str, is_weaker: bool
) -> None:
    repository.commit({"sub/.caption-qa.yml": before + "\n"})
    repository.git("tag", "before")
    repository.commit({"sub/.caption-qa.yml": after + "\n"})
    main(["check", "--format=json=../report.json", "--changed-since=before"])
    notices = json.loads(Path("../report.json").read_bytes())["summary"].get("notices", [])
    stated = 'the change lets findings pass that failed the run, in "sub" (fail-on or max-warnings)'
    assert (stated in notices) == is_weaker, notices


@pytest.mark.parametrize("before", GATES, ids=str)
def test_findings_pass_only_where_some_number_of_them_failed(before: FailOn) -> None:
    for after in GATES:
        passed = [each for each in SOME if fails(before, each) and not fails(after, each)]
        assert _lets_pass(before, after) == bool(passed), (after, passed)


def test_a_baseline_counts_as_the_commit_has_it(repository: Repository) -> None:
    assert main(["baseline", "write"]) == 0
    repository.commit()
    assert found(code=0)[0] == set()
    assert found("--config-from=base")[0] == EVERY
    assert found("--config-from=base", "--baseline=known.json")[0] == EVERY
    repository.git("tag", "agreed")
    assert found("--config-from=agreed", code=0)[0] == set()


def test_what_the_changed_gitignore_leaves_out_is_checked(repository: Repository) -> None:
    repository.write({"made.srt": BAD, "ignored/b.srt": BAD})
    assert found("--config-from=base")[0] == {*EVERY, "made.srt"}
    repository.write({".gitignore": "ignored/\nmade.srt\n"})
    assert found()[0] == EVERY
    assert found("--config-from=base")[0] == {*EVERY, "made.srt", "ignored/b.srt"}


def test_the_changed_gitignore_of_a_folder_leaves_nothing_out_either(
    repository: Repository,
) -> None:
    repository.commit({"deep/.gitignore": "made.srt\n"})
    repository.write({"deep/made.srt": BAD})
    assert found()[0] == EVERY
    assert found("--config-from=base")[0] == {*EVERY, "deep/made.srt"}


def test_a_configuration_that_is_named_is_read_from_the_commit_too(repository: Repository) -> None:
    repository.commit({"base.yml": "exclude: ['*']\n"})
    assert found("--config=base.yml", code=0)[0] == set()
    assert found("--config=base.yml", "--config-from=base")[0] == EVERY
    assert main(["check", "--config=new.yml", "--config-from=base"]) == 2


def test_a_comment_that_was_added_suppresses_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = "WEBVTT\n\n00:00.000 --> 00:00.900\nHi.\n\n" + VTT.partition("\n\n")[2]
    repository.commit(
        {
            "old.vtt": VTT.format(why="agreed")
            + "\n"
            + VTT.partition("\n\n")[2].format(why="agreed"),
            "added.vtt": VTT.format(why="mine"),
            "sub/moved.vtt": moved.format(why="agreed"),
        }
    )
    assert "old.vtt" not in found()[0]
    files, _ = found("--config-from=base")
    assert files == {*EVERY, "old.vtt", "added.vtt", "sub/moved.vtt"}
    main(["check", "--config-from=base", "--format=concise", "added.vtt"])
    assert "is not in force: the change that is checked has added it" in capsys.readouterr().out


def test_a_comment_that_was_there_counts_where_a_file_is_renamed_or_edited(
    repository: Repository,
) -> None:
    repository.git("mv", "old.vtt", "renamed.vtt")
    repository.commit(
        {"renamed.vtt": VTT.format(why="agreed") + "\n00:05.000 --> 00:06.000\nBye.\n"}
    )
    assert found("--config-from=base")[0] == EVERY


def test_it_holds_in_a_folder_of_the_repository_and_with_what_has_changed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(WEAKENED["nested"])
    files, _ = found("--config-from=base", "--changed-since=base")
    assert files == EVERY
    monkeypatch.chdir(repository.folder / "sub")
    assert found("--config-from=base")[0] == {"b.srt"}


@pytest.mark.parametrize("reference", ["nosuch", "", "--help", "-x"])
def test_a_commit_that_is_not_there_ends_with_2(
    repository: Repository, reference: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", f"--config-from={reference}"]) == 2
    assert "there is no commit" in capsys.readouterr().err


def test_without_a_repository_or_beside_isolation_it_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    assert main(["check", "--config-from=HEAD"]) == 2
    assert main(["check", "--config-from=HEAD", "--isolated"]) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_a_link_in_the_commit_is_not_passed_over(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.folder / "sub/.caption-qa.yml").unlink()
    (repository.folder / "sub/.caption-qa.yml").symlink_to("../base.yml")
    repository.commit()
    assert main(["check", "--config-from=HEAD"]) == 2
    assert "is a symbolic link in" in capsys.readouterr().err
