"""Sending receipts, in the background of a server."""

from __future__ import annotations

import asyncio
import logging
import ssl

import httpcore

from caption_qa_action import __version__
from caption_qa_action.clients.secrets import Secret
from caption_qa_action.clients.webhooks import signature
from caption_qa_action.server import webhooks
from caption_qa_action.server.addresses import AddressRefused, CheckedBackend
from caption_qa_action.server.async_store import AsyncStore
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.webhooks import Delivery, Webhook

LOG = logging.getLogger("caption_qa_action.server")
# "Respond 2xx quickly": the contract; our choice of how quickly.
_SECONDS = 15.0
# How long another process waits before it sends what this one has begun to send: a little longer than that.
_LEASE_SECONDS = 20.0
# How often to look for what is due, also of other processes.
_PAUSE_SECONDS = 1.0
_AT_ONCE = 4


class Dispatcher:
    """Sends what is due until it is closed."""

    def __init__(self, async_store: AsyncStore, *, allow_private: bool, first_wait: float) -> None:
        self._store = async_store
        self._first_wait = first_wait
        self._backend = CheckedBackend(allow_private=allow_private)
        self._context = ssl.create_default_context()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to send; in the event loop of the server."""
        self._tasks = [asyncio.create_task(self._work()) for _ in range(_AT_ONCE)]

    async def close(self) -> None:
        """Stop; what was not sent is sent by the next server."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            try:
                claimed = await self._store.call(lambda db: webhooks.claim(db, _LEASE_SECONDS))
                if claimed is not None:
                    await self._send(*claimed)
                    continue
            except ApiError:
                pass  # the database cannot be used at the moment
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _send(self, webhook: Webhook, delivery: Delivery) -> None:
        outcome, delivered = await self._attempt(webhook, delivery)
        wait = self._first_wait
        await self._store.call(
            lambda db: webhooks.note(db, delivery, outcome, delivered=delivered, first_wait=wait)
        )
        # The identifier and the outcome alone: an address may hold a secret of the receiver.
        LOG.info("webhook %s attempt %d: %s", delivery.delivery_id, delivery.attempts, outcome)

    async def _attempt(self, webhook: Webhook, delivery: Delivery) -> tuple[str, bool]:
        """What came of one attempt, and whether the receiver has the receipt."""
        headers: dict[bytes | str, bytes | str] = {
            "Content-Type": "application/json",
            "User-Agent": f"caption-qa/{__version__}",
            "X-CaptionPass-Delivery": delivery.delivery_id,
            webhooks.SIGNATURE_HEADER: "sha256=" + signature(delivery.body, Secret(webhook.secret)),
        }
        try:
            async with (
                asyncio.timeout(_SECONDS),
                httpcore.AsyncConnectionPool(
                    ssl_context=self._context, network_backend=self._backend
                ) as pool,
                # Redirects are not followed, and the body of the answer is not read.
                pool.stream(
                    "POST", webhook.url, headers=headers, content=delivery.body
                ) as response,
            ):
                return str(response.status), 200 <= response.status < 300
        except AddressRefused:
            return "the address is not public", False
        except (TimeoutError, httpcore.TimeoutException):
            return f"no answer within {_SECONDS:g} seconds", False
        except ssl.SSLError:
            return "the certificate is not trusted", False
        except httpcore.ConnectError as error:
            untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
            return "the certificate is not trusted" if untrusted else "no connection", False
        except Exception as error:  # whatever a receiver sends, the next one is not kept waiting
            return f"broken off ({type(error).__name__})", False
