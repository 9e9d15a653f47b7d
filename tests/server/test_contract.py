"""The public contract, where it lies beside the project: its examples and ours have the same fields."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from caption_qa_action.server import contract
from caption_qa_action.server.app import routes
from caption_qa_action.server.auth import FEATURES_FIELD, SCOPE_FIELD
from caption_qa_action.server.plans import built_in
from tests.server.serving import GOOD, STYLED, Running, create_key, process

pytestmark = pytest.mark.slow

TEXT = Path(__file__).parents[3] / "shared" / "contracts" / "captionpass-v1.txt"


@pytest.fixture(scope="module")
def text() -> str:
    if not TEXT.is_file():
        pytest.skip("the contract is not beside the project")
    return TEXT.read_text(encoding="utf-8")


def examples(text: str) -> list[dict[str, Any]]:
    """Every JSON object in the text that is complete."""
    decoder = json.JSONDecoder()
    found = []
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError:
            end = at + 1
        else:
            found.append(value)
        at = text.find("{", end)
    return found


def having(text: str, field: str) -> dict[str, Any]:
    """The example of the contract that has a field."""
    return next(each for each in examples(text) if field in each)


def missing(wanted: object, got: object, path: str = "") -> list[str]:
    """The fields of an example that an answer lacks or has of another type."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return [
            place
            for key, value in wanted.items()
            for place in (
                missing(value, got[key], f"{path}.{key}") if key in got else [f"{path}.{key}"]
            )
        ]
    if isinstance(wanted, list) and isinstance(got, list):
        return missing(wanted[0], got[0], f"{path}[]") if wanted and got else []
    return [] if type(wanted) is type(got) else [path]


def documented(path: str) -> object:
    """Our example of a successful answer, from the OpenAPI document."""
    for operation in routes().openapi()["paths"][path].values():
        content = operation["responses"]["200"]["content"]["application/json"]
        return content["examples"]["success"]["value"]
    raise AssertionError(path)


@pytest.mark.parametrize(
    "field, path", [("output", "process"), ("userKey", "me"), ("usedToday", "usage")]
)
def test_answers_have_the_fields_of_the_contract(
    text: str, client: httpx.Client, field: str, path: str
) -> None:
    wanted, path = having(text, field), f"/api/v1/{path}"
    got = process(client) if path.endswith("process") else client.get(path)
    assert missing(wanted, got.json()) == []
    assert missing(wanted, documented(path)) == []
    assert missing(documented(path), got.json()) == []


def test_errors_are_those_of_the_contract(text: str, server: Running) -> None:
    wanted = {
        each["error"]["code"]: each
        for each in examples(text)
        if isinstance(each.get("error"), dict)
    }
    assert {"unauthorized", "forbidden", "quota_exceeded"} <= set(wanted)
    with server.client(None) as client:
        assert client.get("/api/v1/me").json() == wanted["unauthorized"]
    with server.client(create_key(server.database, "usage:read")) as client:
        assert client.get("/api/v1/me").json() == wanted["forbidden"]
    shared = routes().openapi()["components"]["responses"]
    ours = {
        name: sample["value"]
        for answer in shared.values()
        for name, sample in answer["content"]["application/json"]["examples"].items()
    }
    assert {code: ours[code] for code in wanted} == wanted


def test_every_code_and_scope_of_the_contract_is_known(text: str) -> None:
    for code, (status, _) in contract.ERRORS.items():
        if code not in ("not_found", "conflict", "method_not_allowed", "internal_error"):
            assert f"| {status} | {code} |" in text
    for scope in contract.SCOPES:
        resource, _, kind = scope.partition(":")
        assert f"{resource}:read / {resource}:write" in text or scope in text, kind


# The table of scopes, and the entitlements that stand beside them; `{}` is any identifier.
ROUTES = {
    "POST /process": ("process:write", ()),
    "POST /explain": ("process:write", ("PRO_WORKSPACE", "explain")),
    "GET /me": ("account:read", ()),
    "GET /usage": ("usage:read", ()),
    "GET /api-keys": ("keys:read", ("API_KEYS",)),
    "POST /api-keys": ("keys:write", ("API_KEYS",)),
    "DELETE /api-keys/{}": ("keys:write", ("API_KEYS",)),
    "GET /webhook": ("webhooks:read", ("PRO_WORKSPACE",)),
    "PUT /webhook": ("webhooks:write", ("PRO_WORKSPACE",)),
    "GET /projects": ("exports:read", ()),
    "POST /projects/{}/diff": ("exports:read", ("caption_drift",)),
    "GET /export-templates": ("exports:read", ("ADVANCED_EXPORTS",)),
    "GET /export-templates/{}": ("exports:read", ("ADVANCED_EXPORTS",)),
    "POST /export-templates": ("exports:write", ("ADVANCED_EXPORTS",)),
    "PUT /export-templates/{}": ("exports:write", ("ADVANCED_EXPORTS",)),
    "DELETE /export-templates/{}": ("exports:write", ("ADVANCED_EXPORTS",)),
    "POST /export-templates/validate": ("exports:write", ("ADVANCED_EXPORTS",)),
    "POST /export-templates/{}/test": ("exports:write", ("ADVANCED_EXPORTS",)),
    "POST /media/upload": ("exports:write", ()),
    "POST /media/upload/complete": ("exports:write", ()),
    "POST /jobs/extract": ("exports:write", ("caption_extract",)),
    "POST /jobs/render": ("exports:write", ("caption_render",)),
    "GET /jobs/{}": ("exports:read", ()),
    "DELETE /jobs/{}": ("exports:write", ()),
    "GET /artifacts/{}": ("exports:read", ()),
}


