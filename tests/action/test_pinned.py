"""A pull request cannot weaken its own check where the workflow pins it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.action.runner import Result
from tests.repository import Repository

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="the runner is a shell")]
Use = Callable[..., Result]
BAD = "1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"


@pytest.fixture
def machine(workspace: Path, tmp_path: Path) -> Mapping[str, str]:
    """The environment of a pull request, checked out as GitHub does, that leaves everything out."""
    repository = Repository.new(workspace)
    base = repository.commit({".caption-qa.yml": "preset: youtube\n", "README.md": "captions"})
    repository.git("checkout", "--quiet", "-b", "topic")
    head = repository.commit(
        {
            ".caption-qa.yml": "exclude: ['*']\n",
            "ads/.caption-qa.yml": "fail-on: never\n",
            "a.srt": BAD,
            "--exclude=*.srt": BAD,
            "b.vtt": "WEBVTT\n\nNOTE caption-qa: ignore[negative_duration] mine\n\n"
            "00:03.000 --> 00:01.000\nHello.\n",
        }
    )
    repository.git("checkout", "--quiet", "--detach", base)
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    event = tmp_path / "event.json"
    payload = {"pull_request": {"head": {"sha": head}, "base": {"sha": base}}}
    event.write_text(json.dumps(payload), encoding="utf-8")
    return {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(event)}


def test_a_pull_request_cannot_weaken_a_pinned_check(use: Use, machine: Mapping[str, str]) -> None:
    free = use(machine)
    assert (free.code, free.outputs["files-checked"]) == (0, "0")
    assert "and what is checked and what fails there is theirs to say" in free.summary
    pinned = use(machine, config_from="base")
    assert "not read here, since the configurations of the base" in pinned.summary
    assert (pinned.code, pinned.outputs["result"]) == (1, "fail")
    assert pinned.outputs["files-checked"] == "3"
    assert pinned.outputs["errors"] == "3"
    notices = [each.data for each in pinned.commands if each.name in ("warning", "notice")]
    left_out = 'the change leaves out 3 files: "--exclude=*.srt", "a.srt", "b.vtt"'
    assert [text for text in notices if left_out in text]
    assert "(not in force)" in pinned.summary
    named = use(machine, config_from="base", paths="--exclude=*.srt")
    assert (named.code, named.outputs["files-checked"]) == (1, "1")


def test_what_cannot_be_pinned_is_an_error_and_other_events_are_not_pinned(
    use: Use, machine: Mapping[str, str], tmp_path: Path
) -> None:
    nothing = tmp_path / "nothing.json"
    nothing.write_text("{}", encoding="utf-8")
    unknown = use({**machine, "GITHUB_EVENT_PATH": str(nothing)}, config_from="base")
    assert (unknown.code, unknown.outputs["result"]) == (2, "error")
    assert 'input "config-from" is "base", but the event' in unknown.log
    pushed = use({**machine, "GITHUB_EVENT_NAME": "schedule"}, config_from="base")
    assert pushed.outputs["files-checked"] == "0"
    wrong = use(machine, config_from="main")
    assert 'input "config-from" is "main"; it must be head or base' in wrong.log
    empty = use(machine, config_from="")
    assert empty.code == 2
    assert 'input "config-from" is ""; it must be head or base' in empty.log
