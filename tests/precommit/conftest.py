"""This checkout as a repository of hooks, and one environment of pre-commit for all its tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tests import package_index

ROOT = Path(__file__).parents[2]


class Outcome(NamedTuple):
    """What a run of pre-commit comes to."""

    code: int
    output: str


class Place(NamedTuple):
    """A repository of hooks made of this checkout, and where pre-commit keeps its environments."""

    hooks: Path
    revision: str
    environment: dict[str, str]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    package_index.required()
    folder = tmp_path_factory.mktemp("pre-commit")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PYTHON", "PRE_COMMIT", "GITHUB_"))
    }
    settings = folder / "gitconfig"
    settings.write_text("[user]\nname = Jo\nemail = jo@example.org\n", encoding="utf-8")
    environment |= {
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder / "store"),
        "PRE_COMMIT_COLOR": "never",
        "SKIP": "",
    }
    hooks = folder / "hooks"
    hooks.mkdir()
    # Copied, so that what is not committed yet is tested too.
    for name in (
        ".pre-commit-hooks.yaml",
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
    ):
        shutil.copy(ROOT / name, hooks)
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", hooks / "src", ignore=unwanted)
    git(hooks, environment, "init", "--quiet")
    git(hooks, environment, "add", ".")
    git(hooks, environment, "commit", "--quiet", "-m", "all")
    revision = git(hooks, environment, "rev-parse", "HEAD").strip()
    return Place(hooks, revision, environment)


def git(folder: Path, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def configuration(place: Place, hook: str, **more: object) -> bytes:
    repository = {
        "repo": str(place.hooks),
        "rev": place.revision,
        "hooks": [{"id": hook, **more}],
    }
    return yaml.safe_dump({"repos": [repository]}).encode()
