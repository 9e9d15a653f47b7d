"""Which commit a workflow's event is to be compared with, found in what the runner has checked out.

A checkout has one commit by default, so what is missing is fetched: single commits where the event
names them, more history only where a pull request's own commit is checked out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.text import quote
from caption_qa_action.workspace.git import fetch, git, is_true

# How much history is fetched, step by step, to find where a branch left another.
_DEPTHS = (50, 500)


class Unknown(Exception):
    """It cannot be known what the event has changed; the message says why."""


def base_of_event(environment: Mapping[str, str], *, may_fetch: bool = True) -> str:
    """The commit that holds everything but what the event brings.

    Raises Unknown, also where that would have to be fetched and may not be.
    """
    event = environment.get("GITHUB_EVENT_NAME", "")
    payload = _payload(environment.get("GITHUB_EVENT_PATH", ""))
    try:
        head, parents = _head()
        if "pull_request" in payload:
            return _of_pull_request(payload["pull_request"], head, parents, may_fetch)
        if event == "merge_group":
            return _of_merge_group(payload.get("merge_group"), head, may_fetch)
        if event == "push":
            return _of_push(payload, head, may_fetch)
    except CaptionQaError as error:
        raise Unknown(str(error).partition("\n")[0]) from error
    raise Unknown(f"the event {quote(event)} does not tell what it has changed")


def _of_pull_request(about: object, head: str, parents: list[str], may_fetch: bool) -> str:
    tip, base = _sha(about, "head", "sha"), _sha(about, "base", "sha")
    if len(parents) == 2 and parents[1] == tip:
        # The merge that GitHub makes to try: its first parent is the branch that it goes to.
        return _fetched(parents[0], may_fetch)
    if head == tip:
        return _common(base, head, may_fetch)
    raise Unknown("what is checked out is neither the pull request nor its merge")


def _of_merge_group(about: object, head: str, may_fetch: bool) -> str:
    if head != _sha(about, "head_sha"):
        raise Unknown("what is checked out is not the head of the merge group")
    return _fetched(_sha(about, "base_sha"), may_fetch)


def _of_push(payload: Mapping[str, object], head: str, may_fetch: bool) -> str:
    if head != _sha(payload, "after"):
        raise Unknown("what is checked out is not the commit that was pushed")
    before = _sha(payload, "before")
    if not before.strip("0"):
        raise Unknown("the branch or tag is new")
    try:
        return _fetched(before, may_fetch)
    except CaptionQaError as error:
        if payload.get("forced"):
            raise Unknown("the branch was rewritten and its old commit is gone") from error
        raise


def _payload(path: str) -> dict[str, object]:
    try:
        with open(path, encoding="utf-8") as file:
            payload = json.load(file)
    except (OSError, ValueError) as error:
        raise Unknown("the runner has left no description of the event") from error
    return payload if isinstance(payload, dict) else {}


def _sha(value: object, *keys: str) -> str:
    """The name of a commit in a payload. Raises Unknown where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    is_name = isinstance(value, str) and len(value) in (40, 64)
    if not isinstance(value, str) or not is_name or value.strip("0123456789abcdef"):
        raise Unknown(f"the description of the event has no commit at {quote('.'.join(keys))}")
    return value


def _head() -> tuple[str, list[str]]:
    """The commit that is checked out, and its parents also where their history is cut off."""
    head = git("rev-parse", "--verify", "HEAD^{commit}").decode().strip()
    # `git log` leaves out the parents in a shallow clone, the object itself does not.
    header = git("cat-file", "commit", head).partition(b"\n\n")[0]
    parents = [line[7:].decode("ascii") for line in header.split(b"\n") if line[:7] == b"parent "]
    return head, parents


def _fetched(commit: str, may_fetch: bool) -> str:
    """A commit, fetched alone if it is not here. Raises Unknown where it may not be."""
    if not is_true("cat-file", "-e", f"{commit}^{{commit}}"):
        if not may_fetch:
            raise Unknown("what it is compared with is not here")
        _fetch(1, commit)
    return commit


def _common(base: str, head: str, may_fetch: bool) -> str:
    """Where two commits parted, with as much history fetched as that takes and may be."""
    depths = _DEPTHS if may_fetch else ()
    for depth in (0, *depths):
        if depth:
            try:
                _fetch(depth, base, head)
            except CaptionQaError as error:
                raise Unknown(f"the history is cut off here, and {error}") from error
        if is_true("merge-base", base, head):
            return git("merge-base", base, head).decode().strip()
    if not may_fetch:
        raise Unknown("the history is cut off here")
    raise Unknown(f"the pull request left its base more than {_DEPTHS[-1]} commits ago")


def _fetch(depth: int, *commits: str) -> None:
    fetch("--quiet", "--no-tags", "--no-write-fetch-head", f"--depth={depth}", "origin", *commits)
