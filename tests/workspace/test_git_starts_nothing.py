"""Whatever git is asked, no program is started that a repository names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action.action.changed import base_of_event
from caption_qa_action.action.patch import write_patch
from caption_qa_action.cli import main
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.workspace import git as asked
from caption_qa_action.workspace.git import contents, git, hooks_folder, is_ignored, list_files
from tests.hostile_repository import GOOD, Hostile, hostile, program
from tests.repository import Repository

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs shell scripts")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hostile:
    """An armed repository, which is the current folder."""
    repository = hostile(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", repository.environment["GIT_CONFIG_GLOBAL"])
    return repository


def test_the_trap_works(repository: Hostile) -> None:
    repository.git("diff", "HEAD~1", code=None)
    assert repository.started()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command, code",
    [
        ("check .", 1),
        ("check --changed-since HEAD~1 --format concise", 1),
        ("check --changed-since HEAD~1.. --changed-cues", 1),
        ("check --staged", 1),
        ("check --staged --changed-cues", 1),
        ("check --staged --extend-select siblings", 1),
        ("hook run pre-commit", 1),
        ("hook install", 2),
        ("baseline write", 0),
        ("init --preset youtube --yes", None),
    ],
)
def test_no_command_starts_anything(
    repository: Hostile, command: str, code: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    result = main(command.split())
    shown = capsys.readouterr()
    assert repository.started() == ""
    assert code in (result, None), shown.err
    if "changed-since" in command:
        assert "files changed since" in shown.err


def test_what_is_pushed_is_checked_and_nothing_is_started(
    repository: Hostile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tip = git("rev-parse", "HEAD").decode().strip()
    update = tmp_path / "update"
    update.write_text(f"refs/heads/main {tip} refs/heads/main {'0' * 40}\n", encoding="ascii")
    with update.open(encoding="ascii") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["hook", "run", "pre-push"]) == 1
    assert repository.started() == ""


def test_a_patch_is_made_and_nothing_is_started(repository: Hostile, tmp_path: Path) -> None:
    assert write_patch(["sub/c.srt"], str(tmp_path / "fixes.patch"))
    assert b"+00:00:03,000 --> 00:00:01,000" in (tmp_path / "fixes.patch").read_bytes()
    assert repository.started() == ""


def test_what_a_partial_clone_lacks_is_not_fetched(repository: Hostile) -> None:
    missing = "1" * 40
    assert list(contents({"a": missing})) == []
    with pytest.raises(CaptionQaError):
        git("cat-file", "-e", missing)
    assert repository.started() == ""


def test_the_base_of_an_event_is_fetched_by_nothing_that_the_repository_names(
    repository: Hostile, tmp_path: Path
) -> None:
    head = git("rev-parse", "HEAD").decode().strip()
    event = tmp_path / "event.json"
    event.write_text(f'{{"before": "{"1" * 40}", "after": "{head}"}}', encoding="ascii")
    environment = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(event)}
    for url in (f"ext::{repository.evil} %S", str(repository.folder), "ssh://localhost:1/x"):
        repository.git("config", "remote.origin.url", url)
        with pytest.raises(Exception, match=r"git fetch: |not our ref|transport"):
            base_of_event(environment)
        assert repository.started() == ""


def test_filters_of_any_name_are_off_or_git_is_not_asked(repository: Hostile) -> None:
    changed = git("diff", "--name-only", "HEAD~1", "--").split()
    assert changed == [b"a.srt", b"b.srt", b"new.vtt", b"sub/c.srt"]
    repository.git("config", "filter.a=b.clean", str(repository.evil))
    with pytest.raises(CaptionQaError, match='a filter with "=" in its name'):
        git("diff", "--raw", "HEAD")
    assert repository.started() == ""


def test_a_repository_inside_of_the_checkout_has_no_say(repository: Hostile) -> None:
    inner = repository.folder / "captions"
    bare = Repository(inner)
    bare.git("init", "--quiet", "--bare", ".")
    bare.git("config", "core.bare", "false")
    bare.git("config", "core.worktree", str(repository.folder))
    bare.git("config", "core.fsmonitor", str(repository.evil))
    (inner / "d.srt").write_bytes(GOOD)
    assert list_files("captions", [".srt"]) is None  # git refuses it, and the folder is walked
    assert main(["check", "captions"]) == 0
    is_ignored("captions")
    assert repository.started() == ""


@pytest.mark.parametrize("place", ["bin", "linked", "sub/../bin"])
def test_a_git_inside_of_the_checkout_is_not_taken(
    repository: Hostile, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(repository.folder / "bin/git", repository.mark)
    (tmp_path / "outside").mkdir()
    (repository.folder / "linked").symlink_to(tmp_path / "outside")
    program(tmp_path / "outside/git", repository.mark)
    (tmp_path / "way").symlink_to(repository.folder / "bin")
    path = os.pathsep.join((str(repository.folder / place), str(tmp_path / "way"), "bin", "."))
    monkeypatch.setenv("PATH", path)
    with pytest.raises(UsageError, match="cannot run git: No such file"):
        git("status")
    monkeypatch.chdir(tmp_path)
    assert list_files("repository", [".srt"]) is None
    assert repository.started() == ""


def test_git_sees_no_folder_of_the_checkout_on_its_path(
    repository: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = str(repository.folder / "bin")
    monkeypatch.setenv("PATH", os.pathsep.join((inside, os.environ["PATH"], "")))
    command, environment = asked._command(("status",), dict(os.environ))
    assert os.path.isabs(command[0])
    folders = environment["PATH"].split(os.pathsep)
    assert inside not in folders
    assert "" not in folders


def test_the_folder_of_the_hooks_is_the_one_that_git_uses(repository: Hostile) -> None:
    assert hooks_folder() == str(repository.folder / "hooks")


def test_a_folder_that_git_does_not_trust_stays_untrusted(
    repository: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(CaptionQaError, match="dubious ownership"):
        git("status")
