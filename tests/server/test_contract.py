"""The public contract, where it lies beside the project: its examples and ours have the same fields."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from caption_qa_action.server import contract
from caption_qa_action.server.app import routes
from tests.server.serving import Running, create_key, process

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
