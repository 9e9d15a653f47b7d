"""Links of the summary: to the lines of the commit that is checked out, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.cli._blob import blob_of_workflow
from caption_qa_action.reporters import Blob
from tests.repository import Repository

NEGATIVE = "1\n00:00:09,000 --> 00:00:08,000\nThe ferry stays in its shed.\n"
EVENT = "0123456789" * 4


@pytest.fixture
def on_github(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("GITLAB_CI", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/film.captions")
    monkeypatch.setenv("GITHUB_SHA", EVENT)
    return monkeypatch


def test_the_summary_links_to_lines_at_the_commit_that_is_checked_out(
    tmp_path: Path, on_github: pytest.MonkeyPatch
) -> None:
    repository = Repository.new(tmp_path / "work")
    commit = repository.commit({"media/a b.srt": NEGATIVE})
    on_github.chdir(repository.folder / "media")
    page = tmp_path / "summary.md"
    assert main(["check", "--isolated", f"--format=markdown={page}"]) == 1
    link = f"https://github.com/owner/film.captions/blob/{commit}/media/a%20b.srt#L2"
    assert f"[`a b.srt:2:1`]({link})" in page.read_text("utf-8")


def test_without_git_it_is_the_commit_of_the_event(
    tmp_path: Path, on_github: pytest.MonkeyPatch
) -> None:
    on_github.chdir(tmp_path)
    url = f"https://github.com/owner/film.captions/blob/{EVENT}"
    assert blob_of_workflow("media") == Blob(url, "media")


def test_gitlab_has_links_too(tmp_path: Path, on_github: pytest.MonkeyPatch) -> None:
    on_github.chdir(tmp_path)
    on_github.delenv("GITHUB_ACTIONS")
    assert blob_of_workflow("") == Blob()
    on_github.setenv("GITLAB_CI", "true")
    on_github.setenv("CI_PROJECT_URL", "https://gitlab.example/group/sub/film")
    on_github.setenv("CI_COMMIT_SHA", EVENT)
    url = f"https://gitlab.example/group/sub/film/-/blob/{EVENT}"
    assert blob_of_workflow("") == Blob(url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GITHUB_SERVER_URL", "javascript:alert(1)//"),
        ("GITHUB_SERVER_URL", "https://a.example) [x](https://b.example"),
        ("GITHUB_REPOSITORY", "owner/a) ![x](y"),
        ("GITHUB_SHA", "main"),
        ("GITHUB_SHA", EVENT + ")"),
        ("GITHUB_SHA", ""),
    ],
)
def test_a_strange_environment_makes_no_link(
    tmp_path: Path, on_github: pytest.MonkeyPatch, name: str, value: str
) -> None:
    on_github.chdir(tmp_path)
    on_github.setenv(name, value)
    assert blob_of_workflow("") == Blob()
