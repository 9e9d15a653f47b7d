"""Videos on the server: uploaded, captions taken out and burnt in, jobs ended, artifacts fetched."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from caption_qa_action.server import ffmpeg, jobs, media
from caption_qa_action.server.store import Store
from tests.server.serving import GOOD, Running, error, running
from tests.server.videos import CAPTIONS, make_video, picture

# In one process, since what they share takes seconds to make.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("media")]

API = "/api/v1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not ffmpeg.find():
        pytest.skip("ffmpeg is not installed")
    return tmp_path_factory.mktemp("videos")


@pytest.fixture(scope="module")
def mkv(folder: Path) -> Path:
    return make_video(folder / "talk.mkv", captions=("eng", "ger"))


@pytest.fixture(scope="module")
def mp4(folder: Path) -> Path:
    return make_video(folder / "talk.mp4")


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    options = "--burst 0 --workers 1 --media-mb 8 --job-seconds 60"
    with running(tmp_path_factory.mktemp("studio"), *options.split()) as server:
        yield server


@pytest.fixture
def client(studio: Running) -> Iterator[httpx.Client]:
    with studio.client() as client:
        yield client


def upload(client: httpx.Client, video: Path | bytes, name: str = "talk.mkv") -> str:
    data = video if isinstance(video, bytes) else video.read_bytes()
    reply = client.post(f"{API}/media/upload", files={"file": (name, data, "video/mp4")})
    assert reply.status_code == 200, reply.text
    assert reply.json()["status"] == "ready"
    assert reply.json()["sha256"] == hashlib.sha256(data).hexdigest()
    identifier: str = reply.json()["mediaId"]
    return identifier


def ended(client: httpx.Client, reply: httpx.Response) -> dict[str, Any]:
    """A job once it has ended."""
    assert reply.status_code == 200, reply.text
    job: dict[str, Any] = reply.json()
    for _ in range(1200):
        if job["status"] not in ("queued", "processing"):
            return job
        time.sleep(0.05)
        job = client.get(f"{API}/jobs/{job['jobId']}").json()
    raise AssertionError(job)


def test_every_track_of_text_is_extracted_as_it_is(client: httpx.Client, mkv: Path) -> None:
    media_id = upload(client, mkv)
    job = ended(client, client.post(f"{API}/jobs/extract", json={"mediaId": media_id}))
    assert job["status"] == "completed"
    assert [each["filename"] for each in job["artifacts"]] == ["track-1.eng.srt", "track-2.ger.srt"]
    artifact = client.get(job["artifacts"][0]["url"])
    assert "<i>Where have you been?</i>" in artifact.text
    assert artifact.headers["content-disposition"] == 'attachment; filename="track-1.eng.srt"'
    assert len(artifact.content) == job["artifacts"][0]["sizeBytes"]
    assert client.head(job["artifacts"][0]["url"]).status_code == 200
    one = client.post(f"{API}/jobs/extract", json={"mediaId": media_id, "track": 2})
    assert [each["filename"] for each in ended(client, one)["artifacts"]] == ["track-2.ger.srt"]
    none = ended(client, client.post(f"{API}/jobs/extract", json={"mediaId": media_id, "track": 9}))
    assert (none["status"], none["error"]["code"]) == ("failed", "processing_failed")
    assert error(client.delete(f"{API}/jobs/{none['jobId']}")) == (409, "conflict")


def test_the_captions_of_an_mp4_are_text_again(client: httpx.Client, mp4: Path) -> None:
    job = ended(client, client.post(f"{API}/jobs/extract", json={"mediaId": upload(client, mp4)}))
    assert "Where have you been?" in client.get(job["artifacts"][0]["url"]).text


@pytest.mark.parametrize("from_project", [True, False])
def test_captions_are_burnt_into_a_copy(
    client: httpx.Client, mp4: Path, tmp_path: Path, from_project: bool
) -> None:
    body: dict[str, object] = {"mediaId": upload(client, mp4)}
    if from_project:
        project = client.post(f"{API}/projects", json={"name": "burnt"}).json()["projectId"]
        files = {"file": ("talk.srt", CAPTIONS.encode())}
        client.post(f"{API}/projects/{project}/revisions", files=files)
        body["projectId"] = project
    else:
        body |= {"captions": CAPTIONS, "filename": "talk.srt"}
    job = ended(client, client.post(f"{API}/jobs/render", json=body))
    assert job["status"] == "completed", job
    (artifact,) = job["artifacts"]
    rendered = tmp_path / "rendered.mp4"
    rendered.write_bytes(client.get(artifact["url"]).content)
    before, after = picture(mp4, 0.5), picture(rendered, 0.5)
    assert max(before) < 60
    assert max(after) > 180  # white letters on what was black


def test_an_upload_in_parts_goes_on_where_it_broke_off(client: httpx.Client, mkv: Path) -> None:
    data = mkv.read_bytes()
    half = len(data) // 2
    begun = client.post(
        f"{API}/media/upload", json={"filename": "../talk.mkv", "sizeBytes": len(data)}
    ).json()
    assert (begun["status"], begun["filename"], begun["receivedBytes"]) == (
        "uploading",
        "talk.mkv",
        0,
    )
    url = begun["uploadUrl"]

    def put(start: int, part: bytes) -> httpx.Response:
        header = f"bytes {start}-{start + len(part) - 1}/{len(data)}"
        return client.put(url, content=part, headers={"Content-Range": header})

    assert error(client.post(begun["completeUrl"])) == (409, "conflict")
    assert put(0, data[:half]).json()["receivedBytes"] == half
    again = put(0, data[:half])
    assert error(again) == (409, "conflict")
    assert again.json()["error"]["details"] == {"receivedBytes": half}
    assert client.get(f"{API}/media/{begun['mediaId']}").json()["receivedBytes"] == half
    early = client.post(f"{API}/jobs/extract", json={"mediaId": begun["mediaId"]})
    assert error(early) == (409, "conflict")
    assert error(put(half, data[half:] + b"x")) == (400, "bad_request")
    wrong = client.put(url, content=b"xy", headers={"Content-Range": "bytes 0-0/1"})
    assert error(wrong) == (400, "bad_request")
    assert put(half, data[half:]).status_code == 200
    for path in (begun["completeUrl"], f"{API}/media/upload/complete", f"{API}/media/complete"):
        done = client.post(path, json={"mediaId": begun["mediaId"]}).json()
        assert (done["status"], done["sha256"]) == ("ready", hashlib.sha256(data).hexdigest())
    assert error(put(len(data), b"x")) == (409, "conflict")
    job = ended(client, client.post(f"{API}/jobs/extract", json={"mediaId": begun["mediaId"]}))
    assert job["status"] == "completed"
    assert client.delete(f"{API}/media/{begun['mediaId']}").json()["deleted"]
    assert error(client.get(f"{API}/media/{begun['mediaId']}")) == (404, "not_found")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"filename": "a"},
        {"filename": "a", "sizeBytes": 0},
        {"filename": "", "sizeBytes": 1},
        [],
        "x",
    ],
)
def test_a_wrong_upload_is_refused(client: httpx.Client, body: object) -> None:
    assert error(client.post(f"{API}/media/upload", json=body)) == (400, "bad_request")


def test_an_empty_video_is_refused(client: httpx.Client) -> None:
    for files in ({"file": ("a.mp4", b"")}, {"other": ("a.mp4", b"x")}):
        assert error(client.post(f"{API}/media/upload", files=files)) == (400, "bad_request")


def test_a_video_that_is_too_large_is_refused(client: httpx.Client) -> None:
    size = 8 * 1024 * 1024 + 1
    reply = client.post(f"{API}/media/upload", json={"filename": "a", "sizeBytes": size})
    assert error(reply) == (400, "payload_too_large")
    reply = client.post(f"{API}/media/upload", files={"file": ("a.mp4", b"x" * size)})
    assert error(reply) == (400, "payload_too_large")


@pytest.mark.parametrize(
    "data",
    [
        b"no video",
        GOOD.encode(),
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'><Period/></MPD>",
        b"\x1aE\xdf\xa3" + b"\xff" * 4000,
    ],
)
def test_what_is_no_video_fails_and_reads_nothing_else(client: httpx.Client, data: bytes) -> None:
    job = ended(client, client.post(f"{API}/jobs/extract", json={"mediaId": upload(client, data)}))
    assert (job["status"], job["error"]["code"]) == ("failed", "processing_failed")
    assert job["artifacts"] == []


def test_a_job_that_is_cancelled_stops(studio: Running, client: httpx.Client, folder: Path) -> None:
    long = make_video(folder / "long.mp4", seconds=600)
    body = {"mediaId": upload(client, long), "captions": CAPTIONS}
    job = client.post(f"{API}/jobs/render", json=body).json()
    while job["status"] == "queued":
        time.sleep(0.05)
        job = client.get(f"{API}/jobs/{job['jobId']}").json()
    assert client.delete(f"{API}/jobs/{job['jobId']}").json()["status"] == "cancelled"
    quick = client.post(f"{API}/jobs/extract", json={"mediaId": body["mediaId"]})
    assert ended(client, quick)["status"] == "completed"  # the only runner is free again
    assert client.get(f"{API}/jobs/{job['jobId']}").json()["status"] == "cancelled"


@pytest.mark.parametrize(
    "path, body, failure",
    [
        ("extract", {}, (400, "bad_request")),
        ("extract", {"mediaId": "med_1"}, (404, "not_found")),
        ("extract", {"mediaId": "../x"}, (404, "not_found")),
        ("extract", {"mediaId": "M", "track": 0}, (400, "bad_request")),
        ("render", {"mediaId": "M"}, (400, "bad_request")),
        ("render", {"mediaId": "M", "projectId": "x", "captions": "y"}, (400, "bad_request")),
        ("render", {"mediaId": "M", "projectId": "x"}, (404, "not_found")),
        ("render", {"mediaId": "M", "captions": "none"}, (422, "processing_failed")),
    ],
)
def test_a_wrong_job_is_refused(
    client: httpx.Client, mp4: Path, path: str, body: dict[str, object], failure: tuple[int, str]
) -> None:
    if body.get("mediaId") == "M":
        body = {**body, "mediaId": upload(client, mp4)}
    assert error(client.post(f"{API}/jobs/{path}", json=body)) == failure


def test_a_finished_render_of_a_project_is_an_export(
    studio: Running, client: httpx.Client, mp4: Path
) -> None:
    client.put(f"{API}/webhook", json={"url": "https://example.invalid/"})
    project = client.post(f"{API}/projects", json={"name": "export"}).json()["projectId"]
    files = {"file": ("talk.srt", CAPTIONS.encode())}
    client.post(f"{API}/projects/{project}/revisions", files=files)
    body = {"mediaId": upload(client, mp4), "projectId": project}
    job = ended(client, client.post(f"{API}/jobs/render", json=body))
    store = Store(str(studio.database))
    for _ in range(100):
        (row,) = store.connection.execute("SELECT count(*) FROM deliveries").fetchone()
        if row:
            break
        time.sleep(0.05)
    (receipt,) = store.connection.execute("SELECT body FROM deliveries").fetchone()
    store.close()
    assert json.loads(receipt)["receipt"] == {
        "version": 1,
        "kind": "single_export",
        "projectId": project,
        "irRevision": 1,
        "artifacts": [
            {
                "preset": "video",
                "exportId": job["artifacts"][0]["artifactId"],
                "filename": "rendered.mp4",
            }
        ],
    }
    client.delete(f"{API}/webhook")


def test_a_job_in_progress_is_done_by_the_next_server(
    folder: Path, mkv: Path, tmp_path: Path
) -> None:
    options = ["--workers", "1", "--jobs", "1"]
    with running(tmp_path, *options) as server, server.client() as client:
        long = upload(client, make_video(folder / "second.mp4", seconds=120), "second.mp4")
        first = client.post(
            f"{API}/jobs/render", json={"mediaId": long, "captions": CAPTIONS}
        ).json()
        waiting = client.post(f"{API}/jobs/extract", json={"mediaId": upload(client, mkv)}).json()
        while client.get(f"{API}/jobs/{first['jobId']}").json()["status"] == "queued":
            time.sleep(0.05)
        assert server.stop() == 0
    with running(tmp_path, *options) as server, server.client() as client:
        for job in (first, waiting):
            assert ended(client, client.get(f"{API}/jobs/{job['jobId']}"))["status"] == "completed"


def test_without_ffmpeg_videos_are_kept_and_not_worked_on(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        (tmp_path / "sitecustomize.py").write_text(
            "import sys\nsys.modules['imageio_ffmpeg'] = None\n"
        )
        patch.setenv("PYTHONPATH", str(tmp_path))
        patch.setenv("PATH", str(tmp_path))
        with running(tmp_path, "--workers", "1") as server, server.client() as client:
            media_id = upload(client, b"x")
            reply = client.post(f"{API}/jobs/extract", json={"mediaId": media_id})
            assert error(reply) == (503, "unavailable")


def test_what_is_old_is_deleted(tmp_path: Path) -> None:
    now = [1000.0]
    store = Store(str(tmp_path / "serve.db"), clock=lambda: now[0])
    video = media.create(store, "a.mp4", "video/mp4", 0, keep_seconds=60)
    job = jobs.create(store, jobs.EXTRACT, video.media_id, "{}")
    taken = jobs.claim(store, 10)
    assert taken is not None
    assert jobs.claim(store, 10) is None
    (tmp_path / "made").write_bytes(b"x")
    made = [jobs.MadeFile(str(tmp_path / "made"), "a.srt", "text/plain")]
    (artifact,) = jobs.finish(store, taken, made, keep_seconds=60)
    assert jobs.artifacts(store, job.job_id) == [artifact]
    now[0] += 60
    assert media.find(store, video.media_id) is None
    assert jobs.find_artifact(store, artifact.artifact_id) is None
    media.sweep(store)
    jobs.sweep(store, 60)
    assert not [path for path in Path(store.folder).rglob("*") if path.is_file()]
    assert jobs.find(store, job.job_id) is not None
    now[0] += 61
    jobs.sweep(store, 60)
    assert jobs.find(store, job.job_id) is None
    store.close()


def test_a_job_whose_server_dies_each_time_fails(tmp_path: Path) -> None:
    now = [1000.0]
    store = Store(str(tmp_path / "serve.db"), clock=lambda: now[0])
    job = jobs.create(store, jobs.EXTRACT, "med_1", "{}")
    for _ in range(3):
        assert jobs.claim(store, 10) is not None
        assert jobs.claim(store, 10) is None
        now[0] += 10
    assert jobs.claim(store, 10) is None
    found = jobs.find(store, job.job_id)
    assert found is not None
    assert (found.state, found.error_code) == ("failed", "unavailable")
    assert not jobs.cancel(store, job.job_id)
    store.close()
