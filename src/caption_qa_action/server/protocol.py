"""HTTP as this server speaks it: errors in the envelope, no WebSockets, and an end for clients that only hold on."""

from __future__ import annotations

import asyncio
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

_BAD_REQUEST = b'{"error": {"code": "bad_request", "message": "This is no valid HTTP request."}}'
# How often a connection is looked at. One that has neither a request nor an answer under way, or whose answer
# nobody reads, is ended when it is so twice in a row. Our choice; proxies wait a minute.
_PATIENCE_SECONDS = 30.0


class Protocol(H11Protocol):
    """HTTP and nothing else, whose errors come in the envelope, too.

    How long a body may take, and the work on it, is limited elsewhere; here the rest is: heads that never end,
    bodies that go on behind their answer, and answers that are not read. Nobody needs a key for those.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._seen = self._state()
        self._watch_later()

    def connection_lost(self, exc: Exception | None) -> None:
        self._watching.cancel()
        super().connection_lost(exc)

    def _watch_later(self) -> None:
        self._watching = self.loop.call_later(_PATIENCE_SECONDS, self._watch)

    def _state(self) -> tuple[object, bool, int]:
        """The last request, whether it is under way, and how much of its answer has not been read."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        busy = cycle is not None and not cycle.response_complete
        return cycle, busy, self.transport.get_write_buffer_size()

    def _watch(self) -> None:
        """End the connection where nothing has happened that could lead to anything."""
        before, self._seen = self._seen, self._state()
        _, busy, unread_bytes = self._seen
        if before == self._seen and (unread_bytes or not busy):
            self.transport.abort()
        else:
            self._watch_later()

    def _should_upgrade(self) -> bool:
        return False  # else uvicorn advises on the libraries of WebSockets, for every such request

    def send_400_response(self, msg: str) -> None:
        headers = [(b"content-type", b"application/json"), (b"connection", b"close"),
                   (b"content-length", str(len(_BAD_REQUEST)).encode())]  # fmt: skip
        try:
            response = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
            for event in (response, h11.Data(data=_BAD_REQUEST), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        except h11.LocalProtocolError:
            pass  # another answer has begun
        self.transport.close()
