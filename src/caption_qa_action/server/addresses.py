"""Which addresses receipts may be sent to: public ones, checked when the connection is made.

A name that is checked first and looked up again for the connection may lead somewhere else the second time.
So it is looked up once, each of its addresses is checked, and one of these is dialled.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
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
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
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
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(target[0]) for *_, target in found))
