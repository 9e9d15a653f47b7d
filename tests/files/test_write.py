from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from caption_qa_action import regular
from caption_qa_action.core.errors import WriteError
from caption_qa_action.files.write import write_atomic
from tests.plain_user import as_plain_user

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links are those of POSIX")


def test_a_new_file_has_the_content(tmp_path: Path) -> None:
    write_atomic(str(tmp_path / "new.srt"), b"1\r\n")
    assert (tmp_path / "new.srt").read_bytes() == b"1\r\n"


@posix
def test_a_new_file_has_the_mode_of_every_new_file(tmp_path: Path) -> None:
    write_atomic(str(tmp_path / "new.srt"), b"")
    (tmp_path / "other.srt").touch()
    assert (tmp_path / "new.srt").stat().st_mode == (tmp_path / "other.srt").stat().st_mode


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_of_a_file_is_kept(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "a.srt"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_atomic(str(file), b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", mode)


@posix
def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" / "target.srt"
    target.write_bytes(b"old")
    link = tmp_path / "link.srt"
    link.symlink_to(target)
    write_atomic(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path / "folder") == ["target.srt"]


def test_missing_folders_are_an_error_unless_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "report.json"
    with pytest.raises(WriteError, match="its folder does not exist"):
        write_atomic(str(file), b"{}")
    write_atomic(str(file), b"{}", parents=True)
    assert file.read_bytes() == b"{}"


def test_a_folder_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="it is a folder"):
        write_atomic(str(tmp_path), b"")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, MemoryError])
def test_a_failure_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    file = tmp_path / "a.srt"
    file.write_bytes(b"old")

    def fail(source: str, target: str) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises((error, WriteError)):
        write_atomic(str(file), b"new")
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.srt"]


def test_a_read_only_file_is_left_alone(users_folder: Path) -> None:
    file = users_folder / "a.srt"
    write_atomic(str(file), b"old")
    file.chmod(0o444)
    with as_plain_user(users_folder), pytest.raises(WriteError, match="read-only"):
        write_atomic(str(file), b"new")
    assert file.read_bytes() == b"old"


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    name = "x" * 240 + ".srt"
    write_atomic(str(tmp_path / name), b"new")
    assert os.listdir(tmp_path) == [name]


@posix
def test_a_pipe_is_written_into_and_not_replaced() -> None:
    reader, writer = os.pipe()
    try:
        path = f"/dev/fd/{writer}"
        if not os.path.exists(path):
            pytest.skip("the system has no /dev/fd")
        write_atomic(path, b"report")
        assert os.read(reader, 100) == b"report"
    finally:
        os.close(reader)
        os.close(writer)


@posix
def test_a_named_pipe_that_is_read_gets_the_report(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(str(pipe), b"report")
        assert os.read(reader, 100) == b"report"
    finally:
        os.close(reader)


@posix
def test_a_named_pipe_that_nobody_reads_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regular, "_READER_SECONDS", 0.0)
    os.mkfifo(pipe := tmp_path / "pipe")
    with pytest.raises(WriteError, match="nobody reads the pipe"):
        write_atomic(str(pipe), b"report")


def test_a_name_with_a_nul_is_an_error_of_the_file() -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        write_atomic("a\0b", b"")
