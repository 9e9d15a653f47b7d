"""`/media`: videos, whole in a form, or in parts that can be resumed.

The contract names the routes of an upload and of its end, without bodies; these are our own.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser

from caption_qa_action.core.errors import UsageError
from caption_qa_action.server import media, models
from caption_qa_action.server.auth import KeyedRoute, LargeRoute, limits_of, store_of, too_large
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.form import is_form, parse_form, shown_name
from caption_qa_action.server.media import Media
from caption_qa_action.server.openapi import failures, form_body, needs, success

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute, tags=["media"])

_RANGE = re.compile(r"bytes (?P<start>\d{1,15})-(?P<end>\d{1,15})/(?P<size>\d{1,15}|\*)")


class NewMedia(BaseModel):
    """A video that is to come in parts."""

    model_config = ConfigDict(strict=True)

    filename: Annotated[str, Field(min_length=1, max_length=1000)]
    sizeBytes: Annotated[int, Field(ge=1)]
    contentType: Annotated[str, Field(max_length=100)] = ""


class MediaId(BaseModel):
    """Which video has come."""

    model_config = ConfigDict(strict=True)

    mediaId: Annotated[str, Field(min_length=1, max_length=100)]


class ShownMedia(BaseModel):
    """A video. While it is being uploaded, parts go to `uploadUrl` from `receivedBytes` on, and its end to `completeUrl`."""

    mediaId: str
    filename: str
    status: Literal["uploading", "ready"]
    sizeBytes: models.Count
    receivedBytes: models.Count
    partBytes: models.Count
    sha256: str
    uploadUrl: str
    completeUrl: str
    expiresAt: str


class DeletedMedia(BaseModel):
    """A video that is gone."""

    mediaId: str
    deleted: bool


SAMPLE: dict[str, object] = {
    "mediaId": "med_5f2d8c1a9b3e4d70",
    "filename": "talk.mp4",
    "status": "uploading",
    "sizeBytes": 73400320,
    "receivedBytes": 0,
    "partBytes": media.PART_BYTES,
    "sha256": "",
    "uploadUrl": "/api/v1/media/med_5f2d8c1a9b3e4d70/content",
    "completeUrl": "/api/v1/media/med_5f2d8c1a9b3e4d70/complete",
    "expiresAt": "2026-02-01T12:00:00Z",
}
_READY: dict[str, object] = {
    **SAMPLE,
    "status": "ready",
    "receivedBytes": SAMPLE["sizeBytes"],
    "sha256": "5f3b…",
}


async def upload_media(request: Request) -> ShownMedia:
    """Begin an upload in parts, with JSON; or send all of it at once, as a form with a file."""
    if is_form(request):
        return await _whole(request)
    try:
        wanted = NewMedia.model_validate_json(await request.body())
    except ValidationError as error:
        raise ApiError("bad_request", models.misfit(error)) from None
    if wanted.sizeBytes > limits_of(request).media_bytes:
        raise too_large(limits_of(request).media_bytes)
    made = await _create(request, wanted.filename, wanted.contentType, wanted.sizeBytes)
    return await _shown(request, made)


router.add_api_route(
    "/media/upload",
    upload_media,
    methods=["POST"],
    route_class_override=LargeRoute,
    responses=success(SAMPLE) | failures("bad_request", keyed=True),
    openapi_extra=needs(
        "exports:write",
        body={
            "required": True,
            "content": {
                "application/json": {"schema": NewMedia.model_json_schema()},
                **form_body({})["content"],
            },
        },
    ),
)


@router.get(
    "/media/{mediaId}",
    responses=success(SAMPLE) | failures("not_found", keyed=True),
    openapi_extra=needs("exports:read"),
)
async def get_media(request: Request, mediaId: str) -> ShownMedia:
    """A video, and how much of it has come."""
    return await _shown(request, await media_of(request, mediaId))


@router.put(
    "/media/{mediaId}/content",
    responses=success(SAMPLE) | failures("bad_request", "not_found", "conflict", keyed=True),
    openapi_extra=needs(
        "exports:write",
        body={
            "required": True,
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        },
    )
    | {
        "parameters": [
            {
                "name": "Content-Range",
                "in": "header",
                "schema": {"type": "string", "pattern": r"^bytes \d+-\d+/(\d+|\*)$"},
                "description": "where the part begins and ends; without it, it is all of the video",
            }
        ]
    },
)
async def put_content(request: Request, mediaId: str) -> ShownMedia:
    """Add a part where the upload ends; `details.receivedBytes` says where that is, for one that begins elsewhere."""
    data = await request.body()
    offset = _offset(request.headers.get("content-range", ""), len(data))
    found = await media_of(request, mediaId)
    if found.state != media.UPLOADING:
        raise ApiError("conflict", "All of this video has come already.")
    most = limits_of(request).media_bytes
    try:
        await store_of(request).call(lambda db: media.append(db, found, offset, data, most))
    except media.Offset as wrong:
        raise _wrong_offset(wrong) from None
    except UsageError as error:
        raise ApiError("bad_request", f"{error}.") from None
    return await _shown(request, found)


# Before the route below, which a path that is written out would fit, too.
@router.post(
    "/media/upload/complete",
    responses=success(_READY) | failures("bad_request", "not_found", "conflict", keyed=True),
    openapi_extra=needs("exports:write"),
)
async def complete_upload(request: Request, which: MediaId) -> ShownMedia:
    """The same, with the identifier in the body."""
    return await _completed(request, which.mediaId)


@router.post(
    "/media/complete",
    responses=success(_READY) | failures("bad_request", "not_found", "conflict", keyed=True),
    openapi_extra=needs("exports:write"),
)
async def complete(request: Request, which: MediaId) -> ShownMedia:
    """The same, with the identifier in the body."""
    return await _completed(request, which.mediaId)


@router.post(
    "/media/{mediaId}/complete",
    responses=success(_READY) | failures("not_found", "conflict", keyed=True),
    openapi_extra=needs("exports:write"),
)
async def complete_media(request: Request, mediaId: str) -> ShownMedia:
    """Everything has come; once more, it does nothing."""
    return await _completed(request, mediaId)


@router.delete(
    "/media/{mediaId}",
    responses=success({"mediaId": SAMPLE["mediaId"], "deleted": True})
    | failures("not_found", keyed=True),
    openapi_extra=needs("exports:write"),
)
async def delete_media(request: Request, mediaId: str) -> DeletedMedia:
    """Delete a video."""
    if not await store_of(request).call(lambda db: media.delete(db, mediaId)):
        raise _no_media()
    return DeletedMedia(mediaId=mediaId, deleted=True)


async def media_of(request: Request, media_id: str) -> Media:
    """A video. Raises ApiError when there is none of this identifier."""
    found = await store_of(request).call(lambda db: media.find(db, media_id))
    if found is None:
        raise _no_media()
    return found


async def _whole(request: Request) -> ShownMedia:
    """A video that comes as a form."""
    async with parse_form(request, MultiPartParser) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise ApiError("bad_request", 'The form has no field "file" with a video in it.')
        if not file.size:
            raise ApiError("bad_request", "The video is empty.")
        made = await _create(request, file.filename or "", file.content_type or "", 0)
        await store_of(request).call(lambda db: media.fill(db, made, file.file))
    return await _completed(request, made.media_id)


async def _create(request: Request, filename: str, mime_type: str, size_bytes: int) -> Media:
    keep, name = limits_of(request).keep_seconds, shown_name(filename)
    kind = mime_type if re.fullmatch(r"[\w.+-]{1,50}/[\w.+-]{1,50}", mime_type) else ""
    try:
        return await store_of(request).call(
            lambda db: media.create(db, name, kind, size_bytes, keep)
        )
    except UsageError as error:
        raise ApiError("bad_request", f"{error}.") from None


async def _completed(request: Request, media_id: str) -> ShownMedia:
    found = await media_of(request, media_id)
    if found.state == media.UPLOADING:
        try:
            found = await store_of(request).call(lambda db: media.complete(db, found))
        except media.Offset as missing:
            raise _wrong_offset(missing) from None
    return await _shown(request, found)


async def _shown(request: Request, found: Media) -> ShownMedia:
    received = await store_of(request).call(lambda db: media.received(db, found))
    base = f"/api/v1/media/{found.media_id}"
    return ShownMedia.model_validate(
        {
            "mediaId": found.media_id,
            "filename": found.filename,
            "status": found.state,
            "sizeBytes": found.size_bytes or received,
            "receivedBytes": received,
            "partBytes": media.PART_BYTES,
            "sha256": found.sha256,
            "uploadUrl": f"{base}/content",
            "completeUrl": f"{base}/complete",
            "expiresAt": models.shown_time(found.expires_at),
        }
    )


def _offset(header: str, size: int) -> int:
    """Where a part begins. Raises ApiError for a range that is not that of the body."""
    if not header:
        return 0
    match = _RANGE.fullmatch(header.strip())
    if match is None or int(match["end"]) - int(match["start"]) + 1 != size:
        raise ApiError("bad_request", "Content-Range must be that of the body: bytes 0-99/1000.")
    return int(match["start"])


def _wrong_offset(wrong: media.Offset) -> ApiError:
    details: dict[str, object] = {"receivedBytes": wrong.received}
    return ApiError(
        "conflict", f"{wrong.received} bytes have come; go on from there.", details=details
    )


def _no_media() -> ApiError:
    return ApiError(
        "not_found", "There is no video of this identifier, or it is not kept any more."
    )
