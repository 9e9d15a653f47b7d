"""The rights of a plain user, also where root runs the tests, as in most containers."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534


@pytest.fixture
def users_folder() -> Iterator[Path]:
    """An empty folder that a plain user owns and can reach; it is the current one for the test."""
    if sys.platform == "win32":
        pytest.skip("Windows has other rights")
    folder = Path(tempfile.mkdtemp(prefix="caption-qa-"))
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)
        shutil.rmtree(folder)


@contextmanager
def as_plain_user(folder: Path) -> Iterator[None]:
    """Let this process be a plain user, who owns what is in a folder; what it needs must be imported.

    Programs that it starts are that user as well.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    assert folder.name.startswith("caption-qa-")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, _NOBODY, _NOBODY)
    if sys.platform != "linux":
        pytest.skip("root cannot become another user here and come back")
    try:
        # The saved one of the three is the way back.
        os.setresuid(_NOBODY, _NOBODY, 0)
    except PermissionError:
        pytest.skip("root has no right to become another user here")
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
