"""A runner with a workspace: `use(input_name="value")` is a workflow step that uses the action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests import package_index
from tests.action.runner import Result, run_action

Use = Callable[..., Result]


@pytest.fixture(scope="session")
def runner_temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's temporary folder, in which the first step makes the environment for all."""
    package_index.required()
    return tmp_path_factory.mktemp("runner")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty repository checkout."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


@pytest.fixture
def use(runner_temp: Path, workspace: Path, tmp_path: Path) -> Use:
    """Runs the action in the workspace; keyword arguments are inputs, with `_` for `-`.

    `machine` is what the runner's environment has besides.
    """
    runs = 0

    def step(machine: Mapping[str, str] | None = None, **inputs: str) -> Result:
        nonlocal runs
        runs += 1
        files = tmp_path / f"files-{runs}"
        files.mkdir()
        named = {name.replace("_", "-"): value for name, value in inputs.items()}
        return run_action(workspace, runner_temp, files, named, machine)

    return step
