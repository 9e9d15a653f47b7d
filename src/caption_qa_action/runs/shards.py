"""A run in parts, on several machines: which files are of which part, and what makes parts one run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote, strict

if TYPE_CHECKING:
    from caption_qa_action.core.record import Json
    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.pipeline import Job

_MOST = 1000


class Shard(NamedTuple):
    """One part of a run: its number from 1, and how many there are.

    `files` and `settings` are digests of all files of the run, and of what is in force for them.
    `suppressions` are the places of those of the configuration that the whole run may find idle.
    """

    number: int
    of: int
    files: str
    settings: str
    suppressions: tuple[str, ...] = ()

    def record(self, fail_on: FailOn, *, require_files: bool) -> dict[str, Json]:
        """What a report holds about the part, and of what fails the whole run."""
        return {
            "shard": {"number": self.number, "of": self.of, "files": self.files},
            "settings": self.settings,
            "failOn": [*fail_on.names],
            "maxWarnings": fail_on.max_warnings,
            **({"countsAllWarnings": True} if fail_on.counts_all_warnings else {}),
            "requireFiles": require_files,
            "suppressions": list(self.suppressions),
        }


def parse_shard(text: str) -> tuple[int, int]:
    """The number of a part and how many there are, from `I/N`. Raises UsageError."""
    match = re.fullmatch("([0-9]{1,4})/([0-9]{1,4})", text)
    number, of = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= of <= _MOST:
        raise UsageError(
            f"--shard {quote(text)} is no part of a run, such as 1/4 (of at most {_MOST})"
        )
    return number, of


def split(
    jobs: Sequence[Job],
    part: tuple[int, int],
    fail_on: FailOn,
    suppressions: Sequence[str],
) -> tuple[Shard, list[Job]]:
    """One part of a run, as `parse_shard` names it, and its work.

    Raises UsageError for standard input, which the other parts do not have.
    """
    number, of = part
    if any(not job.file.location for job in jobs):
        raise UsageError("--shard takes files; standard input cannot be shared")
    files = digest_of_files(job.file.path for job in jobs)
    shard = Shard(number, of, files, _digest(_in_force(jobs, fail_on)), tuple(suppressions))
    return shard, _part(jobs, number, of)


def digest_of_files(paths: Iterable[str]) -> str:
    """A digest that differs for the files of different runs, in whatever order they are."""
    return _digest(sorted(map(strict, paths)))  # as reports have them


def _in_force(jobs: Sequence[Job], fail_on: FailOn) -> Iterator[str]:
    """Everything that decides about findings, as text."""
    yield f"{fail_on.level!r} {sorted(fail_on.codes)} {fail_on.max_warnings} {fail_on.counts_all_warnings}"
    shared = {}
    for job in jobs:
        settings = job.settings
        if settings.baseline:
            yield f"{job.file.path}\n{sorted((c, sorted(m.items())) for c, m in settings.baseline.items())}"
        # With a baseline each file has settings of its own, of which the rest is shared.
        shared[id(settings.rules), settings.suppressions] = settings._replace(baseline=None)
    yield from sorted(map(repr, shared.values()))


def _part(jobs: Sequence[Job], number: int, of: int) -> list[Job]:
    """The work of one part, in order; parts have about the same number of bytes.

    The largest file that is left goes to the part that has the least so far.
    """
    from heapq import heapify, heapreplace

    loads = [(0, each) for each in range(1, of + 1)]
    heapify(loads)
    own = []
    sizes = {job.file.path: _size(job) for job in jobs}
    for job in sorted(jobs, key=lambda each: (-sizes[each.file.path], each.file.path)):
        load, part = loads[0]
        # A file has its price even when it is empty.
        heapreplace(loads, (load + sizes[job.file.path] + 1000, part))
        if part == number:
            own.append(job)
    return sorted(own, key=lambda each: each.file.path)


def _size(job: Job) -> int:
    try:
        return os.stat(job.file.location).st_size
    except (OSError, ValueError):
        return 0


def _digest(parts: Iterable[str]) -> str:
    from hashlib import blake2b

    content = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=8).hexdigest()
