"""`caption-qa remote`: videos, and the jobs that work on them."""

from __future__ import annotations

import argparse
import mimetypes
import os
import time
from typing import TYPE_CHECKING, BinaryIO

from caption_qa_action.cli._numbers import positive
from caption_qa_action.cli._remote_files import add_fields, fields
from caption_qa_action.cli._remote_shown import say, show
from caption_qa_action.core.errors import BadReply, Refused, TimedOut, UsageError
from caption_qa_action.core.text import plural, quote

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Leaves
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.clients.captionpass_models import Media

# A video up to here travels in one request; our choice.
_WHOLE_BYTES = 4 * 1024 * 1024
# Where a server names no size of parts.
_PART_BYTES = 64 * 1024 * 1024
# How often a server may say that a part begins elsewhere than where the one before ended.
_MOST_CONFLICTS = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 5.0


def configure(leaves: Leaves) -> None:
    """`media …` and `jobs …`."""
    media = leaves.group("media", "videos")
    add = media.add("upload", upload, "upload a video, a large one in parts").add_argument
    add("file", metavar="FILE")
    add("--resume", metavar="ID", help="go on with an upload that broke off")
    jobs = leaves.group("jobs", "extraction and rendering")
    add_fields(jobs.add("extract", extract, "begin to extract captions from a video"))
    add_fields(jobs.add("render", render, "begin to render captions into a video"))
    jobs.add("show", show_job, "how a job is getting on").add_argument("job", metavar="ID")
    parser = jobs.add("wait", wait_for_job, "wait until a job has ended; 1 when it has failed")
    parser.add_argument("job", metavar="ID")
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=positive, default=600, help="how long (default: 600)"
    )
    jobs.add("cancel", cancel_job, "end a job").add_argument("job", metavar="ID")


def upload(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Upload a video and report that it is complete."""
    name = arguments.file
    try:
        with open(name, "rb") as video:
            answer = _uploaded(api, name, video, arguments.resume or "")
    except OSError as error:
        raise UsageError(f"cannot read {quote(name, 200)}: {error.strerror}") from error
    if answer.media_id and answer.status != "ready":
        completed = api.complete_media(answer.media_id, answer.complete_url)
        answer = completed if completed.media_id else answer
    show(answer, as_json=arguments.json)
    return 0


def _uploaded(api: CaptionPass, name: str, video: BinaryIO, resume: str) -> Media:
    """A video of which everything has been sent."""
    from caption_qa_action.engines.remote.checker import upload_name

    sent_name, size = upload_name(name), os.fstat(video.fileno()).st_size
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if resume:
        answer = api.media(resume)
    elif size > _WHOLE_BYTES:
        answer = _begun(api, sent_name, kind, size) or api.upload_media(sent_name, video, kind)
    else:
        answer = api.upload_media(sent_name, video, kind)
    if answer.upload_url and answer.status != "ready":
        _send_parts(api, answer, video, size)
    return answer


def _begun(api: CaptionPass, name: str, kind: str, size: int) -> Media | None:
    """An upload in parts; None where a server does not know of it."""
    try:
        answer = api.begin_upload(name, kind, size)
    except Refused as error:
        if error.status in (400, 415, 422) and error.code != "payload_too_large":
            return None
        raise
    return answer if answer.upload_url else None


def _send_parts(api: CaptionPass, answer: Media, video: BinaryIO, size: int) -> None:
    """Send what has not come yet, part by part. Raises EngineError, one of its kinds."""
    start, part = answer.received_bytes or 0, answer.part_bytes or _PART_BYTES
    conflicts = 0
    while start < size:
        video.seek(start)
        data = video.read(part if answer.part_bytes else size)
        try:
            api.put_part(answer.upload_url, data, start, size)
            start += len(data)
        except Refused as error:
            received = error.details.get("receivedBytes")
            conflicts += 1
            if error.status != 409 or not isinstance(received, int) or conflicts > _MOST_CONFLICTS:
                raise _resumable(error, answer.media_id) from error
            start = received
        if not data:
            raise BadReply("", "the video became shorter while it was sent")


def _resumable(error: Refused, media_id: str) -> Refused:
    if media_id:
        error.message += f"; to go on: --resume {media_id}"
    return error


def extract(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Begin to extract captions."""
    show(api.extract(fields(arguments.set)), as_json=arguments.json)
    return 0


def render(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Begin to render captions."""
    show(api.render(fields(arguments.set)), as_json=arguments.json)
    return 0


def show_job(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show how a job is getting on."""
    show(api.job(arguments.job), as_json=arguments.json)
    return 0


def wait_for_job(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Wait for a job and show it; 1 when it came to nothing."""
    deadline, pause = time.monotonic() + arguments.timeout, _FIRST_PAUSE
    job = api.job(arguments.job)
    while not job.ended:
        if time.monotonic() + pause > deadline:
            raise TimedOut(
                "",
                f"job {quote(arguments.job)} is still {quote(job.status)} after "
                f"{plural(arguments.timeout, 'second')}",
            )
        time.sleep(pause)
        pause = min(1.5 * pause, _LONGEST_PAUSE)
        job = api.job(arguments.job)
    show(job, as_json=arguments.json)
    return 0 if job.succeeded else 1


def cancel_job(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """End a job."""
    api.cancel_job(arguments.job)
    say(f"the job {quote(arguments.job)} is cancelled")
    return 0
