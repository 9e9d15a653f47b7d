"""Readers that no lock file can hold, fetched once for each environment: from npm, and one as source."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

# Beside the installed packages, as what else the tests fetch.
KEPT = Path(sys.prefix) / "caption-qa-readers"
# There is no wheel of it, and the lock files hold nothing that runs code of its own when it is installed.
SRT = "srt==3.5.3 --hash=sha256:4884315043a4f0740fd1f878ed6caa376ac06d70e135f306a6dc44632eed0cc0\n"


@cache
def srt_module() -> Any:
    """The package srt; skips the test that calls this where it is not to be had."""
    path = KEPT / "srt-3.5.3" / "srt.py"
    if not path.exists():
        _keep(path.parent, _install_srt, "srt cannot be installed: pip reaches no index")
    spec = spec_from_file_location("srt", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def npm_package(name: str) -> Path:
    """The folder of a package of npm, as `name@version`; skips the test where it is not to be had."""
    folder = KEPT / name
    npm = shutil.which("npm")
    if not folder.exists():
        if npm is None:
            pytest.skip(f"npm, which fetches {name}, is not installed")
        _keep(folder, lambda made: _pack(npm, name, made), f"npm cannot fetch {name}")
    return folder / "package"


def _keep(folder: Path, make: Any, reason: str) -> None:
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as made:
        if not make(Path(made)):
            pytest.skip(reason)
        try:
            shutil.copytree(made, f"{folder}.{os.getpid()}")
            os.rename(f"{folder}.{os.getpid()}", folder)
        except OSError:  # another worker was first
            shutil.rmtree(f"{folder}.{os.getpid()}", ignore_errors=True)


def _install_srt(folder: Path) -> bool:
    wanted = folder / "requirements.txt"
    wanted.write_text(SRT)
    options = ("--quiet", "--no-deps", "--no-compile", "--require-hashes", "--target", str(folder))
    command = [sys.executable, "-m", "pip", "install", *options, "-r", str(wanted)]
    return subprocess.run(command, capture_output=True, timeout=300).returncode == 0


def _pack(npm: str, name: str, folder: Path) -> bool:
    command = [npm, "pack", "--silent", name]
    packed = subprocess.run(command, cwd=folder, capture_output=True, timeout=120)
    archives = sorted(folder.glob("*.tgz"))
    if packed.returncode or not archives:
        return False
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data")
    return True
