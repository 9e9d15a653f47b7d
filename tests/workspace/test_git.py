"""Git is found where the user has it, and starts nothing that a repository names."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.workspace import git as git_module
from caption_qa_action.workspace.changes import changed_since, staged
from caption_qa_action.workspace.discover import discover
from caption_qa_action.workspace.git import contents, git, is_ignored, is_true, list_files
from tests.repository import Repository

SRC = Path(__file__).parents[2] / "src" / "caption_qa_action"
PROGRAM = "#!/bin/sh\ntouch {started}\nexit 1\n"
posix = pytest.mark.skipif(os.name == "nt", reason="needs a shell script")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a commit, which is the current folder."""
    repository = Repository.new(tmp_path / "repository")
    (repository.folder / "a.srt").write_bytes(b"one\n")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message=captions")
    monkeypatch.chdir(repository.folder)
    return repository


def program(path: Path, started: Path) -> None:
    path.write_text(PROGRAM.format(started=started), encoding="utf-8")
    path.chmod(0o755)


@posix
def test_no_question_starts_a_program_of_the_repository(
    repository: Repository, tmp_path: Path
) -> None:
    started = tmp_path / "started"
    program(repository.folder / "evil", started)
    repository.git("config", "core.fsmonitor", str(repository.folder / "evil"))
    (repository.folder / "a.srt").write_bytes(b"two\n")
    assert [entry.name for entry in changed_since("HEAD..").entries] == ["a.srt"]
    assert staged().entries == ()
    assert list_files(".", [".srt"]) == ["a.srt"]
    assert not is_ignored(".")
    assert not started.exists()


@posix
@pytest.mark.parametrize("path", ["", ".", "bin"])
def test_a_git_that_lies_in_the_repository_is_not_taken(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    started = tmp_path / "started"
    (repository.folder / "bin").mkdir()
    for name in ("git", "bin/git"):
        program(repository.folder / name, started)
    monkeypatch.setenv("PATH", path)
    with pytest.raises(UsageError, match="cannot run git: No such file or directory"):
        git("status")
    with pytest.raises(UsageError, match="cannot run git"):
        list(contents({"a": "0" * 40}))
    assert not is_true("status")
    assert list_files(".", [".srt"]) is None
    assert not is_ignored(".")
    assert not started.exists()


def test_the_index_of_a_hook_is_asked_and_that_of_another_folder_is_not(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert git("ls-files") == b""
    assert list_files(".", [".srt"]) == ["a.srt"]


def test_what_git_complains_about_is_named_after_the_command(repository: Repository) -> None:
    with pytest.raises(CaptionQaError, match=r"^git rev-parse: fatal: "):
        git("rev-parse", "--verify", "nothing")


def test_contents_come_by_key_without_those_that_are_not_there(repository: Repository) -> None:
    blob = repository.git("rev-parse", "HEAD:a.srt")
    assert list(contents({"a": blob, "b": "1" * 40, "c": blob})) == [
        ("a", b"one\n"),
        ("c", b"one\n"),
    ]


def test_git_is_run_in_one_place() -> None:
    running = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        for text in [path.read_text(encoding="utf-8")]
        if "subprocess" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import) and any(name.name == "subprocess" for name in node.names)
    }
    # The bootstrap runs before the package can be imported, and runs no git; a command that is shown is only quoted.
    assert running == {"workspace/git.py", "action/bootstrap.py", "cli/_fix_command.py"}


@posix
def test_a_git_that_waits_for_ever_is_not_waited_for(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that reads a pipe into which nobody writes."""
    monkeypatch.setattr(git_module, "SECONDS", 0.5)
    os.mkfifo(".gitignore")
    (repository.folder / "b.srt").write_bytes(b"two\n")
    assert list_files(".", [".srt"]) is None
    found = discover(["."], is_excluded=lambda path: False, force_exclude=False, suffixes=(".srt",))
    assert [file.path for file in found] == ["a.srt", "b.srt"]
    with pytest.raises(UsageError, match=r"^git ls-files: no answer within 0\.5 s$"):
        git("ls-files", "--others", "--exclude-standard")
