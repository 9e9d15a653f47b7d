"""The hooks in real git repositories: what is about to be kept is what is checked."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.cli.hook import HOOKS, script

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

GOOD = b"1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
BAD = b"1\n00:00:03,000 --> 00:00:01,000\nThe river freezes in December.\n"
CODE = "negative_duration"

Git = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the user or of an outer git, and this checkout in the hook's Python."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[user]\nname = Jo\nemail = jo@example.org\n[init]\ndefaultBranch = main\n"
        '[core]\nautocrlf = false\n[protocol "file"]\nallow = always\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def repository(tmp_path: Path, environment: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, which is the current folder."""
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet")
    return folder


def git(*arguments: str, code: int | None = 0) -> str:
    """What a git command says; any exit code will do when `code` is None."""
    done = subprocess.run(
        ["git", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="backslashreplace",
    )
    assert code is None or done.returncode == code, done.stdout
    return done.stdout


def stage(name: str, content: bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    git("add", "--", name)


def has_commit() -> bool:
    return bool(git("log", "--oneline", code=None).partition("\n")[0].partition("fatal")[0])


@pytest.mark.parametrize("hook", HOOKS)
def test_the_hooks_in_the_repository_are_those_that_are_installed(hook: str) -> None:
    path = ROOT / "hooks" / hook
    assert path.read_bytes().decode("utf-8") == script(hook)
    if os.name != "nt":
        assert path.stat().st_mode & stat.S_IXUSR


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_valid_for_a_plain_shell(hook: str) -> None:
    done = subprocess.run(["sh", "-n", str(ROOT / "hooks" / hook)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_bad_caption_stops_the_commit_and_is_named_by_its_path(repository: Path) -> None:
    main(["hook", "install"])
    stage("captions/talk.srt", BAD)
    shown = git("commit", "-m", "talk", code=1)
    assert "captions/talk.srt:2:1" in shown
    assert CODE in shown
    assert not has_commit()


def test_a_good_caption_lets_the_first_commit_through(repository: Path) -> None:
    main(["hook", "install"])
    stage("talk.srt", GOOD)
    git("commit", "-m", "talk")
    assert has_commit()


def test_what_is_staged_is_checked_not_the_work_tree(repository: Path) -> None:
    main(["hook", "install"])
    stage("talk.srt", BAD)
    Path("talk.srt").write_bytes(GOOD)
    assert CODE in git("commit", "-m", "bad is staged", code=1)
    git("add", "talk.srt")
    Path("talk.srt").write_bytes(BAD)
    git("commit", "-m", "good is staged")
    assert Path("talk.srt").read_bytes() == BAD


def test_only_what_the_commit_changes_is_checked(repository: Path) -> None:
    stage("old.srt", BAD)
    git("commit", "-m", "before the hook")
    main(["hook", "install"])
    Path("untracked.srt").write_bytes(BAD)
    stage("notes.txt", BAD)
    git("commit", "-m", "no caption")
    stage("new.srt", GOOD)
    git("commit", "-m", "a good caption")
    git("rm", "--quiet", "old.srt")
    git("commit", "-m", "the bad one goes")


def test_a_renamed_and_changed_file_is_checked_under_its_new_name(repository: Path) -> None:
    stage("old.srt", GOOD * 3)
    git("commit", "-m", "old", code=0)
    main(["hook", "install"])
    git("mv", "old.srt", "new.srt")
    stage("new.srt", BAD)
    assert "new.srt:2:1" in git("commit", "-m", "new", code=1)


def test_the_staged_configuration_is_in_force(repository: Path) -> None:
    main(["hook", "install"])
    stage("talk.srt", BAD)
    Path(".caption-qa.yml").write_text(f"ignore: [{CODE}]\n", encoding="utf-8")
    assert CODE in git("commit", "-m", "the configuration is not staged", code=1)
    git("add", ".caption-qa.yml")
    git("commit", "-m", "it is")


def test_a_staged_translation_is_compared_with_its_original(repository: Path) -> None:
    main(["hook", "install"])
    stage(".caption-qa.yml", b"select: [siblings]\nfail-on: [info]\n")
    stage("en/talk.srt", GOOD)
    git("commit", "-m", "original")
    stage("fr/talk.srt", GOOD)
    shown = git("commit", "-m", "translation", code=1)
    assert "fr/talk.srt:3:1" in shown
    assert "untranslated_cue" in shown


def test_a_configuration_can_extend_another(repository: Path) -> None:
    main(["hook", "install"])
    stage("captions/talk.srt", BAD)
    stage("shared/house-style.yml", f"ignore: [{CODE}]\n".encode())
    stage(".caption-qa.yml", b"extend: shared/house-style.yml\n")
    git("commit", "-m", "talk")


def test_an_excluded_file_is_left_out(repository: Path) -> None:
    main(["hook", "install"])
    stage(".caption-qa.yml", b"extend-exclude: drafts/\n")
    stage("drafts/talk.srt", BAD)
    git("commit", "-m", "a draft")


def test_part_of_the_index_can_be_committed(repository: Path) -> None:
    main(["hook", "install"])
    stage("bad.srt", BAD)
    stage("good.srt", GOOD)
    git("commit", "-m", "only the good one", "good.srt")
    assert CODE in git("commit", "-m", "the rest", code=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_names_of_any_kind_are_checked(repository: Path) -> None:
    main(["hook", "install"])
    for name in ("-rf.srt", "ü ñ.srt", "a\nb.srt", '"quoted".srt', "--config.srt", "été/日本.SRT"):
        stage(name, BAD)
        assert CODE in git("commit", "-m", name, code=1)
        git("reset", "--quiet", code=None)
        git("rm", "--quiet", "--cached", "-r", ".", code=None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no such links by default")
def test_a_symbolic_link_is_not_followed(repository: Path) -> None:
    main(["hook", "install"])
    Path("../outside.srt").write_bytes(BAD)
    Path("link.srt").symlink_to("../outside.srt")
    git("add", "link.srt")
    git("commit", "-m", "a link")


def test_a_commit_from_a_subfolder_is_checked(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["hook", "install"])
    stage("captions/talk.srt", BAD)
    monkeypatch.chdir("captions")
    assert "captions/talk.srt:2:1" in git("commit", "-m", "talk", code=1)


def test_the_hook_can_be_run_by_hand_in_a_subfolder(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stage("captions/talk.srt", BAD.replace(b"The river", b"The  river"))
    monkeypatch.chdir("captions")
    assert main(["hook", "run", "pre-commit"]) == 1
    shown = capfd.readouterr().out
    assert "captions/talk.srt" in shown
    assert "next: caption-qa check --fix talk.srt" in shown
    assert "GIT_PREFIX" not in os.environ


def test_a_linked_work_tree_is_checked(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage("good.srt", GOOD)
    git("commit", "-m", "good")
    git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    monkeypatch.chdir(tmp_path / "linked")
    main(["hook", "install"])
    assert (repository / ".git/hooks/pre-commit").exists()
    stage("talk.srt", BAD)
    assert CODE in git("commit", "-m", "talk", code=1)


def test_the_configured_hooks_folder_is_honoured(repository: Path) -> None:
    git("config", "core.hooksPath", "tools/hooks")
    main(["hook", "install"])
    assert (repository / "tools/hooks/pre-commit").exists()
    stage("talk.srt", BAD)
    assert CODE in git("commit", "-m", "talk", code=1)


def test_a_hook_of_someone_else_is_never_touched(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    assert main(["hook", "install"]) == 2
    assert "caption-qa hook run pre-commit" in capsys.readouterr().err
    assert main(["hook", "uninstall"]) == 0
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"


def test_uninstall_removes_what_install_made(repository: Path) -> None:
    before = git("config", "--local", "--list")
    for hook in HOOKS:
        assert main(["hook", "install", "--hook", hook]) == 0
        assert main(["hook", "install", "--hook", hook]) == 0
    main(["hook", "uninstall", "--hook", "pre-push"])
    assert not (repository / ".git/hooks/pre-push").exists()
    assert (repository / ".git/hooks/pre-commit").exists()
    main(["hook", "uninstall"])
    assert not (repository / ".git/hooks/pre-commit").exists()
    assert git("config", "--local", "--list") == before


def test_outside_of_a_repository_there_is_a_clear_error(
    tmp_path: Path,
    environment: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["hook", "install"]) == 2
    assert capsys.readouterr().err.endswith(
        "error: this is not a git repository; git init makes one\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="PATH of a POSIX shell")
def test_without_caption_qa_the_hook_says_what_to_do(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["hook", "install"])
    git("config", "caption-qa.python", "/gone/python")
    stage("talk.srt", GOOD)
    found = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout
    tools = repository.parent / "tools"
    tools.mkdir()
    (tools / "git").symlink_to(found.strip())
    (tools / "sh").symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", str(tools))
    assert "install it" in git("commit", "-m", "talk", code=1)


@pytest.fixture
def remote(repository: Path, tmp_path: Path) -> Path:
    """A remote repository `origin` that has one bad caption from before the hook."""
    folder = tmp_path / "remote.git"
    git("init", "--quiet", "--bare", str(folder))
    git("remote", "add", "origin", str(folder))
    stage("old.srt", BAD)
    git("commit", "-m", "before the hook")
    git("push", "--quiet", "origin", "main")
    main(["hook", "install", "--hook", "pre-push"])
    return folder


def test_a_push_is_stopped_by_what_it_brings(remote: Path) -> None:
    stage("captions/talk.srt", BAD)
    git("commit", "-m", "talk")
    shown = git("push", "origin", "main", code=1)
    assert "captions/talk.srt:2:1" in shown
    assert "old.srt" not in shown


def test_the_pushed_commits_are_checked_not_the_work_tree(remote: Path) -> None:
    stage("talk.srt", BAD)
    git("commit", "-m", "talk")
    stage("talk.srt", GOOD)
    assert CODE in git("push", "origin", "main", code=1)
    git("commit", "-m", "mended")
    Path("talk.srt").write_bytes(BAD)
    git("push", "origin", "main")


def test_a_new_branch_is_checked_from_where_it_left_the_remote(remote: Path) -> None:
    git("checkout", "--quiet", "-b", "topic")
    stage("good.srt", GOOD)
    git("commit", "-m", "good")
    git("push", "origin", "topic")
    stage("talk.srt", BAD)
    git("commit", "-m", "talk")
    git("branch", "other")
    shown = git("push", "origin", "topic", "other", code=1)
    assert shown.count("talk.srt:2:1") == 1


def test_another_branch_than_the_current_one_is_checked(remote: Path) -> None:
    git("checkout", "--quiet", "-b", "topic")
    stage("talk.srt", BAD)
    git("commit", "-m", "talk")
    git("checkout", "--quiet", "main")
    assert "talk.srt:2:1" in git("push", "origin", "topic", code=1)


def test_a_merge_brings_only_what_neither_side_had(remote: Path) -> None:
    git("checkout", "--quiet", "-b", "topic")
    stage("good.srt", GOOD)
    git("commit", "-m", "good")
    git("checkout", "--quiet", "main")
    stage("late.srt", BAD)
    git("commit", "-m", "late")
    git("push", "--no-verify", "--quiet", "origin", "main")
    git("checkout", "--quiet", "topic")
    git("merge", "--quiet", "--no-edit", "main")
    git("push", "origin", "topic")


def test_deleting_pushing_nothing_and_tags_pass(remote: Path) -> None:
    git("push", "origin", "main")
    git("push", "--quiet", "--no-verify", "origin", "main:gone")
    git("push", "origin", ":gone")
    git("tag", "-a", "v1", "-m", "one")
    git("push", "origin", "v1")


def test_a_rewritten_branch_is_checked(remote: Path) -> None:
    stage("talk.srt", GOOD)
    git("commit", "-m", "talk")
    git("push", "origin", "main")
    stage("talk.srt", BAD)
    git("commit", "--amend", "--quiet", "-m", "talk")
    assert CODE in git("push", "--force", "origin", "main", code=1)


def test_a_remote_state_that_was_never_fetched_is_no_obstacle(remote: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git("clone", "--quiet", str(remote), str(other))
    git("-C", str(other), "commit", "--quiet", "--allow-empty", "-m", "elsewhere")
    git("-C", str(other), "push", "--quiet")
    stage("talk.srt", BAD)
    git("commit", "-m", "talk")
    shown = git("push", "--force", "origin", "main", code=1)
    assert "talk.srt:2:1" in shown
    assert "old.srt" not in shown


def test_unknown_words_are_refused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hook", "run", "pre-merge"]) == 2
    assert "pre-commit or pre-push" in capsys.readouterr().err
    assert main(["hook", "install", "pre-push"]) == 2
    assert "--hook pre-push" in capsys.readouterr().err


def test_the_next_command_is_for_the_folder_of_whoever_commits(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["hook", "install"])
    stage(".caption-qa.yml", b"exclude: [drafts/]\n")
    stage("drafts/a.srt", BAD)
    spaced = BAD.replace(b"The river", b"The  river")
    stage("talks/a.srt", spaced)
    stage("other/b.srt", spaced)
    monkeypatch.chdir(repository / "talks")
    shown = git("commit", "-m", "talk", code=1)
    assert "caption-qa check --fix ../other/b.srt a.srt" in " ".join(shown.split())
    assert "--force-exclude" not in shown
    assert "drafts" not in shown
