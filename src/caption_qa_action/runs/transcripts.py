"""Transcripts as files: under which names, where each came from, and what has been ordered."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence

from caption_qa_action import __version__
from caption_qa_action.core.annotations import TYPE_CHECKING, Any
from caption_qa_action.core.errors import CaptionQaError, FileError, UsageError, WriteError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.runs.transcript_contents import Content, contents

if TYPE_CHECKING:
    from caption_qa_action.clients.tokcaption import Item, Order

ORIGINS = "transcripts.json"
_VERSION = 1
_VIDEO = re.compile(r"@(?P<creator>[^/?#]+)/(?:video|photo)/(?P<id>[0-9]+)")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
# Long enough to differ for different videos, and short enough for every file system together with the rest.
_STEM_CHARACTERS = 80


class Written(NamedTuple):
    """A file of a transcript. `state` is written, unchanged or kept (it was edited since)."""

    path: str
    state: str
    content: Content
    digest: str
    captions: bool


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


NEW, HAVE, FAILED, PENDING, UNCERTAIN = "new", "have", "failed", "pending", "uncertain"
# The states of an order on its way: it is about to be sent, and the service has answered.
_ORDERING, _ORDERED = "ordering", "ordered"


class Known(NamedTuple):
    """What a folder knows of an order: nothing (NEW), all of it, that it failed, or its job in progress.

    Or that it was sent, or about to be, and no job is known (UNCERTAIN), so that it may have been taken.
    """

    state: str
    job_id: str = ""
    reason: str = ""


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
            for url in self._entries
            for entry in self._of_video(url)
            for file in entry.get("files", ())
            if file.get("path") == name
        }
        return "written" if self._force or there in ours else "kept"

    def known(self, order: Order) -> Known:
        """What is known of an order from earlier runs."""
        entry = self._entry(order)
        if entry is None:
            return Known(NEW)
        status = entry.get("status")
        job_id = entry.get("job_id")
        if self._is_there(entry):
            return Known(HAVE)
        if status == "completed" and entry.get("files"):
            status = _ORDERED  # the job is asked for again
        if status in ("completed", "failed", _ORDERING):
            if order.again and entry.get("order") != order.key():
                return Known(NEW)
            if status == _ORDERING:
                return Known(UNCERTAIN)
            parts = entry.get("error_code"), entry.get("error_message")
            reason = ": ".join(str(part) for part in parts if part)
            return Known(FAILED, reason=reason or "it failed before")
        if isinstance(job_id, str) and job_id:
            return Known(PENDING, job_id)
        return Known(UNCERTAIN if status == _ORDERED else NEW)

    def _entry(self, order: Order) -> dict[str, Any] | None:
        """What is recorded of an order, or of one that brought all of it and more; best what is there."""
        found = [entry for entry in self._of_video(order.url) if _covers(entry, order)]
        return next(filter(self._is_there, found), next(iter(found), None))

    def _of_video(self, url: str) -> list[dict[str, Any]]:
        """The orders of a video, the last one first."""
        entry = self._entries.get(url)
        return [entry, *entry.get("earlier", ())] if entry else []

    def _is_there(self, entry: dict[str, Any]) -> bool:
        if entry.get("status") != "completed" or entry.get("incomplete"):
            return False
        return bool(entry.get("files")) and all(map(os.path.isfile, self._paths(entry)))

    def files(self, order: Order) -> list[str]:
        """Where the files of an order are, by the record."""
        return self._paths(self._entry(order) or {})

    def _paths(self, entry: dict[str, Any]) -> list[str]:
        names = [file.get("path") for file in entry.get("files", ())]
        # The record is a file like others: a name in it leads nowhere else.
        inside = [
            name for name in names if isinstance(name, str) and os.path.basename(name) == name
        ]
        return [os.path.join(self._path, name).replace(os.sep, "/") for name in inside]

    def missing(self, order: Order) -> list[str]:
        """What was ordered and did not come, by the record."""
        found = (self._entry(order) or {}).get("missing", ())
        return [str(each) for each in found] if isinstance(found, list) else []

    def announce(self, order: Order) -> Callable[[], None]:
        """Record that an order is about to be sent, so that a run which is killed has not sent it unknown.

        Returns what takes that back, for an order that was not taken.
        """
        before = self._entries.get(order.url)

        def withdraw() -> None:
            if before is None:
                del self._entries[order.url]
            else:
                self._entries[order.url] = before
            self.save()

        self._remember_state(order, _ORDERING)
        return withdraw

    def remember_order(self, order: Order, job_id: str) -> None:
        """Record the job of an order at once, so that a run which is interrupted knows of it."""
        self._remember_state(order, _ORDERED, job_id)

    def _remember_state(self, order: Order, status: str, job_id: str = "") -> None:
        before = self._entry(order) or {}
        entry = {"url": order.url, "status": status, "order": order.key(), "asked": _asked(order)}
        if job_id:
            entry["job_id"] = job_id
        self._put(order, {**entry, "files": before.get("files", [])})
        self.save()

    def _put(self, order: Order, entry: dict[str, Any]) -> None:
        """Record an order as the last one of its video; those for something else stay."""
        earlier = [
            {key: value for key, value in each.items() if key != "earlier"}
            for each in self._of_video(order.url)
            if each.get("asked", entry["asked"]) != entry["asked"]
        ]
        self._entries[order.url] = {**entry, "earlier": earlier} if earlier else entry

    def remember(
        self,
        order: Order,
        job_id: str,
        item: Item,
        files: list[Written],
        missing: Sequence[str] = (),
        *,
        incomplete: bool = False,
    ) -> None:
        """Record where the files of a video came from, what did not come, and what could not be fetched."""
        url = order.url
        status = item.status if item.status == "completed" else "failed"
        entry: dict[str, Any] = {"url": url, "status": status, "job_id": job_id}
        entry |= {"order": order.key(), "asked": _asked(order)}
        if missing:
            entry["missing"] = list(missing)
        if incomplete:
            entry["incomplete"] = True
        entry |= {key: getattr(item, key) for key in _RECORDED if getattr(item, key)}
        entry["files"] = [_file_entry(file) for file in files if file.state != "kept"]
        kept = {os.path.basename(file.path) for file in files if file.state == "kept"}
        before = (self._entry(order) or {}).get("files", ())
        entry["files"] += [file for file in before if file.get("path") in kept]
        if status == "failed" and before:
            entry["files"] = list(before)  # an earlier run has brought them
        self._put(order, entry)

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
            entries: dict[str, dict[str, Any]] = {}
            for entry in record["videos"]:
                _add(entries, entry)
            if not all(
                isinstance(file, dict)
                for latest in entries.values()
                for entry in (latest, *latest.get("earlier", ()))
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


def _add(entries: dict[str, dict[str, Any]], entry: dict[str, Any]) -> None:
    """Add an entry of the record to that of its video, whose address another may have spelled otherwise."""
    from caption_qa_action.runs.transcript_orders import video_address

    try:
        url = video_address(entry["url"])
    except UsageError:  # one that nobody can order
        url = entry["url"]
    if url in entries:
        entries[url] = {**entries[url], "earlier": [*entries[url].get("earlier", ()), entry]}
    else:
        entries[url] = entry


def _asked(order: Order) -> dict[str, object]:
    """What an order asks for, beside its video."""
    return {
        "output_language": order.output_language,
        "also_translate_to": list(order.also_translate_to),
        "include_download_assets": order.include_download_assets,
    }


def _covers(entry: dict[str, Any], order: Order) -> bool:
    """Whether an order that is recorded asked for all that this one does; one without a record of that did."""
    asked = entry.get("asked")
    if not isinstance(asked, dict):
        return True
    translations = asked.get("also_translate_to")
    return (
        asked.get("output_language") == order.output_language
        and isinstance(translations, list)
        and set(order.also_translate_to) <= set(translations)
        and bool(asked.get("include_download_assets")) >= order.include_download_assets
    )


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
