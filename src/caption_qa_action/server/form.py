"""Multipart forms with a caption file, read into memory and checked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from caption_qa_action.core.named_tuple import NamedTuple
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


class Form(NamedTuple):
    """A file with its name, and the other fields by name, each once."""

    name: str
    data: bytes
    fields: Mapping[str, str]

    def choice(self, name: str, default: str, known: Sequence[str]) -> str:
        """A field that is one of some words. Raises ApiError for another one."""
        value = self.fields.get(name, default)
        if value not in known:
            message = f"No {name} {quote(value)}; there are {', '.join(known)}."
            raise ApiError("bad_request", message)
        return value


async def read_form(request: Request) -> Form:
    """The form of a request, with its caption file. Raises ApiError for everything that is wrong with it."""
    if not is_form(request):
        raise ApiError("bad_request", "Send multipart/form-data with a field file.")
    async with parse_form(request, _Parser) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise ApiError("bad_request", _no_file(file))
        fields = {name: _field(form.getlist(name), name) for name in form if name != "file"}
        return Form(shown_name(file.filename or ""), await file.read(), fields)


@asynccontextmanager
async def parse_form(request: Request, kind: type[MultiPartParser]) -> AsyncIterator[FormData]:
    """A form as it came, with one file at most. Raises ApiError for one that cannot be read."""
    parser = kind(request.headers, request.stream(), max_files=1, max_fields=_FIELDS)
    try:
        form = await parser.parse()
    except (ApiError, ClientDisconnect):
        raise
    except MultiPartException as error:
        message = f"The multipart form cannot be read: {printable(error.message)[:200]}"
        raise ApiError("bad_request", message) from None
    except OSError:
        raise ApiError("unavailable", "The disk of the server cannot be used.") from None
    except Exception:  # whatever a hostile form does to the parser, it is the form that is wrong
        raise ApiError("bad_request", "The multipart form cannot be read.") from None
    try:
        yield form
    finally:
        await form.close()


def is_form(request: Request) -> bool:
    """Whether a request has a multipart form."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def job_of(form: Form, answer_bytes: int) -> Job:
    """What is to be made of a form's file. Raises ApiError for a wrong preset or profile."""
    preset = form.choice("preset", DEFAULT, names())
    profile = form.choice("fixProfile", WARN_ONLY, list(PROFILES))
    return Job(form.name, form.data, preset, profile, answer_bytes)


def _no_file(value: object) -> str:
    if value is None:
        return 'The form has no field "file"; send the captions in it.'
    return 'The field "file" has no file name; send it as a file.'


def _field(values: list[str | UploadFile], name: str) -> str:
    (value, *more) = values
    if more or not isinstance(value, str):
        raise ApiError("bad_request", f"The field {quote(name)} must be there once, as text.")
    return value


def shown_name(name: str) -> str:
    """The last part of a file name: its suffix and its language are all that matter."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return printable(last[-_NAME_CHARACTERS:]) or "captions"
