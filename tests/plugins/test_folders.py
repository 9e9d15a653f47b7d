"""Which paths lie in a folder: what decides where nothing is imported from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action.plugins import _contains, _is_below


@pytest.mark.parametrize(
    ("path", "is_inside"),
    [("a/b", True), ("a/b/c.py", True), ("a/bc", False), ("a/bc/d.py", False), ("a", False), ("b", False)],
)  # fmt: skip
def test_a_folder_holds_what_is_below_it_and_no_namesake(
    path: str, is_inside: bool, tmp_path: Path
) -> None:
    assert _contains(str(tmp_path / "a" / "b"), str(tmp_path / path)) is is_inside
    assert _is_below(str(tmp_path / path), [str(tmp_path / "a" / "b")]) is is_inside


def test_what_this_python_has_is_trusted_wherever_it_lies() -> None:
    library = os.path.dirname(os.__file__)
    assert not _is_below(os.__file__, [library])
