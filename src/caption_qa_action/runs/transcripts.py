"""Transcripts as files: what an answer holds, under which names, and where it came from.

The API's page shows the text of a transcript, and speaks of translations and of assets to download
without showing them. They are taken in every form that is likely, and what is not understood is reported.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping

from caption_qa_action import __version__
from caption_qa_action.core.annotations import TYPE_CHECKING, Any
from caption_qa_action.core.errors import CaptionQaError, FileError, UsageError, WriteError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    from caption_qa_action.clients.tokcaption import Item

ORIGINS = "transcripts.json"
_VERSION = 1
_VIDEO = re.compile(r"@(?P<creator>[^/?#]+)/(?:video|photo)/(?P<id>[0-9]+)")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
# Long enough to differ for different videos, and short enough for every file system together with the rest.
_STEM_CHARACTERS = 80
_TEXT_KEYS = ("transcript_text", "content", "text")
_LINK_KEYS = ("url", "download_url")
_ASSET_KEYS = ("assets", "download_assets")


class Content(NamedTuple):
    """A text of an item, or the address where it is to be had.

    `kind` is transcript, translation or asset; `format` is what the answer calls it, often `""`.
    """

    kind: str
    language: str
    text: str = ""
    url: str = ""
    format: str = ""


class Written(NamedTuple):
    """A file of a transcript. `state` is written, unchanged or kept (it was edited since)."""

    path: str
    state: str
    content: Content
    digest: str
    captions: bool


def contents(item: Item) -> list[Content]:
    """Everything that an item holds."""
    language = item.output_language or item.source_language
    found = []
    if item.transcript_text.strip():
        found.append(Content("transcript", language, item.transcript_text))
    more: Mapping[str, Any] = item.model_extra or {}
    found += _texts("translation", more.get("translations"), "")
    for key in _ASSET_KEYS:
        found += _texts("asset", more.get(key), language)
    return found


def _texts(kind: str, value: Any, language: str) -> Iterator[Content]:
    """What a list of objects, or an object by language or format, stands for."""
    if isinstance(value, dict):
        name = "language" if kind == "translation" else "format"
        value = [
            {name: key, **(each if isinstance(each, dict) else {_key_of(each): each})}
            for key, each in value.items()
        ]
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict):
            continue
        text, url = _first(each, _TEXT_KEYS), _first(each, _LINK_KEYS)
        own = _first(each, ("language", "output_language")) or language
        if text.strip() or url:
            yield Content(kind, own, text, url, _first(each, ("format", "type", "extension")))


def _key_of(value: Any) -> str:
    link = isinstance(value, str) and re.match(r"https?://\S+$", value)
    return _LINK_KEYS[0] if link else _TEXT_KEYS[0]


def _first(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((value[key] for key in keys if isinstance(value.get(key), str)), "")


def stem(url: str, item: Item) -> str:
    """The first part of the names of a video's files; nothing in it leads to another folder."""
    match = _VIDEO.search(url)
    if match:
        name = f"{match['creator']}-{match['id']}"
    else:
        creator = item.metadata.get("author_username")
        last = re.split("[?#]", url)[0].rstrip("/").rpartition("/")[2]
        name = f"{creator}-{last}" if isinstance(creator, str) else last
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", name)[:_STEM_CHARACTERS].strip("._-")
    return name or "video"


# What of an answer is recorded as it is.
_RECORDED = (
    "transcript_id",
    "source_language",
    "selected_track_type",
    "completed_at",
    "error_code",
    "error_message",
)


