"""The Action, our workflows and the examples, as the linters of workflows see them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import ROOT, program

WORKFLOWS = sorted([*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob("examples/workflows/*.yml")])


def test_actionlint_has_nothing_to_say() -> None:
    done = subprocess.run(
        [program("actionlint"), "-no-color", *map(str, WORKFLOWS)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("zizmor")
    if not command.exists():
        pytest.skip("zizmor is not installed beside this Python")
    return subprocess.run(
        [str(command), "--offline", "--persona=pedantic", "--strict-collection", "--no-progress",
         "--quiet", "--color=never", *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )  # fmt: skip


def test_zizmor_has_nothing_to_say() -> None:
    done = zizmor(ROOT / "action.yml", *WORKFLOWS)
    assert done.returncode == 0, done.stdout


def test_zizmor_would_notice(tmp_path: Path) -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    broken = tmp_path / "action.yml"
    broken.write_text(text.replace("exec ", "echo ${{ inputs.paths }}; exec "), encoding="utf-8")
    done = zizmor(broken)
    assert done.returncode
    assert "template-injection" in done.stdout
