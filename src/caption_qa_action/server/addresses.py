"""Which addresses receipts may be sent to: public ones, checked when the connection is made.

A name that is checked first and looked up again for the connection may lead somewhere else the second time.
So it is looked up once, each of its addresses is checked, and one of these is dialled.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeAlias

import httpcore

Resolve: TypeAlias = Callable[[str, int], Awaitable[list[str]]]

# Ranges that `is_global` lets through and that lead to this machine, this network, or hide an address of
# such a kind: the IANA registries of special-purpose addresses, RFC 6052 (64:ff9b::/96), RFC 8215
# (64:ff9b:1::/48), RFC 3056 (2002::/16), RFC 4291 (::/96), RFC 3879 (fec0::/10), RFC 6890 (192.0.0.0/24).
_HIDDEN = tuple(
    map(
        ipaddress.ip_network,
        ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96", "fec0::/10", "192.0.0.0/24"),
    )
)

# What is read of an answer at most: more than the heads that servers send.
_MOST_BYTES = 1 << 16


class AddressRefused(Exception):
    """A name leads to an address that is not public."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if not parsed.is_global or parsed.is_multicast:
        return False
    return not any(parsed in network for network in _HIDDEN if network.version == parsed.version)


class BoundedStream(httpcore.AsyncNetworkStream):
    """A connection of which only so much is read: the head of an answer needs no more.

    A receiver that sends heads without end would keep the server busy until the time is over.
    """

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._left_bytes = _MOST_BYTES

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes. Raises ReadError where too many have come."""
        if self._left_bytes <= 0:
            raise httpcore.ReadError("the answer is too long")
        data = await self._inner.read(min(max_bytes, self._left_bytes), timeout)
        self._left_bytes -= len(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            secured = await self._inner.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:  # given up in the middle, it would stay open
            await self._inner.aclose()
            raise
        return BoundedStream(secured)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connections to public addresses alone, or with `allow_private` to all."""

    def __init__(self, *, allow_private: bool, resolve: Resolve | None = None) -> None:
        self._allow_private = allow_private
        self._resolve = resolve or _resolve
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of a host that answers. Raises AddressRefused."""
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        if not self._allow_private and not all(map(is_public, addresses)):
            raise AddressRefused
        failure: Exception = httpcore.ConnectError("the name has no address")
        for address in addresses:
            try:
                return BoundedStream(
                    await self._inner.connect_tcp(
                        address, port, timeout, local_address, socket_options
                    )
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(self, *arguments: Any, **keywords: Any) -> Any:
        """Never: a receipt goes to another machine."""
        raise AddressRefused

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _resolve(host: str, port: int) -> list[str]:
    """The addresses of a name. Raises OSError.

    A look-up cannot be given up, so it has a thread of its own that nobody waits for: the event loop waits for
    those of its pool when it ends.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | Exception) -> None:
        if answer.done():  # given up meanwhile
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def look_up() -> None:
        found: list[str] | Exception
        try:
            known = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(target[0]) for *_, target in known))
        except (OSError, UnicodeError) as error:
            found = error if isinstance(error, OSError) else OSError("the name cannot be looked up")
        try:
            loop.call_soon_threadsafe(settle, found)
        except RuntimeError:
            pass  # the server has ended

    threading.Thread(target=look_up, name="look-up", daemon=True).start()
    return await answer
