"""`caption-qa serve keys`, the database behind it, and wrong calls of `caption-qa serve`."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from caption_qa_action.cli import main
from caption_qa_action.server.store import Store
from tests.server.serving import COMMAND, create_key, running

pytestmark = pytest.mark.slow

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "serve.db"


def keys(*arguments: str) -> int:
    return main(["serve", "keys", *arguments])


def test_a_secret_is_printed_once_and_kept_nowhere(database: Path, capsys: Capture) -> None:
    assert (
        keys("create", "--name", "CI", "--scopes", "usage:read,process:write", "--db", "serve.db")
        == 0
    )
    out, err = capsys.readouterr()
    secret = out.strip()
    assert secret.startswith("cp_live_")
    assert len(secret) == len("cp_live_") + 64
    assert "shown only now" in err
    assert "process:write, usage:read" in err
    assert keys("list", "--db", "serve.db") == 0
    listed = capsys.readouterr().out
    assert secret[:12] in listed
    assert "in use  CI  process:write,usage:read" in listed
    kept = b"".join(path.read_bytes() for path in database.parent.iterdir())
    assert secret.encode() not in kept
    assert secret not in listed + err


def test_a_key_is_revoked_once(database: Path, capsys: Capture) -> None:
    create_key(database, "process:write")
    assert keys("list", "--db", "serve.db", "--json") == 0
    (key,) = json.loads(capsys.readouterr().out)
    assert keys("revoke", key["key_id"], "--db", "serve.db") == 0
    assert keys("list", "--db", "serve.db") == 0
    assert "revoked 2" in capsys.readouterr().out
    assert keys("revoke", key["key_id"], "--db", "serve.db") == 2
    assert "no key in use" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_database_is_for_its_owner_alone(database: Path) -> None:
    create_key(database, "process:write")
    assert {path.stat().st_mode & 0o77 for path in database.parent.iterdir()} == {0}


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["keys", "create", "--name", ""], "1 to 100 printable"),
        (["keys", "create", "--name", "a\x1b"], "1 to 100 printable"),
        (["keys", "create", "--name", "a", "--scopes", "all"], 'no scope "all"; there are process:write'),
        (["keys", "create", "--name", "a", "--scopes", ","], "at least one scope"),
        (["keys", "create"], "usage: caption-qa serve keys create [-h] --name NAME"),
        (["keys"], "create,list,plan,revoke"),
        (["keys", "list"], "there is no database"),
        (["keys", "revoke", "key_1"], "there is no database"),
        (["keys", "list", "--db", "other.db"], "another program"),
        (["keys", "list", "--db", "text.db"], "not a database"),
        (["keys", "list", "--db", "newer.db"], "newer caption-qa"),
        (["keys", "create", "--name", "a", "--db", "no/such/folder.db"], "cannot use the database"),
        (["keys", "create", "--name", "a", "--db", "."], "cannot use the database"),
        (["--port", "-1"], "whole number from 0"),
        (["--port", "99999"], "65535"),
        (["--workers", "0"], "whole number from 1"),
        (["--host", "no.such.host.invalid"], "cannot listen"),
        (["--tls-cert", "a.pem"], "belong together"),
        (["--tls-cert", "a.pem", "--tls-key", "b.pem", "--port", "0"], 'cannot serve with "a.pem" and "b.pem": No such file'),
    ],
)  # fmt: skip
def test_a_wrong_call_exits_2_and_says_why(
    database: Path, capsys: Capture, arguments: list[str], message: str
) -> None:
    with sqlite3.connect("other.db") as other:
        other.execute("CREATE TABLE theirs (id)")
    other.close()
    Path("text.db").write_text("no database at all, but long enough to look at" * 10)
    Store("newer.db").close()
    with sqlite3.connect("newer.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert main(["serve", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_named(database: Path, capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f'cannot listen on "127.0.0.1:{port}"' in capsys.readouterr().err


def test_many_may_open_a_new_database_at_once(database: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        secrets = list(threads.map(lambda _: create_key(database, "process:write"), range(8)))
    store = Store(str(database))
    assert len({key.key_id for key in map(store.find, secrets) if key}) == 8
    assert len(store.every_key()) == 8
    store.close()


def test_what_is_missing_is_named_with_its_cure(database: Path) -> None:
    program = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "from caption_qa_action.cli import main\n"
        "sys.exit(main(['serve', '--db', 'serve.db']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 2
    assert "serve needs uvicorn: pip install 'caption-qa-action[serve]" in done.stderr
    assert not database.exists()


def test_keys_need_no_web_framework(database: Path) -> None:
    program = (
        "import sys\nfrom caption_qa_action.cli import main\n"
        "main(['serve', 'keys', 'create', '--name', 'CI', '--db', 'serve.db'])\n"
        "print(*sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not {"fastapi", "uvicorn", "starlette", "pydantic", "httpx"} & set(done.stdout.split())


def test_help_shows_the_commands() -> None:
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, env=environment)
    assert done.returncode == 0
    assert "caption-qa serve keys {create,list,plan,revoke}" in done.stdout


def test_it_speaks_https_with_a_certificate(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    with running(tmp_path, "--tls-cert", str(certificate), "--tls-key", str(key)) as server:
        assert server.url.startswith("https://")
        trusted = ssl.create_default_context(cafile=str(certificate))
        with httpx.Client(verify=trusted, trust_env=False) as client:
            assert client.get(f"{server.url}/healthz").status_code == 200
