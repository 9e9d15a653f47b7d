"""Export templates on the server: kept, validated, run, and contained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.runs.templates.hostile import HOSTILE
from tests.server.serving import GOOD, Running, error, running

pytestmark = pytest.mark.slow

SCRIPT = "function exportTimeline(cues, ctx) { return `${ctx.projectName}: ${cues[0].text}`; }"
OTHER = SCRIPT.replace("projectName", "language")
PATH = "/api/v1/export-templates"


@pytest.fixture(scope="module")
def project(server: Running) -> str:
    with server.client() as client:
        made = client.post("/api/v1/projects", json={"name": "templates"}).json()["projectId"]
        path = f"/api/v1/projects/{made}/revisions"
        client.post(path, files={"file": ("talk.en.srt", GOOD.encode())})
        later = GOOD.replace("Where", "Wherever")
        client.post(path, files={"file": ("talk.en.srt", later.encode())})
    identifier: str = made
    return identifier


def create(client: httpx.Client, name: str = "house", script: str = SCRIPT) -> dict[str, Any]:
    reply = client.post(PATH, json={"name": name, "scriptSource": script})
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


def used(client: httpx.Client) -> int:
    count: int = client.get("/api/v1/usage").json()["usedToday"]
    return count


def test_a_template_is_made_listed_replaced_and_deleted(client: httpx.Client) -> None:
    made = create(client)
    path = f"{PATH}/{made['id']}"
    assert made["revision"] == 1
    assert client.get(path).json() == made
    listed = [each for each in client.get(PATH).json()["templates"] if each["id"] == made["id"]]
    assert listed == [{key: value for key, value in made.items() if key != "scriptSource"}]
    replaced = client.put(path, json={"scriptSource": OTHER, "revision": 1}).json()
    assert (replaced["revision"], replaced["name"], replaced["scriptSource"]) == (2, "house", OTHER)
    late = client.put(path, json={"name": "mine", "scriptSource": SCRIPT, "revision": 1})
    assert error(late) == (409, "conflict")
    assert late.json()["error"]["details"] == {"revision": 2}
    assert client.get(path).json()["scriptSource"] == OTHER
    assert client.put(path, json={"name": "renamed"}).json()["revision"] == 3  # without: no lock
    assert client.delete(path).json() == {"id": made["id"], "deleted": True}
    for reply in (client.get(path), client.delete(path), client.put(path, json={})):
        assert error(reply) == (404, "not_found")
    assert error(client.post(f"{path}/test", json={"projectId": "1"})) == (404, "not_found")


@pytest.mark.parametrize("script", ["function exportTimeline(", "var x = 1", "while (1);"])
def test_an_invalid_script_is_refused_with_its_problems(client: httpx.Client, script: str) -> None:
    made = create(client)
    before = used(client)
    for reply in (
        client.post(PATH, json={"name": "x", "scriptSource": script}),
        client.put(f"{PATH}/{made['id']}", json={"scriptSource": script}),
        client.post(f"{PATH}/validate", json={"scriptSource": script}),
    ):
        assert error(reply) == (400, "bad_request")
        details = reply.json()["error"]["details"]
        assert details["valid"] is False
        assert details["problems"][0]["message"]
    assert client.get(f"{PATH}/{made['id']}").json()["revision"] == 1
    assert used(client) == before


def test_each_mode_does_what_it_is_called(client: httpx.Client, project: str) -> None:
    before = used(client)
    path = f"{PATH}/validate"
    assert client.post(path, json={"scriptSource": SCRIPT}).json() == {
        "valid": True,
        "mode": "validate",
    }
    assert used(client) == before  # to validate is no run
    for mode in ("test", "both"):
        reply = client.post(path, json={"scriptSource": SCRIPT, "mode": mode, "projectId": project})
        answer = reply.json()
        assert answer["output"] == "templates: Wherever have you been?"
        assert (answer["mode"], answer["irRevision"]) == (mode, 2)
        assert (
            answer["remainingApiRunsToday"]
            == client.get("/api/v1/me").json()["quotas"]["remainingToday"]
        )
    assert used(client) == before + 2


def test_a_saved_template_is_run_with_any_revision(client: httpx.Client, project: str) -> None:
    path = f"{PATH}/{create(client, script=OTHER)['id']}/test"
    newest = client.post(path, json={"projectId": project}).json()
    assert newest["output"] == "en: Wherever have you been?"
    first = client.post(path, json={"projectId": project, "irRevision": 1}).json()
    assert first["output"] == "en: Where have you been?"
    assert client.post(path, json={"mode": "validate"}).json() == {
        "valid": True,
        "mode": "validate",
    }
    for body, failure in (
        ({}, (400, "bad_request")),
        ({"projectId": "1"}, (404, "not_found")),
        ({"projectId": project, "irRevision": 9}, (404, "not_found")),
        ({"projectId": project, "mode": "run"}, (400, "bad_request")),
    ):
        assert error(client.post(path, json=body)) == failure


def test_an_empty_project_is_not_ready(client: httpx.Client) -> None:
    empty = client.post("/api/v1/projects", json={"name": "not ready"}).json()["projectId"]
    body = {"scriptSource": SCRIPT, "mode": "test", "projectId": empty}
    assert error(client.post(f"{PATH}/validate", json=body)) == (404, "not_found")


def test_a_script_that_fails_is_named_and_no_run(client: httpx.Client, project: str) -> None:
    before = used(client)
    script = "function exportTimeline() {\n  return missing;\n}"
    body = {"scriptSource": script, "mode": "test", "projectId": project}
    reply = client.post(f"{PATH}/validate", json=body)
    assert error(reply) == (422, "processing_failed")
    problem = reply.json()["error"]["details"]["problems"][0]
    assert (problem["kind"], problem["line"], problem["column"]) == ("threw", 2, 10)
    assert used(client) == before


def test_hostile_scripts_leave_the_server_as_it_was(
    server: Running, client: httpx.Client, project: str
) -> None:
    for source, _ in HOSTILE.values():
        body = {"scriptSource": source, "mode": "test", "projectId": project}
        reply = client.post(f"{PATH}/validate", json=body)
        assert reply.status_code in (200, 400, 422), (source, reply.text)
    assert client.post(f"{PATH}/validate", json={"scriptSource": SCRIPT}).status_code == 200
    assert client.get("/healthz").status_code == 200
    assert "bug" not in server.log()


@pytest.mark.parametrize(
    "body",
    [
        {}, {"name": "x"}, {"scriptSource": SCRIPT}, {"name": "", "scriptSource": SCRIPT},
        {"name": "a\x1b", "scriptSource": SCRIPT}, {"name": "x", "scriptSource": ""},
        {"name": "x", "scriptSource": 5}, {"name": "x", "scriptSource": "x" * (256 * 1024 + 1)},
    ],
)  # fmt: skip
def test_a_wrong_template_is_refused(client: httpx.Client, body: dict[str, object]) -> None:
    assert error(client.post(PATH, json=body)) == (400, "bad_request")


def test_without_its_runtime_nothing_is_run_and_everything_else_works(tmp_path: Path) -> None:
    hide = tmp_path / "hide"
    hide.mkdir()
    # The package is there for `find_spec` alone, as after a broken installation.
    (hide / "sitecustomize.py").write_text("import sys\nsys.modules['wasmtime'] = None\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{hide}")
        with running(tmp_path, "--workers", "1") as server, server.client() as client:
            reply = client.post(f"{PATH}/validate", json={"scriptSource": SCRIPT})
            assert error(reply) == (503, "unavailable")
            assert "wasmtime is not installed" in reply.json()["error"]["message"]
            reply = client.post(PATH, json={"name": "x", "scriptSource": SCRIPT})
            assert error(reply) == (503, "unavailable")
            assert client.get(PATH).json() == {"templates": []}
