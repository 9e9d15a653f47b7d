"""Doing jobs, one at a time, in the background of a server."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import tempfile

from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.server import ffmpeg, jobs, media, projects, webhooks
from caption_qa_action.server.async_store import AsyncStore
from caption_qa_action.server.contract import Limits
from caption_qa_action.server.engine import Engine
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.jobs import Job, MadeFile
from caption_qa_action.server.store import Store
from caption_qa_action.server.tasks import NamedFile, to_ass

LOG = logging.getLogger("caption_qa_action.server")
_LEASE_SECONDS = 15.0
_PAUSE_SECONDS = 0.5
_SWEEP_SECONDS = 60.0
_MIME = {
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "ass": "text/x-ssa",
    "ttml": "application/ttml+xml",
}


class JobRunner:
    """Takes up what waits until it is closed."""

    def __init__(self, async_store: AsyncStore, engine: Engine, limits: Limits) -> None:
        self._store = async_store
        self._engine = engine
        self._limits = limits
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin; in the event loop of the server."""
        self._tasks = [
            asyncio.create_task(each)
            for each in (self._sweep(), *(self._work() for _ in range(self._limits.jobs)))
        ]

    async def close(self) -> None:
        """Stop; a job in progress goes back to where it waited."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _sweep(self) -> None:
        keep = self._limits.keep_seconds
        while True:
            try:
                await self._store.call(media.sweep)
                await self._store.call(lambda db: jobs.sweep(db, keep))
            except ApiError:
                pass
            await asyncio.sleep(_SWEEP_SECONDS)

    async def _work(self) -> None:
        while True:
            try:
                job = await self._store.call(lambda db: jobs.claim(db, _LEASE_SECONDS))
                if job is not None:
                    await self._do(job)
                    continue
            except ApiError:
                pass  # the database cannot be used at the moment
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _do(self, job: Job) -> None:
        try:
            outcome = await self._attempt(job)
        except asyncio.CancelledError:
            await self._store.call(lambda db: jobs.give_back(db, job))
            raise
        LOG.info("job %s %s: %s", job.job_id, job.kind, outcome)

    async def _attempt(self, job: Job) -> str:
        """What came of a job, in a word."""
        try:
            with tempfile.TemporaryDirectory(dir=await self._folder()) as folder:
                return await self._done(job, folder)
        except ffmpeg.Stopped:
            return jobs.CANCELLED
        except ffmpeg.Failed as failed:
            code, message = "processing_failed", str(failed)
        except ApiError as error:
            code, message = error.code, error.message
        except CaptionQaError:
            code, message = "unavailable", "a file that the job needs cannot be read"
        except Exception as error:
            LOG.error("bug: %s in a job", type(error).__name__)
            code, message = "internal_error", "the server failed; this is a bug of it"
        await self._store.call(lambda db: jobs.fail(db, job, code, message))
        return f"{jobs.FAILED}, {code}"

    async def _done(self, job: Job, folder: str) -> str:
        found = ffmpeg.find()
        if not found:
            raise ApiError("unavailable", "ffmpeg is not installed here any more")
        video = await self._store.call(lambda db: media.find(db, job.media_id))
        if video is None:
            raise ffmpeg.Failed("the video is not kept any more")
        location = await self._store.call(lambda db: media.path(db, video))
        await asyncio.to_thread(_place, location, os.path.join(folder, ffmpeg.VIDEO))
        limits = ffmpeg.Limits(
            self._limits.job_seconds, self._limits.memory_bytes, self._limits.media_bytes
        )

        async def goes_on() -> bool:
            return await self._store.call(lambda db: jobs.renew(db, job, _LEASE_SECONDS))

        program = ffmpeg.Ffmpeg(found, folder, limits, goes_on)
        request = json.loads(job.request)
        if job.kind == jobs.EXTRACT:
            made = await _extracted(program, folder, request)
        else:
            made = await self._rendered(program, folder, request)
        keep = self._limits.keep_seconds
        kept = await self._store.call(lambda db: jobs.finish(db, job, made, keep))
        if kept and request.get("projectId"):
            body = webhooks.receipt(
                request["projectId"],
                request["irRevision"],
                [webhooks.Artifact("video", each.artifact_id, each.filename) for each in kept],
            )
            await self._store.call(lambda db: webhooks.enqueue(db, body))
        return jobs.COMPLETED if kept else jobs.CANCELLED

    async def _rendered(
        self, program: ffmpeg.Ffmpeg, folder: str, request: dict[str, object]
    ) -> list[MadeFile]:
        captions = await self._store.call(lambda db: _captions(db, request))
        answer = await self._engine.run(to_ass, captions)
        if answer.code:
            raise ffmpeg.Failed(answer.message)
        await asyncio.to_thread(_write, os.path.join(folder, ffmpeg.CAPTIONS), answer.body)
        await program.render()
        location = os.path.join(folder, ffmpeg.RENDERED)
        return [MadeFile(location, "rendered.mp4", "video/mp4")]

    async def _folder(self) -> str:
        folder = os.path.join(self._store.folder, "work")
        await asyncio.to_thread(os.makedirs, folder, 0o700, True)
        return folder


async def _extracted(
    program: ffmpeg.Ffmpeg, folder: str, request: dict[str, object]
) -> list[MadeFile]:
    tracks = await program.tracks()
    wanted = request.get("track")
    chosen = [each for each in tracks if wanted in (None, each.number)]
    texts = [each for each in chosen if each.is_text]
    if not texts:
        pictures = "; its subtitles are pictures" if chosen else ""
        raise ffmpeg.Failed(f"the video has no such track of text{pictures}")
    await program.extract(texts)
    made = []
    for track in texts:
        stem, _, suffix = track.file.rpartition(".")
        parts = [stem, track.language, suffix] if track.language else [stem, suffix]
        location = os.path.join(folder, track.file)
        made.append(MadeFile(location, ".".join(parts), _MIME[suffix]))
    return made


def _captions(store: Store, request: dict[str, object]) -> NamedFile:
    """The captions that a request names, as they are now. Raises Failed when they are gone."""
    if not request.get("projectId"):
        return NamedFile(
            str(request["filename"]), str(request["captions"]).encode("utf-8", "replace")
        )
    project = projects.find(store, str(request["projectId"]))
    revisions = project.revisions if project else ()
    for each in revisions:
        if project is not None and each.ir_revision == request["irRevision"]:
            return NamedFile(each.filename, projects.content(store, project.project_id, each))
    raise ffmpeg.Failed("the captions are not kept any more")


def _place(location: str, target: str) -> None:
    """Have a video under a fixed name, without a copy where that is possible."""
    try:
        os.link(location, target)
    except OSError:
        shutil.copyfile(location, target)


def _write(location: str, data: bytes) -> None:
    with open(location, "wb") as file:
        file.write(data)
