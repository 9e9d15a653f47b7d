"""The cache keeps what it was given, or nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from caption_qa_action.workspace import cache
from caption_qa_action.workspace.cache import Cache, entry_key


def stored(folder: Path, content: bytes) -> Path:
    """The only entry of a cache, after it was kept."""
    Cache(str(folder)).store("ab", content)
    (path,) = folder.glob("*.entry")
    return path


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    stored(tmp_path, b"first\nsecond\n")
    assert Cache(str(tmp_path)).load("ab") == b"first\nsecond\n"
    assert Cache(str(tmp_path)).load("ac") is None
    assert Cache(None).load("ab") is None


def test_an_entry_of_which_any_byte_is_another_is_as_good_as_none(tmp_path: Path) -> None:
    path = stored(tmp_path, b"content")
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Cache(str(tmp_path)).load("ab") is None, place
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert Cache(str(tmp_path)).load("ab") is None, length
    path.write_bytes(whole + b"\n")
    assert Cache(str(tmp_path)).load("ab") is None


def test_an_entry_of_half_the_limit_is_kept_and_no_larger_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LIMIT_BYTES", 400)
    kept = Cache(str(tmp_path))
    kept.store("aa", b"x" * 200)
    kept.store("ab", b"x" * 201)
    assert kept.load("aa") == b"x" * 200
    assert kept.load("ab") is None


def test_a_key_depends_on_each_part_and_where_it_ends() -> None:
    keys = [["a", "b"], ["ab", ""], ["", "ab"], ["ab"], ["a", "b", ""], ["b", "a"], [], ["a", "c"]]
    assert len({entry_key(parts) for parts in keys}) == len(keys)
    assert entry_key(["\u00e9"]) == entry_key(["\u00e9".encode()])


@pytest.mark.parametrize(("name", "ours"), [("a.entry", True), ("a.lock", True), ("a.txt", False)])
def test_only_old_entries_of_ours_are_dropped(tmp_path: Path, name: str, ours: bool) -> None:
    now = time.time()
    for age_days, folder in ((29, "young"), (31, "old")):
        path = tmp_path / folder / name
        path.parent.mkdir()
        path.write_bytes(b"")
        os.utime(path, (now - age_days * 86_400,) * 2)
        Cache(str(path.parent))
        assert path.exists() == (folder == "young" or not ours)
