"""The OpenAPI document is kept: whatever is asked, the answer is one that it describes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from caption_qa_action.server.app import routes
from caption_qa_action.server.contract import ERRORS, SCOPES
from tests.json_schema import jsonschema
from tests.server.serving import Running

pytestmark = pytest.mark.slow

# A file without captions fits the document and is refused all the same.
ALWAYS = ("--exclude-checks", "positive_data_acceptance")
OPTIONS = ("-n", "6", "--phases", "examples,coverage,fuzzing", *ALWAYS)


def test_no_request_gets_an_answer_that_is_not_documented(server: Running, tmp_path: Path) -> None:
    command = [
        sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()",
        "run", f"{server.url}/openapi.json", "-H", f"Authorization: Bearer {server.key}",
        *OPTIONS, "--generation-deterministic",
        "--no-color", "--warnings", "off", "--request-timeout", "60",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "bug" not in server.log()


def test_every_route_is_documented_with_its_scope(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, operations in paths.items():
        for operation in operations.values():
            if path != "/healthz":
                assert operation["x-required-scope"] in SCOPES
                assert set(operation["responses"]) >= {"200", "401", "403", "429", "503"}
    assert len(ERRORS) == 12


def test_what_a_file_suppresses_is_documented(client: httpx.Client) -> None:
    captions = b"""WEBVTT

00:01.000 --> 00:04.000
One

NOTE caption-qa: ignore[overlapping_cues] two speakers

00:03.000 --> 00:05.000
Two
"""
    document = client.get("/openapi.json").json()
    report = client.post("/api/v1/process", files={"file": ("talk.vtt", captions)}).json()["report"]
    assert report["suppressed"][0]["code"] == "overlapping_cues"
    assert set(report) <= set(document["components"]["schemas"]["Report"]["properties"])


def test_every_sample_is_one_that_its_schema_describes() -> None:
    document = routes().openapi()
    examples = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            answer = operation["responses"]["200"]["content"].get("application/json")
            if answer is None or path == "/healthz":
                continue
            schema = {**answer["schema"], "components": document["components"]}
            value = answer["examples"]["success"]["value"]
            jsonschema.validate(value, schema)
            # What a schema allows to be missing is in the sample all the same, where it is always answered.
            name = answer["schema"]["$ref"].rpartition("/")[2]
            required = document["components"]["schemas"][name].get("required", [])
            assert set(required) <= set(value), (method, path)
            examples += 1
    assert examples == 34
