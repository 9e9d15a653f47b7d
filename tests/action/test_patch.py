"""The patch of what was mended: exactly the files that were, and none where git sees no change."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.action import patch as module
from caption_qa_action.action.patch import write_patch
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.new(tmp_path / "work")
    made.commit({"a.srt": "One\n", "b.srt": "Two\n", "c*.srt": "Three\n"})
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        if name in made.environment:
            monkeypatch.setenv(name, made.environment[name])
    monkeypatch.chdir(made.folder)
    return made


def test_a_patch_has_the_changes_of_the_files_that_are_named(repository: Repository) -> None:
    for name in ("a.srt", "b.srt", "c*.srt", "new.srt"):
        (repository.folder / name).write_text("Mended\n")
    patch = repository.folder.parent / "fixes.patch"
    assert write_patch(["a.srt", "c*.srt", "new.srt"], str(patch))
    text = patch.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("+++")] == [
        "+++ b/a.srt",
        "+++ b/c*.srt",
    ]
    repository.git("stash")
    repository.git("apply", str(patch))
    assert (repository.folder / "a.srt").read_text() == "Mended\n"
    assert (repository.folder / "b.srt").read_text() == "Two\n"


@pytest.mark.parametrize("paths", [[], ["a.srt"], ["new.srt"]])
def test_there_is_no_patch_without_a_change(repository: Repository, paths: list[str]) -> None:
    (repository.folder / "new.srt").write_text("New\n")
    patch = repository.folder.parent / "fixes.patch"
    assert not write_patch(paths, str(patch))
    assert not patch.exists()


def test_there_is_no_patch_without_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert not write_patch(["a.srt"], str(tmp_path / "fixes.patch"))
    assert not (tmp_path / "fixes.patch").exists()
    assert "cannot be made" in capsys.readouterr().out


def test_many_files_are_asked_for_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_CHARACTERS", 50)
    assert module._batches(["a" * 10, "b" * 10, "c" * 10]) == [["a" * 10, "b" * 10], ["c" * 10]]
    assert module._batches(["a" * 60, "b" * 60]) == [["a" * 60], ["b" * 60]]
    assert module._batches([]) == []
