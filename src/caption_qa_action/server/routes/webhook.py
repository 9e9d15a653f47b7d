"""`/webhook`: where receipts of exports go. The contract names both routes and shows the event."""

from __future__ import annotations

from typing import Annotated, Literal

import httpx
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from caption_qa_action.server import models, webhooks
from caption_qa_action.server.addresses import is_public
from caption_qa_action.server.auth import KeyedRoute, limits_of, store_of
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.openapi import failures, needs, success

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute, tags=["webhook"])

_URL_CHARACTERS = 2000


class NewWebhook(BaseModel):
    """Where receipts are to go, over https; `rotateSecret` makes a new secret."""

    model_config = ConfigDict(strict=True)

    url: Annotated[str, Field(min_length=1, max_length=_URL_CHARACTERS)]
    rotateSecret: bool = False


class SentReceipt(BaseModel):
    """A receipt and how its last attempt ended: a status, or why there is none."""

    deliveryId: str
    state: Literal["pending", "delivered", "failed"]
    attempts: models.Count
    outcome: str
    createdAt: str


class ShownWebhook(BaseModel):
    """Where receipts go; null where they go nowhere. The secret is whole only when it is new."""

    url: str | None
    secret: str | None
    updatedAt: str | None
    deliveries: list[SentReceipt]


class DeletedWebhook(BaseModel):
    """Receipts go nowhere now."""

    deleted: bool


SAMPLE: dict[str, object] = {
    "url": "https://example.org/hook",
    "secret": "whsec_0c4b…",
    "updatedAt": "2026-01-31T12:00:00Z",
    "deliveries": [
        {
            "deliveryId": "whd_5f2d8c1a9b3e4d70",
            "state": "delivered",
            "attempts": 1,
            "outcome": "204",
            "createdAt": "2026-01-31T12:00:00Z",
        }
    ],
}


@router.get(
    "/webhook",
    responses=success(SAMPLE) | failures(keyed=True),
    openapi_extra=needs("webhooks:read", "PRO_WORKSPACE"),
)
async def get_webhook(request: Request) -> ShownWebhook:
    """Where receipts go, the secret masked, and the newest twenty receipts."""
    found = await store_of(request).call(webhooks.find)
    return await _shown(request, found, found.masked_secret if found else None)


@router.put(
    "/webhook",
    responses=success({**SAMPLE, "secret": "whsec_0c4b1e7f…"})
    | failures("bad_request", keyed=True),
    openapi_extra=needs("webhooks:write", "PRO_WORKSPACE"),
)
async def put_webhook(request: Request, wanted: NewWebhook) -> ShownWebhook:
    """Send receipts to an address. A secret that is new is in this answer and nowhere else."""
    url = _checked(wanted.url, allow_private=limits_of(request).webhook_private)
    found, is_new = await store_of(request).call(
        lambda db: webhooks.put(db, url, rotate=wanted.rotateSecret)
    )
    return await _shown(request, found, found.secret if is_new else found.masked_secret)


@router.delete(
    "/webhook",
    responses=success({"deleted": True}) | failures("not_found", keyed=True),
    openapi_extra=needs("webhooks:write", "PRO_WORKSPACE"),
)
async def delete_webhook(request: Request) -> DeletedWebhook:
    """Send no receipts any more, also none of those that wait."""
    if not await store_of(request).call(webhooks.delete):
        raise ApiError("not_found", "No webhook is set.")
    return DeletedWebhook(deleted=True)


async def _shown(
    request: Request, webhook: webhooks.Webhook | None, secret: str | None
) -> ShownWebhook:
    sent = await store_of(request).call(webhooks.latest)
    return ShownWebhook(
        url=webhook and webhook.url,
        secret=secret,
        updatedAt=webhook and models.shown_time(webhook.updated_at),
        deliveries=[
            SentReceipt.model_validate(
                {
                    "deliveryId": each.delivery_id,
                    "state": each.state,
                    "attempts": each.attempts,
                    "outcome": each.outcome,
                    "createdAt": models.shown_time(each.created_at),
                }
            )
            for each in sent
        ],
    )


def _checked(url: str, *, allow_private: bool) -> str:
    """An address that receipts may be sent to; a name is checked again at each connection."""
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        parsed = httpx.URL("")
    if parsed.scheme != "https" or not parsed.host or not url.isascii() or not url.isprintable():
        raise ApiError("bad_request", "A webhook needs an https address.")
    if parsed.userinfo or parsed.fragment:
        raise ApiError("bad_request", "No password and no fragment belong in the address.")
    literal = parsed.host.strip("[]")
    is_number = ":" in literal or literal.replace(".", "").isdigit()
    local = literal == "localhost" or literal.endswith((".localhost", ".local", ".internal"))
    if not allow_private and (local or (is_number and not is_public(literal))):
        raise ApiError("bad_request", "Receipts go to public addresses only.")
    return str(parsed)
