"""A real server: the real command in a process of its own, on a port of loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from caption_qa_action.server.contract import SCOPES

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
STYLED = "1\n00:00:01,000 --> 00:00:03,000\n<i>Where have you been?</i>\n"
COMMAND = (sys.executable, "-m", "caption_qa_action", "serve")


class Running:
    """A server that runs, with a key that may do everything."""

    def __init__(self, database: Path, *options: str) -> None:
        self.database = database
        self.key = create_key(database, *SCOPES)
        self.process = subprocess.Popen(
            [*COMMAND, "--port", "0", "--db", str(database), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._log: list[str] = []
        self._reader = threading.Thread(target=self._read_log, daemon=True)
        self._reader.start()
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert "listening on " in line, self.log()
        self.url = line.split()[-1]

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        self._log.extend(iter(self.process.stderr.readline, ""))

    def log(self) -> str:
        """What the server has logged; all of it once it has ended."""
        if self.process.poll() is not None:
            self._reader.join(10)
        return "".join(self._log)

    @property
    def address(self) -> tuple[str, int]:
        url = httpx.URL(self.url)
        assert url.port is not None
        return url.host, url.port

    def client(self, key: str | None = "") -> httpx.Client:
        """A client; with the key of all scopes, with another, or with None without any."""
        headers = {} if key is None else {"Authorization": f"Bearer {key or self.key}"}
        return httpx.Client(
            base_url=self.url, headers=headers, timeout=60, trust_env=False, verify=False
        )

    def stop(self) -> int:
        """End it as a service manager does; its exit code."""
        self.process.terminate()
        return self.process.wait(60)


def create_key(database: Path, *scopes: str) -> str:
    """The secret of a new key."""
    command = [*COMMAND, "keys", "create", "--name", "test", "--scopes", ",".join(scopes)]
    done = subprocess.run(
        [*command, "--db", str(database)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Running]:
    """A server for as long as it is needed."""
    server = Running(folder / "serve.db", *options)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait(60)
        server.log()
        for stream in (server.process.stdout, server.process.stderr):
            assert stream is not None
            stream.close()


def process(
    client: httpx.Client, text: str = GOOD, name: str = "talk.srt", **fields: str
) -> httpx.Response:
    """The answer to one file."""
    return client.post("/api/v1/process", files={"file": (name, text.encode())}, data=fields)


def error(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a failure, whose envelope is as it must be."""
    assert response.headers["content-type"] == "application/json"
    body: dict[str, Any] = json.loads(response.content)
    assert set(body) == {"error"}
    assert {"code", "message"} <= set(body["error"]) <= {"code", "message", "details"}
    assert body["error"]["message"]
    return response.status_code, body["error"]["code"]
