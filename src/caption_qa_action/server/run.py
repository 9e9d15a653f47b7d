"""Listening: a socket, uvicorn, signals and the log."""

from __future__ import annotations

import gc
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool

import uvicorn

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.server.app import create_app
from caption_qa_action.server.async_store import AsyncStore
from caption_qa_action.server.contract import Limits
from caption_qa_action.server.dispatch import Dispatcher
from caption_qa_action.server.engine import Engine
from caption_qa_action.server.job_runner import JobRunner
from caption_qa_action.server.plans import Plans
from caption_qa_action.server.protocol import Protocol
from caption_qa_action.server.store import Store

# Requests in flight are answered within this; our choice: the longest wait and the longest work.
_GRACE_SECONDS = 120
_BACKLOG = 2048


class Address(NamedTuple):
    """Where to listen, and with which certificate."""

    host: str
    port: int
    certificate: str = ""
    key: str = ""


def serve(
    store: Store,
    limits: Limits,
    plans: Plans,
    address: Address,
    *,
    listening: Callable[[str], None],
) -> None:
    """Serve until a signal comes and what was asked before it is answered.

    `listening` gets the address once it is bound. Raises UsageError when it cannot be.
    """
    with _bound(address) as sock:
        _log_to_stderr()
        async_store, engine = AsyncStore(store), Engine(limits)
        config = uvicorn.Config(
            create_app(async_store, engine, limits, plans),
            lifespan="off",
            http=Protocol,
            ws="none",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ssl_certfile=address.certificate or None,
            ssl_keyfile=address.key or None,
        )
        dispatcher = Dispatcher(
            async_store, allow_private=limits.webhook_private, first_wait=limits.webhook_wait
        )
        runner = JobRunner(async_store, engine, limits)
        server = Server(
            config, engine, (dispatcher, runner), lambda: listening(_url(address, sock))
        )
        # uvicorn ends by sending itself the signal once more; ending as asked is no failure.
        signal.signal(signal.SIGTERM, lambda number, frame: None)
        try:
            server.run(sockets=[sock])
        except OSError as error:
            files = f"{quote(address.certificate)} and {quote(address.key)}"
            tls = f" with {files}" if address.certificate else ""
            raise UsageError(f"cannot serve{tls}: {error.strerror or error}") from error
        finally:
            async_store.close()


class Server(uvicorn.Server):
    """A server whose workers are up before it listens, and end after the last answer."""

    def __init__(
        self,
        config: uvicorn.Config,
        engine: Engine,
        background: Sequence[Dispatcher | JobRunner],
        up: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._engine = engine
        self._background = background
        self._up = up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await self._engine.start()
        except BrokenProcessPool:
            message = "the workers end as soon as they are started; is there memory enough?"
            raise UsageError(message) from None
        await super().startup(sockets)
        # What a start makes stays, and need not be looked through for garbage again and again.
        gc.collect()
        gc.freeze()
        for each in self._background:
            each.start()
        self._up()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        for each in self._background:
            await each.close()
        await self._engine.close()


def _bound(address: Address) -> socket.socket:
    where = f"{address.host}:{address.port}"
    try:
        found = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, _, _, _, target = found[0]
        return socket.create_server(target, family=family, backlog=_BACKLOG)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot listen on {quote(where, 100)}: {reason}") from error


def _url(address: Address, sock: socket.socket) -> str:
    host, port = sock.getsockname()[:2]
    scheme = "https" if address.certificate else "http"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    for name, level in (("caption_qa_action.server", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False
