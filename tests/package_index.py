"""Whether pip can install here: some tests make environments of their own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import cache

import pytest


def required() -> None:
    """Skip the test that calls this when pip cannot reach a package index."""
    if not _reachable():
        pytest.skip("pip cannot reach a package index")


@cache
def _reachable() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        # A small package of the lock file that has no dependencies.
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
             "--retries", "1", "--timeout", "20", "--no-deps", "--no-cache-dir",
             "--dest", folder, "annotated-types"],
            capture_output=True,
        )  # fmt: skip
    return done.returncode == 0
