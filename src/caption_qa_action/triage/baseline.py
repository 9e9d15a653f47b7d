"""Findings that were there when a repository began to be checked: counted, and not reported again.

A baseline holds how many findings of each code and fingerprint a file has; no line numbers, so that it
stays true while cues move. Only what is more than that is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.fingerprint import fingerprints
from caption_qa_action.core.text import quote
from caption_qa_action.triage import suppressions

VERSION = 1
KIND = "caption-qa baseline"
# Not simply to be deleted: it may be any file whose name was given by mistake.
_ANEW = "if it was a baseline, delete it and write it anew: caption-qa baseline write"

# How many findings of each code and fingerprint.
Counts: TypeAlias = Mapping[str, Mapping[str, int]]


class Compared(NamedTuple):
    """The findings of a file that are new, how many are known, and how many known ones are gone."""

    diagnostics: tuple[Diagnostic, ...]
    known: int
    stale: int


def compare(
    document: Document,
    diagnostics: Sequence[Diagnostic],
    known: Counts,
    ran: Sequence[str],
) -> Compared:
    """The findings without those that are known; of the codes that did not run, none is gone."""
    left = {code: dict(counts) for code, counts in known.items()}
    new, hits = [], 0
    for each, mark in zip(diagnostics, fingerprints(document, diagnostics), strict=True):
        counts = left.get(each.code, {})
        if counts.get(mark, 0) > 0:
            counts[mark] -= 1
            hits += 1
        else:
            new.append(each)
    stale = sum(sum(left[code].values()) for code in ran if code in left)
    return Compared(tuple(new), hits, stale)


def count(document: Document, diagnostics: Sequence[Diagnostic]) -> dict[str, dict[str, int]]:
    """The counts of a file as it is."""
    counted: dict[str, Counter[str]] = {}
    for each, mark in zip(diagnostics, fingerprints(document, diagnostics), strict=True):
        if each.code not in suppressions.OWN:  # which are few, and to be dealt with now
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
    return files


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

    kept = {name: codes for name, codes in files.items() if codes}
    content = {"files": kept, "kind": KIND, "version": VERSION}
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()


def _broken(path: str, entry: str, reason: str) -> UsageError:
    where = f"{path}: {quote(entry, 200)}" if entry else path
    if entry:
        reason += "; correct it, or delete the file and write it anew"
    return UsageError(f"broken baseline {where}: {reason}")
