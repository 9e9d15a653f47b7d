"""The multipart form of a process request, read into memory and checked."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from caption_qa_action.core.text import printable, quote
from caption_qa_action.delivery.profiles import PROFILES, WARN_ONLY
from caption_qa_action.presets import DEFAULT, names
from caption_qa_action.server.contract import BODY_LIMIT_BYTES
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.work import Job

_NAME_CHARACTERS = 255
# The contract has three fields; more than these are a mistake.
_FIELDS = 20


class _Parser(MultiPartParser):
    # Captions may be confidential: they never go to a temporary file on a disk.
    spool_max_size = BODY_LIMIT_BYTES + 1


async def read_job(request: Request, answer_bytes: int) -> Job:
    """What a request asks for. Raises ApiError for everything that is wrong with it."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise ApiError("bad_request", "Send multipart/form-data with a field file.")
    parser = _Parser(request.headers, request.stream(), max_files=1, max_fields=_FIELDS)
    try:
        form = await parser.parse()
    except (ApiError, ClientDisconnect):
        raise
    except MultiPartException as error:
        message = f"The multipart form cannot be read: {printable(error.message)[:200]}"
        raise ApiError("bad_request", message) from None
    except Exception:  # whatever a hostile form does to the parser, it is the form that is wrong
        raise ApiError("bad_request", "The multipart form cannot be read.") from None
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise ApiError("bad_request", _no_file(file))
        preset = _field(form.getlist("preset"), "preset", DEFAULT, names())
        profile = _field(form.getlist("fixProfile"), "fixProfile", WARN_ONLY, list(PROFILES))
        return Job(
            shown_name(file.filename or ""), await file.read(), preset, profile, answer_bytes
        )
    finally:
        await form.close()


def _no_file(value: object) -> str:
    if value is None:
        return 'The form has no field "file"; send the captions in it.'
    return 'The field "file" has no file name; send it as a file.'


def _field(values: list[str | UploadFile], name: str, default: str, known: list[str]) -> str:
    if not values:
        return default
    value = values[0]
    if len(values) > 1 or not isinstance(value, str):
        raise ApiError("bad_request", f'The field "{name}" must be there once, as text.')
    if value not in known:
        message = f"No {name} {quote(value)}; there are {', '.join(known)}."
        raise ApiError("bad_request", message)
    return value


def shown_name(name: str) -> str:
    """The last part of a file name: its suffix and its language are all that matter."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return printable(last[-_NAME_CHARACTERS:]) or "captions"
