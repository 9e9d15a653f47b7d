"""`/api-keys`: made, listed and ended."""

from __future__ import annotations

from fastapi import APIRouter, Request

from caption_qa_action.core.errors import UsageError
from caption_qa_action.server import models, samples
from caption_qa_action.server.auth import KeyedRoute, key_of, store_of
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.openapi import failures, needs, success

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute)


@router.get(
    "/api-keys",
    responses=success(samples.KEYS) | failures(keyed=True),
    openapi_extra=needs("keys:read", "API_KEYS"),
    tags=["keys"],
)
async def list_keys(request: Request) -> models.Keys:
    """The keys in use, without their secrets."""
    keys = await store_of(request).keys_in_use()
    return models.Keys(keys=[models.KeyEntry(**models.key_entry(key)) for key in keys])


@router.post(
    "/api-keys",
    responses=success(samples.CREATED) | failures("bad_request", keyed=True),
    openapi_extra=needs("keys:write", "API_KEYS"),
    tags=["keys"],
)
async def create_key(request: Request, wanted: models.NewKey) -> models.CreatedKey:
    """Make a key; its secret is in this answer and nowhere else."""
    for scope in wanted.scopes:
        if scope not in key_of(request).scopes:
            message = f"A key cannot grant a scope that it lacks: {scope}."
            raise ApiError("forbidden", message, details={"missingScope": scope})
    try:
        key, secret = await store_of(request).create_key(
            wanted.name, wanted.scopes, key_of(request).plan
        )
    except UsageError as error:
        raise ApiError("bad_request", f"{error}.") from None
    return models.CreatedKey(**models.key_entry(key), secret=secret)


@router.delete(
    "/api-keys/{keyId}",
    responses=success(samples.REVOKED) | failures("not_found", keyed=True),
    openapi_extra=needs("keys:write", "API_KEYS"),
    tags=["keys"],
)
async def revoke_key(request: Request, keyId: str) -> models.RevokedKey:
    """End a key at once."""
    if not await store_of(request).revoke(keyId):
        raise ApiError("not_found", "No key in use has this identifier.")
    return models.RevokedKey(keyId=keyId, revoked=True)
