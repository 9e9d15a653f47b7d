"""A small stand-in for a GitHub runner: runs the steps of a composite action as `action.yml` says."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.reporters.actions_runner import Command, annotations_of, read_log

ROOT = Path(__file__).parents[2]


class Result(NamedTuple):
    """What a step that uses the action comes to."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def commands(self) -> list[Command]:
        """What the runner executes of the log, apart from the group of all findings."""
        return annotations_of(self.log)

    @property
    def printed(self) -> list[str]:
        """The lines of the log that the runner only prints."""
        return read_log(self.log)[1]


def action() -> dict[str, Any]:
    """`action.yml`, read."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


def run_action(
    workspace: Path,
    temporary: Path,
    files: Path,
    inputs: Mapping[str, str],
    machine: Mapping[str, str] | None = None,
) -> Result:
    """Run the action in a workspace; `machine` is what its environment has besides that of the tests.

    `temporary` is the runner's temporary folder; `files` gets the outputs and the summary. Of the
    expression language only `inputs.x` in `env` and `steps.x.outputs.y` in outputs are known:
    anything else in `action.yml` is an error here.
    """
    definition = action()
    values = {name: str(about.get("default", "")) for name, about in definition["inputs"].items()}
    unknown = set(inputs) - set(values)
    assert not unknown, f"inputs that action.yml does not have: {unknown}"
    values.update(inputs)
    code, log, steps, summary = 0, "", {}, ""
    for number, step in enumerate(definition["runs"]["steps"]):
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an expression inside a script is an injection"
        output, page = files / f"output-{number}", files / f"summary-{number}"
        output.touch()
        page.touch()
        environment = {
            **_machine_environment(),
            **(machine or {}),
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(page),
            "RUNNER_TEMP": str(temporary),
            **{name: _inputs(text, values) for name, text in step.get("env", {}).items()},
        }
        # As the runner calls bash (GitHub Docs, workflow syntax, "shell").
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=workspace,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="surrogateescape",
        )
        log += done.stdout
        summary += page.read_text(encoding="utf-8")
        steps[step["id"]] = read_outputs(output.read_text(encoding="utf-8"))
        code = done.returncode
        if code:
            break
    outputs = {
        name: _outputs(about["value"], steps) for name, about in definition["outputs"].items()
    }
    return Result(code, log, outputs, summary)


def _machine_environment() -> dict[str, str]:
    """The environment without what this test run has put into it."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "RUNNER_", "CAPTION_QA", "PYTHON", "PYTEST", "GIT_"))
        and name not in ("VIRTUAL_ENV", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
    }


def _inputs(text: object, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = re.fullmatch(r"inputs\.([a-z-]+)", match[1].strip())
        assert name, f"an expression that is no input: {match[0]}"
        return values[name[1]]

    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def _outputs(text: str, steps: Mapping[str, Mapping[str, str]]) -> str:
    match = re.fullmatch(r"\$\{\{ steps\.([a-z-]+)\.outputs\.([a-z-]+) \}\}", text)
    assert match, f"an expression that is no output of a step: {text}"
    return steps.get(match[1], {}).get(match[2], "")


def read_outputs(text: str) -> dict[str, str]:
    """A file of outputs as the runner reads it (GitHub Docs, "Workflow commands", multiline)."""
    outputs = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        name, equals, value = line.partition("=")
        heredoc = re.fullmatch(r"([^=]*?)<<(.+)", line)
        if heredoc and (not equals or heredoc.end(1) < len(name)):
            name, delimiter = heredoc[1], heredoc[2]
            parts = []
            for part in lines:
                if part == delimiter:
                    break
                parts.append(part)
            else:
                raise AssertionError(f"no end of the value of {name}")
            value = "\n".join(parts)
        else:
            assert equals, f"neither an output nor a delimiter: {line}"
        outputs[name] = value
    return outputs
