"""Slow, broken and hostile clients, workers that die or hang, and the end of the server."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.server.serving import GOOD, Running, error, process, running

pytestmark = pytest.mark.slow

# Seconds of work even on a fast machine.
ENDLESS = "".join(
    f"{n}\n{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},000 -> 00:00:00,500\n<b>Text {n}\n\n"
    for n in range(60_000)
)
LONG = ENDLESS[: len(ENDLESS) // 100]


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with little patience."""
    options = "--requests 2 --body-seconds 2 --work-seconds 2 --workers 1 --burst 0"
    with running(tmp_path_factory.mktemp("strict"), *options.split()) as server:
        yield server


def head(server: Running, length: int, boundary: str = "x") -> bytes:
    return (
        f"POST /api/v1/process HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.key}\r\n"
        f"Content-Type: multipart/form-data; boundary={boundary}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def used(server: Running) -> int:
    with server.client() as client:
        count: int = client.get("/api/v1/usage").json()["usedToday"]
        return count


def test_a_slow_body_is_given_up(strict: Running) -> None:
    with socket.create_connection(strict.address, timeout=30) as connection:
        connection.sendall(head(strict, 1000) + b"--x\r\n")
        reply = b"".join(iter(lambda: connection.recv(4096), b""))
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert b"did not arrive within 2 seconds" in reply


def test_a_body_that_is_cut_off_costs_nothing(server: Running) -> None:
    before = used(server)
    with socket.create_connection(server.address, timeout=30) as connection:
        connection.sendall(head(server, 1000) + b"--x\r\nContent-Disposition: form-data")
    with server.client() as client:
        assert process(client).status_code == 200
    assert used(server) == before + 1
    assert "bug" not in server.log()


def test_a_client_that_leaves_before_its_answer_is_not_charged(server: Running) -> None:
    before = used(server)
    form = httpx.Request(
        "POST", "http://x", files={"file": ("a.srt", ENDLESS[: len(ENDLESS) // 40].encode())}
    )
    body = form.read()
    boundary = form.headers["Content-Type"].partition("boundary=")[2]
    with socket.create_connection(server.address, timeout=30) as connection:
        connection.sendall(head(server, len(body), boundary) + body)
        time.sleep(0.1)
    with server.client() as client:  # behind it in the only worker
        assert process(client).status_code == 200
    assert used(server) == before + 1


FORM = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.srt"\r\n\r\n' + GOOD.encode()
)


@pytest.mark.parametrize(
    "kind, body",
    [
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"nothing of the kind"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--"),
        ("multipart/form-data; boundary=x", FORM),  # without its end
        ("multipart/form-data; boundary=y", FORM + b"\r\n--x--"),
        ("multipart/form-data", FORM + b"\r\n--x--"),
        ("multipart/form-data; boundary=", FORM + b"\r\n--x--"),
        ("multipart/form-data; boundary=" + "x" * 300, FORM),
        ("multipart/form-data; boundary=x; charset=rot13", FORM.replace(b"file", b"f\xffle", 1) + b"\r\n--x--"),
        ("multipart/form-data; boundary=x", FORM.replace(b"file", b"f\xff\xfele", 1) + b"\r\n--x--"),
        ("multipart/form-data; boundary=x", FORM.replace(b' filename="a.srt"', b"") + b"\r\n--x--"),
        ("multipart/form-data; boundary=x", FORM + b"\r\n" + FORM + b"\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"a: b\r\n" * 20_000),
        ("multipart/form-data; boundary=x", b"".join(
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\na\r\n' for _ in range(2000)
        ) + b"--x--"),
        ("application/x-www-form-urlencoded", b"file=a"),
        ("application/json", b"{}"),
        ("", FORM),
    ],
)  # fmt: skip
def test_a_form_that_is_wrong_is_refused(server: Running, kind: str, body: bytes) -> None:
    with server.client() as client:
        headers = {"Content-Type": kind}
        reply = client.post("/api/v1/process", content=body, headers=headers)
    assert error(reply) == (400, "bad_request")
    assert "bug" not in server.log()


def test_fields_that_nobody_knows_are_ignored(server: Running) -> None:
    with server.client() as client:
        assert process(client, **{"x": "1", "\xff\u2028": "2"}).status_code == 200


@pytest.mark.parametrize(
    "name", ["", "/", "a\x1b[31m.srt", "..\\..\\a.srt", "a" * 1000, "\u202e.srt", '"']
)
def test_hostile_names_do_no_harm(server: Running, name: str) -> None:
    with server.client() as client:
        reply = process(client, name=name or "x")
    assert reply.status_code == 200
    assert "\x1b" not in reply.text


def test_the_log_is_inert_and_tells_nothing(server: Running) -> None:
    with server.client() as client:
        text = GOOD.replace("Where", "confidential-words")
        process(client, text, name="confidential-name.srt")
        client.get("/api/v1/%1b[31m%0a%1b%c2%9bconfidential-path?key=confidential-query")
        client.request("BREW", "/healthz")
    log = server.log()
    assert "confidential" not in log
    assert all(re.fullmatch(r"[\x20-\x7e]*", line) for line in log.splitlines())
    assert re.search(r"^\S+Z POST /api/v1/process 200 \d+ ms key_[0-9a-f]{16}$", log, re.M)


def test_what_takes_too_long_is_ended_and_the_next_file_is_served(strict: Running) -> None:
    with strict.client() as client:
        reply = process(client, ENDLESS)
        assert error(reply) == (422, "processing_failed")
        assert "longer than 2 second" in reply.json()["error"]["message"]
        assert _patient(client) == 200
    assert used(strict) == 1


def _patient(client: httpx.Client) -> int:
    """The status of a good file, once a new worker has started."""
    for _ in range(20):
        reply = process(client)
        if reply.status_code != 503:
            break
    return reply.status_code


def test_an_answer_that_is_too_large_is_refused(tmp_path: Path) -> None:
    # However long the work takes: that is another limit.
    options = "--answer-mb 1 --work-seconds 3600 --workers 1 --burst 0"
    with running(tmp_path, *options.split()) as server, server.client() as client:
        assert error(process(client, GOOD + "é" * 100_000)) == (413, "payload_too_large")


def test_too_many_at_once_are_sent_away(strict: Running) -> None:
    with (
        socket.create_connection(strict.address) as one,
        socket.create_connection(strict.address) as two,
        strict.client() as client,
    ):
        for connection in (one, two):
            connection.sendall(head(strict, 1000))
        for _ in range(50):  # until both have been read that far
            reply = process(client)
            if reply.status_code != 200:
                break
            time.sleep(0.01)
        assert error(reply) == (503, "unavailable")
        assert reply.headers["retry-after"] == "1"


def workers(server: Running) -> list[int]:
    """The processes that the server has started, and those that these have."""
    found: list[int] = []
    parents = [server.process.pid]
    while parents:
        parent = parents.pop()
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        parents += map(int, children.split())
        found += map(int, children.split())
    return found


def _ticks(pid: int) -> int:
    """The processor time that a process has used; proc_pid_stat(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@linux
def test_a_worker_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    with running(tmp_path, "--workers", "1", "--burst", "0") as server:
        with ThreadPoolExecutor(1) as thread, server.client() as client:
            reply = thread.submit(process, client, ENDLESS)
            worker = workers(server)[-1]
            idle = _ticks(worker)
            for _ in range(600):
                if _ticks(worker) > idle + 5:
                    break
                time.sleep(0.05)
            os.kill(worker, signal.SIGKILL)
            assert error(reply.result()) == (503, "unavailable")
            assert process(client).status_code == 200
            os.kill(workers(server)[-1], signal.SIGKILL)
            time.sleep(0.2)
            assert process(client).status_code == 200
        assert used(server) == 2
        assert server.stop() == 0
        assert "Traceback" not in server.log()


@linux
def test_a_file_for_which_memory_is_short_is_refused(tmp_path: Path) -> None:
    with (
        running(tmp_path, "--workers", "1", "--memory-mb", "20") as server,
        server.client() as client,
    ):
        assert error(process(client, ENDLESS[: len(ENDLESS) // 8])) == (413, "payload_too_large")
        assert _patient(client) == 200


@linux
def test_workers_do_not_outlive_a_server_that_was_killed(tmp_path: Path) -> None:
    with running(tmp_path, "--workers", "2") as server:
        started = workers(server)
        assert len(started) >= 3
        server.process.kill()
        server.process.wait(30)
        for _ in range(100):
            if not any(_runs(pid) for pid in started):
                break
            time.sleep(0.05)
        assert not [pid for pid in started if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
@pytest.mark.parametrize("whole_group", [False, True])
def test_what_was_asked_before_the_end_is_answered(tmp_path: Path, whole_group: bool) -> None:
    with running(tmp_path, "--workers", "1") as server:
        started = threading.Barrier(4)

        def ask(number: int) -> tuple[int, bool]:
            with server.client() as client:
                client.get("/healthz")
                started.wait(30)
                reply = process(client, LONG)
                return reply.status_code, "remainingApiRunsToday" in reply.json()

        with ThreadPoolExecutor(3) as threads:
            replies = threads.map(ask, range(3))
            started.wait(30)
            time.sleep(0.2)
            if whole_group and sys.platform == "linux":
                for pid in workers(server):
                    os.kill(pid, signal.SIGTERM)
            assert server.stop() == 0
            assert list(replies) == [(200, True)] * 3
        assert server.log().count(" 200 ") == 6