class Folder:
    """The folder of transcripts and its record of where each came from.

    A file that was edited since it was written is kept, unless `force`. Raises UsageError when the
    record cannot be read, WriteError when something cannot be written.
    """

    def __init__(self, path: str, *, force: bool) -> None:
        self._path = path
        self._force = force
        self._record = os.path.join(path, ORIGINS)
        self._entries = self._read()
        self._taken: dict[str, str] = {}

    def write(
        self, url: str, item: Item, fetch: Callable[[str], bytes]
    ) -> Iterator[Written | FileError]:
        """Write what an item holds; each file, or why there is none."""
        first = self._stem(url, item)
        names: set[str] = set()
        for content in contents(item):
            try:
                data = (
                    fetch(content.url)
                    if content.url and not content.text
                    else content.text.encode()
                )
                yield self._write(first, names, content, data)
            except CaptionQaError as error:
                what = f"{content.kind} {content.format or content.language}".strip()
                reason = getattr(error, "message", "") or str(error)
                yield FileError(url, f"{what}: {reason}")

    def _stem(self, url: str, item: Item) -> str:
        wanted = name = stem(url, item)
        number = 1
        while self._taken.setdefault(name, url) != url:
            number += 1
            name = f"{wanted}-{number}"
        return name

    def _write(self, first: str, names: set[str], content: Content, data: bytes) -> Written:
        from caption_qa_action.files.write import write_atomic

        ending, captions = _suffix(content, data)
        language = content.language if _TAG.fullmatch(content.language) else ""
        base = ".".join(part for part in (first, language) if part)
        name, number = base + ending, 1
        while name in names:
            number += 1
            name = f"{base}.{number}{ending}"
        names.add(name)
        path = os.path.join(self._path, name)
        digest = hashlib.sha256(data).hexdigest()
        state = self._state(path, name, digest)
        if state == "written":
            write_atomic(path, data, parents=True)
        return Written(path.replace(os.sep, "/"), state, content, digest, captions)

    def _state(self, path: str, name: str, digest: str) -> str:
        try:
            with open(path, "rb") as file:
                there = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return "written"
        except OSError as error:
            raise WriteError(path, f"cannot be replaced: {error.strerror}") from error
        if there == digest:
            return "unchanged"
        ours = {
            file.get("sha256")
            for entry in self._entries.values()
            for file in entry.get("files", ())
            if file.get("path") == name
        }
        return "written" if self._force or there in ours else "kept"

    def remember(self, url: str, job_id: str, item: Item, files: list[Written]) -> None:
        """Record where the files of a video came from."""
        entry: dict[str, Any] = {"url": url, "status": item.status, "job_id": job_id}
        entry |= {key: getattr(item, key) for key in _RECORDED if getattr(item, key)}
        entry["files"] = [_file_entry(file) for file in files if file.state != "kept"]
        kept = {os.path.basename(file.path) for file in files if file.state == "kept"}
        before = self._entries.get(url, {}).get("files", ())
        entry["files"] += [file for file in before if file.get("path") in kept]
        if item.status == "failed" and before:
            entry["files"] = list(before)  # an earlier run has brought them
        self._entries[url] = entry

    def record(self) -> dict[str, Any]:
        """What is recorded, as JSON."""
        videos = [self._entries[url] for url in sorted(self._entries)]
        return {"version": _VERSION, "tool": f"caption-qa {__version__}", "videos": videos}

    def save(self) -> None:
        """Write the record."""
        from caption_qa_action.files.write import write_atomic

        text = json.dumps(self.record(), ensure_ascii=False, indent=2) + "\n"
        write_atomic(self._record, text.encode("utf-8", "backslashreplace"), parents=True)

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            with open(self._record, "rb") as file:
                record = json.loads(file.read())
            if record["version"] != _VERSION:
                raise UsageError(
                    f"{self._record}: is of version {quote(str(record['version']))}, this is {_VERSION}"
                )
            entries = {entry["url"]: entry for entry in record["videos"]}
            if not all(
                isinstance(file, dict)
                for entry in entries.values()
                for file in entry.get("files", ())
            ):
                raise TypeError
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise UsageError(f"{self._record}: cannot be read: {error.strerror}") from error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise UsageError(
                f"{self._record}: is not the record of transcripts that caption-qa writes; move it away"
            ) from error
        return entries


def _file_entry(file: Written) -> dict[str, str]:
    entry = {
        "path": os.path.basename(file.path),
        "sha256": file.digest,
        "kind": file.content.kind,
        "language": file.content.language,
    }
    if file.content.url:
        # Links are often signed: what follows the path is as good as a password.
        entry["from"] = re.split("[?#]", file.content.url)[0]
    return entry


def _suffix(content: Content, data: bytes) -> tuple[str, bool]:
    """The suffix that fits a text, and whether it is captions. Raises FileError for other files."""
    from caption_qa_action.files.decode import decode
    from caption_qa_action.formats import FORMATS, UNKNOWN, detect, suffixes

    wanted = "." + re.sub("[^a-z0-9]", "", content.format.lower())
    path = f"transcript{wanted if wanted in suffixes() else '.txt'}"
    name = detect(decode(path, data))
    if name != UNKNOWN:
        known = FORMATS[name].traits.all_suffixes
        return (wanted if wanted in known else known[0]), True
    if b"\0" in data[:1024]:
        raise FileError("", "is no text")
    return ".txt", False
