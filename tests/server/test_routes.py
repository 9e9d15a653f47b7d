"""Every route that is offered, over a real socket."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from caption_qa_action.cli import main
from caption_qa_action.presets import names
from caption_qa_action.server.contract import FEATURES
from tests.server.serving import GOOD, STYLED, Running, create_key, error, process

EXAMPLES = Path(__file__).parents[2] / "examples" / "captions"


def test_a_file_is_checked_and_delivered(client: httpx.Client) -> None:
    reply = process(client, STYLED)
    assert reply.status_code == 200
    body = reply.json()
    assert body["output"] == body["aidedOutput"] == GOOD
    assert body["deliveryStatus"] == "will_adapt"
    assert (
        body["remainingApiRunsToday"] == client.get("/api/v1/me").json()["quotas"]["remainingToday"]
    )


@pytest.mark.parametrize("preset", ["youtube", "html5", "lms", "generic"])
@pytest.mark.parametrize("name", ["bad.srt", "bad.vtt", "german.srt", "japanese.vtt"])
def test_the_answer_is_that_of_the_command(
    client: httpx.Client, capsys: pytest.CaptureFixture[str], name: str, preset: str
) -> None:
    path = EXAMPLES / name
    options = ["--preset", preset, "--fix-profile", "auto-split-cps"]
    main(["process", "--isolated", "--json", "-q", str(path), *options])
    here = json.loads(capsys.readouterr().out)
    there = client.post(
        "/api/v1/process",
        files={"file": (name, path.read_bytes())},
        data={"preset": preset, "fixProfile": "auto-split-cps"},
    ).json()
    assert there.pop("remainingApiRunsToday") > 0
    assert there == here


@pytest.mark.parametrize("preset", names())
def test_every_preset_is_taken(client: httpx.Client, preset: str) -> None:
    assert process(client, preset=preset).status_code == 200


def test_the_name_of_a_file_says_its_language_and_no_folder_matters(client: httpx.Client) -> None:
    text = "1\n00:00:01,000 --> 00:00:03,000\nEine Zeile, die man auch lesen kann.\n"
    plain = process(client, text, name="talk.de.srt", preset="generic").json()
    foreign = process(client, text, name="../../x\\talk.ja.srt", preset="generic").json()
    assert plain["report"] != foreign["report"]


def test_the_account_and_its_quota(client: httpx.Client) -> None:
    before = client.get("/api/v1/usage").json()
    process(client)
    after = client.get("/api/v1/usage").json()
    assert after["usedToday"] == before["usedToday"] + 1
    assert after["remainingToday"] == after["cap"] - after["usedToday"]
    account = client.get("/api/v1/me").json()
    assert account["userKey"].startswith("usr_")
    assert account["features"] == list(FEATURES)
    assert account["quotas"]["remainingToday"] == after["remainingToday"]


def test_a_key_is_made_listed_used_and_revoked(server: Running, client: httpx.Client) -> None:
    made = client.post("/api/v1/api-keys", json={"name": "CI", "scopes": ["usage:read"]})
    assert made.status_code == 200
    new = made.json()
    assert new["secret"].startswith(new["prefix"])
    listed = client.get("/api/v1/api-keys").json()["keys"]
    assert {key: new[key] for key in new if key != "secret"} in listed
    with server.client(new["secret"]) as other:
        assert other.get("/api/v1/usage").status_code == 200
        assert client.delete(f"/api/v1/api-keys/{new['keyId']}").json()["revoked"]
        assert error(other.get("/api/v1/usage")) == (401, "unauthorized")
    assert error(client.delete(f"/api/v1/api-keys/{new['keyId']}")) == (404, "not_found")


def test_a_key_without_scopes_may_process(server: Running, client: httpx.Client) -> None:
    new = client.post("/api/v1/api-keys", json={"name": "CI"}).json()
    assert new["scopes"] == ["process:write"]
    with server.client(new["secret"]) as other:
        assert process(other).status_code == 200


def test_a_key_grants_no_more_than_it_may(server: Running) -> None:
    with server.client(create_key(server.database, "keys:write")) as client:
        reply = client.post("/api/v1/api-keys", json={"name": "x", "scopes": ["usage:read"]})
        assert error(reply) == (403, "forbidden")
        assert reply.json()["error"]["details"] == {"missingScope": "usage:read"}


def test_secrets_are_nowhere_but_in_the_answer_that_made_them(
    server: Running, client: httpx.Client
) -> None:
    secret = client.post("/api/v1/api-keys", json={"name": "CI"}).json()["secret"]
    shown = client.get("/api/v1/api-keys").text + client.get("/api/v1/usage").text
    files = server.database, server.database.with_name(f"{server.database.name}-wal")
    kept = b"".join(path.read_bytes() for path in files)
    for each in (secret, server.key):
        assert each not in shown
        assert each not in server.log()
        assert each.encode() not in kept


def test_health_needs_no_key(server: Running) -> None:
    with server.client(None) as client:
        assert client.get("/healthz").json() == {"status": "ok"}


def test_the_head_of_an_answer_is_that_of_get(client: httpx.Client) -> None:
    for path in ("/healthz", "/api/v1/me", "/api/v1/api-keys", "/openapi.json"):
        head, got = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (got.status_code, b"") == (200, b"")
        assert head.headers["content-length"] == got.headers["content-length"]
    assert client.head("/api/v1/nothing").status_code == 404
    assert client.head("/api/v1/process").headers["allow"] == "POST"
    assert client.put("/api/v1/me").headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "preset, format",
    [("youtube", "srt"), ("html5", "vtt"), ("lms", "ttml"), ("developer-json", "json")],
)
def test_a_format_is_called_as_in_the_contract(
    client: httpx.Client, preset: str, format: str
) -> None:
    assert process(client, preset=preset).json()["format"] == format
