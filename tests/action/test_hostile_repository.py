"""One hostile repository through the command line, the hook of git and the Action: one verdict, and nothing is run.

What the real pre-commit makes of it is in tests/precommit.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.action.runner import Result
from tests.hostile_repository import (
    CODE,
    CONFIGURATIONS,
    NAMES,
    OPTIONS,
    Hostile,
    put_configuration,
    put_names,
)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="needs shell scripts")]
Use = Callable[..., Result]


@pytest.fixture
def repository(workspace: Path) -> Hostile:
    """A repository in the workspace of the Action."""
    repository = Hostile(workspace)
    repository.git("init", "--quiet")
    return repository


def command(repository: Hostile, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command line, in the repository."""
    return subprocess.run(
        [sys.executable, "-m", "caption_qa_action", *arguments],
        cwd=repository.folder,
        env={**repository.environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def nothing_ran(repository: Hostile) -> None:
    assert repository.started() == ""
    assert not list(repository.folder.rglob("started"))


def bad_files(report: str) -> set[str]:
    return {
        file["path"]
        for file in json.loads(Path(report).read_bytes())["files"]
        if any(each["code"] == CODE for each in file.get("diagnostics", ()))
    }


def test_names_links_and_git_settings_change_no_verdict_and_run_nothing(
    repository: Hostile, use: Use, tmp_path: Path
) -> None:
    put_names(repository, (*NAMES, *OPTIONS))
    repository.git("add", "--all")
    os.mkfifo(repository.folder / "pipe.srt")
    repository.arm()
    report = str(tmp_path / "report.json")
    done = command(repository, "check", f"--format=json={report}", "--format=concise", "-q")
    assert done.returncode == 1, done.stderr
    assert bad_files(report) == {*NAMES, *OPTIONS}
    assert "\x1b" not in done.stdout + done.stderr
    nothing_ran(repository)

    hook = command(repository, "hook", "run", "pre-commit")
    assert hook.returncode == 1, hook.stderr
    assert hook.stdout.count(CODE) >= len((*NAMES, *OPTIONS))
    nothing_ran(repository)

    machine = {"GIT_CONFIG_GLOBAL": repository.environment["GIT_CONFIG_GLOBAL"]}
    action = use(machine)
    assert (action.code, action.outputs["result"]) == (1, "fail"), action.log
    assert bad_files(action.outputs["report-json"]) == {*NAMES, *OPTIONS}
    assert {each.name for each in action.commands} <= {
        "error",
        "warning",
        "notice",
        "group",
        "endgroup",
    }
    mended = use(machine, fix="true", paths="\n".join(OPTIONS))
    assert mended.outputs["files-checked"] == str(len(OPTIONS))
    nothing_ran(repository)


@pytest.mark.parametrize("kind", sorted(CONFIGURATIONS))
def test_a_hostile_configuration_is_refused_alike(repository: Hostile, use: Use, kind: str) -> None:
    put_configuration(repository, kind)
    repository.git("add", "--all")
    repository.arm()
    done = command(repository, "check")
    hook = command(repository, "hook", "run", "pre-commit")
    action = use({"GIT_CONFIG_GLOBAL": repository.environment["GIT_CONFIG_GLOBAL"]})
    assert (done.returncode, hook.returncode, action.code) == (2, 2, 2), done.stderr
    assert action.outputs["result"] == "error"
    for shown in (done.stdout + done.stderr, hook.stdout + hook.stderr, action.log):
        assert "root:" not in shown
        assert "[core]" not in shown
        assert "Traceback" not in shown
        assert "\x1b" not in shown
        assert not any(line.startswith("::error::x") for line in shown.splitlines())
    nothing_ran(repository)
