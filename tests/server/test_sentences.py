"""Single sentences of the contract, each with a test that needs nothing beside the project."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from caption_qa_action.server.app import routes
from caption_qa_action.server.auth import SCOPE_FIELD
from tests.server.serving import GOOD, STYLED, Running, create_key, error, process, running
from tests.server.test_plans import key_of

pytestmark = pytest.mark.slow

# The fields of the successful answers, with their types.
FIELDS: dict[str, dict[str, type]] = {
    "process": {
        "report": dict, "output": str, "aidedOutput": str, "aidedSameAsDelivery": bool, "suggestions": list,
        "deliveryStatus": str, "aidedStatus": str, "remainingApiRunsToday": int,
    },
    "me": {"userKey": str, "tier": str, "email": str, "features": list, "quotas": dict},
    "usage": {"cap": int, "usedToday": int, "remainingToday": int, "keys": list},
}  # fmt: skip
KEYED = [
    (method.upper(), re.sub("{.*?}", "x", path))
    for path, operations in routes().openapi()["paths"].items()
    for method, operation in operations.items()
    if SCOPE_FIELD in operation
]


@pytest.mark.parametrize("path", FIELDS)
def test_an_answer_has_its_fields(client: httpx.Client, path: str) -> None:
    url = f"/api/v1/{path}"
    answer = (process(client) if path == "process" else client.get(url)).json()
    found = {name: type(answer.get(name)) for name in FIELDS[path]}
    assert found == FIELDS[path]
    if path == "process":
        assert {"diagnostics", "summary"} <= answer["report"].keys()
    if path == "me":
        assert answer["quotas"].keys() >= {"v1DailySuccessCap", "remainingToday"}
    if path == "usage":
        assert answer["keys"][0].keys() >= {"keyId", "prefix", "name"}


def test_a_suggestion_is_a_code_and_the_number_of_a_cue(client: httpx.Client) -> None:
    fast = GOOD.replace("00:00:03,000", "00:00:01,500")
    answer = process(client, fast, preset="tiktok").json()
    assert {"code": "reading_speed_high", "cueIndex": 1} in answer["suggestions"]


@pytest.mark.parametrize(
    ("text", "fields", "same", "statuses"),
    [
        (GOOD, {}, True, ("ready", "ready")),
        (STYLED, {}, True, ("will_adapt", "ready")),
        (GOOD.replace("been", "been " * 20), {"fixProfile": "auto-split-cps"}, False, ("ready", None)),
    ],
)  # fmt: skip
def test_the_statuses_and_whether_both_outputs_are_the_same_are_true(
    client: httpx.Client,
    text: str,
    fields: dict[str, str],
    same: bool,
    statuses: tuple[str, str | None],
) -> None:
    answer = process(client, text, **fields).json()
    assert answer["aidedSameAsDelivery"] is same
    assert (answer["aidedOutput"] == answer["output"]) is same
    assert answer["deliveryStatus"] == statuses[0]
    assert statuses[1] in (None, answer["aidedStatus"])


def test_the_words_of_failures_are_those_of_the_contract(server: Running, tmp_path: Path) -> None:
    with server.client(None) as client:
        assert client.get("/api/v1/me").json() == {
            "error": {"code": "unauthorized", "message": "Missing or invalid API key."}
        }
    with server.client(create_key(server.database, "usage:read")) as client:
        assert client.get("/api/v1/me").json() == {
            "error": {
                "code": "forbidden",
                "message": "Missing scope.",
                "details": {"missingScope": "account:read"},
            }
        }
    with running(tmp_path, "--daily-cap", "0", "--workers", "1") as empty, empty.client() as client:
        assert process(client).json() == {
            "error": {
                "code": "quota_exceeded",
                "message": "Daily API conversion limit reached. Try again tomorrow.",
            }
        }


def test_a_key_is_taken_from_its_header_alone_and_is_in_no_log(server: Running) -> None:
    with server.client(None) as client:
        for name in ("key", "api_key", "apiKey", "token", "access_token", "authorization"):
            reply = client.get(f"/api/v1/me?{name}={server.key}")
            assert error(reply) == (401, "unauthorized")
        for headers in (
            {"Cookie": f"session={server.key}"},
            {"X-API-Key": server.key},
            {"Authorization": f"Basic {server.key}"},
            {"Authorization": server.key},
        ):
            assert error(client.get("/api/v1/me", headers=headers)) == (401, "unauthorized")
    assert server.key not in server.log()


def test_without_the_feature_of_the_api_no_route_is_open(tmp_path: Path) -> None:
    plans = tmp_path / "plans.yml"
    plans.write_text("plans:\n  closed:\n    features: []\n", encoding="utf-8")
    with (
        running(tmp_path, "--plans", str(plans), "--burst", "0", "--workers", "1") as server,
        server.client(key_of(server, "closed", plans)) as client,
    ):
        for method, path in KEYED:
            reply = client.request(method, path)
            assert error(reply) == (403, "forbidden"), path
            assert reply.json()["error"]["details"] == {"missingFeature": "API_V1"}
    assert len(KEYED) > 25


def test_a_burst_of_exports_is_answered_with_how_long_to_wait(tmp_path: Path) -> None:
    body = {"scriptSource": "function exportTimeline(cues, ctx) { return ''; }", "mode": "validate"}
    with running(tmp_path, "--burst", "3", "--workers", "1") as server, server.client() as client:
        replies = [client.post("/api/v1/export-templates/validate", json=body) for _ in range(5)]
        assert error(replies[-1]) == (429, "rate_limited")
        assert int(replies[-1].headers["retry-after"]) >= 1


def test_every_route_is_below_its_version() -> None:
    paths = set(routes().openapi()["paths"]) - {"/healthz"}
    assert paths
    assert all(path.startswith("/api/v1/") for path in paths)


def test_a_preset_that_nobody_knows_is_refused_with_those_there_are(client: httpx.Client) -> None:
    reply = process(client, preset="from-the-future")
    assert error(reply) == (400, "bad_request")
    assert "youtube" in reply.text


def test_a_project_for_a_test_is_one_of_the_list(client: httpx.Client) -> None:
    body = {
        "scriptSource": "function exportTimeline(cues, ctx) { return 'x'; }",
        "mode": "both",
        "projectId": "00000000-0000-4000-8000-000000000000",
    }
    assert error(client.post("/api/v1/export-templates/validate", json=body)) == (404, "not_found")
    project = client.post("/api/v1/projects", json={"name": "for a test"}).json()["projectId"]
    listed = client.get("/api/v1/projects").json()["projects"]
    assert project in {each["projectId"] for each in listed}
