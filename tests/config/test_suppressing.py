"""The pattern of a file or folder: it means that one alone, and is as short as it can be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action.config.suppressing import new_file_for, pattern_of


@pytest.mark.parametrize(
    "path, pattern",
    [
        ("a.srt", "/a.srt"),
        ("talks/a.srt", "talks/a.srt"),
        ("./talks/../talks/a.srt", "talks/a.srt"),
        ("talks", "/talks/"),
        ("talks/deep", "talks/deep/"),
        ("a.srt ", "/a.srt\\ "),
        ("#a/b.srt", "/#a/b.srt"),
        ("!a/b.srt", "/!a/b.srt"),
        ("talks/#!.srt", "talks/#!.srt"),
        ("[a]?*.srt", "/\\[a\\]\\?\\*.srt"),
        (".", "**"),
    ],
)
def test_a_path_has_its_pattern(project: Path, path: str, pattern: str) -> None:
    (project / "talks/deep").mkdir(parents=True)
    assert pattern_of(path, str(project)) == pattern


def test_a_new_configuration_goes_to_the_top_of_the_repository(project: Path) -> None:
    (project / "talks/deep").mkdir(parents=True)
    for path in ("a.srt", "talks", "talks/deep/a.srt"):
        assert new_file_for(path) == os.path.join(project, ".caption-qa.yml")


def test_without_a_repository_it_goes_to_the_current_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".git").rmdir()
    (project / "talks").mkdir()
    assert new_file_for("talks/a.srt") == os.path.join(project, ".caption-qa.yml")
    monkeypatch.chdir("talks")
    assert new_file_for("a.srt") == os.path.join(project, "talks", ".caption-qa.yml")
    assert new_file_for("../a.srt") == os.path.join(project, ".caption-qa.yml")
