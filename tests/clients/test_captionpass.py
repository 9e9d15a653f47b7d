"""The CaptionPass client, route by route, against a server that follows the contract, or does not."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from caption_qa_action.clients._transport import Policy
from caption_qa_action.clients.captionpass import PROCESS_LIMIT_BYTES, CaptionPass
from caption_qa_action.clients.secrets import Secret
from caption_qa_action.core.errors import BadReply, EngineError, Refused, TimedOut
from tests.clients.contract_server import Answer, ContractServer, refusal

KEY = "cp_live_verysecretvalue0123456789"
ONCE = Policy(attempts=1, first_wait=0.01, longest_wait=1, connect=5, idle=5, total=10)
HASTY = ONCE._replace(idle=0.1)
CONTRACT = Path(__file__).parents[3] / "shared/contracts/captionpass-v1.txt"

# The JSON that the contract shows.
PROCESSED = {
    "report": {"diagnostics": [], "summary": "…"},
    "output": "1\n00:00:01,000 --> 00:00:04,000\n…",
    "aidedOutput": "1\n00:00:01,000 --> 00:00:04,000\n…",
    "aidedSameAsDelivery": False,
    "suggestions": [{"code": "reading_speed_high", "cueIndex": 2}],
    "deliveryStatus": "will_adapt",
    "aidedStatus": "ready",
    "remainingApiRunsToday": 19,
}
ME = {
    "userKey": "usr_…",
    "tier": "free_plus",
    "email": "you@example.com",
    "features": ["API_V1", "API_KEYS"],
    "quotas": {"v1DailySuccessCap": 10, "remainingToday": 7},
}
USAGE = {
    "cap": 10,
    "usedToday": 3,
    "remainingToday": 7,
    "keys": [{"keyId": "…", "prefix": "cp_live_abcd", "name": "CI"}],
}
CODES = [
    (401, "unauthorized"),
    (403, "forbidden"),
    (429, "rate_limited"),
    (429, "quota_exceeded"),
    (400, "bad_request"),
    (400, "payload_too_large"),
    (413, "payload_too_large"),
    (422, "processing_failed"),
    (501, "not_implemented"),
    (503, "unavailable"),
]


class Route(NamedTuple):
    """A route: how it is called, what is asked of the server, and an answer to it."""

    call: Callable[[CaptionPass], object]
    asked: str
    answer: object = {}


ROUTES = {
    "process": Route(
        lambda api: api.process("talk.srt", b"1\n", "youtube", "warn-only"),
        "POST /api/v1/process",
        PROCESSED,
    ),
    "explain": Route(lambda api: api.explain({"code": "no_cues"}), "POST /api/v1/explain"),
    "me": Route(lambda api: api.me(), "GET /api/v1/me", ME),
    "usage": Route(lambda api: api.usage(), "GET /api/v1/usage", USAGE),
    "keys": Route(lambda api: api.keys(), "GET /api/v1/api-keys", {"keys": USAGE["keys"]}),
    "create key": Route(
        lambda api: api.create_key("CI", ["process:write"]),
        "POST /api/v1/api-keys",
        {"keyId": "k1", "secret": "cp_live_other", "name": "CI"},
    ),
    "revoke key": Route(lambda api: api.revoke_key("k/1"), "DELETE /api/v1/api-keys/k%2F1"),
    "webhook": Route(lambda api: api.webhook(), "GET /api/v1/webhook", {"url": None}),
    "set webhook": Route(
        lambda api: api.set_webhook("https://example.org/hook"), "PUT /api/v1/webhook"
    ),
    "rotate webhook": Route(
        lambda api: api.set_webhook("https://example.org/hook", rotate_secret=True),
        "PUT /api/v1/webhook",
    ),
    "templates": Route(lambda api: api.templates(), "GET /api/v1/export-templates", []),
    "template": Route(lambda api: api.template("t1"), "GET /api/v1/export-templates/t1"),
    "create template": Route(
        lambda api: api.create_template("mine", "function…"), "POST /api/v1/export-templates"
    ),
    "update template": Route(
        lambda api: api.update_template("t1", "mine", "function…", 3),
        "PUT /api/v1/export-templates/t1",
    ),
    "delete template": Route(
        lambda api: api.delete_template("t1"), "DELETE /api/v1/export-templates/t1"
    ),
    "validate template": Route(
        lambda api: api.validate_template("function…", "both", "p1"),
        "POST /api/v1/export-templates/validate",
        {"valid": True},
    ),
    "test template": Route(
        lambda api: api.test_template("t1", "p1"), "POST /api/v1/export-templates/t1/test"
    ),
    "projects": Route(lambda api: api.projects(), "GET /api/v1/projects", {"projects": []}),
    "diff": Route(
        lambda api: api.diff("p1", "talk.srt", b"1\n"), "POST /api/v1/projects/p1/diff"
    ),
    "upload media": Route(
        lambda api: api.upload_media("talk.mp4", io.BytesIO(b"video"), "video/mp4"),
        "POST /api/v1/media/upload",
        {"mediaId": "m1"},
    ),
    "complete media": Route(
        lambda api: api.complete_media("m1"), "POST /api/v1/media/upload/complete"
    ),
    "extract": Route(lambda api: api.extract({"mediaId": "m1"}), "POST /api/v1/jobs/extract"),
    "render": Route(lambda api: api.render({"mediaId": "m1"}), "POST /api/v1/jobs/render"),
    "job": Route(lambda api: api.job("j1"), "GET /api/v1/jobs/j1", {"jobId": "j1"}),
    "cancel job": Route(lambda api: api.cancel_job("j1"), "DELETE /api/v1/jobs/j1"),
    "artifact": Route(lambda api: api.artifact("a1"), "GET /api/v1/artifacts/a1"),
}  # fmt: skip
# Nothing of an answer to these is read.
UNREAD = {"revoke key", "delete template", "cancel job", "artifact"}


@pytest.fixture(scope="module")
def running() -> Iterator[ContractServer]:
    with ContractServer() as started:
        yield started


@pytest.fixture(scope="module")
def client(running: ContractServer) -> Iterator[CaptionPass]:
    with CaptionPass(running.url, Secret(KEY), policy=ONCE) as opened:
        yield opened


@pytest.fixture
def server(running: ContractServer) -> ContractServer:
    running.forget()
    return running


@pytest.fixture
def api(server: ContractServer, client: CaptionPass) -> CaptionPass:
    return client


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_is_asked_and_answered(name: str, server: ContractServer, api: CaptionPass) -> None:
    route = ROUTES[name]
    server.then(Answer(body=route.answer))
    route.call(api)
    asked = server.asked[0]
    assert f"{asked.method} {asked.path}" == route.asked
    assert asked.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("name", ROUTES)
def test_each_error_code_is_one_exception_on_every_route(
    name: str, server: ContractServer, api: CaptionPass
) -> None:
    for status, code in CODES:
        server.then(refusal(status, code, "Not now.", missingFeature="PRO_WORKSPACE"))
        with pytest.raises(EngineError) as caught:
            ROUTES[name].call(api)
        error = caught.value
        assert (error.status, error.code) == (status, code)
        assert error.details == {"missingFeature": "PRO_WORKSPACE"}
        assert 'the plan of this account lacks "PRO_WORKSPACE"' in error.message
    assert len(server.asked) == len(CODES)


@pytest.mark.parametrize("name", ROUTES)
def test_cut_off_and_malformed_answers_are_clear_errors_on_every_route(
    name: str, server: ContractServer, api: CaptionPass
) -> None:
    server.then(Answer(body=b'{"a": 1', missing_bytes=5), Answer(hang_up=True))
    for _ in range(2):
        with pytest.raises(EngineError, match="broke off"):
            ROUTES[name].call(api)
    if name not in UNREAD:
        for body in (b"<html>", b'{"a": ', b"7"):
            server.then(Answer(body=body))
            with pytest.raises(BadReply):
                ROUTES[name].call(api)


@pytest.mark.slow
def test_slow_answers_are_clear_errors_on_every_route(server: ContractServer) -> None:
    server.then(*[Answer(delay=0.15)] * len(ROUTES))
    hasty = HASTY._replace(total=0.1)
    with CaptionPass(server.url, Secret(KEY), policy=hasty) as client:
        for name in set(ROUTES) - {"upload media", "artifact"}:  # these may take their time
            with pytest.raises(TimedOut):
                ROUTES[name].call(client)
    with CaptionPass(server.url, Secret(KEY), policy=HASTY) as client:
        for name in ("upload media", "artifact"):
            with pytest.raises(TimedOut):
                ROUTES[name].call(client)


def test_the_examples_of_the_contract_are_understood(
    server: ContractServer, api: CaptionPass
) -> None:
    server.then(Answer(body=PROCESSED), Answer(body=ME), Answer(body=USAGE))
    processed, me, usage = api.process("a.srt", b"", "youtube"), api.me(), api.usage()
    assert processed.suggestions[0].cue_index == 2
    assert processed.remaining_api_runs_today == 19
    assert me.quotas is not None
    assert me.quotas.v1_daily_success_cap == 10
    assert me.quotas.remaining_today == 7
    assert (usage.cap, usage.used_today, usage.remaining_today) == (10, 3, 7)
    assert usage.keys[0].prefix == "cp_live_abcd"


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not beside this checkout")
def test_the_contract_still_shows_what_is_tested_here() -> None:
    text = "".join(CONTRACT.read_text(encoding="utf-8").split())
    for example in (PROCESSED, ME, USAGE):
        for key, value in example.items():
            shown = json.dumps({key: value}, ensure_ascii=False)[1:-1]
            assert "".join(shown.split()) in text
    for _, code in CODES:
        assert f"|{code}|" in text


def test_unknown_fields_are_ignored(server: ContractServer, api: CaptionPass) -> None:
    diagnostic = {"code": "brand_new", "cueIndex": 3, "startMs": 12.0, "weight": [1]}
    server.then(Answer(body={"report": {"diagnostics": [diagnostic], "x": 1}, "y": {}}))
    found = api.process("a.srt", b"", "youtube").report.diagnostics[0]
    assert (found.code, found.cue_index, found.start_ms) == ("brand_new", 3, 12)


def test_null_is_nothing(server: ContractServer, api: CaptionPass) -> None:
    bare = {
        "code": "a",
        "severity": None,
        "message": None,
        "related": None,
        "line": None,
        "fix": None,
    }
    reply = {"report": {"diagnostics": [bare], "summary": {"errors": 1}}, "output": None}
    server.then(Answer(body={**reply, "suggestions": None, "remainingApiRunsToday": None}))
    processed = api.process("a.srt", b"", "youtube")
    assert processed.report.diagnostics[0].message == processed.output == ""
    server.then(Answer(body={"tier": None, "features": None, "quotas": {"remainingToday": None}}))
    assert api.me().features == []


def test_a_file_travels_as_a_form(server: ContractServer, api: CaptionPass) -> None:
    server.then(Answer(body=PROCESSED))
    api.process('a"\r\nb.srt', "1\nGrüße\n".encode(), "tiktok", "auto-split-cps")
    asked = server.asked[0]
    assert asked.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="preset"\r\n\r\ntiktok\r\n' in asked.body
    assert b'name="fixProfile"\r\n\r\nauto-split-cps\r\n' in asked.body
    assert b'name="file"; filename="a%22%0D%0Ab.srt"' in asked.body
    assert "1\nGrüße\n".encode() in asked.body


def test_what_is_too_large_is_not_even_sent(server: ContractServer, api: CaptionPass) -> None:
    with pytest.raises(Refused, match=r"4\.25 MiB") as caught:
        api.process("a.srt", b"x" * PROCESS_LIMIT_BYTES, "youtube")
    assert caught.value.code == "payload_too_large"
    assert server.asked == []


def test_a_missing_scope_names_the_scope(server: ContractServer, api: CaptionPass) -> None:
    server.then(refusal(403, "forbidden", "Missing scope.", missingScope="account:read"))
    with pytest.raises(Refused) as caught:
        api.me()
    assert caught.value.message.endswith(
        'answers 403 forbidden: Missing scope; use a key that has the scope "account:read"'
    )


def test_a_new_secret_is_masked_until_it_is_asked_for(
    server: ContractServer, api: CaptionPass
) -> None:
    server.then(Answer(body=ROUTES["create key"].answer))
    created = api.create_key("CI", ["process:write"])
    assert "cp_live_other" not in f"{created} {created!r} {created.model_dump_json()}"
    assert created.secret.get_secret_value() == "cp_live_other"


def test_a_process_call_is_never_charged_twice(server: ContractServer) -> None:
    patient = ONCE._replace(attempts=4)
    lost = [Answer(hang_up=True), Answer(502, b""), Answer(body=PROCESSED, missing_bytes=9)]
    with CaptionPass(server.url, Secret(KEY), policy=patient) as client:
        for number, answer in enumerate(lost, 1):
            server.then(answer)
            with pytest.raises(EngineError):
                client.process("a.srt", b"", "youtube")
            assert len(server.asked) == number
