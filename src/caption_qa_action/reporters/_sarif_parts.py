"""The parts of a SARIF file: results with their places, fixes and fingerprints, and rules."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.record import Json
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.source import Fix, Position
from caption_qa_action.core.text import is_unicode
from caption_qa_action.reporters._paths import is_absolute, uri
from caption_qa_action.reporters._records import dump

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}

# GitHub takes at most so many characters of a description, and locations of a result.
# Source: GitHub Docs, "SARIF support for code scanning", reportingDescriptor and limits.
_MOST_CHARACTERS = 1024
_MOST_LOCATIONS = 100
# A fix of a whole file is better made by `--fix` than kept in a report. Our choice.
_MOST_EDITS, _MOST_EDIT_CHARACTERS = 50, 5_000


def text(raw: str) -> dict[str, Json]:
    r"""A message. `[text](target)` would be a link in it; a backslash prevents that (3.11.6)."""
    return {"text": re.sub(r"([\[\]\\])", r"\\\1", one_line(raw)) if "](" in raw else one_line(raw)}


def artifact(path: str) -> Json:
    """The place of a file, in the repository where it is not absolute."""
    if is_absolute(path):
        return {"uri": uri(path)}
    return {"uri": uri(path), "uriBaseId": "%SRCROOT%"}


def result(
    path: str,
    diagnostic: Diagnostic,
    mark: tuple[str, int],
    position: Callable[[int], Position] | None,
) -> Json:
    """A finding, but for the rule. `mark` is its fingerprint and how many equal ones came before."""
    digest, number = mark
    file = artifact(path)
    described: dict[str, Json] = {
        "level": _LEVELS[diagnostic.severity],
        "message": text(diagnostic.message),
        "locations": [_location(file, _region(diagnostic.start, diagnostic.end))],
        "partialFingerprints": {
            "captionQa/v1": f"{digest}:{number + 1}",
            # Under this name GitHub looks for it, and would otherwise hash the lines around.
            "primaryLocationLineHash": f"{digest}:{number + 1}",
        },
    }
    if diagnostic.related:
        described["relatedLocations"] = [
            {**_location(file, _region(place, place)), "id": index, "message": text(message)}
            for index, (place, message) in enumerate(diagnostic.related[:_MOST_LOCATIONS], 1)
        ]
    fix = diagnostic.fix
    if fix is not None and position is not None and _is_small(fix):
        described["fixes"] = [_fix(file, fix, position)]
    if diagnostic.cue:
        described["properties"] = {
            "cue": diagnostic.cue,
            "startMs": diagnostic.start_ms,
            "endMs": diagnostic.end_ms,
        }
    return described


def _location(file: Json, region: Json) -> dict[str, Json]:
    return {"physicalLocation": {"artifactLocation": file, "region": region}}


def _region(start: Position, end: Position) -> Json:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _is_small(fix: Fix) -> bool:
    if fix.encoding or not fix.edits or len(fix.edits) > _MOST_EDITS:
        return False
    if not all(is_unicode(edit.replacement) for edit in fix.edits):
        return False  # it writes a byte that is no character
    return sum(len(edit.replacement) for edit in fix.edits) <= _MOST_EDIT_CHARACTERS


def _fix(file: Json, fix: Fix, position: Callable[[int], Position]) -> Json:
    replacements: list[Json] = [
        {
            "deletedRegion": _region(position(span.start), position(span.end)),
            "insertedContent": {"text": replacement},
        }
        for span, replacement in fix.edits
    ]
    return {
        "description": text(fix.title),
        "artifactChanges": [{"artifactLocation": file, "replacements": replacements}],
    }


def rule_records(
    rules: Callable[[], Iterable[Rule]] | None, found: Sequence[str]
) -> tuple[list[str], dict[str, int]]:
    """The rules that can run and those of findings, as lines, and the index of each code."""
    known = {rule.code: _rule(rule) for rule in (rules() if rules else ())}
    for code in sorted(set(found) - known.keys()):
        page = rule_url(code)
        help_uri: dict[str, Json] = {"helpUri": page} if page else {}
        known[code] = {"id": code, **help_uri, "shortDescription": text(code)}
    return (
        [dump(record) for record in known.values()],
        {code: index for index, code in enumerate(known)},
    )


def _rule(rule: Rule) -> dict[str, Json]:
    page = inspect.cleandoc(rule.page)
    about = " ".join(page.partition("\n## ")[0].split())
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.code.split("_")),
        "shortDescription": {"text": rule.summary[:_MOST_CHARACTERS]},
        "fullDescription": {"text": about[:_MOST_CHARACTERS]},
        "help": {"text": page, "markdown": page},
        **({"helpUri": rule.url} if rule.url else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        "properties": {
            "tags": ["captions", rule.group],
            "precision": "high",
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }
