"""What files came to in a check, kept between runs, so that a file that has not changed is not checked again.

An outcome is the counts of a file and what each reporter needs of it. It depends on the bytes of the file, its
name, the settings in force for it, what the reporters are asked for, and the code that checks. All of that is in the
key or the row of an entry. An entry holds the files of one folder, so that a run reads few of them.

A file is known by its size, its times and its number on the disk; where one of them is new, or so young that a
second change could not be seen by them, by a hash of its bytes; where a rule looked at its siblings, by a hash of
theirs as well. What depends on more than that is never kept: a file that could not be checked, a rule that raised, a
suppression that may expire.

What the disk holds is not trusted: `cache.Cache` drops what is damaged, and of what has another shape than a row has
nothing is used. Entries are JSON, which executes nothing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping

from caption_qa_action.cache import (
    KEPT_DAYS,
    LIMIT_OF_KIND_BYTES,
    Cache,
    cache_folder,
    entry_key,
)
from caption_qa_action.core.annotations import TYPE_CHECKING, TypeAlias
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FolderSums, Summary
from caption_qa_action.core.settings import FailOn, Gate
from caption_qa_action.pipeline import Job, sibling_files
from caption_qa_action.runs.checking_code import Stamp, code_key, stamp_of
from caption_qa_action.runs.many_files import Outcome, digest, digest_with_siblings
from caption_qa_action.workspace.discover import read

if TYPE_CHECKING:
    from caption_qa_action.core.record import Json

# A new shape of rows does not read the old ones.
LAYOUT = 2
KIND = "findings"
# Two changes within one tick of a file system's clock look like one; the coarsest in use (FAT) ticks every
# two seconds: https://learn.microsoft.com/windows/win32/sysinfo/file-times
_TICK_NS = 2_000_000_000
# Where the types of what reporters pass from step to step are.
_PACKAGES = ("caption_qa_action.reporters", "caption_qa_action.core.")

Rows: TypeAlias = dict[str, "Row"]


class Row(NamedTuple):
    """The outcome of one file: `digest` is that of its bytes, `looked_ns` when it was checked (nanoseconds
    since the epoch), `settings` the key of what was in force, `outcome` what it came to, as JSON. Where it
    depends on siblings as well, so does the digest, and `siblings` are those that were read.
    """

    stamp: Stamp
    looked_ns: int
    settings: str
    digest: str
    outcome: Json
    siblings: tuple[str, ...] | None = None


class KeptOutcomes:
    """The outcomes of one kind of check. `context` is everything that they depend on, but for the files."""

    def __init__(self, cache: Cache, context: str) -> None:
        self._cache = cache
        self._context = (str(LAYOUT), context, os.getcwd())
        self._entries: dict[str, Rows] = {}
        self._changed: dict[str, Rows] = {}
        self._stamps: dict[str, tuple[Stamp, int]] = {}
        self._rules_keys: dict[tuple[int, int], tuple[object, object, str]] = {}

    def look_up(self, jobs: Iterable[Job], fail_on: FailOn) -> list[Outcome | None]:
        """The outcome of each job; None for one that is to be checked."""
        return [self._look_up(job, fail_on) for job in jobs]

    def _look_up(self, job: Job, fail_on: FailOn) -> Outcome | None:
        file = job.file
        if not file.location or file.skip_reason:
            return None
        looked_ns = time.time_ns()
        stamp = stamp_of(file.location)
        if stamp is None:
            return None
        self._stamps[file.path] = (stamp, looked_ns)
        folder, _, name = file.path.rpartition("/")
        row = self._rows(folder).get(name)
        if row is None or row.settings != self._settings_key(job):
            return None
        if row.siblings is not None or not _is_as_it_was(stamp, row):
            if _digest_of_file(job, row.siblings) != row.digest:
                return None
            row = row._replace(stamp=stamp, looked_ns=looked_ns)
            self._changed.setdefault(folder, {})[name] = row
        try:
            return _outcome(row.outcome, fail_on, job.settings.gate)
        except (ValueError, TypeError):
            return None

    def keep(self, job: Job, outcome: Outcome) -> None:
        """Keep what a job came to, which depends on nothing but what is known here."""
        known = self._stamps.get(job.file.path)
        if known is None:
            return
        try:
            record = _record(outcome, job.settings.gate)
        except TypeError:  # a reporter has made what JSON does not hold
            return
        key = self._settings_key(job)
        row = Row(*known, key, outcome.digest, record, outcome.siblings)
        folder, _, name = job.file.path.rpartition("/")
        self._changed.setdefault(folder, {})[name] = row

    def write(self) -> None:
        """Write the entries in which something is new; what another run has written meanwhile stays."""
        oldest = time.time_ns() - KEPT_DAYS * 86_400 * 1_000_000_000
        for folder, changed in self._changed.items():
            key = self._key(folder)
            rows = {name: row for name, row in self._load(key).items() if row.looked_ns > oldest}
            rows.update(changed)
            self._cache.store(key, json.dumps(rows, separators=(",", ":")).encode())
        self._changed.clear()

    def _rows(self, folder: str) -> Rows:
        rows = self._entries.get(folder)
        if rows is None:
            rows = self._entries[folder] = self._load(self._key(folder))
        return rows

    def _key(self, folder: str) -> str:
        return entry_key((*self._context, folder))

    def _load(self, key: str) -> Rows:
        content = self._cache.load(key)
        if content is None:
            return {}
        try:
            return {name: _row(raw) for name, raw in json.loads(content).items()}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _settings_key(self, job: Job) -> str:
        """A hash of what is in force for a file."""
        rules, open_preset = job.settings.rules, job.settings.open_preset
        known = self._rules_keys.get((id(rules), id(open_preset)))
        if known is None:
            # Both are held beside their key, so that no others can take their place in memory.
            key = _hash((rules, repr(open_preset)))
            known = self._rules_keys[id(rules), id(open_preset)] = (rules, open_preset, key)
        others = job.settings._replace(rules=(), open_preset=None)
        day = ""
        if any(each.expires for each in job.settings.suppressions) and not job.settings.today:
            from datetime import date

            day = date.today().isoformat()
        return _hash((known[2], others, day))


def open_kept_outcomes(
    jobs: Iterable[Job], fail_on: FailOn, described: object, megabytes: int | None = None
) -> KeptOutcomes | None:
    """What is kept of checks like this one, which is `described` by plain values: its reports, how it collapses.

    At most so many `megabytes` are kept on disk. None where nothing is kept: by wish of the user, and where it is not
    known which version of the code, or of a plugin, checks.
    """
    where = cache_folder(KIND)
    if where is None:
        return None
    code = code_key({plugin for job in jobs for plugin in job.settings.plugins})
    if not code:
        return None
    limit_bytes = LIMIT_OF_KIND_BYTES if megabytes is None else megabytes * 1_000_000
    return KeptOutcomes(Cache(where, limit_bytes), _hash((code, described, fail_on)))


def _digest_of_file(job: Job, siblings: tuple[str, ...] | None) -> str:
    try:
        data = read(job.file)
        if siblings is None:
            return digest(data)
        seen = [
            (file.path, tag, read(file) if file.path in siblings else b"")
            for file, tag in sibling_files(job)
        ]
    except FileError:
        return ""
    return digest_with_siblings(data, seen)


def _is_as_it_was(stamp: Stamp, row: Row) -> bool:
    """Whether a file cannot have changed since it was checked, by its times."""
    return stamp == row.stamp and max(stamp[1], stamp[2]) + _TICK_NS < row.looked_ns


def _hash(value: object) -> str:
    return entry_key((json.dumps(_plain(value)),))


def _plain(value: object) -> Json:
    """A value as JSON, the same for equal values in every process."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (int, float)):
        return f"{value!r}"
    if isinstance(value, (set, frozenset)):
        return [_plain(each) for each in sorted(value)]
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(each)] for key, each in sorted(value.items())]
    raise TypeError(type(value))


