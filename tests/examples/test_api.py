"""The callers in `examples/api/`, each as it is, against `caption-qa serve`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.postman_collection import STEPS
from tests.server.serving import Running, running

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
API = ROOT / "examples" / "api"
CAPTIONS = ROOT / "examples" / "captions"
NEWMAN = "newman@6.2.2"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("api"), "--workers", "1") as server:
        yield server


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def caller(kind: str) -> list[str]:
    """The command line of a caller."""
    if kind == "curl":
        if sys.platform == "win32":
            pytest.skip("the script is for POSIX shells")
        _program("curl")
        return [_program("sh"), str(API / "process.sh")]
    if kind == "node":
        node = _program("node")
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
        if int(version.lstrip("v").partition(".")[0]) < 20:
            pytest.skip("node is older than 20")
        return [node, str(API / "process.mjs")]
    return [sys.executable, str(API / "process.py")]


def call(
    server: Running, kind: str, *arguments: str, key: str = ""
) -> subprocess.CompletedProcess[bytes]:
    environment = {
        **os.environ,
        "CAPTIONPASS_API_URL": server.url,
        "CAPTIONPASS_API_KEY": key or server.key,
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    command = [*caller(kind), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, timeout=60)


def test_curl_gets_the_whole_reply(server: Running) -> None:
    done = call(server, "curl", str(CAPTIONS / "good.srt"), "html5")
    assert done.returncode == 0, done.stderr
    reply = json.loads(done.stdout)
    assert reply["output"].startswith("WEBVTT")
    assert reply["remainingApiRunsToday"] > 0


@pytest.mark.parametrize("kind", ["node", "python"])
def test_a_caller_writes_what_is_delivered_and_tells_the_rest(server: Running, kind: str) -> None:
    done = call(server, kind, str(CAPTIONS / "good.srt"), "html5")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"WEBVTT")
    assert b"runs left today" in done.stderr
    done = call(server, kind, str(CAPTIONS / "bad.srt"))
    assert done.returncode == 1
    assert b"bad.srt:6:1: error[negative_duration]" in done.stderr


@pytest.mark.parametrize("kind, code", [("curl", 22), ("node", 2), ("python", 2)])
def test_a_caller_says_what_is_wrong(server: Running, kind: str, code: int) -> None:
    for arguments, key, message in (
        ((str(CAPTIONS / "good.srt"),), "cp_live_wrong", b"unauthorized"),
        ((str(CAPTIONS / "good.srt"), "youtub"), "", b"bad_request"),
        ((os.devnull,), "", b"processing_failed"),
    ):
        done = call(server, kind, *arguments, key=key)
        assert done.returncode == code
        assert message in done.stdout + done.stderr
        assert server.key.encode() not in done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["curl", "node", "python"])
def test_a_file_that_is_not_there_is_named(server: Running, kind: str) -> None:
    done = call(server, kind, "gone.srt")
    assert done.returncode not in (0, 1)
    assert b"gone.srt" in done.stderr or kind == "curl"
    assert b"Traceback" not in done.stderr


def test_the_postman_collection_runs(server: Running, tmp_path: Path) -> None:
    npm = _program("npm")
    _program("node")
    install = [
        npm,
        "install",
        "--silent",
        "--no-fund",
        "--no-audit",
        "--prefix",
        str(tmp_path),
        NEWMAN,
    ]
    if subprocess.run(install, capture_output=True, timeout=300).returncode:
        pytest.skip("npm cannot reach a package registry")
    report = tmp_path / "report.json"
    done = subprocess.run(
        [
            str(tmp_path / "node_modules" / ".bin" / ("newman.cmd" if os.name == "nt" else "newman")),
            "run", str(API / "postman_collection.json"),
            "--environment", str(API / "postman_environment.json"),
            "--env-var", f"baseUrl={server.url}", "--env-var", f"apiKey={server.key}",
            "--working-dir", str(ROOT / "examples"),
            "--reporters", "cli,json", "--reporter-json-export", str(report),
        ],
        capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    run = json.loads(report.read_text(encoding="utf-8"))["run"]
    assert run["stats"]["requests"]["total"] == len(STEPS) == 37
    assert run["failures"] == []