def test_each_route_of_the_contract_has_its_scope_and_features() -> None:
    found = {
        f"{method.upper()} {re.sub('{.*?}', '{}', path.removeprefix('/api/v1'))}": (
            operation.get(SCOPE_FIELD),
            tuple(operation.get(FEATURES_FIELD, ())),
        )
        for path, operations in routes().openapi()["paths"].items()
        for method, operation in operations.items()
    }
    for route, (scope, features) in ROUTES.items():
        assert found[route] == (scope, ("API_V1", *features)), route
    assert len(ROUTES) == 25


@pytest.mark.parametrize(
    "name, text",
    [
        ("a.srt", GOOD),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\nWhere have you been?\n"),
        ("a.sbv", "0:00:01.000,0:00:03.000\nWhere have you been?\n"),
        ("a.ass", "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Start, End, Text\n"
         "Dialogue: 0:00:01.00,0:00:03.00,Where have you been?\n"),
        ("a.ttml", '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>'
         '<p begin="1s" end="3s">Where have you been?</p></div></body></tt>'),
    ],
)  # fmt: skip
def test_each_format_of_the_contract_is_taken(client: httpx.Client, name: str, text: str) -> None:
    assert "Where have you been?" in process(client, text, name=name).json()["output"]


def test_the_json_timeline_can_be_sent_again(client: httpx.Client) -> None:
    first = process(client, GOOD, preset="developer-json").json()
    assert first["format"] == "json"
    again = process(client, first["output"], name="a.json", preset="developer-json").json()
    assert again["output"] == first["output"]
    assert process(client, first["output"], name="a.json").json()["output"] == GOOD


def test_fields_that_are_left_out_have_the_defaults_of_the_contract(client: httpx.Client) -> None:
    left_out = process(client, STYLED).json()["report"]
    assert (
        left_out
        == process(client, STYLED, preset="youtube", fixProfile="warn-only").json()["report"]
    )
    for profile in (
        "warn-only",
        "layout-preserve-breaks",
        "auto-split-sentences",
        "auto-split-cps",
    ):
        assert process(client, fixProfile=profile).status_code == 200


OUTPUTS = {
    "youtube": "srt",
    "tiktok": "srt",
    "html5": "vtt",
    "generic": "srt",
    "lms": "ttml",
    "instagram-reels": "srt",
    "linkedin": "srt",
    "vimeo": "vtt",
    "facebook": "srt",
    "zoom": "vtt",
    "developer-json": "json",
}


@pytest.mark.parametrize("preset", OUTPUTS)
def test_each_preset_of_the_contract_is_delivered_in_its_format(
    client: httpx.Client, preset: str
) -> None:
    assert process(client, preset=preset).json()["format"] == OUTPUTS[preset]


@pytest.mark.parametrize("preset", OUTPUTS)
def test_only_generic_enforces_reading(client: httpx.Client, preset: str) -> None:
    fast = GOOD.replace("00:00:03,000", "00:00:01,900").replace("been?", "been all this long time?")
    reply = process(client, fast, preset=preset).json()
    enforced = [
        each["code"] for each in reply["report"]["diagnostics"] if each["severity"] != "info"
    ]
    assert ("reading_speed_high" in enforced) == (preset == "generic")


def test_the_plans_of_the_contract_have_its_caps() -> None:
    plans = built_in().by_name
    assert (plans["free_plus"].daily_cap, plans["pro"].daily_cap) == (10, 9999)
    assert plans["free_plus"].features == ("API_V1", "API_KEYS")


@pytest.mark.parametrize(
    "code, name, text",
    [
        ("empty_input", "a.srt", ""),
        ("no_cues", "a.srt", "no captions at all"),
        ("invalid_timestamp", "a.srt", GOOD.replace("00:00:03,000", "00:00:0x,000")),
        ("missing_webvtt_header", "a.vtt", "00:01.000 --> 00:03.000\nOne\n"),
        ("overlapping_cues", "a.srt", GOOD + "\n2\n00:00:02,000 --> 00:00:05,000\nHere.\n"),
        ("reading_speed_high", "a.srt", GOOD.replace("00:00:03,000", "00:00:01,300")),
        ("too_many_lines", "a.srt", GOOD.rstrip() + "\na\nb\nc\nd\n"),
        ("strip_styling", "a.srt", STYLED),
    ],
)
def test_the_diagnostics_of_the_contract_are_found(
    client: httpx.Client, code: str, name: str, text: str
) -> None:
    reply = process(client, text, name=name, preset="generic").json()
    report = reply["report"] if "report" in reply else reply["error"]["details"]["report"]
    assert code in [each["code"] for each in report["diagnostics"]]
