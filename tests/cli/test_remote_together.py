"""Several runs of `check --engine remote` at once, with one cache folder between them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.contract_server import Answer, Asked, ContractServer
from tests.clients.twin import KEY, Twin, calls, write_captions

pytestmark = pytest.mark.slow

_FILES = 12


@pytest.fixture
def server() -> Iterator[ContractServer]:
    with ContractServer(Twin()) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    work = tmp_path / "work"
    work.mkdir()
    write_captions(work, _FILES)
    return work


def start(server: ContractServer, folder: Path) -> subprocess.Popen[str]:
    cache = str(folder.parent / "cache")
    environment = {**os.environ, "CAPTIONPASS_API_KEY": KEY, "CAPTION_QA_CACHE_DIR": cache}
    environment.pop("CAPTION_QA_NO_CACHE", None)
    environment.pop("GITHUB_ACTIONS", None)
    return subprocess.Popen(
        [sys.executable, "-m", "caption_qa_action", "check", "--isolated", "--engine", "remote",
         "--api-url", server.url, "--format", "concise", "."],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_runs_at_once_ask_about_each_file_once(server: ContractServer, folder: Path) -> None:
    runs = [start(server, folder) for _ in range(3)]
    outputs = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [1, 1, 1], outputs
    assert {out for out, _ in outputs} == {outputs[0][0]}
    assert calls(server) == _FILES


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_a_run_that_is_killed_holds_no_other_up(server: ContractServer, folder: Path) -> None:
    respond, hanging, go_on = server.respond, threading.Event(), threading.Event()
    both = threading.Barrier(2)

    def hang(asked: Asked) -> Answer:
        if asked.path == "/api/v1/process" and not go_on.is_set():
            hanging.set()
            go_on.wait(30)
        if asked.path == "/api/v1/me" and hanging.is_set():
            both.wait(30)
        return respond(asked)

    server.respond = hang
    with start(server, folder) as killed:
        assert hanging.wait(30)
        with start(server, folder) as other:
            both.wait(30)
            killed.kill()
            killed.communicate()
            go_on.set()
            out, err = other.communicate(timeout=30)
    assert (other.returncode, out.count("negative_duration")) == (1, _FILES), err
