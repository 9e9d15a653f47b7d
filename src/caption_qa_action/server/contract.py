"""The vocabulary of the API: scopes, error codes and limits.

It is that of the public CaptionPass API v1 (https://www.captionpass.com, Help, API & automation);
what is our own is marked so.
"""

from __future__ import annotations

from typing import TypeAlias

from caption_qa_action.core.named_tuple import NamedTuple

SCOPES = (
    "process:write",
    "account:read",
    "usage:read",
    "keys:read",
    "keys:write",
    "webhooks:read",
    "webhooks:write",
    "exports:read",
    "exports:write",
)
# The entitlements that the contract names; a plan has some of them.
FEATURES = (
    "API_V1",
    "API_KEYS",
    "PRO_WORKSPACE",
    "ADVANCED_EXPORTS",
    "explain",
    "caption_drift",
    "caption_extract",
    "caption_render",
)
DEFAULT_SCOPE = "process:write"
SECRET_PREFIX = "cp_live_"
# As many characters as the examples of the contract show: `cp_live_abcd`.
SHOWN_CHARACTERS = len(SECRET_PREFIX) + 4
# "Content-Length over ~4.25 MiB" is refused before anything is read.
BODY_LIMIT_BYTES = 17 * 1024 * 1024 // 4
# "Up to 9,999 successful calls per UTC day": the largest cap that the contract knows.
DAILY_CAP = 9_999

# Each error code with its HTTP status and when it comes. The last four are our own: the contract
# names no code for these statuses.
ERRORS: dict[str, tuple[int, str]] = {
    "bad_request": (400, "the request is not what it should be"),
    "unauthorized": (401, "the key is missing, unknown or revoked"),
    "forbidden": (403, "the key lacks a scope, or its plan a feature"),
    "payload_too_large": (400, "the request is larger than 4.25 MiB"),
    "processing_failed": (422, "nothing can be delivered from the file"),
    "rate_limited": (429, "too many requests with one key in a short time"),
    "quota_exceeded": (429, "the successful runs of this UTC day are used up"),
    "unavailable": (503, "the store or the engine is not available, or too busy"),
    "not_found": (404, "there is no such route, or nothing with this identifier"),
    "conflict": (409, "somebody has changed it since, or it is not in a state for this"),
    "method_not_allowed": (405, "the route has no such method"),
    "internal_error": (500, "a bug of this server"),
}

Details: TypeAlias = dict[str, object]


class Limits(NamedTuple):
    """What the server does at most; all of it our choice.

    `requests` may be read, wait or be worked on at once. `burst` requests may come with one key within
    `burst_seconds`; 0 is no limit. `memory_bytes` is what a file may take in a worker, `cache_bytes` what answers take that are remembered.
    A receipt that was not taken is sent again after `webhook_wait` seconds, then after longer pauses; with
    `webhook_private` receipts go to addresses that are not public, too. A video of `media_bytes` may
    take `media_seconds` to arrive and a job `job_seconds`, `jobs` at a time; what is made is kept for
    `keep_seconds`.
    """

    burst: int = 100
    burst_seconds: float = 10.0
    workers: int = 2
    requests: int = 100
    body_seconds: float = 30.0
    work_seconds: float = 60.0
    webhook_wait: float = 10.0
    media_seconds: float = 3600.0
    job_seconds: float = 600.0
    keep_seconds: float = 24 * 3600.0
    answer_bytes: int = 64 * 1024 * 1024
    cache_bytes: int = 64 * 1024 * 1024
    memory_bytes: int = 2048 * 1024 * 1024
    webhook_private: bool = False
    media_bytes: int = 512 * 1024 * 1024
    jobs: int = 1
