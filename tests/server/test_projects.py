"""Projects: made, filled, compared, deleted; and the exports of their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server.serving import GOOD, Running, create_key, error, process, running

pytestmark = pytest.mark.slow

LATER = GOOD.replace("00:00:03,000", "00:00:03,500")
GERMAN = GOOD.replace("Where have you been?", "Wo warst du?")


@pytest.fixture
def project(client: httpx.Client, request: pytest.FixtureRequest) -> str:
    made = client.post("/api/v1/projects", json={"name": request.node.name})
    assert made.status_code == 200
    identifier: str = made.json()["projectId"]
    return identifier


def push(client: httpx.Client, project: str, text: str, name: str, **fields: str) -> httpx.Response:
    return client.post(
        f"/api/v1/projects/{project}/revisions", files={"file": (name, text.encode())}, data=fields
    )


def diff(client: httpx.Client, project: str, **body: object) -> dict[str, Any]:
    reply = client.post(f"/api/v1/projects/{project}/diff", json=body)
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


def test_a_project_is_empty_until_a_file_is_pushed(client: httpx.Client, project: str) -> None:
    path = f"/api/v1/projects/{project}"
    assert client.get(path).json()["status"] == "empty"
    first = push(client, project, GOOD, "talk.en.srt").json()
    assert (first["irRevision"], first["language"], first["role"]) == (1, "en", "captions")
    assert first["cues"] == 1
    again = push(client, project, GOOD, "talk.en.srt").json()
    assert again["irRevision"] == 1  # nothing has changed
    assert push(client, project, LATER, "x.srt", language="en").json()["irRevision"] == 2
    other = push(client, project, GOOD, "x.srt", language="en", role="original").json()
    assert other["irRevision"] == 3
    listed = [
        each
        for each in client.get("/api/v1/projects").json()["projects"]
        if each["projectId"] == project
    ]
    assert [(each["status"], each["irRevision"]) for each in listed] == [("ready", 3)]
    full = client.get(path).json()
    assert [each["irRevision"] for each in full["revisions"]] == [1, 2, 3]
    assert client.get(f"{path}/revisions/2").content == LATER.encode()
    assert client.delete(path).json() == {"projectId": project, "deleted": True}
    for reply in (client.get(path), client.delete(path), push(client, project, GOOD, "a.srt")):
        assert error(reply) == (404, "not_found")


def test_what_differs_between_two_revisions_is_shown_cue_by_cue(
    client: httpx.Client, project: str
) -> None:
    push(client, project, GOOD, "talk.en.srt")
    push(client, project, LATER, "talk.en.srt")
    push(client, project, GERMAN, "talk.de.srt")
    push(client, project, LATER + "\n2\n00:00:09,000 --> 00:00:10,000\nNew\n", "talk.en.srt")
    newest = diff(client, project)
    assert newest["comparedBy"] == "words"
    assert (newest["from"]["irRevision"], newest["to"]["irRevision"]) == (2, 4)
    assert [each["changes"] for each in newest["cues"]] == [["new"]]
    first = diff(client, project, **{"from": {"irRevision": 1}, "to": {"irRevision": 2}})
    assert first["summary"]["retimed"] == 1
    assert first["cues"][0]["to"] == {
        "index": 1,
        "startMs": 1000,
        "endMs": 3500,
        "text": "Where have you been?",
    }
    languages = diff(client, project, **{"from": {"language": "en"}, "to": {"language": "de"}})
    assert languages["comparedBy"] == "times"
    assert languages["summary"] | {"same": 0} == {
        "same": 0, "moved": 0, "retimed": 1, "reworded": 0, "missing": 1, "new": 0
    }  # fmt: skip
    sent = client.post(
        f"/api/v1/projects/{project}/diff",
        files={"file": ("talk.en.srt", GOOD.encode())},
        data={"irRevision": "1"},
    ).json()
    assert (sent["to"], sent["cues"], sent["summary"]["same"]) == (None, [], 1)


@pytest.mark.parametrize(
    "body, failure",
    [
        (b"{", (400, "bad_request")),
        (b'{"to": {"irRevision": "1"}}', (400, "bad_request")),
        (b'{"to": {"irRevision": 0}}', (400, "bad_request")),
        (b'{"to": {"irRevision": 99}}', (404, "not_found")),
        (b'{"to": {"language": "fr"}}', (404, "not_found")),
        (b"{}", (404, "not_found")),  # there is one revision, and none before it
    ],
)
def test_a_wrong_comparison_is_refused(
    client: httpx.Client, project: str, body: bytes, failure: tuple[int, str]
) -> None:
    push(client, project, GOOD, "talk.srt")
    reply = client.post(f"/api/v1/projects/{project}/diff", content=body)
    assert error(reply) == failure


@pytest.mark.parametrize(
    "text, name, fields, failure",
    [
        ("", "a.srt", {}, (422, "processing_failed")),
        ("\0\1\2", "a.bin", {}, (422, "processing_failed")),
        (GOOD, "a.srt", {"language": "../x"}, (400, "bad_request")),
        (GOOD, "a.srt", {"role": "A B"}, (400, "bad_request")),
        (GOOD, "a.srt", {"role": "../../x"}, (400, "bad_request")),
    ],
)
def test_a_wrong_revision_is_refused(
    client: httpx.Client,
    project: str,
    text: str,
    name: str,
    fields: dict[str, str],
    failure: tuple[int, str],
) -> None:
    assert error(push(client, project, text, name, **fields)) == failure
    assert client.get(f"/api/v1/projects/{project}").json()["status"] == "empty"


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 201, "\u202e", 5, None])
def test_a_wrong_name_is_refused(client: httpx.Client, name: object) -> None:
    reply = client.post("/api/v1/projects", json={"name": name})
    assert error(reply) == (400, "bad_request")


def test_a_name_is_taken_once(client: httpx.Client) -> None:
    assert client.post("/api/v1/projects", json={"name": "once"}).status_code == 200
    assert error(client.post("/api/v1/projects", json={"name": "once"})) == (400, "bad_request")


@pytest.mark.parametrize("identifier", ["1", "..", "%2e%2e", "a" * 3000, "%00"])
def test_an_identifier_leads_nowhere_else(client: httpx.Client, identifier: str) -> None:
    assert client.get(f"/api/v1/projects/{identifier}").status_code == 404
    assert process(client, projectId=identifier).status_code == 404


def test_an_export_of_a_project_is_a_revision_of_it(
    server: Running, client: httpx.Client, project: str
) -> None:
    reply = process(client, projectId=project, name="talk.en.srt").json()
    assert (reply["projectId"], reply["irRevision"]) == (project, 1)
    assert process(client, projectId=project, name="talk.en.srt").json()["irRevision"] == 1
    assert process(client, LATER, projectId=project, name="talk.en.srt").json()["irRevision"] == 2
    assert process(client, "", projectId=project).status_code == 422
    assert client.get(f"/api/v1/projects/{project}").json()["irRevision"] == 2
    assert "projectId" not in process(client).json()
    with server.client(create_key(server.database, "process:write")) as other:
        reply = process(other, projectId=project)
        assert error(reply) == (403, "forbidden")
        assert reply.json()["error"]["details"] == {"missingScope": "exports:write"}


def test_files_of_projects_are_for_their_owner_and_no_name_of_a_client_is_one(
    server: Running, client: httpx.Client, project: str
) -> None:
    push(client, project, GOOD, "../../evil.srt")
    folder = Path(f"{server.database}.files")
    found = [path for path in folder.rglob("*") if project in str(path)]
    assert {path.name for path in found} == {project, "1"}
    assert all(path.stat().st_mode & 0o77 == 0 for path in found)


def test_a_project_outlives_its_server(tmp_path: Path) -> None:
    with running(tmp_path, "--workers", "1") as server, server.client() as client:
        project = client.post("/api/v1/projects", json={"name": "kept"}).json()["projectId"]
        push(client, project, GOOD, "talk.srt")
        assert server.stop() == 0
    with running(tmp_path, "--workers", "1") as server, server.client() as client:
        assert client.get(f"/api/v1/projects/{project}/revisions/1").content == GOOD.encode()
