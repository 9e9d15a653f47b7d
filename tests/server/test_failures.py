"""Every error code, each from a real cause."""

from __future__ import annotations

import re
import socket
import sqlite3

import httpx
import pytest
from fastapi.routing import APIRoute

from caption_qa_action.server.app import routes
from caption_qa_action.server.auth import SCOPE_FIELD
from caption_qa_action.server.contract import SCOPES
from tests.server.serving import GOOD, Running, create_key, error, process

# 4.25 MiB: the contract.
LIMIT_BYTES = 4_456_448
pytestmark = pytest.mark.slow

# Every route that needs a key, from the application itself.
KEYED = [
    (method, re.sub("{.*?}", "1", route.path.removeprefix("/api/v1")), needed[SCOPE_FIELD])
    for route in routes().state.routes
    if isinstance(route, APIRoute) and (needed := route.openapi_extra)
    for method in sorted(route.methods or ())
]


@pytest.mark.parametrize("method, path, scope", KEYED)
def test_without_a_key_every_route_says_so_first(
    server: Running, method: str, path: str, scope: str
) -> None:
    with server.client(None) as client:
        reply = client.request(method, f"/api/v1{path}", content=b"{")
        assert error(reply) == (401, "unauthorized")
        assert reply.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "value",
    ["", "Bearer", "Bearer cp_live_", "Bearer \xff\xfe", "Basic YTpi", "Bearer " + "x" * 9000],
)
def test_a_wrong_key_is_refused(server: Running, value: str) -> None:
    with server.client(None) as client:
        reply = client.get("/api/v1/me", headers={b"Authorization": value.encode("latin-1")})
        assert error(reply) == (401, "unauthorized")


def test_a_key_that_is_almost_right_is_refused(server: Running) -> None:
    for key in (server.key[:-1], server.key + "0", server.key.upper()):
        with server.client(key) as client:
            assert error(client.get("/api/v1/me")) == (401, "unauthorized")


@pytest.fixture(scope="module")
def narrow(server: Running) -> dict[str, str]:
    """For each scope a key that has all the others."""
    return {
        scope: create_key(server.database, *(each for each in SCOPES if each != scope))
        for scope in sorted({scope for _, _, scope in KEYED})
    }


@pytest.mark.parametrize("method, path, scope", KEYED)
def test_without_its_scope_a_route_names_it(
    server: Running, narrow: dict[str, str], method: str, path: str, scope: str
) -> None:
    with server.client(narrow[scope]) as client:
        reply = client.request(method, f"/api/v1{path}", content=b"{")
        assert error(reply) == (403, "forbidden")
        assert reply.json()["error"]["details"] == {"missingScope": scope}


@pytest.mark.parametrize(
    "path", ["/", "/api/v1/nothing", "/api/process", "/docs", "/api/v1/me/", "/%00%0d"]
)
def test_an_unknown_route_is_not_found(client: httpx.Client, path: str) -> None:
    assert error(client.get(path)) == (404, "not_found")


def test_a_wrong_method_is_answered_with_the_right_one(client: httpx.Client) -> None:
    reply = client.get("/api/v1/process")
    assert error(reply) == (405, "method_not_allowed")
    assert reply.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"preset": "youtub"}, "youtube"),
        ({"preset": "instagram_reels"}, "instagram-reels"),
        ({"preset": ""}, "youtube"),
        ({"fixProfile": "all"}, "auto-split-cps"),
    ],
)
def test_a_wrong_field_names_what_there_is(
    client: httpx.Client, fields: dict[str, str], message: str
) -> None:
    reply = process(client, **fields)
    assert error(reply) == (400, "bad_request")
    assert message in reply.json()["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"null", b'{"name": ""}', b'{"name": 5}', b'{"name": "a", "scopes": []}',
     b'{"name": "a", "scopes": ["all"]}', b'{"name": "a\\u0000"}', b'{"name": " "}', b"\xff",
     b'{"name": "\\ud800"}', b'{"name": "%s"}' % (b"a" * 101), b"[" * 100_000],
)  # fmt: skip
def test_a_wrong_key_to_be_made_is_refused(client: httpx.Client, body: bytes) -> None:
    reply = client.post(
        "/api/v1/api-keys", content=body, headers={"Content-Type": "application/json"}
    )
    assert error(reply) == (400, "bad_request")


@pytest.mark.parametrize("text", ["", "no captions at all", "\0\1\2", "WEBVTT\n"])
def test_a_file_without_captions_fails_with_its_report(client: httpx.Client, text: str) -> None:
    reply = process(client, text)
    assert error(reply) == (422, "processing_failed")
    details = reply.json()["error"]["details"]
    assert details["deliveryStatus"] == "failed"
    assert details["report"]["diagnostics"]


def test_what_failed_does_not_count(client: httpx.Client) -> None:
    before = client.get("/api/v1/usage").json()["usedToday"]
    process(client, "")
    process(client, preset="nothing")
    assert client.get("/api/v1/usage").json()["usedToday"] == before


def test_no_http_at_all_gets_the_envelope(server: Running) -> None:
    with socket.create_connection(server.address, timeout=30) as connection:
        connection.sendall(b"EHLO you\r\n\r\n")
        reply = b"".join(iter(lambda: connection.recv(4096), b""))
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert b'{"error": {"code": "bad_request"' in reply


def test_a_declared_size_over_the_limit_is_refused_before_it_is_read(server: Running) -> None:
    head = (
        f"POST /api/v1/process HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.key}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {LIMIT_BYTES + 1}\r\n\r\n"
    )
    with socket.create_connection(server.address, timeout=30) as connection:
        connection.sendall(head.encode())
        reply = b""
        while b"}" not in reply:
            reply += connection.recv(4096)
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert b"payload_too_large" in reply


def test_a_file_over_the_limit_gets_its_answer_although_it_is_still_being_sent(
    client: httpx.Client,
) -> None:
    assert error(process(client, "x" * 20_000_000)) == (400, "payload_too_large")


def test_a_body_of_unknown_size_is_read_to_the_limit(client: httpx.Client) -> None:
    form = httpx.Request("POST", "http://x", files={"file": ("a.srt", b"x" * 8_000_000)})
    form.read()
    reply = client.post(
        "/api/v1/process",
        content=(form.content[at : at + 65536] for at in range(0, len(form.content), 65536)),
        headers={"Content-Type": form.headers["Content-Type"]},
    )
    assert error(reply) == (400, "payload_too_large")


def test_a_file_just_below_the_limit_is_taken(client: httpx.Client) -> None:
    text = GOOD + "\n" * (LIMIT_BYTES - 2000)
    assert process(client, text).status_code == 200


def test_a_database_that_is_locked_is_unavailable(server: Running, client: httpx.Client) -> None:
    with sqlite3.connect(server.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        reply = process(client)
        other.execute("ROLLBACK")
    other.close()
    assert error(reply) == (503, "unavailable")
    assert reply.headers["retry-after"] == "1"
    assert process(client).status_code == 200
