"""The Action with the remote engine: the key, a fork without one, and what reaches the log."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from caption_qa_action.action.__main__ import main
from tests.action.runner import read_outputs
from tests.clients.contract_server import ContractServer
from tests.clients.twin import KEY, Twin, calls, write_captions
from tests.reporters.actions_runner import read_log


@pytest.fixture
def server() -> Iterator[ContractServer]:
    with ContractServer(Twin()) as running:
        yield running


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A step of a workflow, as the Python of the Action finds it."""
    for name in list(os.environ):
        if name.startswith(("CAPTION", "GITHUB_", "RUNNER_", "GIT_CONFIG")):
            monkeypatch.delenv(name)
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    write_captions(workspace, 2)
    environment = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_REPOSITORY": "team/captions",
        "GITHUB_WORKSPACE": str(workspace),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "RUNNER_TEMP": str(tmp_path),
        "GIT_CONFIG_COUNT": "0",
        "CAPTION_QA_CACHE_DIR": str(tmp_path / "cache"),
    }
    (tmp_path / "event.json").write_text("{}", encoding="utf-8")
    for name in ("ANNOTATIONS", "SUMMARY"):
        environment[f"CAPTION_QA_INPUT_{name}"] = "true"
    for name in ("REQUIRE_FILES", "FIX", "CHANGED_ONLY"):
        environment[f"CAPTION_QA_INPUT_{name}"] = "false"
    environment["CAPTION_QA_INPUT_CONFIG_FROM"] = "head"
    for name in (
        "GIT_CONFIG_KEY_0",
        "GIT_CONFIG_VALUE_0",
        "GIT_CONFIG_KEY_1",
        "GIT_CONFIG_VALUE_1",
    ):
        environment[name] = ""  # so that it is gone afterwards
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("CAPTIONPASS_API_KEY", "")
    return workspace


def use(monkeypatch: pytest.MonkeyPatch, **inputs: str) -> int:
    for name, value in inputs.items():
        monkeypatch.setenv(f"CAPTION_QA_INPUT_{name.upper()}", value)
    return main()


def test_the_key_opens_the_server_and_is_written_nowhere(
    server: ContractServer,
    workspace: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert use(monkeypatch, engine="remote", api_url=server.url, api_key=KEY) == 1
    assert calls(server) == 2
    log, error = capfd.readouterr()
    assert "plan free_plus" in error
    assert read_outputs((tmp_path / "output").read_text(encoding="utf-8"))["errors"] == "2"
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert all(KEY.encode() not in each for each in (*written, log.encode(), error.encode()))


def test_a_fork_is_checked_by_the_bundled_engine_with_a_notice(
    server: ContractServer,
    workspace: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    event = {"pull_request": {"head": {"repo": {"full_name": "stranger/captions"}}}}
    (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
    assert use(monkeypatch, engine="remote", api_url=server.url, api_key="") == 1
    commands = read_log(capfd.readouterr().out)[0]
    assert [each.data[:29] for each in commands if each.name == "notice"] == [
        "checked by the bundled engine"
    ]
    summary = (tmp_path / "summary").read_text(encoding="utf-8")
    assert "> checked by the bundled engine" in summary
    assert server.asked == []


def test_a_missing_key_elsewhere_is_an_error(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert use(monkeypatch, engine="remote") == 2
    (command,) = read_log(capfd.readouterr().out)[0]
    assert command.name == "error"
    assert "pass it as the input api-key" in command.data


def test_a_key_that_is_refused_fails_the_build(
    server: ContractServer,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert use(monkeypatch, engine="remote", api_url=server.url, api_key="cp_live_old") == 2
    (command,) = read_log(capfd.readouterr().out)[0]
    assert "401 unauthorized" in command.data
