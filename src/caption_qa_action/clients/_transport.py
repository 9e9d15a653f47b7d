"""How an HTTP API is spoken to: one policy for time, size, retries, redirects and secrets.

A request is repeated only where that cannot do a thing twice: when the server was not reached, when it
states that it did nothing (429, 503), and otherwise only if the call is marked `repeatable`. What
cannot succeed (a wrong key, an exhausted quota, a refused input) is never tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TypeVar

from caption_qa_action import __version__
from caption_qa_action.clients._reasons import reason
from caption_qa_action.clients._replies import Remedy, Reply, refusal, retry_after
from caption_qa_action.clients.address import is_loopback, same_origin
from caption_qa_action.clients.secrets import MASK, Secret
from caption_qa_action.clients.watch import Watch, watched
from caption_qa_action.core.errors import BadReply, EngineError, TimedOut, Unavailable
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural

if TYPE_CHECKING:
    import httpx
    from anyio.from_thread import BlockingPortal

T = TypeVar("T")

# Our choice: far above every documented reply (two outputs of 4.25 MiB of captions and their report),
# and below what would exhaust the memory of a CI machine.
REPLY_LIMIT_BYTES = 64 * 1024 * 1024
# Our choice: a redirect on one server is rare, a chain of them a mistake.
_REDIRECTS = 3
# Below the five seconds after which uvicorn closes a connection that is not used
# (https://www.uvicorn.org/settings/#timeouts): a request must not meet one that is just closing.
_KEPT_SECONDS = 2.0
_CONNECTIONS = 8


class Policy(NamedTuple):
    """How patient a client is; all of it our choice, in seconds.

    `idle` is the longest pause between two parts of a reply, `total` the longest time of one
    attempt. A `Retry-After` above `longest_wait` ends the call instead of blocking a build. To come
    back when the server asks for it is no failed attempt; `returns` bounds that alone.
    """

    attempts: int = 4
    returns: int = 12
    first_wait: float = 0.5
    longest_wait: float = 60.0
    connect: float = 10.0
    idle: float = 60.0
    total: float = 180.0


class Credential(NamedTuple):
    """A secret and the header that it travels in."""

    secret: Secret
    header: str = "Authorization"
    prefix: str = "Bearer "


class Upload(NamedTuple):
    """A file of a multipart form; an open one is read as it is sent."""

    name: str
    data: bytes | BinaryIO
    field: str = "file"
    kind: str = "application/octet-stream"


class Call(NamedTuple):
    """One request. `path` is below the base address, its variable segments percent-encoded.

    `repeatable` means that doing it twice does no more than doing it once. `limit_bytes` bounds the
    body that is sent, 0 for no bound; `total_seconds` and `attempts` replace those of the policy.
    """

    method: str
    path: str
    json: object = None
    fields: Mapping[str, str] = {}
    upload: Upload | None = None
    content: bytes | None = None
    headers: Mapping[str, str] = {}
    repeatable: bool = False
    limit_bytes: int = 0
    reply_limit_bytes: int = REPLY_LIMIT_BYTES
    total_seconds: float = 0.0
    attempts: int = 0


class _Failed(Exception):
    """An attempt failed; `again` is whether another may succeed, or after how many seconds.

    `by_server` means that the server named that time. What was asked for may have been done all the same, unless the
    server was not reached or states that it was not.
    """

    def __init__(
        self,
        error: EngineError,
        again: bool | float = False,
        *,
        by_server: bool = False,
        may_be_done: bool = True,
    ) -> None:
        super().__init__(str(error))
        self.error = error
        self.again = again
        self.by_server = by_server
        self.may_be_done = may_be_done


class Transport:
    """An open connection to one API; safe to call from several threads at once.

    `remedy_for` explains refusals of this API. `notice` is called when a wait is long. `watch` is shown how far a
    request is, where requests are made one at a time.
    """

    def __init__(
        self,
        address: str,
        credential: Credential | None,
        *,
        policy: Policy | None = None,
        remedy_for: Remedy | None = None,
        notice: Callable[[str], None] | None = None,
        watch: Watch | None = None,
    ) -> None:
        import httpx

        self._policy = policy or Policy()
        self._credential = credential
        self._remedy_for = remedy_for
        self._notice = notice
        self._watch = watch
        # When the server will take requests again; all threads wait, not only the one that was refused.
        self._open_at = 0.0
        url = httpx.URL(address)
        self.host = url.netloc.decode("ascii")
        headers = {"User-Agent": f"caption-qa/{__version__}", "Accept": "application/json"}
        if credential is not None:
            headers[credential.header] = credential.prefix + credential.secret.reveal()
        policy_ = self._policy
        self._client = httpx.AsyncClient(
            base_url=address,
            headers=headers,
            timeout=httpx.Timeout(policy_.idle, connect=policy_.connect),
            limits=httpx.Limits(max_connections=_CONNECTIONS, keepalive_expiry=_KEPT_SECONDS),
            # A proxy must not see what may be unencrypted only because it stays on this machine.
            trust_env=not (url.scheme == "http" and is_loopback(url.host)),
            follow_redirects=False,
        )
        self._stack = ExitStack()
        self._portal: BlockingPortal | None = None

    def __enter__(self) -> Self:
        import logging

        from anyio.from_thread import start_blocking_portal

        # Without a handler of its own Python would print a line for every retry.
        logging.getLogger("stamina").addHandler(logging.NullHandler())
        self._portal = self._stack.enter_context(start_blocking_portal("asyncio"))
        self._stack.callback(self._portal.call, self._client.aclose)
        return self

    def __exit__(self, *exception: Any) -> None:
        self._stack.__exit__(*exception)

    def send(self, call: Call) -> Reply:
        """The successful reply to a call. Raises EngineError, one of its kinds."""
        assert self._portal is not None, "used outside its with statement"
        try:
            return self._portal.call(self._send, call)
        finally:
            if self._watch is not None:
                self._watch.clear()

    async def _send(self, call: Call) -> Reply:
        import stamina

        policy = self._policy
        attempts, may_be_done = call.attempts or policy.attempts, False
        try:
            async for attempt in stamina.retry_context(
                on=_Again(attempts),
                attempts=attempts + policy.returns,
                timeout=None,
                wait_initial=policy.first_wait,
                wait_max=policy.longest_wait,
                wait_jitter=policy.first_wait,
            ):
                with attempt:
                    try:
                        return await self._attempt(call)
                    except _Failed as failed:
                        may_be_done = may_be_done or failed.may_be_done
                        failed.error.may_be_done = may_be_done
                        raise
        except _Failed as failed:
            raise failed.error from failed.__cause__
        raise AssertionError("a retry context ends by a return or an exception")

    async def _attempt(self, call: Call) -> Reply:
        """One attempt, within its time. Raises _Failed."""
        import anyio
        import httpx

        request = self._request(call)
        if self._watch is not None:
            self._watch.show(self.host, "asking")
        while (wait := self._open_at - anyio.current_time()) > 0:
            await anyio.sleep(wait)
        try:
            with anyio.fail_after(call.total_seconds or self._policy.total):
                reply = await self._exchange(request, call.reply_limit_bytes)
        except httpx.ConnectError as error:
            message = f"cannot connect to {self.host}: {reason(error)}"
            # A certificate does not become valid by asking again.
            again = "CERTIFICATE_VERIFY_FAILED" not in str(error)
            raise _Failed(Unavailable("", message), again, may_be_done=False) from error
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            message = f"cannot connect to {self.host} within {self._policy.connect:g} seconds"
            raise _Failed(TimedOut("", message), True, may_be_done=False) from error
        except (httpx.TimeoutException, TimeoutError) as error:
            message = f"{self.host} did not answer in time{_doubt(call)}"
            raise _Failed(TimedOut("", message), call.repeatable) from error
        except httpx.DecodingError as error:
            message = f"the answer of {self.host} is compressed and damaged{_doubt(call)}"
            raise _Failed(BadReply("", message), call.repeatable) from error
        except httpx.TransportError as error:
            message = f"{self.host} broke off: {reason(error)}{_doubt(call)}"
            raise _Failed(Unavailable("", message), call.repeatable) from error
        if reply.status < 300:
            return reply
        raise self._refused(reply, call)

    def _request(self, call: Call) -> httpx.Request:
        upload = call.upload
        if upload and self._watch is not None and not isinstance(upload.data, bytes):
            upload = upload._replace(data=watched(upload.data, self.host, self._watch))
        request = self._client.build_request(
            call.method,
            call.path,
            json=call.json,
            data=dict(call.fields) or None,
            content=call.content,
            headers=dict(call.headers),
            files=upload and {upload.field: (upload.name, upload.data, upload.kind)},
        )
        size = int(request.headers.get("Content-Length", "0"))
        if call.limit_bytes and size > call.limit_bytes:
            raise too_large(size, call.limit_bytes)
        return request

    async def _exchange(self, request: httpx.Request, limit_bytes: int) -> Reply:
        """Send, follow redirects on this server, and read the reply up to a limit."""
        for _ in range(_REDIRECTS + 1):
            response = await self._client.send(request, stream=True)
            try:
                following = response.next_request
                if following is None:
                    body = await self._read(response, limit_bytes)
                    return Reply(response.status_code, dict(response.headers), body, self.host)
            finally:
                await response.aclose()
            if not same_origin(following.url, request.url):
                message = (
                    f"{self.host} redirects to another host, {following.url.netloc.decode()}; "
                    "the key is not sent there: give that address if it is right"
                )
                raise _Failed(BadReply("", message, status=response.status_code))
            if following.method != request.method:
                message = (
                    f"{self.host} redirects a {request.method} in a way that loses its content"
                )
                raise _Failed(BadReply("", message, status=response.status_code))
            request = following
        raise _Failed(BadReply("", f"{self.host} redirects in a circle"))

    async def _read(self, response: httpx.Response, limit_bytes: int) -> bytes:
        body = bytearray()
        size = response.headers.get("Content-Length", "")
        total = int(size) if size.isdecimal() and "Content-Encoding" not in response.headers else 0
        async for chunk in response.aiter_bytes():
            body += chunk
            if self._watch is not None:
                self._watch.show(self.host, "receiving", len(body), total)
            if len(body) > limit_bytes:
                message = f"the answer of {self.host} is larger than {limit_bytes >> 20} MiB"
                raise _Failed(BadReply("", message))
        if self._credential is None:
            return bytes(body)
        # A server that repeats the key, in an error for instance, must not bring it into a log.
        key = self._credential.secret.reveal().encode()
        return bytes(body).replace(key, MASK.encode())

    def _refused(self, reply: Reply, call: Call) -> _Failed:
        error = refusal(reply, self._remedy_for)
        if not isinstance(error, Unavailable):
            return _Failed(error, may_be_done=False)
        # What these two mean is that nothing was done.
        undone = reply.status in (429, 503)
        again: bool | float = undone or call.repeatable
        wait = retry_after(reply)
        if again and wait is not None:
            if wait > self._policy.longest_wait:
                error.message += f"; it asks to wait {plural(round(wait), 'second')}"
                return _Failed(error, may_be_done=not undone)
            self._close_for(wait)
            return _Failed(error, float(wait), by_server=True, may_be_done=not undone)
        return _Failed(error, again, may_be_done=not undone)

    def _close_for(self, wait: float) -> None:
        """Send nothing for a while."""
        import anyio

        if not self._open_at and wait >= 5 and self._notice is not None:
            if self._watch is not None:
                self._watch.clear()
            self._notice(f"{self.host} asks to wait {plural(round(wait), 'second')}, now and then")
        self._open_at = max(self._open_at, anyio.current_time() + wait)


class Client:
    """The base of a typed client: it has a transport, open for the time of a `with` statement."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __enter__(self) -> Self:
        self._transport.__enter__()
        return self

    def __exit__(self, *exception: Any) -> None:
        self._transport.__exit__(*exception)


class _Again:
    """Whether, or after how many seconds, a call is tried again; one for each call."""

    def __init__(self, attempts: int) -> None:
        self._left = attempts

    def __call__(self, error: Exception) -> bool | float:
        if not isinstance(error, _Failed) or error.again is False:
            return False
        if not error.by_server:
            self._left -= 1
            return error.again if self._left > 0 else False
        import random

        # Those who were asked to come back at one moment should not all come at once.
        return error.again + random.uniform(0, 0.1 * error.again)


def _doubt(call: Call) -> str:
    return "" if call.repeatable else "; whether it was done is not known, so it is not repeated"


def too_large(size: int, limit: int) -> EngineError:
    """The error for what is too large to be sent."""
    from caption_qa_action.core.errors import Refused

    return Refused(
        "",
        f"too large to be sent: {size / 2**20:.2f} MiB, the server takes {limit / 2**20:.2f} MiB",
        code="payload_too_large",
    )
