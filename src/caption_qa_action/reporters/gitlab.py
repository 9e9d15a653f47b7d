"""A code quality report as GitLab shows it in merge requests.

Its shape: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
It is a list of issues and nothing else, so that what was in force is a field of each: GitLab allows more of them
(app/validators/json_schemas/codeclimate.json).
"""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core import fingerprint
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.record import Json
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter, Traits, wanted_in
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._records import Items, dump, preset_record

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}

TRAITS = Traits(
    "code quality of merge requests on GitLab",
    ".json",
    "`error` is `major`, `warning` is `minor`; each issue has its preset, which GitLab does not show",
    has_summary=False,
)


def make(options: Options) -> Reporter[list[str]]:
    """A reporter for the artifact `codequality`."""
    return GitlabReporter(options)


class GitlabReporter:
    """Writes one line for each finding."""

    __slots__ = ("_items", "_options")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._items = Items()

    def part(self, file: FileReport) -> list[str]:
        """The lines of a file."""
        path = in_repository(file.path, self._options.prefix)
        issues = []
        if file.failure:
            code, message, unique = file.failure.code, file.failure.message, _unique(path, "", 0)
            issues.append(_issue(path, code, message, "critical", 1, unique, {}))
        wants = wanted_in(file, self._options)
        numbered = fingerprint.numbered(fingerprint.of_report(file))
        return issues + [
            _issue(
                path,
                each.code,
                each.message,
                _SEVERITIES[each.severity],
                each.start.line,
                _unique(path, mark, number),
                preset_record(file),
            )
            for each, (mark, number) in zip(file.diagnostics, numbered, strict=True)
            if wants(each)
        ]

    def begin(self) -> str:
        """The begin of the list."""
        return "["

    def add(self, part: list[str]) -> str:
        """The lines of a file."""
        return self._items.add(part)

    def end(self, summary: Summary) -> str:
        """The end of the list."""
        return "\n]\n"


def _issue(
    path: str,
    code: str,
    message: str,
    severity: str,
    line: int,
    mark: str,
    preset: Mapping[str, Json],
) -> str:
    issue: Json = {
        # GitLab does not show the name of the check.
        "description": one_line(f"{code}: {message}"),
        "check_name": code,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
        **preset,
    }
    return dump(issue)


def _unique(path: str, mark: str, number: int) -> str:
    """A fingerprint that no other finding of the report has, as GitLab shows only one of each."""
    from hashlib import blake2b

    content = f"{path}\n{mark}\n{number}".encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=16).hexdigest()
