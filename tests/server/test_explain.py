"""`POST /api/v1/explain`: pages of rules, and the cue at hand."""

from __future__ import annotations

import json

import httpx
import pytest

from caption_qa_action.rules import RULES
from tests.server.serving import error, process

pytestmark = pytest.mark.slow

CAPTIONS = """1
00:00:01,000 --> 00:00:03,000
<i>One</i>

2
00:00:03,000 --> 00:00:03,200
Two
"""


def explain(client: httpx.Client, **body: object) -> httpx.Response:
    return client.post("/api/v1/explain", json=body)


@pytest.mark.parametrize("code", list(RULES))
def test_every_code_is_explained(client: httpx.Client, code: str) -> None:
    answer = explain(client, code=code).json()
    assert answer["code"] == code
    assert answer["why"]
    assert answer["explanation"].startswith(answer["title"])
    assert answer["findings"] == []


def test_a_diagnostic_of_a_report_is_explained_with_its_cue(client: httpx.Client) -> None:
    found = process(client, CAPTIONS, preset="generic").json()["report"]["diagnostics"]
    short = next(each for each in found if each["code"] == "duration_too_short")
    answer = explain(client, diagnostic=short, captions=CAPTIONS, preset="generic").json()
    (finding,) = answer["findings"]
    assert finding["message"] == short["message"]
    assert finding["cueIndex"] == 2
    assert finding["cue"] == {"startMs": 3000, "endMs": 3200, "text": "Two"}
    assert finding["mended"]["endMs"] - 3000 == answer["options"]["limit_ms"]


def test_a_fix_shows_what_becomes_of_the_cue(client: httpx.Client) -> None:
    text = CAPTIONS.replace("<i>One</i>", "<i>One")
    answer = explain(client, code="unclosed_tag", captions=text).json()
    assert answer["findingsTotal"] == 1
    assert answer["findings"][0]["mended"]["text"] == "One"


def test_one_cue_can_be_asked_about(client: httpx.Client) -> None:
    text = "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},200\nText {n}\n" for n in range(1, 41)
    )
    every = explain(client, code="duration_too_short", captions=text, preset="generic").json()
    assert (len(every["findings"]), every["findingsTotal"]) == (20, 40)
    one = explain(
        client, code="duration_too_short", captions=text, preset="generic", cueIndex=7
    ).json()
    assert [each["cueIndex"] for each in one["findings"]] == [7]


@pytest.mark.parametrize(
    "body, message",
    [
        ({}, '"code"'),
        ({"code": "overlaping_cues"}, "overlapping_cues"),
        ({"code": "x" * 201}, "code"),
        ({"code": "\x1b[31m"}, "\\x1b"),
        ({"code": 5}, "code"),
        ({"code": "empty_cue", "preset": "none"}, "youtube"),
        ({"code": "empty_cue", "cueIndex": -1}, "cueIndex"),
    ],
)
def test_a_wrong_question_names_what_is_wrong(
    client: httpx.Client, body: dict[str, object], message: str
) -> None:
    reply = explain(client, **body)
    assert error(reply) == (400, "bad_request")
    assert message in reply.json()["error"]["message"]


@pytest.mark.parametrize("captions", ["", "no captions", "\0\1", "WEBVTT\n", "[" * 9999, "\ud800"])
def test_captions_that_are_none_have_no_findings(client: httpx.Client, captions: str) -> None:
    body = json.dumps({"code": "duration_too_short", "captions": captions, "cueIndex": 10**30})
    reply = client.post(
        "/api/v1/explain", content=body, headers={"Content-Type": "application/json"}
    )
    assert reply.status_code in (200, 400)
    if reply.status_code == 200:
        assert reply.json()["findings"] == []
