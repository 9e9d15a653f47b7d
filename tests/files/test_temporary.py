"""A file that takes the place of another is known by its name and its lock, and removed when its run is dead."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action import atomic
from caption_qa_action.cli import main
from caption_qa_action.files import temporary, write
from caption_qa_action.files.temporary import create, folder_for, new_path, sweep
from caption_qa_action.files.write import write_atomic
from tests.repository import Repository

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows has neither these locks nor signals"
)
UNTIDY = b"1\n00:00:01.000 -> 00:00:03,000\nThe river freezes.\n"
LEFT = ".caption-qa-0123456789abcdef.tmp"


@pytest.fixture(autouse=True)
def never_swept() -> None:
    """No folder has been looked into by this process."""
    write._sweep_once.cache_clear()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with captions that can be mended, which is the current folder."""
    repository = Repository.new(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    repository.commit({"a.srt": UNTIDY, "sub/b.srt": UNTIDY})
    return repository


def test_it_lies_in_the_git_directory(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = []
    rename = atomic.rename

    def watch(source: str, target: str) -> None:
        where.append((Path(source).parent, re.fullmatch(temporary._NAME, Path(source).name)))
        rename(source, target)

    monkeypatch.setattr(write, "rename", watch)
    write_atomic("sub/b.srt", b"new")
    write_atomic("new.srt", b"new")
    assert [folder for folder, _ in where] == [repository.folder / ".git", repository.folder]
    assert all(name for _, name in where)
    assert not list(repository.folder.rglob("*.tmp"))


def test_of_a_linked_work_tree_it_is_the_directory_that_its_file_names(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    expected = repository.folder / ".git/worktrees/linked"
    assert folder_for(str(tmp_path / "linked/a.srt")) == str(expected)


@pytest.mark.parametrize("content", ["gitdir: ../elsewhere\n", "nonsense", ""])
def test_a_git_file_that_names_no_git_directory_is_not_followed(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/.git").write_text(content, encoding="utf-8")
    (tmp_path / "folder/a.srt").touch()
    assert folder_for(str(tmp_path / "folder/a.srt")) == str(tmp_path / "folder")


def test_where_the_git_directory_is_of_no_use_it_lies_beside_the_file(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, directory = str(repository.folder), str(repository.folder / ".git")
    file = str(repository.folder / "a.srt")
    access, stat = os.access, os.stat
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: path != directory and access(path, mode))
        assert folder_for(file) == beside
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda path: stat("/proc" if path == directory else path))
        assert folder_for(file) == beside
    assert folder_for(file) == directory


def test_a_file_system_that_is_mounted_twice_costs_no_atomic_replacement(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace
    tried = []

    def refuse(source: str, target: str) -> None:
        tried.append(Path(source).parent.name)
        if tried[-1] == ".git":
            raise OSError(18, "Invalid cross-device link")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    write_atomic("a.srt", b"new")
    assert Path("a.srt").read_bytes() == b"new"
    assert tried == [".git", "repository"]
    assert not list(repository.folder.rglob("*.tmp"))


def test_only_what_is_ours_and_dead_is_removed(tmp_path: Path) -> None:
    alive = create(path := new_path(str(tmp_path)))
    kept = [".caption-qa-0123.tmp", "caption-qa-0123456789abcdef.tmp", f"{LEFT}.srt", "a.tmp"]
    for name in (*kept, LEFT):
        (tmp_path / name).touch()
    (tmp_path / ".caption-qa-1111111111111111.tmp").mkdir()
    (tmp_path / ".caption-qa-2222222222222222.tmp").symlink_to("a.tmp")
    os.mkfifo(tmp_path / ".caption-qa-3333333333333333.tmp")
    others = {entry.name for entry in tmp_path.iterdir()} - {LEFT}
    sweep(str(tmp_path))
    assert {entry.name for entry in tmp_path.iterdir()} == others
    os.close(alive)
    sweep(str(tmp_path))
    assert not os.path.exists(path)


def test_without_locks_only_old_files_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary, "_lock", lambda descriptor: None)
    old, new = tmp_path / LEFT, tmp_path / LEFT.replace("0", "1")
    for path in (old, new):
        path.touch()
    os.utime(old, (1, 1))
    sweep(str(tmp_path))
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("inside", [True, False])
def test_the_next_run_that_mends_removes_them(
    inside: bool, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository.folder
    if not inside:
        folder = tmp_path / "plain"
        (folder / "sub").mkdir(parents=True)
        for name in ("a.srt", "sub/b.srt"):
            (folder / name).write_bytes(UNTIDY)
        monkeypatch.chdir(folder)
    left = [folder / ".git" / LEFT] if inside else [folder / LEFT, folder / "sub" / LEFT]
    for path in left:
        path.touch()
    assert main(["check", "--isolated", "."]) in (0, 1)
    assert all(path.exists() for path in left)
    assert main(["check", "--isolated", "--fix", "."]) == 0
    assert not any(path.exists() for path in left)


# Kills itself where a file is written, and not yet in its place.
KILLED = """
import os, signal, sys
from caption_qa_action import cli
from caption_qa_action.files import write
write.rename = lambda source, target: os.kill(os.getpid(), signal.SIGKILL)
cli.main(["check", "--isolated", "--fix", "."])
"""


def test_what_a_killed_run_leaves_is_removed_by_the_next(repository: Repository) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL
    assert len(list(repository.folder.rglob(".caption-qa-*.tmp"))) == 1
    assert Path("a.srt").read_bytes() == UNTIDY
    assert main(["check", "--isolated", "--fix", "."]) == 0
    assert not list(repository.folder.rglob(".caption-qa-*.tmp"))
    assert b" --> " in Path("a.srt").read_bytes()
