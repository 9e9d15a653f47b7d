"""Replies as the OpenAPI document shows them; the tests hold them to what the server answers."""

from __future__ import annotations

from caption_qa_action.server.contract import FEATURES

_OUTPUT = "1\n00:00:01,000 --> 00:00:02,000\nWhere have you been all of this long year?\n"
_KEY = {
    "keyId": "key_5f2d8c1a9b3e4d70",
    "prefix": "cp_live_3f9c",
    "name": "CI",
    "scopes": ["process:write"],
    "createdAt": "2026-01-31T12:00:00Z",
}

PROCESS: dict[str, object] = {
    "report": {
        "diagnostics": [
            {
                "code": "reading_speed_high",
                "severity": "info",
                "message": "cue 1 needs 42 characters a second; the maximum is 20",
                "cueIndex": 1,
                "startMs": 1000,
                "endMs": 2000,
                "line": 2,
                "column": 1,
                "endLine": 2,
                "endColumn": 30,
                "fix": None,
                "related": [],
                "url": "https://caption-qa.github.io/caption-qa-action/rules/reading_speed_high/",
            }
        ],
        "summary": "1 cue; 0 errors, 0 warnings, 1 info; delivered for youtube as it is",
        "fixes": [],
        "score": 90,
    },
    "format": "srt",
    "output": _OUTPUT,
    "aidedOutput": _OUTPUT,
    "aidedSameAsDelivery": True,
    "suggestions": [{"code": "reading_speed_high", "cueIndex": 1}],
    "deliveryStatus": "ready",
    "aidedStatus": "needs_attention",
    "remainingApiRunsToday": 9998,
}
ACCOUNT: dict[str, object] = {
    "userKey": "usr_0c4b1e7f2a9d6835",
    "tier": "self_hosted",
    "email": "",
    "features": list(FEATURES),
    "quotas": {"v1DailySuccessCap": 9999, "remainingToday": 9998},
}
USAGE: dict[str, object] = {
    "cap": 9999,
    "usedToday": 1,
    "remainingToday": 9998,
    "keys": [_KEY],
}
KEYS: dict[str, object] = {"keys": [_KEY]}
CREATED: dict[str, object] = {**_KEY, "secret": "cp_live_3f9c…"}
REVOKED: dict[str, object] = {"keyId": _KEY["keyId"], "revoked": True}

# Where a code has details in every answer, and what the contract states word for word.
_DETAILS: dict[str, object] = {
    "forbidden": {"missingScope": "account:read"},
    "processing_failed": {"deliveryStatus": "failed"},
}
MESSAGES = {
    "unauthorized": "Missing or invalid API key.",
    "forbidden": "Missing scope.",
    "quota_exceeded": "Daily API conversion limit reached. Try again tomorrow.",
}


def failure(code: str, when: str) -> dict[str, object]:
    """The envelope of an error code."""
    message = MESSAGES.get(code, f"{when[:1].upper()}{when[1:]}.")
    error: dict[str, object] = {"code": code, "message": message}
    if code in _DETAILS:
        error["details"] = _DETAILS[code]
    return {"error": error}
