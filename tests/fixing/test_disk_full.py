"""A disk without room: the file stays as it was, and the run says so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from caption_qa_action.cli import main


def test_a_full_disk_leaves_the_file_and_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    path = tmp_path / "talk.srt"
    before = "".join(
        f"{at}\n00:00:{at:02d}.000 -> 00:00:{at:02d},900\nHello there number {at}\n\n"
        for at in range(1, 50)
    ).encode()
    path.write_bytes(before)
    monkeypatch.chdir(tmp_path)
    # Modules are imported under the limit, and Python would keep the first bytes of what it compiles.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    # A limit on the size of files refuses to write as a full disk does: in the midst of it.
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        code = main(["check", "--isolated", "--fix", "talk.srt"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert code == 2
    assert "talk.srt: not written: cannot be written" in str(capsys.readouterr())
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["talk.srt"]
