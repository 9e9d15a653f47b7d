"""SARIF 2.1.0 for code scanning on GitHub and elsewhere, within the limits of GitHub's upload.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

from caption_qa_action import __version__
from caption_qa_action.core import fingerprint
from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.record import Json
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.text import plural
from caption_qa_action.reporters import Options, Reporter, Traits, wanted_in
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._records import dump
from caption_qa_action.reporters._sarif_parts import result, rule_records, text
from caption_qa_action.reporters._summary import line as summary_line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

# GitHub refuses a run with more results than this, or a compressed file of more than 10 MB.
# Source: GitHub Docs, "SARIF support for code scanning", validating and limits.
MOST_RESULTS = 25_000
LIMIT_BYTES = 9_500_000

_WORST_FIRST = tuple(sorted(Severity, reverse=True))
_Part: TypeAlias = tuple[dict[int, list[tuple[str, str]]], list[str]]

TRAITS = Traits(
    "code scanning",
    ".sarif",
    "at most what GitHub takes; see [Code scanning](#code-scanning)",
    is_kept_back=True,
)


def make(options: Options) -> Reporter[_Part]:
    """A reporter for `github/codeql-action/upload-sarif` and other readers of SARIF."""
    return SarifReporter(options)


class SarifReporter:
    """Keeps the worst results, as many as GitHub takes, and writes one run at the end."""

    __slots__ = ("_options", "_results", "_total", "_notifications", "_most", "_limit_bytes")

    def __init__(
        self, options: Options, most: int = MOST_RESULTS, limit_bytes: int = LIMIT_BYTES
    ) -> None:
        self._options = options
        self._results: dict[int, list[tuple[str, str]]] = {int(each): [] for each in _WORST_FIRST}
        self._total = 0
        self._notifications: list[str] = []
        self._most = most
        self._limit_bytes = limit_bytes

    def part(self, file: FileReport) -> _Part:
        """The results of a file by severity, each with its code, and why it was not checked."""
        path = in_repository(file.path, self._options.prefix)
        results: dict[int, list[tuple[str, str]]] = {}
        wants = wanted_in(file, self._options)
        numbered = fingerprint.numbered(fingerprint.of_report(file))
        for each, mark in zip(file.diagnostics, numbered, strict=True):
            if wants(each):
                line = dump(result(path, each, mark, file.position))
                results.setdefault(int(each.severity), []).append((each.code, line))
        notes = []
        if file.failure:
            notes.append(_notification(file.failure.message, "error", path))
        return (results, notes)

    def begin(self) -> str:
        """Nothing: the rules come first, and which there are is known last."""
        return ""

    def add(self, part: _Part) -> str:
        """Nothing yet."""
        results, notes = part
        for severity, found in results.items():
            self._total += len(found)
            kept = self._results[severity]
            kept += found[: self._most - len(kept)]
        self._notifications += notes[: self._most - len(self._notifications)]
        return ""

    def end(self, summary: Summary) -> str:
        """The whole file."""
        results = [found for each in _WORST_FIRST for found in self._results[each]][: self._most]
        rules, indexes = rule_records(self._options.rules, [code for code, _ in results])
        lines = [
            f'{{"ruleId": {dump(code)}, "ruleIndex": {indexes[code]}, {line[1:]}'
            for code, line in results
        ]
        del lines[_fitting(lines, self._limit_bytes) :]
        notes = list(self._notifications)
        notes += [_notification(notice, "note") for notice in summary.notices]
        if len(lines) < self._total:
            left_out = plural(self._total - len(lines), "finding")
            notes.append(
                _notification(
                    f"{left_out} of {self._total} left out, the least severe, since GitHub takes no "
                    "larger file; the JSON report has them all",
                    "warning",
                )
            )
        driver: Json = {
            "name": "caption-qa",
            "informationUri": "https://github.com/caption-qa/caption-qa-action",
            "version": __version__,
            "semanticVersion": __version__,
        }
        invocation: Json = {
            "executionSuccessful": not (summary.unreadable or summary.unwritten),
            "exitCode": summary.exit_code,
            "exitCodeDescription": summary_line(summary),
        }
        return (
            f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n'
            f'"tool": {{"driver": {dump(driver)[:-1]}, "rules": [{_lines(rules)}]}}}},\n'
            '"automationDetails": {"id": "caption-qa/"},\n'
            '"columnKind": "unicodeCodePoints",\n'
            f'"invocations": [{dump(invocation)[:-1]}, '
            f'"toolExecutionNotifications": [{_lines(notes)}]}}],\n'
            f'"results": [{_lines(lines)}]\n'
            "}]}\n"
        )


def _lines(records: list[str]) -> str:
    return "\n" + ",\n".join(records) + "\n" if records else ""


def _notification(message: str, level: str, path: str = "") -> str:
    from caption_qa_action.reporters._sarif_parts import artifact

    notification: dict[str, Json] = {"level": level, "message": text(message)}
    if path:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": artifact(path)}}]
    return dump(notification)


def _fitting(lines: list[str], limit_bytes: int) -> int:
    """How many of the lines fit into a number of bytes when they are compressed."""
    if sum(map(len, lines)) * 4 <= limit_bytes:  # a character is at most 4 bytes
        return len(lines)
    import zlib

    packer = zlib.compressobj(1)
    size = 0
    for count, line in enumerate(lines):
        size += len(packer.compress(line.encode("utf-8", "surrogatepass")))
        if size > limit_bytes:
            return count
    return len(lines)
