"""Clients that hold on to a connection and do nothing with it: ended, and those that merely take their time are not."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from caption_qa_action.server import protocol

Serve = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
ANSWER = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "_PATIENCE_SECONDS", 0.1)


async def at_once(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await send(ANSWER)
    await send({"type": "http.response.body", "body": b"ok"})


async def large(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """An answer that no buffer of a system holds."""
    length = str(1 << 26).encode()
    await send({**ANSWER, "headers": [(b"content-length", length)]})
    await send({"type": "http.response.body", "body": b"x" * (1 << 26)})


async def in_pieces(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The same as files are sent: each piece once the one before has left."""
    await send({**ANSWER, "headers": [(b"content-length", str(1 << 26).encode())]})
    for left in reversed(range(64)):
        await send({"type": "http.response.body", "body": b"x" * (1 << 20), "more_body": left > 0})


@asynccontextmanager
async def serving(serve: Serve) -> AsyncIterator[tuple[str, int]]:
    async with server_of(serve) as (_, address):
        yield address


@asynccontextmanager
async def server_of(serve: Serve) -> AsyncIterator[tuple[uvicorn.Server, tuple[str, int]]]:
    config = uvicorn.Config(
        serve, http=protocol.Protocol, ws="none", lifespan="off", log_config=None,
        timeout_keep_alive=3600,
    )  # fmt: skip
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        task = asyncio.create_task(server.serve([listening]))
        try:
            while not server.started:
                await asyncio.sleep(0.01)
            yield server, listening.getsockname()
        finally:
            server.should_exit = True
            await task


async def ended(reader: asyncio.StreamReader) -> bytes:
    """What comes until the server ends the connection."""
    data = b""
    try:
        while more := await reader.read(65_536):
            data += more
    except ConnectionError:
        pass
    return data


@pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\nX: "])
def test_a_head_that_does_not_end_is_not_waited_for(sent: bytes) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        while sent:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async def run() -> None:
        async with serving(at_once) as address:
            reader, writer = await asyncio.open_connection(*address)
            writer.write(sent)
            dripping = asyncio.create_task(drip(writer))
            assert b" 200 " not in await ended(reader)
            dripping.cancel()
            await asyncio.gather(dripping, return_exceptions=True)
            writer.transport.abort()

    asyncio.run(asyncio.wait_for(run(), 60))  # against hanging


def test_a_body_that_goes_on_behind_its_answer_is_not_read_for_ever() -> None:
    async def run() -> None:
        async with serving(at_once) as address:
            reader, writer = await asyncio.open_connection(*address)
            writer.write(HEAD)

            async def go_on() -> None:
                while True:
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.02)

            going_on = asyncio.create_task(go_on())
            assert (await ended(reader)).startswith(b"HTTP/1.1 200 ")
            going_on.cancel()
            await asyncio.gather(going_on, return_exceptions=True)
            writer.transport.abort()

    asyncio.run(asyncio.wait_for(run(), 60))  # against hanging


@pytest.mark.parametrize("serve", [large, in_pieces])
def test_an_answer_that_nobody_reads_is_given_up(serve: Serve) -> None:
    async def run() -> None:
        async with server_of(serve) as (server, address):
            with socket.create_connection(address) as connection:
                connection.setblocking(False)
                connection.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                while not server.server_state.connections:
                    await asyncio.sleep(0.02)
                while server.server_state.connections:
                    await asyncio.sleep(0.02)
                data = await asyncio.get_running_loop().sock_recv(connection, 1 << 20)
                assert data.startswith(b"HTTP/1.1 200 ")
                got = len(data)
                try:
                    while more := await asyncio.get_running_loop().sock_recv(connection, 1 << 20):
                        got += len(more)
                except ConnectionError:
                    pass
                assert got < 1 << 26

    asyncio.run(asyncio.wait_for(run(), 60))  # against hanging


def test_an_answer_that_is_read_slowly_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "_PATIENCE_SECONDS", 0.7)
    looks = 0
    state = protocol.Protocol._state

    def counted(self: protocol.Protocol) -> tuple[object, bool, int]:
        nonlocal looks
        looks += 1
        return state(self)

    monkeypatch.setattr(protocol.Protocol, "_state", counted)

    async def run() -> None:
        async with serving(large) as address:
            reader, writer = await asyncio.open_connection(*address, limit=1 << 16)
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            got = 0
            while looks < 5:
                got += len(await reader.readexactly(1 << 20))
                await asyncio.sleep(0.1)
            while more := await reader.read(1 << 22):
                got += len(more)
            assert got > 1 << 26
            writer.close()

    asyncio.run(asyncio.wait_for(run(), 60))  # against hanging


def test_work_and_a_body_may_take_their_time() -> None:
    async def patient(scope: dict[str, Any], receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass
        await asyncio.sleep(0.5)
        await at_once(scope, receive, send)

    async def run() -> None:
        async with serving(patient) as address:
            reader, writer = await asyncio.open_connection(*address)
            for _ in range(2):  # the second on a connection that was idle
                writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")
                for _ in range(10):
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.05)
                head = await reader.readuntil(b"\r\n\r\n")
                assert head.startswith(b"HTTP/1.1 200 ")
                assert await reader.readexactly(2) == b"ok"
            writer.close()

    asyncio.run(asyncio.wait_for(run(), 60))  # against hanging
