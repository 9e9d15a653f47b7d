"""Which paths lie in a folder: what decides where nothing is imported from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action import plugins
from caption_qa_action.core.settings import PluginPackage
from caption_qa_action.plugins import PluginError, _contains, _is_below, use


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


def test_a_plugin_in_use_is_refused_where_it_is_among_what_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server checks one tree after the other: what was right for one may be wrong for the next."""
    package = PluginPackage("ours", "ours_rules", str(tmp_path / "b" / "ours.py"), ())
    monkeypatch.setitem(plugins._active, "ours", package)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    assert use("ours", [str(tmp_path / "a")]) == package
    with pytest.raises(PluginError, match="is among the files that are checked"):
        use("ours", [str(tmp_path / "b")])
