"""How long a step of the Action takes with one small file: nearly all of it is overhead.

python benchmarks/action_overhead.py [RUNS]

Cold is the first step of a job, which makes the environment; warm is a second step of the same job.
pip and uv keep their own caches, as on a runner of one's own; without them, add the downloads.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
PYTHON = getattr(sys, "_base_executable", sys.executable)
GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"


def main(runs: int) -> None:
    """Measure with pip and, where it is there, with uv."""
    for name in ("pip", "uv"):
        uv = shutil.which("uv", path=os.path.dirname(PYTHON)) or shutil.which("uv") or ""
        if name == "uv" and not uv:
            print("uv: not installed")
            continue
        times = [once(uv if name == "uv" else "") for _ in range(runs)]
        cold, warm = (statistics.median(each) for each in zip(*times, strict=True))
        print(
            f"{name}: cold {cold:.2f} s, warm {warm:.2f} s (median of {runs},"
            f" Python {sys.version.split()[0]}, {os.cpu_count()} cores)"
        )


def once(uv: str) -> tuple[float, float]:
    """The seconds that two steps of one job take."""
    with tempfile.TemporaryDirectory() as folder:
        programs, workspace, temporary = (Path(folder, name) for name in ("bin", "work", "temp"))
        for place in (programs, workspace, temporary):
            place.mkdir()
        (programs / "python3").symlink_to(PYTHON)
        if uv:
            (programs / "uv").symlink_to(uv)
        (workspace / "talk.srt").write_text(GOOD, encoding="utf-8")
        return step(programs, workspace, temporary), step(programs, workspace, temporary)


def step(programs: Path, workspace: Path, temporary: Path) -> float:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (only,) = action["runs"]["steps"]
    inputs = {
        "CAPTION_QA_INPUT_" + name.upper().replace("-", "_"): str(about["default"])
        for name, about in action["inputs"].items()
    }
    environment = {
        **os.environ,
        **inputs,
        "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(workspace),
        "GITHUB_OUTPUT": str(temporary / "output"),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
        "RUNNER_TEMP": str(temporary),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", only["run"]]
    start = time.perf_counter()
    subprocess.run(command, cwd=workspace, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
