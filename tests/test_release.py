"""The release: tag, version and changelog agree, and no tag of ours misleads those who update."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from caption_qa_action import __version__
from tests.repository import Repository
from tests.tools import ROOT

SCRIPT = ROOT / "scripts/release.py"
PACKAGE = f'"""A package."""\n\n__version__ = "{__version__}"\n'
CHANGELOG = f"""\
# Changelog

## Unreleased

- Not yet.

## {__version__} (2026-12-01)

- The first.

## 0.0.9

- Old.
"""


def release(folder: Path, tag: str, changelog: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a checkout of its own."""
    package = folder / "src/caption_qa_action"
    package.mkdir(parents=True)
    (folder / "scripts").mkdir()
    (folder / "scripts/release.py").write_bytes(SCRIPT.read_bytes())
    (package / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    command = [sys.executable, str(folder / "scripts/release.py"), tag]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_notes_are_the_section_of_the_version(tmp_path: Path) -> None:
    done = release(tmp_path, f"v{__version__}", CHANGELOG)
    assert (done.returncode, done.stdout, done.stderr) == (0, "- The first.\n", "")


@pytest.mark.parametrize(
    "tag, changelog, reason",
    [
        ("v9.9.9", CHANGELOG, "the version in __init__.py"),
        (__version__, CHANGELOG, "the version in __init__.py"),
        (f"v{__version__}", "# Changelog\n\n## Unreleased\n", f"no section ## {__version__}"),
        (f"v{__version__}", f"## {__version__}\n\n## 0.0.9\n", f"no section ## {__version__}"),
        (f"v{__version__}", f"## {__version__}1\n\n- x\n", f"no section ## {__version__}"),
    ],
)
def test_what_does_not_agree_is_not_released(
    tmp_path: Path, tag: str, changelog: str, reason: str
) -> None:
    done = release(tmp_path, tag, changelog)
    assert (done.returncode, done.stdout) == (1, "")
    assert reason in done.stderr


def workflow() -> Any:
    return yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))


def test_each_job_may_do_one_thing() -> None:
    loaded = workflow()
    assert loaded["permissions"] == {}
    rights = {name: job["permissions"] for name, job in loaded["jobs"].items()}
    assert rights == {
        "build": {"contents": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"id-token": "write"},
        "release": {"contents": "write"},
    }
    # Only the first job has code of ours, or of its dependencies, to run.
    for name, job in loaded["jobs"].items():
        used = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
        assert ("actions/checkout" in used) == (name == "build")
        assert all("cache" not in step.get("with", {}) for step in job["steps"])
    assert loaded["jobs"]["publish"]["environment"] == "release"
    assert "secrets." not in (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_list_of_what_it_is_made_of_has_every_package(tmp_path: Path) -> None:
    (command,) = [
        step["run"].split()
        for step in workflow()["jobs"]["build"]["steps"]
        if "cyclonedx" in step.get("run", "")
    ]
    assert command[0] == ".venv/bin/cyclonedx-py"
    made = tmp_path / "sbom.json"
    command[command.index("--output-file") + 1] = str(made)
    done = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *command[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    listed = json.loads(made.read_text(encoding="utf-8"))
    lock = (ROOT / "requirements/action.txt").read_text(encoding="utf-8")
    locked = {line.partition("==")[0] for line in lock.splitlines() if "==" in line}
    assert {each["name"] for each in listed["components"]} == locked
    assert listed["metadata"]["component"]["name"] == "caption-qa-action"


def test_autoupdate_takes_a_version_though_a_branch_follows_the_major_one(tmp_path: Path) -> None:
    hooks = Repository.new(tmp_path / "hooks")
    manifest = (ROOT / ".pre-commit-hooks.yaml").read_bytes()
    hooks.commit({".pre-commit-hooks.yaml": manifest})
    hooks.git("tag", "v1.0.0")
    hooks.commit({"new.txt": "x"})
    hooks.git("tag", "v1.1.0")
    hooks.git("branch", "v1")
    user = Repository.new(tmp_path / "user")
    used = {"repo": str(hooks.folder), "rev": "v1.0.0", "hooks": [{"id": "caption-qa"}]}
    user.commit({".pre-commit-config.yaml": yaml.safe_dump({"repos": [used]})})
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "autoupdate"],
        cwd=user.folder,
        env={**user.environment, "PRE_COMMIT_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    text = (user.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["repos"][0]["rev"] == "v1.1.0"
