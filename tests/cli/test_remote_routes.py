"""`caption-qa remote` against the server of this package, for every route that it offers."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from caption_qa_action.server import ffmpeg
from tests.cli.test_remote_serve import Run, run, server  # noqa: F401
from tests.server.serving import Running
from tests.server.videos import make_video

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("remote-serve")]

CAPTIONS = "1\n00:00:01,000 --> 00:00:01,200\nWhere have you been?\n"


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    path = tmp_path / "talk.srt"
    path.write_text(CAPTIONS, encoding="utf-8")
    return path


def test_a_finding_is_explained(server: Running, run: Run, captions: Path) -> None:  # noqa: F811
    asked = "remote", "explain", "duration_too_short", "talk.srt", "--preset", "generic"
    done = run(server, *asked, "--cue", "1", "--json")
    assert done.returncode == 0
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["cue"]["text"] == "Where have you been?"
    done = run(server, "remote", "explain", "duration_too_shor")
    assert done.returncode == 2
    assert "duration_too_short" in done.stderr


def test_projects_are_pushed_compared_and_deleted(
    server: Running,  # noqa: F811
    run: Run,  # noqa: F811
    captions: Path,
) -> None:
    done = run(server, "remote", "projects", "push", "talk.srt", "--name", "talk", "--json")
    assert (done.returncode, json.loads(done.stdout)["irRevision"]) == (0, 1)
    project = json.loads(done.stdout)["projectId"]
    listed = run(server, "remote", "projects")
    assert f"{project}  talk  ready" in listed.stdout
    captions.write_text(CAPTIONS.replace("01,200", "02,200"), encoding="utf-8")
    done = run(server, "remote", "diff", project, "talk.srt")
    assert (
        'retimed: cue 1 (1000-1200 ms) "Where have you been?" -> cue 1 (1000-2200 ms)'
        in done.stdout
    )
    done = run(server, "remote", "process", "talk.srt", "--project", project, "--json")
    assert json.loads(done.stdout)["irRevision"] == 2
    done = run(server, "remote", "diff", project, "--from", "1", "--to", "2", "--json")
    assert json.loads(done.stdout)["summary"]["retimed"] == 1
    assert run(server, "remote", "diff", project, "--to", "fr").returncode == 2
    done = run(server, "remote", "projects", "push", "talk.srt", "--name", "talk", "--role", "a b")
    assert done.returncode == 2
    assert "talk.srt: " in done.stderr
    done = run(server, "remote", "projects", "show", project)
    assert done.stdout.splitlines()[0].split() == ["revision", "language", "role", "file", "pushed"]
    database = str(server.database)
    assert f"{project}  2" in run(server, "serve", "projects", "list", "--db", database).stdout
    shown = run(server, "serve", "projects", "show", project, "--db", database, "--json").stdout
    assert len(json.loads(shown)["revisions"]) == 2
    assert run(server, "remote", "projects", "delete", project).returncode == 0
    assert run(server, "remote", "projects", "show", project).returncode == 2
    done = run(server, "serve", "projects", "delete", project, "--db", database)
    assert done.returncode == 2


def test_the_webhook_is_set_shown_and_deleted(server: Running, run: Run) -> None:  # noqa: F811
    assert "no webhook is set" in run(server, "remote", "webhook", "show").stdout
    url = "https://example.org/hook"
    done = run(server, "remote", "webhook", "set", url, "--rotate-secret")
    secret = done.stdout.strip()
    assert secret.startswith("whsec_")
    done = run(server, "remote", "webhook", "show")
    assert url in done.stdout
    assert secret not in done.stdout
    assert run(server, "remote", "webhook", "set", "https://10.0.0.1/").returncode == 2
    assert run(server, "remote", "webhook", "delete").returncode == 0
    assert "no webhook is set" in run(server, "remote", "webhook", "show").stdout


def test_templates_are_pushed_validated_and_run(server: Running, run: Run, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "talk.srt").write_text(CAPTIONS, encoding="utf-8")
    (tmp_path / "house.js").write_text("function exportTimeline(cues) {\n  return cues[0].text;\n}")
    (tmp_path / "bad.js").write_text("function exportTimeline(cues) {\n  return +;\n}")
    (tmp_path / "fails.js").write_text("function exportTimeline(cues) {\n  return cues.none.x;\n}")
    done = run(server, "remote", "projects", "push", "talk.srt", "--name", "t", "--json")
    project = json.loads(done.stdout)["projectId"]
    done = run(server, "remote", "templates", "push", "house.js", "--json")
    template = json.loads(done.stdout)
    assert (done.returncode, template["revision"]) == (0, 1)
    done = run(server, "remote", "templates", "push", "house.js", "--json")
    assert json.loads(done.stdout)["revision"] == 2
    done = run(server, "remote", "templates", "get", template["id"])
    assert done.stdout == (tmp_path / "house.js").read_text()
    assert "house" in run(server, "remote", "templates", "list").stdout
    tested = "remote", "templates", "test", template["id"], "--project", project
    assert "output: Where have you been?" in run(server, *tested).stdout
    for command in (("push", "bad.js"), ("validate", "bad.js")):
        done = run(server, "remote", "templates", *command)
        assert done.returncode == 1
        assert "bad.js:2:" in done.stderr
    done = run(server, "remote", "templates", "validate", "house.js")
    assert done.returncode == 0
    both = "--mode", "both", "--project", project
    done = run(server, "remote", "templates", "validate", "fails.js", *both)
    assert done.returncode == 1
    assert "fails.js:2:" in done.stderr
    done = run(
        server, "remote", "templates", "push", "house.js", "--id", template["id"], "--revision", "1"
    )
    assert done.returncode == 2  # somebody else was faster; that says nothing of the script
    assert run(server, "remote", "templates", "delete", template["id"]).returncode == 0


def test_a_video_is_uploaded_in_parts_worked_on_and_fetched(
    server: Running,  # noqa: F811
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    if not ffmpeg.find():
        pytest.skip("ffmpeg is not installed")
    make_video(tmp_path / "talk.mkv")
    small = json.loads(run(server, "remote", "media", "upload", "talk.mkv", "--json").stdout)
    assert small["status"] == "ready"
    # Behind its end there may be anything; this makes it one of three parts.
    with (tmp_path / "talk.mkv").open("ab") as video:
        video.write(bytes(9 * 1024 * 1024))
    done = run(server, "remote", "media", "upload", "talk.mkv", "--json")
    large = json.loads(done.stdout)
    assert (large["status"], large["sizeBytes"]) == (
        "ready",
        (tmp_path / "talk.mkv").stat().st_size,
    )
    for media in (small, large):
        asked = "remote", "jobs", "extract", "--set", f"mediaId={media['mediaId']}", "--json"
        job = json.loads(run(server, *asked).stdout)
        done = run(server, "remote", "jobs", "wait", job["jobId"], "--json")
        assert done.returncode == 0
        (artifact,) = json.loads(done.stdout)["artifacts"]
        out = f"{media['mediaId']}.srt"
        assert run(server, "remote", "artifact", artifact["artifactId"], "-o", out).returncode == 0
        assert "Where have you been?" in (tmp_path / out).read_text()
    job = json.loads(run(server, *asked, "--set", "track=9").stdout)
    assert run(server, "remote", "jobs", "wait", job["jobId"]).returncode == 1
    assert run(server, "remote", "jobs", "cancel", job["jobId"]).returncode == 2


def test_an_upload_that_broke_off_goes_on(
    server: Running,  # noqa: F811
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    data = bytes(range(256)) * 40_000
    (tmp_path / "talk.mp4").write_bytes(data)
    with server.client() as client:
        body = {"filename": "talk.mp4", "sizeBytes": len(data)}
        begun = client.post("/api/v1/media/upload", json=body).json()
        client.put(begun["uploadUrl"], content=data[:100])
    resume = "--resume", begun["mediaId"], "--json"
    done = run(server, "remote", "media", "upload", "talk.mp4", *resume)
    assert json.loads(done.stdout)["sha256"] == hashlib.sha256(data).hexdigest()