# JSON has neither tuples nor keys that are numbers, and reporters are particular about them.


def _packed(value: object) -> Json:
    """A part of a report as JSON. Raises TypeError for what is no plain value."""
    kind = type(value)
    if value is None or kind in (str, bool, int, float):
        return value  # type: ignore[return-value]
    if kind is list:
        return [_packed(each) for each in value]  # type: ignore[attr-defined]
    if kind is set:
        return {"set": [_packed(each) for each in sorted(value)]}  # type: ignore[call-overload]
    if kind is tuple:
        return {"tuple": [_packed(each) for each in value]}  # type: ignore[attr-defined]
    if kind is dict:
        return {"dict": [[_packed(key), _packed(each)] for key, each in value.items()]}  # type: ignore[attr-defined]
    if _is_named_tuple(kind):
        return {f"{kind.__module__} {kind.__name__}": [_packed(each) for each in value]}  # type: ignore[attr-defined]
    raise TypeError(kind)


def _is_named_tuple(kind: object) -> bool:
    """Whether it is one of the types that reporters pass from step to step."""
    is_tuple = isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_make")
    return is_tuple and getattr(kind, "__module__", "").startswith(_PACKAGES)


def _unpacked(packed: Json) -> object:
    """What was packed. Raises TypeError and ValueError for anything else."""
    if isinstance(packed, list):
        return [_unpacked(each) for each in packed]
    if not isinstance(packed, dict):
        return packed
    ((kind, items),) = packed.items()
    if not isinstance(items, list):
        raise TypeError(packed)
    if kind == "tuple":
        return tuple(map(_unpacked, items))
    if kind == "set":
        return set(map(_unpacked, items))
    if kind == "dict":
        return {_unpacked(key): _unpacked(value) for key, value in map(_pair, items)}
    # Nothing is imported for it: the reporter that will get it has its types already.
    module, _, name = kind.partition(" ")
    found = getattr(sys.modules.get(module), name, None)
    if not _is_named_tuple(found):
        raise TypeError(kind)
    return found._make(map(_unpacked, items))  # type: ignore[union-attr]


