"""What is installed from the package index, by pre-commit, or with `pip install .`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from caption_qa_action import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "caption_qa_action"


def test_the_wheel_holds_the_package_and_nothing_else(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, checkout / "src" / PACKAGE.name, ignore=unwanted)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=checkout, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name == f"caption_qa_action-{__version__}-py3-none-any.whl"
    about = f"caption_qa_action-{__version__}.dist-info/"
    assert "without a bundle" not in built.stderr
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        names = set(archive.namelist())
        entry_points = archive.read(f"{about}entry_points.txt").decode()
    expected = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    expected.add(f"{PACKAGE.name}/bundle/{sys.implementation.cache_tag}.bundle")
    assert {name for name in names if not name.startswith(about)} == expected
    assert "caption_qa_action/py.typed" in names
    assert "caption-qa = caption_qa_action.cli:main" in entry_points
    # Installed, it uses its bundle.
    program = "import caption_qa_action.cli; print(type(caption_qa_action.cli.COMMANDS).__module__)"
    loaded = "import sys; print(type(sys.modules['caption_qa_action.core.registry'].__loader__).__name__)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"{program}\n{loaded}"],
        cwd=tmp_path / "installed",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["caption_qa_action.core.registry", "BundledLoader"]
