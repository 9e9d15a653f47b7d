"""Findings that were there when a repository began to be checked: counted, and not reported again.

A baseline holds how many findings of each code and fingerprint a file has; no line numbers, so that it
stays true while cues move. Only what is more than that is reported.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.fingerprint import fingerprints
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote, strict
from caption_qa_action.regular import read_regular
from caption_qa_action.triage import suppressions

VERSION = 1
KIND = "caption-qa baseline"
# Half a million entries; far more than anyone looks through.
LIMIT_BYTES = 64 * 1024 * 1024
# Not simply to be deleted: it may be any file whose name was given by mistake.
_ANEW = "if it was a baseline, delete it and write it anew: caption-qa baseline write"

# A byte in a name that is no UTF-8.
_BYTE = r"\\x([89a-f][0-9a-f])"
# How many findings of each code and fingerprint.
Counts: TypeAlias = Mapping[str, Mapping[str, int]]


class Baseline(NamedTuple):
    """A baseline as it was read: its file, and the counts of each caption file, by name.

    The name of a caption file is its path relative to the folder of the baseline, with forward slashes.
    """

    path: str
    files: Mapping[str, Counts] = {}

    def name_of(self, path: str) -> str:
        """The name of a caption file, in which a byte that is no UTF-8 is written as `\\xe9`."""
        folder = os.path.dirname(os.path.abspath(self.path))
        try:
            return strict(os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/"))
        except ValueError:  # another drive of Windows
            return strict(os.path.abspath(path).replace(os.sep, "/"))

    def counts_of(self, path: str) -> Counts:
        """The counts of a caption file."""
        return self.files.get(self.name_of(path), {})

    def is_there(self, name: str) -> bool:
        """Whether the caption file of a name still exists."""
        folder = os.path.dirname(os.path.abspath(self.path))
        path = os.path.join(folder, name)
        return os.path.lexists(path) or os.path.lexists(re.sub(_BYTE, _surrogate, path))


class Compared(NamedTuple):
    """The findings of a file that are new, how many are known, and how many known ones are gone.

    Of those that are known, safe fixes mend `fixable`.
    """

    diagnostics: tuple[Diagnostic, ...]
    known: int
    stale: int
    fixable: int = 0


def compare(
    document: Document,
    diagnostics: Sequence[Diagnostic],
    known: Counts,
    ran: Sequence[str],
) -> Compared:
    """The findings without those that are known; of the codes that did not run, none is gone."""
    left = {code: dict(counts) for code, counts in known.items()}
    new, hits, fixable = [], 0, 0
    for each, mark in zip(diagnostics, fingerprints(document, diagnostics), strict=True):
        counts = left.get(each.code, {})
        if counts.get(mark, 0) > 0 and each.code != INTERNAL_ERROR:
            counts[mark] -= 1
            hits += 1
            fixable += each.fix is not None and each.fix.safe
        else:
            new.append(each)
    stale = sum(sum(left[code].values()) for code in ran if code in left)
    return Compared(tuple(new), hits, stale, fixable)


def count(
    document: Document, diagnostics: Sequence[Diagnostic], others: Counts = MappingProxyType({})
) -> dict[str, dict[str, int]]:
    """The counts of a file as it is; `others` were counted before."""
    counted = {code: Counter(marks) for code, marks in others.items() if marks}
    for each, mark in zip(diagnostics, fingerprints(document, diagnostics), strict=True):
        if each.code not in (
            *suppressions.OWN,
            INTERNAL_ERROR,
        ):  # which are few, and to be dealt with now
            counted.setdefault(each.code, Counter())[mark] += 1
    return {code: dict(counts) for code, counts in counted.items()}


def total(counts: Counts) -> int:
    """How many findings are counted."""
    return sum(sum(marks.values()) for marks in counts.values())


def without_stale(known: Counts, now: Counts, ran: Sequence[str]) -> dict[str, dict[str, int]]:
    """What is left of known counts when those that are gone are dropped."""
    kept: dict[str, dict[str, int]] = {}
    for code, marks in known.items():
        for mark, number in marks.items():
            left = min(number, now.get(code, {}).get(mark, 0)) if code in ran else number
            if left:
                kept.setdefault(code, {})[mark] = left
    return kept


def updated(
    known: Baseline,
    found: Mapping[str, Counts],
    ran: Mapping[str, Sequence[str]],
    *,
    adds: bool,
) -> dict[str, Counts]:
    """The counts of a baseline after a check, by name.

    `found` are the counts of the files that were checked, `ran` the codes that were looked for in each.
    Without `adds` nothing new is kept. Of a file that is gone nothing is left; of one that could not
    be checked, everything.
    """
    files = {name: counts for name, counts in known.files.items() if known.is_there(name)}
    for name, now in found.items():
        old = known.files.get(name, {})
        if adds:
            files[name] = {**{code: old[code] for code in old if code not in ran[name]}, **now}
        else:
            files[name] = without_stale(old, now, ran[name])
    return files


def read_baseline(
    path: str,
    *,
    location: str = "",
    may_be_missing: bool = False,
    missing: Callable[[str], CaptionQaError] = UsageError,
) -> Baseline:
    """The baseline in a file, read at a `location` if that is another. Raises UsageError where it cannot be used.

    With `may_be_missing`, a file that is not there is an empty baseline; without, `missing` makes the
    error.
    """
    try:
        data = read_regular(location or path, LIMIT_BYTES)
    except FileNotFoundError:
        if may_be_missing:
            return Baseline(path)
        raise missing(
            f"there is no baseline {quote(path, 200)}; write it with: caption-qa baseline write"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read the baseline {quote(path, 200)}: {reason}") from None
    return Baseline(path, parse(path, data))


def parse(path: str, data: bytes) -> dict[str, Counts]:
    """The counts of each file in a baseline. Raises UsageError that names the file and the entry."""
    import json

    try:
        raw = json.loads(data)
    except UnicodeDecodeError as error:
        raise _broken(path, "", f"not valid UTF-8 at byte {error.start}; {_ANEW}") from None
    except (ValueError, RecursionError) as error:
        reason = f"{error}; {_ANEW}"
        if b"<<<<<<<" in data and b">>>>>>>" in data:
            reason = "it has a merge conflict; resolve it, or delete the file and write it anew"
        raise _broken(path, "", f"not valid JSON: {reason}") from None
    if not isinstance(raw, dict) or raw.get("kind") != KIND:
        reason = f'it is no baseline: "kind" is not "{KIND}"; {_ANEW}'
        raise _broken(path, "", reason)
    if raw.get("version") != VERSION:
        version = quote(str(raw.get("version")), 40)
        reason = f'"version" is {version}, and this is version {VERSION}; {_ANEW}'
        raise _broken(path, "", reason)
    files = raw.get("files")
    if not isinstance(files, dict):
        raise _broken(path, "files", "is not a mapping")
    for name, codes in files.items():
        _check_entry(path, name, codes)
    return {strict(name): codes for name, codes in files.items()}


def _surrogate(match: re.Match[str]) -> str:
    return chr(0xDC00 + int(match[1], 16))


def _check_entry(path: str, name: str, codes: object) -> None:
    if not isinstance(codes, dict):
        raise _broken(path, name, "is not a mapping of codes")
    for code, marks in codes.items():
        if not isinstance(marks, dict):
            raise _broken(path, f"{name}, {code}", "is not a mapping of fingerprints")
        for mark, number in marks.items():
            if not re.fullmatch("[0-9a-f]{16}", mark):
                raise _broken(path, f"{name}, {code}, {mark}", "is no fingerprint")
            if type(number) is not int or number < 1:
                entry = f"{name}, {code}, {mark}"
                raise _broken(path, entry, f"the count is {quote(str(number))}, not 1 or more")


def dump(files: Mapping[str, Counts]) -> bytes:
    """A baseline as it is kept: sorted, one entry a line, so that git merges it well."""
    import json

    kept = {strict(name): codes for name, codes in files.items() if codes}
    content = {"files": kept, "kind": KIND, "version": VERSION}
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()


def _broken(path: str, entry: str, reason: str) -> UsageError:
    where = f"{path}: {quote(entry, 200)}" if entry else path
    if entry:
        reason += "; correct it, or delete the file and write it anew"
    return UsageError(f"broken baseline {where}: {reason}")
