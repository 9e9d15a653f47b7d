"""What a worker process does: one file in, the bytes of one answer out.

Workers import no web framework. Whatever comes out is a value, so that nothing has to be guessed from
an exception that crossed a process border.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from caption_qa_action.core.annotations import TypeVar
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.named_tuple import NamedTuple

J = TypeVar("J")


class Job(NamedTuple):
    """A file and what is to be made of it; `answer_bytes` is how much may come out."""

    name: str
    data: bytes
    preset: str
    profile: str
    answer_bytes: int


class Answer(NamedTuple):
    """The JSON of a delivery, or an error code with its message and the JSON of its details."""

    body: bytes = b""
    code: str = ""
    message: str = ""


_NO_MEMORY = Answer(b"{}", "payload_too_large", "The engine has not memory enough for this file.")


def begin(memory_bytes: int) -> None:
    """Make ready a process that has just started; a file may take so much memory in it."""
    import signal

    from caption_qa_action.formats import FORMATS
    from caption_qa_action.limits import limit_memory
    from caption_qa_action.parallel import begin_worker
    from caption_qa_action.rules import load_all

    begin_worker()
    # A service manager signals every process; the server alone decides when it is over.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    load_all()
    for name in FORMATS:
        FORMATS.module(name)
    gc.collect()
    gc.freeze()
    limit_memory(memory_bytes)


def answer(job: Job) -> Answer:
    """The answer for one file; never raises for what the file contains."""
    return guarded(_answer, job)


def guarded(do: Callable[[J], Answer], job: J) -> Answer:
    """What a function makes of a job; an error code where the captions or the memory do not suffice."""
    # A parsed file is 100,000 objects that no cycle connects: collecting them finds nothing.
    gc.disable()
    try:
        return do(job)
    except MemoryError:
        return _NO_MEMORY
    except CaptionQaError as error:
        if isinstance(error.__cause__, MemoryError):
            return _NO_MEMORY
        return Answer(b"{}", "processing_failed", str(error))
    finally:
        gc.enable()


def _answer(job: Job) -> Answer:
    from caption_qa_action.api import process_bytes
    from caption_qa_action.delivery.process import record_text

    delivery = process_bytes(job.data, job.name, preset=job.preset, fix_profile=job.profile)
    failed = delivery.delivery_status == "failed"
    body = record_text(delivery).encode("ascii")
    if len(body) > job.answer_bytes:
        message = f"The answer would be larger than {job.answer_bytes >> 20} MiB; split the file."
        return Answer(b"{}", "payload_too_large", message)
    if failed:
        message = f"Nothing can be delivered: {delivery.report.reason}."
        return Answer(body, "processing_failed", message)
    return Answer(body)
