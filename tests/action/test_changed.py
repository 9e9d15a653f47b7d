"""What a workflow's event has changed, in checkouts as the runner makes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from caption_qa_action.action.__main__ import changed_only
from caption_qa_action.action.changed import Unknown, base_of_event
from caption_qa_action.workspace.changes import changed_since
from tests.repository import Repository

pytestmark = pytest.mark.slow

ZEROS = "0" * 40

Base = Callable[..., str]


@pytest.fixture
def server(tmp_path: Path) -> Repository:
    """The repository that is cloned: `main`, and a branch `topic` that `main` has left behind."""
    made = Repository.new(tmp_path / "server")
    made.commit({"a.srt": "one", "b.srt": "one"})
    made.git("checkout", "--quiet", "-b", "topic")
    made.commit({"mine.srt": "one"})
    made.commit({"a.srt": "two"})
    made.git("checkout", "--quiet", "main")
    made.commit({"theirs.srt": "one"})
    return made


@pytest.fixture
def checkout(
    server: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Repository]:
    """Checks a commit out as actions/checkout does: fetched alone, without a branch."""

    def make(commit: str, *, depth: int = 1) -> Repository:
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", server.environment["GIT_CONFIG_GLOBAL"])
        monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        made = Repository.new(tmp_path / f"checkout-{len(list(tmp_path.iterdir()))}")
        made.git("remote", "add", "origin", server.folder.as_uri())
        limit = [f"--depth={depth}"] if depth else []
        made.git("fetch", "--quiet", "--no-tags", *limit, "origin", commit)
        made.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
        monkeypatch.chdir(made.folder)
        return made

    return make


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """The base of an event with this payload."""

    def ask(event: str, payload: object) -> str:
        return base_of_event(described(tmp_path, event, payload))

    return ask


def described(folder: Path, event: str, payload: object) -> Mapping[str, str]:
    path = folder / "event.json"
    path.write_text(json.dumps(payload), encoding="utf-8")
    return {"GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(path)}


def names(base: str) -> set[str]:
    changes = changed_since(f"{base}..")
    return {entry.name or f"-{entry.old_name}" for entry in changes.entries}


def pull_request(server: Repository) -> dict[str, object]:
    about = {
        "head": {"sha": server.git("rev-parse", "topic")},
        "base": {"sha": server.git("rev-parse", "main")},
    }
    return {"pull_request": about}


def trial_merge(server: Repository) -> str:
    """The merge that GitHub makes for a pull request."""
    server.git("checkout", "--quiet", "-B", "trial", "main")
    server.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    merge = server.git("rev-parse", "HEAD")
    server.git("checkout", "--quiet", "main")
    return merge


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target"])
@pytest.mark.parametrize("depth", [1, 2, 0])
def test_the_trial_merge_of_a_pull_request(
    server: Repository, checkout: Callable[..., Repository], base: Base, event: str, depth: int
) -> None:
    checkout(trial_merge(server), depth=depth)
    assert names(base(event, pull_request(server))) == {"mine.srt", "a.srt"}


def test_the_base_may_have_moved_on_since_the_event(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    payload = pull_request(server)
    server.commit({"later.srt": "one"})
    checkout(trial_merge(server))
    assert names(base("pull_request", payload)) == {"mine.srt", "a.srt"}


@pytest.mark.parametrize("depth", [1, 0])
def test_the_commit_of_a_pull_request_itself(
    server: Repository, checkout: Callable[..., Repository], base: Base, depth: int
) -> None:
    checkout("topic", depth=depth)
    assert names(base("pull_request", pull_request(server))) == {"mine.srt", "a.srt"}


def test_a_pull_request_that_has_merged_its_base(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    server.git("checkout", "--quiet", "topic")
    server.git("merge", "--quiet", "--no-edit", "main")
    server.git("checkout", "--quiet", "main")
    for commit in ("topic", trial_merge(server)):
        checkout(commit)
        assert names(base("pull_request", pull_request(server))) == {"mine.srt", "a.srt"}


def test_the_base_branch_checked_out_for_a_pull_request_tells_nothing(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    checkout("main")
    with pytest.raises(Unknown, match="neither the pull request nor its merge"):
        base("pull_request_target", pull_request(server))


def push(before: str, after: str, **more: object) -> dict[str, object]:
    return {"before": before, "after": after, **more}


def test_a_push_of_several_commits(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    before = server.git("rev-parse", "HEAD")
    server.commit({"a.srt": "three"})
    after = server.commit({"new.srt": "one"}, gone="b.srt")
    checkout(after)
    assert names(base("push", push(before, after))) == {"a.srt", "new.srt", "-b.srt"}


def test_a_push_of_a_merge(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    before = server.git("rev-parse", "main")
    server.git("merge", "--quiet", "--no-edit", "topic")
    after = server.git("rev-parse", "main")
    checkout(after)
    assert names(base("push", push(before, after))) == {"mine.srt", "a.srt"}


def test_a_new_branch(server: Repository, checkout: Callable[..., Repository], base: Base) -> None:
    checkout("topic")
    with pytest.raises(Unknown, match="is new"):
        base("push", push(ZEROS, server.git("rev-parse", "topic"), created=True))


def test_a_rewritten_branch_is_compared_with_what_it_was(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    before = server.git("rev-parse", "main")
    server.git("reset", "--quiet", "--hard", "HEAD^")
    after = server.commit({"b.srt": "two"})
    checkout(after)
    assert names(base("push", push(before, after, forced=True))) == {"b.srt", "-theirs.srt"}


def test_a_rewritten_branch_whose_old_commit_is_gone(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    checkout("main")
    with pytest.raises(Unknown, match="rewritten and its old commit is gone"):
        base("push", push("1" * 40, server.git("rev-parse", "main"), forced=True))


def test_without_its_remote_nothing_can_be_fetched(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    before = server.git("rev-parse", "main")
    after = server.commit({"a.srt": "three"})
    made = checkout(after)
    made.git("remote", "remove", "origin")
    with pytest.raises(Unknown, match="git fetch"):
        base("push", push(before, after))


def test_something_else_checked_out_tells_nothing(
    server: Repository, checkout: Callable[..., Repository], base: Base
) -> None:
    checkout("topic")
    commit = server.git("rev-parse", "main")
    with pytest.raises(Unknown, match="not the commit that was pushed"):
        base("push", push(commit, commit))
    with pytest.raises(Unknown, match="not the head of the merge group"):
        base("merge_group", {"merge_group": {"head_sha": commit, "base_sha": commit}})


def test_a_merge_queue(server: Repository, checkout: Callable[..., Repository], base: Base) -> None:
    head = trial_merge(server)
    checkout(head)
    about = {"head_sha": head, "base_sha": server.git("rev-parse", "main")}
    assert names(base("merge_group", {"merge_group": about})) == {"mine.srt", "a.srt"}


@pytest.mark.parametrize(
    "event, payload",
    [
        ("workflow_dispatch", {}),
        ("schedule", {}),
        ("push", {}),
        ("push", []),
        ("push", {"before": "--upload-pack=touch", "after": 3}),
        ("merge_group", {"merge_group": "x"}),
        ("pull_request", {"pull_request": {"head": {"sha": "main"}}}),
        ("pull_request", {"pull_request": None}),
    ],
)
def test_an_event_that_does_not_tell(
    checkout: Callable[..., Repository], base: Base, event: str, payload: object
) -> None:
    checkout("main")
    with pytest.raises(Unknown):
        base(event, payload)


def test_a_missing_or_broken_description_of_the_event(
    checkout: Callable[..., Repository], tmp_path: Path
) -> None:
    checkout("main")
    with pytest.raises(Unknown, match="no description"):
        base_of_event({"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(tmp_path / "gone")})
    (tmp_path / "broken").write_bytes(b"{\xff")
    with pytest.raises(Unknown, match="no description"):
        base_of_event({"GITHUB_EVENT_PATH": str(tmp_path / "broken")})


def test_outside_of_a_repository(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unknown, match="not a git repository"):
        base("push", push("1" * 40, "2" * 40))


def test_the_input_becomes_arguments_or_a_notice(
    server: Repository,
    checkout: Callable[..., Repository],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = server.git("rev-parse", "main")
    after = server.commit({"a.srt": "three"})
    checkout(after)
    for name, value in described(tmp_path, "push", push(before, after)).items():
        monkeypatch.setenv(name, value)
    assert changed_only({"changed-only": "false"}) == []
    assert changed_only({"changed-only": "files"}) == [f"--changed-since={before}.."]
    narrowed = changed_only({"changed-only": "cues"})
    assert narrowed == [f"--changed-since={before}..", "--changed-cues"]
    assert capsys.readouterr().out == ""
    monkeypatch.setenv("GITHUB_EVENT_NAME", "schedule")
    assert changed_only({"changed-only": "true"}) == []
    shown = capsys.readouterr().out
    assert shown.startswith("::notice title=caption-qa::changed-only: the event")
    assert "every file is checked" in shown
