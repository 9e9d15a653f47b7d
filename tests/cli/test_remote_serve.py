"""The client against the server of this package, which is a process of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from caption_qa_action.cli import main
from tests.captions import ROOT, SHARED
from tests.server.serving import Running, create_key, running

# One server serves them all, so one process runs them.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("remote-serve")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("serve"), "--burst", "0") as started:
        yield started


class Done(NamedTuple):
    """What a command line came to."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line with a key for a server."""
    for name in list(os.environ):
        if name.startswith(("CAPTION", "GITHUB_", "PRE_COMMIT")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def command(server: Running, *arguments: str, key: str = "") -> Done:
        monkeypatch.setenv("CAPTIONPASS_API_KEY", key or server.key)
        monkeypatch.setenv("CAPTIONPASS_API_URL", server.url)
        capsys.readouterr()
        code = main(list(arguments))
        return Done(code, *capsys.readouterr())

    return command


def report(done: Done) -> tuple[int, dict[str, Any]]:
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize(
    "captions",
    [
        ROOT / "examples" / "captions",
        *([SHARED] if SHARED.is_dir() else []),
    ],
)
def test_both_engines_give_the_same_report(captions: Path, server: Running, run: Run) -> None:
    check = ("check", "--isolated", "--format", "json", str(captions))
    bundled = run(server, *check)
    remote = run(server, *check, "--engine", "remote")
    assert report(bundled) == report(remote)
    assert bundled.stdout == remote.stdout
    used = json.loads(run(server, "remote", "usage", "--json").stdout)["usedToday"]
    again = run(server, *check, "--engine", "remote")
    assert again.stdout == remote.stdout
    after = json.loads(run(server, "remote", "usage", "--json").stdout)["usedToday"]
    assert used == after > 0


def test_a_key_is_made_used_and_revoked(server: Running, run: Run, tmp_path: Path) -> None:
    create = ("keys", "create", "--name", "CI", "--scopes", "process:write")
    made = run(server, "remote", *create)
    key = made.stdout.strip()
    assert key.startswith("cp_live_")
    assert key not in made.stderr
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nHi\n", encoding="utf-8")
    checked = run(server, "check", "--engine", "remote", key=key)
    assert checked.returncode == 0
    assert "the key may not read the quota" in checked.stderr
    refused = run(server, "remote", "keys", "list", key=key)
    assert refused.returncode == 2
    assert 'use a key that has the scope "keys:read"' in refused.stderr
    listed = run(server, "remote", "keys", "list", "--json")
    (entry,) = [each for each in json.loads(listed.stdout)["keys"] if each["name"] == "CI"]
    assert key not in listed.stdout
    assert run(server, "remote", "keys", "revoke", entry["keyId"]).returncode == 0
    gone = run(server, "check", "--engine", "remote", "--no-cache", key=key)
    assert gone.returncode == 2
    assert "401 unauthorized" in gone.stderr


def test_captions_are_made_ready(server: Running, run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(
        "1\n00:00:01,000 --> 00:00:03,000\n<i>Hi</i>\n", encoding="utf-8"
    )
    local = run(server, "process", "talk.srt", "--isolated", "--preset", "html5")
    remote = run(server, "remote", "process", "talk.srt", "--preset", "html5")
    assert remote.stdout == local.stdout
    assert remote.returncode == local.returncode == 0


def test_a_file_that_is_refused_is_named(server: Running, run: Run, tmp_path: Path) -> None:
    (tmp_path / "big.srt").write_bytes(b"a" * 5_000_000)
    (tmp_path / "empty.srt").touch()
    big = run(server, "remote", "process", "big.srt")
    assert big.returncode == 2
    assert "big.srt: too large to be sent: 4.77 MiB" in big.stderr
    empty = run(server, "remote", "process", "empty.srt")
    assert empty.returncode == 2
    assert "empty.srt: 127.0.0.1:" in empty.stderr


def test_a_daily_quota_ends_and_is_handled_as_asked(run: Run, tmp_path: Path) -> None:
    for number in range(4):
        text = f"1\n00:00:01,000 --> 00:00:03,000\nPart {number}\n"
        (tmp_path / f"talk{number}.srt").write_text(text, encoding="utf-8")
    with running(tmp_path, "--daily-cap", "2") as server:
        check = ("check", "--engine", "remote", "--format", "json")
        refused = run(server, *check)
        assert refused.returncode == 2
        assert "4 files to ask about, 2 runs left today" in refused.stderr
        code, shown = report(run(server, *check, "--quota-policy", "bundled"))
        assert code == 0
        assert shown["summary"]["checked"] == 4
        assert "talk2.srt, talk3.srt" in shown["summary"]["notices"][0]
        narrow = create_key(server.database, "process:write")
        spent = run(server, *check, key=narrow)
        assert spent.returncode == 2
        reasons = [file.get("reason", "") for file in json.loads(spent.stdout)["files"]]
        assert [bool(reason) for reason in reasons] == [False, False, True, True]
        assert "429 quota_exceeded" in reasons[2]
        log = server.log()
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for content in (*written, log.encode(), spent.stdout.encode(), refused.stderr.encode()):
        assert server.key.encode() not in content
        assert narrow.encode() not in content
