"""Reading a baseline: what its absence, a damaged file, or a strange name come to, word by word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action.core.errors import UsageError
from caption_qa_action.triage.baseline import Baseline, parse, read_baseline


def test_a_baseline_must_be_there_unless_it_may_be_missing(tmp_path: Path) -> None:
    path = str(tmp_path / "none.json")
    with pytest.raises(UsageError) as caught:
        read_baseline(path)
    assert str(caught.value) == (
        f'there is no baseline "{path}"; write it with: caption-qa baseline write'
    )
    assert read_baseline(path, may_be_missing=True) == Baseline(path)


def test_who_asks_decides_what_a_missing_baseline_is(tmp_path: Path) -> None:
    class Other(UsageError):
        pass

    with pytest.raises(Other):
        read_baseline(str(tmp_path / "none.json"), missing=Other)


def test_a_baseline_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_baseline(str(tmp_path))
    expected = "Permission denied" if os.name == "nt" else "Is a directory"
    assert str(caught.value) == f'cannot read the baseline "{tmp_path}": {expected}'
    with pytest.raises(UsageError) as caught:
        read_baseline("a\0b")
    assert str(caught.value) == ('cannot read the baseline "a\\x00b": embedded null byte'), (
        "what no file system has as a name"
    )


def test_a_long_name_is_cut_in_a_message(tmp_path: Path) -> None:
    name = "/".join(["x" * 50] * 10)
    for missing in (name, f"{name}\0"):
        with pytest.raises(UsageError) as caught:
            read_baseline(missing)
        shown = str(caught.value).partition('"')[2].partition('"')[0]
        assert len(shown.rstrip("…")) == 200 - shown.endswith("…")


@pytest.mark.parametrize("data", [b"\xff", b"[", b"[]", b'{"kind": "caption-qa baseline"}'])
def test_what_is_no_baseline_is_named_without_a_place_in_it(data: bytes) -> None:
    with pytest.raises(UsageError) as caught:
        parse("known.json", data)
    assert str(caught.value).startswith("broken baseline known.json: ")
    assert "caption-qa baseline write" in str(caught.value)


def test_a_name_is_given_from_the_folder_of_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Baseline(str(tmp_path / "a" / "known.json"))
    assert known.name_of(str(tmp_path / "b" / "talk.srt")) == "../b/talk.srt"

    def on_another_drive(path: str, start: str) -> str:
        raise ValueError("path is on another mount")

    monkeypatch.setattr(os.path, "relpath", on_another_drive)
    monkeypatch.setattr(os, "sep", "_")
    path = str(tmp_path / "x_y.srt")
    assert known.name_of(path) == path.replace("_", "/")
