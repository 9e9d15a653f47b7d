"""A disk without room: nothing is answered that is not kept, nothing is charged, and with room all goes on."""

from __future__ import annotations

import errno
import io
import sys
from pathlib import Path

import pytest

from caption_qa_action.server import media
from caption_qa_action.server.store import Store
from tests.server.serving import GOOD, error, process, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits a process that runs already"),
]


def test_what_cannot_be_kept_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    import resource

    def files() -> list[str]:
        return sorted(
            str(path.relative_to(tmp_path))
            for path in tmp_path.rglob("*")
            if path.is_file() and "serve.db" not in path.name
        )

    with running(tmp_path, "--burst", "0", "--workers", "1") as server, server.client() as client:
        project = client.post("/api/v1/projects", json={"name": "x"}).json()["projectId"]
        assert process(client, projectId=project).status_code == 200
        before = files()
        # A limit on the size of files refuses to write as a full disk does.
        limits = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, limits[1]))
        video = {"file": ("a.mp4", b"x" * 100_000)}
        for reply in (
            process(client, GOOD.replace("been", "gone")),
            process(client, projectId=project),
            client.post("/api/v1/projects", json={"name": "y"}),
            client.post("/api/v1/media/upload", files=video),
            client.put("/api/v1/webhook", json={"url": "https://example.org/"}),
        ):
            assert error(reply) == (503, "unavailable")
            assert "disk" in reply.json()["error"]["message"]
        assert client.get("/api/v1/projects").json()["projects"][0]["name"] == "x"
        assert files() == before
        # Room for the database, and not for a video.
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
        video = {"file": ("a.mp4", b"x" * (3 << 20))}
        assert error(client.post("/api/v1/media/upload", files=video)) == (503, "unavailable")
        assert files() == before
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limits)
        assert client.get("/api/v1/usage").json()["usedToday"] == 1
        again = process(client, GOOD.replace("been", "gone"), projectId=project)
        assert again.json()["irRevision"] == 2
        assert client.get("/api/v1/usage").json()["usedToday"] == 2
        assert client.post("/api/v1/projects", json={"name": "y"}).status_code == 200
        assert server.stop() == 0
        assert "bug" not in server.log()


def test_a_video_of_which_only_a_part_fits_is_forgotten_at_once(tmp_path: Path) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            if not data:
                raise OSError(errno.ENOSPC, "No space left on device")
            return data

    store = Store(str(tmp_path / "serve.db"))
    made = media.create(store, "a.mp4", "video/mp4", 0, 3600)
    with pytest.raises(OSError, match="No space"):
        media.fill(store, made, Breaking(b"x" * 100_000))
    assert media.find(store, made.media_id) is None
    assert not Path(media.path(store, made)).exists()
    store.close()
