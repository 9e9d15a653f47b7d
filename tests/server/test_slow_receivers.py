"""Receivers of webhooks that never answer, drip, or answer without end: given up, tried again, in nobody's way."""

from __future__ import annotations

import asyncio
import socket
import ssl
import subprocess
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from caption_qa_action.server import addresses, dispatch, webhooks
from caption_qa_action.server.async_store import AsyncStore
from caption_qa_action.server.dispatch import Dispatcher
from caption_qa_action.server.store import Store
from tests.server.serving import process, running

Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "receiver.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "receiver.pem"


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def dripping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A byte now and then, so that there is always something to be read."""
    for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.1)


def sending(start: bytes, again: bytes) -> Behaviour:
    """A receiver that sends one thing, and another without end."""

    async def send(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(again * 100)
            await writer.drain()

    return send


ENDLESS = {
    "body of 200": sending(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", b"x" * 100),
    "chunks of 204": sending(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"
    ),
    "body of 500": sending(b"HTTP/1.1 500 Oh\r\nContent-Length: 1000000000\r\n\r\n", b"x" * 100),
    "interim heads": sending(b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"),
    "headers": sending(b"HTTP/1.1 200 OK\r\n", b"X-Header: x\r\n"),
    "status line": sending(b"HTTP/1.1 200 ", b"x" * 100),
    "no HTTP": sending(b"", b"\xff\x00\n"),
    "nothing but line ends": sending(b"", b"\r\n"),
}


@asynccontextmanager
async def receiver(behave: Behaviour, certificate: Path, *, tls: bool = True) -> AsyncIterator[str]:
    """The address of a receiver; what it has accepted it forgets at the end."""
    tasks: set[asyncio.Task[None]] = set()

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await behave(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # the server has left, or the test is over
        finally:
            writer.transport.abort()

    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.parent / "key.pem")
    server = await asyncio.start_server(accepted, "127.0.0.1", 0, ssl=context)
    try:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(str(tmp_path / "serve.db"), clock=lambda: 1000.0)
    yield store
    store.close()


@pytest.fixture(autouse=True)
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


async def attempted(store: Store, url: str) -> webhooks.Delivery:
    """A receipt after the first attempt to send it to an address."""
    webhooks.put(store, url, rotate=False)
    webhooks.enqueue(store, b"{}")
    async_store = AsyncStore(store)
    dispatcher = Dispatcher(async_store, allow_private=True, first_wait=10)
    dispatcher.start()
    try:
        while True:
            (found,) = await async_store.call(webhooks.latest)
            if found.outcome:
                return found
            await asyncio.sleep(0.01)
    finally:
        await dispatcher.close()
        async_store.close()


@pytest.mark.parametrize(
    ("behave", "tls"),
    [(silent, False), (silent, True), (dripping, True)],
    ids=["no handshake", "no answer", "dripping"],
)
def test_a_receiver_that_does_not_answer_is_given_up_and_asked_again_later(
    behave: Behaviour,
    tls: bool,
    certificate: Path,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dispatch, "_SECONDS", 0.5)

    async def run() -> webhooks.Delivery:
        async with receiver(behave, certificate, tls=tls) as url:
            return await attempted(store, url)

    sent = asyncio.run(run())
    assert sent.outcome == "no answer within 0.5 seconds"
    assert (sent.state, sent.attempts) == ("pending", 1)
    rows = store.connection.execute("SELECT next_at FROM deliveries").fetchall()
    assert rows == [(1010,)]


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_receiver_that_answers_without_end_is_read_no_further_than_it_must_be(
    kind: str, certificate: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "_SECONDS", 3600)  # what ends it is not the time
    read = 0
    inner = addresses.BoundedStream.read

    async def counted(
        self: addresses.BoundedStream, max_bytes: int, timeout: float | None = None
    ) -> bytes:
        nonlocal read
        data = await inner(self, max_bytes, timeout)
        read += len(data)
        return data

    monkeypatch.setattr(addresses.BoundedStream, "read", counted)

    async def run() -> webhooks.Delivery:
        async with receiver(ENDLESS[kind], certificate) as url:
            return await attempted(store, url)

    sent = asyncio.run(run())
    assert 0 < read <= 65_536
    answered = {"body of 200": "200", "chunks of 204": "200", "body of 500": "500"}
    if kind in answered:
        assert sent.outcome == answered[kind]
    else:
        assert sent.outcome.startswith("broken off (")
    assert sent.state == ("delivered" if answered.get(kind) == "200" else "pending")


@pytest.mark.parametrize("behave", [silent, dripping, ENDLESS["interim heads"]])
def test_the_end_of_a_server_waits_for_no_receiver(
    behave: Behaviour, certificate: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More receipts than are sent at once, none of which is answered; all are kept for the next server."""
    monkeypatch.setattr(dispatch, "_SECONDS", 3600)
    monkeypatch.setattr(addresses, "_MOST_BYTES", 1 << 40)
    connected = 0

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connected
        connected += 1
        await behave(reader, writer)

    async def run() -> None:
        async with receiver(counted, certificate) as url:
            webhooks.put(store, url, rotate=False)
            for _ in range(9):
                webhooks.enqueue(store, b"{}")
            async_store = AsyncStore(store)
            dispatcher = Dispatcher(async_store, allow_private=True, first_wait=10)
            dispatcher.start()
            while connected < 4:
                await asyncio.sleep(0.01)
            await asyncio.wait_for(dispatcher.close(), 60)
            async_store.close()

    asyncio.run(run())
    found = webhooks.latest(store)
    assert [each.state for each in found] == ["pending"] * 9
    assert sorted(each.attempts for each in found) == [0] * 5 + [1] * 4


def test_a_name_that_nobody_resolves_keeps_no_server_from_ending(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "_SECONDS", 0.5)
    asked, go_on = threading.Event(), threading.Event()

    def hanging(*arguments: object, **keywords: object) -> list[object]:
        asked.set()
        go_on.wait(60)
        raise socket.gaierror("nobody knows")

    monkeypatch.setattr("socket.getaddrinfo", hanging)
    # asyncio waits for the threads of its own pool when it ends, as long as it takes.
    sent = asyncio.run(attempted(store, "https://hangs.example/"))
    assert asked.is_set()
    assert sent.outcome == "no answer within 0.5 seconds"
    assert not go_on.is_set()
    go_on.set()


@pytest.mark.slow
def test_a_server_with_receivers_that_never_answer_serves_and_ends(
    certificate: Path, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        options = ["--webhook-private", "--workers", "1", "--burst", "0"]
        with running(tmp_path, *options) as server, server.client() as client:
            reply = client.put("/api/v1/webhook", json={"url": f"https://localhost:{port}/"})
            assert reply.status_code == 200
            project = client.post("/api/v1/projects", json={"name": "x"}).json()["projectId"]
            for _ in range(6):  # more than are sent at once
                assert process(client, projectId=project).status_code == 200
            held = [listening.accept()[0] for _ in range(4)]
            assert process(client, projectId=project).status_code == 200
            assert server.stop() == 0
            for connection in held:
                connection.close()
            assert "webhook whd_" not in server.log()  # none was waited for until it was given up
        store = Store(str(server.database))
        assert {each.state for each in webhooks.latest(store)} == {"pending"}
        store.close()
