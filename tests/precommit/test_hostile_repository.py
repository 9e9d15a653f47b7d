"""One hostile repository through every face: the command line, the real pre-commit, the plain hook of git and the
Action under a real runner. All say the same of it, nothing of it is run, and nothing of it goes unseen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from caption_qa_action.reporters.github import LIMIT
from tests.action.act import WORKFLOWS, Act
from tests.hostile_repository import BAD, CODE, NAMES, OPTIONS, Hostile, put_names
from tests.precommit.conftest import ROOT, Outcome, Place, configuration

PUSH: dict[str, Any] = {"ref": "refs/heads/main", "repository": {"default_branch": "main"}}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("pre-commit"),
    pytest.mark.skipif(
        os.name == "nt", reason="needs shell scripts, and names that Windows has not"
    ),
]
ALL = (*NAMES, *OPTIONS, f"{'long' * 60}.srt")
# Globs that take for ever where each star is tried with each other, or that mean something to a shell.
CONFIGURATION = f"exclude: ['{'*a' * 40}b', '$(touch started)', '**/*{'?' * 60}z']\n"
NOTHING = {"id": "nothing", "name": "nothing", "entry": "true", "language": "system",
           "always_run": True, "pass_filenames": False}  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Hostile:
    """Captions under hostile names, links, a pipe, a configuration, and every setting of git armed."""
    repository = Hostile(tmp_path / "work")
    repository.git("init", "--quiet")
    put_names(repository, ALL)
    (repository.folder / "zero.srt").symlink_to("/dev/zero")
    workflow = (WORKFLOWS / "minimal.yml").read_bytes()
    repository.write({".github/workflows/minimal.yml": workflow, ".caption-qa.yml": CONFIGURATION})
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "all")
    for name in ALL:  # and changed, so that a hook has all of them to check
        (repository.folder / name).write_bytes(BAD + b"\n")
    repository.git("add", "--all")
    repository.arm()
    return repository


def test_every_face_says_the_same_and_nothing_runs(
    repository: Hostile, place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run = Act(tmp_path_factory.mktemp("act")).run(repository, "minimal.yml", "push", PUSH)
    assert (run.code, run.outputs.get("result")) == (1, "fail"), run.log
    assert run.outputs["files-checked"] == str(len(ALL)), run.log
    # What act reads of a name with `=` or `%` differs from what a runner of GitHub does; the messages are whole.
    shown = [message for name, _, message in run.commands if name == "error"]
    assert len(shown) == LIMIT
    assert all(f":2:1: {CODE} " in message for message in shown), shown
    assert untouched(repository)

    os.mkfifo(repository.folder / "pipe.srt")
    done = program(repository, sys.executable, "-m", "caption_qa_action", "check", "--format=json")
    assert done.returncode == 1, done.stderr
    assert [each["path"] for each in json.loads(done.stdout)["files"] if bad(each)] == sorted(ALL)
    assert untouched(repository)

    # The script as people copy it, without `hook install`.
    hook = program(repository, "sh", str(ROOT / "hooks/pre-commit"))
    assert hook.returncode == 1, hook.stderr
    assert hook.stdout.count(f"error[{CODE}]") == len(ALL), hook.stdout
    assert untouched(repository)

    # What pre-commit asks of git by itself obeys the settings of the repository, before any hook begins.
    _, alone = pre_commit(repository, place, {"repo": "local", "hooks": [NOTHING]})
    every, beside = pre_commit(repository, place, of(place, "caption-qa-all"))
    assert (every.code, every.output.count(f"error[{CODE}]")) == (1, len(ALL)), every.output
    assert beside == alone
    named, beside = pre_commit(repository, place, of(place, "caption-qa"))
    assert (named.code, "- exit code: 2" in named.output) == (1, True), named.output
    assert "is an option, and there is a file of this name" in named.output
    assert beside == alone
    assert alone <= {"core.fsmonitor", "filter.evil"}


def program(repository: Hostile, *command: str) -> subprocess.CompletedProcess[str]:
    """A program, in the repository; `caption-qa` is on its path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        command,
        cwd=repository.folder,
        env={**repository.environment, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=300,
    )


def bad(file: dict[str, Any]) -> bool:
    return any(each["code"] == CODE for each in file.get("diagnostics", ()))


def untouched(repository: Hostile) -> bool:
    """Whether nothing of the repository has been run."""
    return repository.started() == "" and not list(repository.folder.rglob("started"))


def of(place: Place, hook: str) -> dict[str, Any]:
    (repository,) = yaml.safe_load(configuration(place, hook))["repos"]
    return dict(repository)


def pre_commit(
    repository: Hostile, place: Place, hooks: dict[str, Any]
) -> tuple[Outcome, set[str]]:
    """A run of pre-commit on all files, and which settings of git ran a program meanwhile."""
    file = repository.folder.parent / "pre-commit.yaml"
    file.write_text(yaml.safe_dump({"repos": [hooks]}), encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--config", str(file)]
    done = subprocess.run(
        command,
        cwd=repository.folder,
        env=place.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=300,
    )
    started = repository.started().splitlines()
    repository.mark.unlink(missing_ok=True)
    return Outcome(done.returncode, done.stdout), set(map(setting, started))


def setting(line: str) -> str:
    """The setting that ran a program, by the arguments that git gives it."""
    _, _, arguments = line.partition(f"{os.sep}evil ")
    if re.fullmatch("[12] [0-9]+", arguments):
        return "core.fsmonitor"
    return "filter.evil" if not arguments else line
