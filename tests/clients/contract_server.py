"""A server that answers as it is planned, also wrongly: slow, cut off, malformed, or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """What to answer. `raw` replaces everything from the status line on."""

    status: int = 200
    body: object = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    missing_bytes: int = 0
    drip: float = 0.0
    hang_up: bool = False
    raw: bytes = b""

    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def refusal(status: int, code: str, message: str = "No.", **details: object) -> Answer:
    """An error in the envelope of the contract."""
    error: dict[str, object] = {"code": code, "message": message}
    if details:
        error["details"] = details
    return Answer(status, {"error": error})


Respond = Callable[[Asked], Answer]


class ContractServer:
    """A real server on a free port of this machine.

    `respond` decides on each request; `then` puts answers in front of it, used up one by one.
    """

    def __init__(self, respond: Respond | None = None, port: int = 0) -> None:
        self.respond = respond or (lambda asked: Answer())
        self.asked: list[Asked] = []
        self._queue: list[Answer] = []
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self.port = port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def then(self, *answers: Answer) -> Self:
        self._queue += answers
        return self

    def forget(self) -> None:
        """Begin anew, as after the start."""
        self.asked.clear()
        self._queue.clear()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, on the same port as before."""
        server = _Server(("127.0.0.1", self.port), _handler(self._answer))
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        self._server = server

    def stop(self) -> None:
        """Be gone; `start` comes back."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _answer(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            if self._queue:
                return self._queue.pop(0)
        return self.respond(asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes is what some tests are about."""


def _handler(answer: Callable[[Asked], Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

        def _handle(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(size))
            planned = answer(asked)
            time.sleep(planned.delay)
            self.close_connection = True
            if planned.hang_up:
                return
            if planned.raw:
                self.wfile.write(planned.raw)
                return
            content = planned.content()
            self.send_response(planned.status)
            for name, value in {"Content-Type": "application/json", **planned.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) + planned.missing_bytes))
            self.send_header("Connection", "close")
            self.end_headers()
            if not planned.drip:
                self.wfile.write(content)
                return
            for byte in content:
                self.wfile.write(bytes((byte,)))
                time.sleep(planned.drip)

        do_GET = do_POST = do_PUT = do_DELETE = _handle

    return Handler