def _pair(raw: Json) -> tuple[Json, Json]:
    if not isinstance(raw, list):
        raise TypeError(raw)
    key, value = raw
    return key, value


# What a summary counts of files; the rest of it is about the run.
_OF_THE_RUN = ("folders", "fail_on", "require_files", "notices", "failed_reports", "ended_reports")
_COUNTS = tuple(name for name in Summary.__slots__ if name not in _OF_THE_RUN)


def _record(outcome: Outcome, gate: Gate | None = None) -> Json:
    """An outcome as JSON. Raises TypeError for a part that is no plain value."""
    counts: list[Json] = [_packed(getattr(outcome.counts, name)) for name in _COUNTS]
    folder: list[Json] = []
    if gate is not None:
        sums = outcome.counts.folders[gate.folder]
        folder = [getattr(sums, name) for name in FolderSums.COUNTS]
    return [counts, [_packed(part) for part in outcome.parts], folder]


def _outcome(record: Json, fail_on: FailOn, gate: Gate | None = None) -> Outcome:
    """What was recorded. Raises TypeError and ValueError for anything else."""
    packed, parts, folder = _list(record)
    counts = Summary(fail_on)
    for name, each in zip(_COUNTS, _list(packed), strict=True):
        value = _unpacked(each)
        if type(value) is not type(getattr(counts, name)):
            raise TypeError(name)
        for number in value.values() if isinstance(value, dict) else ():
            _number(number)
        setattr(counts, name, value)
    if gate is not None:
        sums = counts.folders[gate.folder] = FolderSums(gate.fail_on)
        for name, number in zip(FolderSums.COUNTS, map(_number, _list(folder)), strict=True):
            setattr(sums, name, number)
    return Outcome(counts, [_unpacked(part) for part in _list(parts)])


def _row(raw: Json) -> Row:
    """A row of an entry. Raises TypeError and ValueError for anything else."""
    stamp, looked_ns, settings, digest, outcome, siblings = _list(raw)
    size, changed, touched, number = map(_number, _list(stamp))
    return Row(
        (size, changed, touched, number),
        _number(looked_ns),
        _text(settings),
        _text(digest),
        outcome,
        None if siblings is None else tuple(map(_text, _list(siblings))),
    )


def _list(raw: Json) -> list[Json]:
    if not isinstance(raw, list):
        raise TypeError(raw)
    return raw


def _number(raw: Json) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise TypeError(raw)
    return raw


def _text(raw: Json) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw
