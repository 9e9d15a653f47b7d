"""The TokCaption v1 API: transcripts of TikTok videos. https://www.tokcaption.com/docs

A job is submitted under a key that is made of what it asks for. The server takes a second request
with the same key for the first one, so that repeating it neither costs nor does anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping

from caption_qa_action.clients._transport import Call, Client, Credential, Policy, Transport
from caption_qa_action.clients.address import is_loopback, path_segment, same_origin
from caption_qa_action.clients.secrets import from_environment
from caption_qa_action.clients.tokcaption_models import Item, Job
from caption_qa_action.core.errors import BadReply, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, quote

__all__ = ["ADDRESS", "Item", "Job", "Order", "TokCaption", "credential"]

ADDRESS = "https://www.tokcaption.com"
KEY_VARIABLE, TOKEN_VARIABLE = "TOKCAPTION_API_KEY", "TOKCAPTION_TOKEN"
_BASE = "/api/v1/jobs"
# Our choice: the captions of an hour-long video are below a tenth of it.
_ASSET_LIMIT_BYTES = 4 * 1024 * 1024


class Order(NamedTuple):
    """What is asked for: a video, the language of its text, others to translate it to.

    One video an order, so that a list which grows or is put in another order asks for nothing twice. `again`
    is a word that makes an order differ from one that was made before.
    """

    url: str
    output_language: str = ""
    also_translate_to: tuple[str, ...] = ()
    include_download_assets: bool = False
    again: str = ""

    def body(self) -> dict[str, object]:
        """The body of the request."""
        body: dict[str, object] = {
            "urls": [self.url],
            "include_download_assets": self.include_download_assets,
            "idempotency_key": self.key(),
        }
        if self.output_language:
            body["output_language"] = self.output_language
        if self.also_translate_to:
            body["also_translate_to"] = list(self.also_translate_to)
        return body

    def key(self) -> str:
        """The idempotency key: the same for the same order, in every run and on every machine."""
        order = json.dumps(self, ensure_ascii=True, separators=(",", ":"))
        return "caption-qa-" + hashlib.sha256(order.encode()).hexdigest()[:40]


def credential() -> Credential:
    """The key or token in the environment. Raises UsageError where there is none."""
    key = from_environment(KEY_VARIABLE)
    if key is not None:
        return Credential(key, header="X-API-Key", prefix="")
    token = from_environment(TOKEN_VARIABLE)
    if token is not None:
        return Credential(token)
    raise UsageError(
        f"no key: set {KEY_VARIABLE} to an API key of TokCaption, or {TOKEN_VARIABLE} to a bearer token"
    )


class TokCaption(Client):
    """A client for the time of a `with` statement. Its methods raise EngineError, one of its kinds."""

    def __init__(
        self,
        address: str,
        credential: Credential,
        *,
        policy: Policy | None = None,
        notice: Callable[[str], None] | None = None,
    ) -> None:
        self._transport = Transport(
            address, credential, policy=policy, remedy_for=_remedy, notice=notice
        )

    def submit(self, order: Order) -> Job:
        """Begin a job, or find the one that the same order began before."""
        # Thanks to the idempotency key a second attempt does no more than the first.
        call = Call("POST", _BASE, json=order.body(), repeatable=True)
        return self._transport.send(call).read(Job)

    def job(self, job_id: str) -> Job:
        """How a job is getting on."""
        path = f"{_BASE}/{path_segment(job_id, 'job')}"
        return self._transport.send(Call("GET", path, repeatable=True)).read(Job)


def fetch(url: str, *, near: str, policy: Policy | None = None) -> bytes:
    """The bytes of a file that an answer links to, without a key. Raises EngineError, UsageError.

    `near` is the address of the API: a file on this machine is taken only from an API on it.
    """
    import httpx

    try:
        parsed = httpx.URL(url)
        here = httpx.URL(near)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise BadReply("", f"{quote(url, 100)} is no address ({error})") from error
    local = here.scheme == "http" and same_origin(parsed, here)
    if not local and (parsed.scheme != "https" or is_loopback(parsed.host) or parsed.userinfo):
        raise BadReply("", f"{quote(url, 100)} is no https address of another machine")
    call = Call(
        "GET",
        parsed.raw_path.decode("ascii"),
        repeatable=True,
        reply_limit_bytes=_ASSET_LIMIT_BYTES,
    )
    origin = f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"
    with Transport(origin, None, policy=policy) as transport:
        return transport.send(call).body


def _remedy(code: str, details: Mapping[str, object]) -> str:
    limit = details.get("daily_limit")
    if code == "QUOTA_EXCEEDED" and isinstance(limit, int):
        return f"the plan allows {plural(limit, 'transcript')} a day; run the same command again tomorrow"
    return _REMEDIES.get(code, "")


_REMEDIES = {
    "QUOTA_EXCEEDED": "run the same command again when the quota begins anew",
    "RATE_LIMIT_EXCEEDED": "too many requests a minute; run the same command again later",
    "UNAUTHORIZED": f"check {KEY_VARIABLE}: the key may be cut off or revoked",
}
