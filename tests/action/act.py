"""Workflows run by act, a runner of GitHub workflows that needs neither GitHub nor containers here.

`actions/checkout` is what act does itself: it copies the repository. Our Action is this checkout,
`actions/setup-python` is one that hands over the Python of the tests; artifacts are files in a folder.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from caption_qa_action import __version__
from tests.repository import Repository
from tests.tools import ROOT, program

WORKFLOWS = ROOT / "examples/workflows"
SETUP_PYTHON = """\
name: setup-python
inputs:
  python-version:
    default: ""
  update-environment:
    default: ""
outputs:
  python-path:
    value: ${{{{ steps.python.outputs.python-path }}}}
runs:
  using: composite
  steps:
    - id: python
      shell: bash
      run: echo 'python-path={python}' >> "$GITHUB_OUTPUT"
"""

# With `pattern` and `merge-multiple`, what is downloaded are the files of all artifacts.
UPLOAD = """\
name: upload-artifact
inputs:
  name:
    default: ""
  path:
    default: ""
runs:
  using: composite
  steps:
    - shell: bash
      run: mkdir -p '{store}' && cp "$FILE" '{store}/'
      env:
        FILE: ${{{{ inputs.path }}}}
"""
DOWNLOAD = """\
name: download-artifact
inputs:
  pattern:
    default: ""
  merge-multiple:
    default: ""
runs:
  using: composite
  steps:
    - shell: bash
      run: cp '{store}'/* .
"""


class Run(NamedTuple):
    """What a run of a workflow comes to: that of act, and what our Action's steps printed.

    `commands` are the annotations that act read out of the log; `outputs` and `summaries` are of the
    steps in their order.
    """

    code: int
    commands: list[tuple[str, dict[str, str], str]]
    outputs: dict[str, str]
    summary: str
    lines: list[str]
    log: str

    def annotations(self, name: str) -> list[tuple[str, str]]:
        """The files and titles of the annotations of one level."""
        return [(about["file"], about["title"]) for each, about, _ in self.commands if each == name]


def free_port() -> str:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


class Act:
    """A runner with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._program = program("act")
        self._folder = folder
        self._action = folder / "action"
        self._action.mkdir()
        # Only what the Action needs: act copies the whole of it for each step.
        shutil.copy(ROOT / "action.yml", self._action)
        shutil.copytree(ROOT / "requirements", self._action / "requirements")
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "src", self._action / "src", ignore=unwanted)
        self._store = folder / "store"
        self._places: dict[str, Path] = {}
        python, store = sys.executable, self._store
        self._stand_in("actions/setup-python", SETUP_PYTHON.format(python=python))
        self._stand_in("actions/upload-artifact", UPLOAD.format(store=store))
        self._stand_in("actions/download-artifact", DOWNLOAD.format(store=store))

    def _stand_in(self, name: str, text: str) -> None:
        folder = self._folder / name.rpartition("/")[2]
        folder.mkdir()
        (folder / "action.yml").write_text(text, encoding="utf-8")
        self._places[name] = folder

    def run(
        self, repository: Repository, workflow: str, event: str, payload: dict[str, Any]
    ) -> Run:
        """Run an example, which has been committed, for an event."""
        described = self._folder / "event.json"
        described.write_text(json.dumps(payload), encoding="utf-8")
        text = (WORKFLOWS / workflow).read_text(encoding="utf-8")
        versions = {"caption-qa/caption-qa-action": f"v{__version__}"}
        places = {"caption-qa/caption-qa-action": self._action}
        shutil.rmtree(self._store, ignore_errors=True)
        for name, folder in self._places.items():
            for version in re.findall(rf"uses: {name}@(\S+)", text):
                versions[name], places[name] = version, folder
        command = [self._program, event, "--json", "--eventpath", str(described)]
        command += ["--workflows", f".github/workflows/{workflow}"]
        command += ["--artifact-server-path", str(self._folder / "artifacts")]
        # Its usual port is one for the whole machine, where another act may be running.
        command += ["--artifact-server-addr", "127.0.0.1", "--artifact-server-port", free_port()]
        # Jobs at the same time write into one map of act's, which ends it now and then.
        command += ["--concurrent-jobs", "1"]
        for label in ("ubuntu-latest", "self-hosted"):
            command += ["--platform", f"{label}=-self-hosted"]
        for name, version in versions.items():
            command += ["--local-repository", f"{name}@{version}={places[name]}"]
        done = subprocess.run(
            command,
            cwd=repository.folder,
            env=self._environment(repository),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="backslashreplace",
            timeout=300,
        )
        return _read(done.returncode, done.stdout)

    def _environment(self, repository: Repository) -> dict[str, str]:
        kept = {
            name: value
            for name, value in repository.environment.items()
            if not name.startswith(("PYTEST", "PYTHON", "CAPTION_QA", "RUNNER_", "ACT"))
            and name not in ("VIRTUAL_ENV", "NO_COLOR", "FORCE_COLOR")
        }
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        # Its own settings and cache; those of pip and uv stay.
        cache = os.environ.get("UV_CACHE_DIR") or str(Path.home() / ".cache/uv")
        places = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "UV_CACHE_DIR": cache}
        return {**kept, **places}


def _read(code: int, log: str) -> Run:
    commands, outputs, lines, summary = [], {}, [], ""
    for line in log.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            lines.append(line)
            continue
        command = entry.get("command")
        if command in ("error", "warning", "notice"):
            commands.append((command, entry.get("kvPairs") or {}, entry["arg"]))
        elif command == "set-output":
            # A composite action sets them again when it ends, some of them empty.
            outputs[entry["name"]] = entry["arg"]
        elif command == "summary":
            summary = entry["content"]
        elif command in ("group", "endgroup"):
            lines.append(f"::{command}::{entry.get('arg') or ''}")
        elif command:
            commands.append((command, entry.get("kvPairs") or {}, str(entry.get("arg"))))
        elif entry.get("raw_output"):
            lines.append(entry["msg"].rstrip("\n"))
    return Run(code, commands, outputs, summary, lines, log)
