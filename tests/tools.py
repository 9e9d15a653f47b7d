"""Programs that some tests need and that pip does not install: `python3 dev.py tools` builds them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def program(name: str) -> str:
    """Where a program is; skips the test that calls this when it is not there."""
    path = os.pathsep.join([str(ROOT / ".tools"), os.environ.get("PATH", "")])
    found = shutil.which(name, path=path)
    if not found:
        pytest.skip(f"{name} is not installed; with Go, python3 dev.py tools builds it")
    return found
