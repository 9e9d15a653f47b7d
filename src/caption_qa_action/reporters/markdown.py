"""A page for the summary of a workflow: the verdict, the worst files, codes and findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.speeds import STEP_CPS, STEPS, Speeds
from caption_qa_action.core.text import plural
from caption_qa_action.reporters import Options, Reporter, Traits
from caption_qa_action.reporters._markdown import code, rule_link, text
from caption_qa_action.reporters._summary import counts, in_force, verdict

# GitHub drops a whole step summary that is over 1 MiB.
# Source: GitHub Docs, "Workflow commands for GitHub Actions", step isolation and limits.
LIMIT_BYTES = 990_000
MAX_FINDINGS = 5_000
MAX_FILES = 100
MAX_UNREADABLE = 100
MAX_CODES = 25

# Room kept for the line with how many rows a table lacks, blank lines included.
_ROOM_FOR_MORE = 48

_LABELS = {severity: severity.label for severity in sorted(Severity, reverse=True)}


class Row(NamedTuple):
    """A file's line in the table of files; rows sort from the worst file to the best."""

    errors: int
    warnings: int
    infos: int
    order: int
    path: str
    format: str
    cues: int
    speeds: Speeds | None = None

    @property
    def badness(self) -> tuple[int, int, int, int]:
        """A key that is smaller the worse the file is; equals are in the order they came."""
        return -self.errors, -self.warnings, -self.infos, self.order


_Part: TypeAlias = tuple[str, str, Row, dict[int, list[str]]]

TRAITS = Traits(
    "the summary of a workflow, comments",
    ".md",
    "never longer than GitHub takes",
    is_kept_back=True,
)


def make(options: Options) -> Reporter[_Part]:
    """A reporter for `$GITHUB_STEP_SUMMARY` and comments; never longer than GitHub takes."""
    return MarkdownReporter(options)


class MarkdownReporter:
    """Keeps the worst files and findings, so many as may fit, and writes the page at the end."""

    __slots__ = (
        "_options",
        "_limit_bytes",
        "_files",
        "_unreadable",
        "_findings",
        "_order",
        "_spread",
    )

    def __init__(self, options: Options, limit_bytes: int = LIMIT_BYTES) -> None:
        self._options = options
        self._limit_bytes = limit_bytes
        self._files: list[Row] = []
        self._unreadable: list[str] = []
        self._findings: dict[int, list[str]] = {int(severity): [] for severity in _LABELS}
        self._order = 0
        self._spread = [0] * STEPS

    def part(self, file: FileReport) -> _Part:
        """The file's row, and the rows of its findings by severity."""
        counted = dict.fromkeys(_LABELS, 0)
        findings: dict[int, list[str]] = {}
        for diagnostic in file.diagnostics:
            severity = diagnostic.severity
            counted[severity] += 1
            if counted[severity] > MAX_FINDINGS or self._options.leaves_out(severity):
                continue
            place = code(f"{file.path}:{diagnostic.start.line}:{diagnostic.start.column}")
            row = (
                f"| {_LABELS[severity]} | {place} | {rule_link(diagnostic.code)} "
                f"| {text(diagnostic.message)} |"
            )
            findings.setdefault(int(severity), []).append(row)
        found = (counted[Severity.ERROR], counted[Severity.WARNING], counted[Severity.INFO])
        row_of_file = Row(*found, 0, file.path, file.format, file.cues, file.reading_speeds)
        return (file.status, file.reason, row_of_file, findings)

    def begin(self) -> str:
        """Nothing: the verdict comes first, and is known last."""
        return ""

    def add(self, part: _Part) -> str:
        """Nothing yet."""
        status, reason, row, findings = part
        if status == "unreadable" and len(self._unreadable) < MAX_UNREADABLE:
            self._unreadable.append(f"| {code(row.path)} | {text(reason)} |")
        if status == "checked":
            self._order += 1
            if row.speeds is not None:
                self._spread = [a + b for a, b in zip(self._spread, row.speeds.spread, strict=True)]
            self._files.append(row._replace(order=self._order))
            if len(self._files) >= 2 * MAX_FILES:
                self._keep_worst_files()
        for severity, rows in findings.items():
            kept = self._findings[severity]
            kept += rows[: MAX_FINDINGS - len(kept)]
        return ""

    def end(self, summary: Summary) -> str:
        """The page."""
        page = _Page(self._limit_bytes)
        page.write(f"## caption-qa: {text(verdict(summary))}", "", text(counts(summary)))
        if summary.presets:
            page.write("", text(in_force(summary)))
        for notice in summary.notices:
            page.write("", f"> {text(notice)}")
        page.write(*_against_baseline(summary))
        page.table("Not checked", ("file", "reason"), "--", self._unreadable, summary.unreadable)
        self._keep_worst_files()
        page.table(
            "Files",
            ("file", "format", "cues", "errors", "warnings", "infos", "c/s, median", "c/s, worst"),
            "--rrrrrr",
            [_file_row(row) for row in self._files],
            summary.checked,
        )
        codes = sorted(summary.codes.items(), key=lambda entry: (-entry[1], entry[0]))
        rows = [f"| {rule_link(name)} | {count} |" for name, count in codes[:MAX_CODES]]
        page.table("Codes", ("code", "findings"), "-r", rows, len(codes))
        if any(self._spread):
            page.write(*_chart(self._spread))
        sums = (summary.errors, summary.warnings, summary.infos)
        total = sum(
            count
            for severity, count in zip(_LABELS, sums, strict=True)
            if not self._options.leaves_out(severity)
        )
        findings = [row for severity in _LABELS for row in self._findings[severity]]
        head = ("severity", "place", "code", "message")
        page.table("Findings", head, "----", findings[:MAX_FINDINGS], total)
        return page.text()

    def _keep_worst_files(self) -> None:
        self._files.sort(key=lambda row: row.badness)
        del self._files[MAX_FILES:]


class _Page:
    """Markdown that stays within a number of bytes."""

    __slots__ = ("_lines", "_room")

    def __init__(self, limit_bytes: int) -> None:
        self._lines: list[str] = []
        self._room = limit_bytes

    def write(self, *lines: str, reserve: int = 0) -> bool:
        """Append lines if all of them fit and leave `reserve` bytes; whether they did."""
        size = sum(len(line.encode("utf-8")) + 1 for line in lines)
        if size + reserve > self._room:
            return False
        self._lines += lines
        self._room -= size
        return True

    def table(
        self, title: str, head: tuple[str, ...], align: str, rows: list[str], total: int
    ) -> None:
        """Append as many rows as fit, and how many of `total` are missing; no rows, no table."""
        rule = " | ".join("--:" if side == "r" else "---" for side in align)
        top = ("", f"### {title}", "", f"| {' | '.join(head)} |", f"| {rule} |")
        if not rows or not self.write(*top, reserve=_ROOM_FOR_MORE):
            return
        shown = 0
        for row in rows:
            if not self.write(row, reserve=_ROOM_FOR_MORE):
                break
            shown += 1
        if shown < total:
            self.write("", f"… {plural(total - shown, 'more row')}")

    def text(self) -> str:
        """The page."""
        return "".join(line + "\n" for line in self._lines)


def _file_row(row: Row) -> str:
    numbers = f"{row.cues} | {row.errors} | {row.warnings} | {row.infos} | {_speeds(row.speeds)}"
    return f"| {code(row.path)} | {text(row.format)} | {numbers} |"


def _speeds(speeds: Speeds | None) -> str:
    """The median and the worst reading speed, as two cells."""
    return " | " if speeds is None else f"{speeds.median / 10:g} | {speeds.worst / 10:g}"


def _chart(spread: Sequence[int]) -> list[str]:
    """How many cues are read how fast, as a chart that GitHub and GitLab draw (mermaid)."""
    steps = [f'"{step * STEP_CPS}-{(step + 1) * STEP_CPS}"' for step in range(STEPS - 1)]
    steps.append(f'"{(STEPS - 1) * STEP_CPS}+"')
    return [
        "",
        "### Reading speed",
        "",
        "```mermaid",
        "xychart-beta",
        f'    x-axis "characters a second" [{", ".join(steps)}]',
        f'    y-axis "cues" 0 --> {max(spread)}',
        f"    bar [{', '.join(map(str, spread))}]",
        "```",
    ]


def _against_baseline(summary: Summary) -> list[str]:
    """What changed against the baseline; nothing without one."""
    if not (summary.known or summary.stale):
        return []
    new = summary.errors + summary.warnings + summary.infos
    gone = "; `caption-qa baseline prune` drops them" if summary.stale else ""
    return [
        "",
        "### Against the baseline",
        "",
        "| new | known | gone |",
        "| --: | --: | --: |",
        f"| {new} | {summary.known} | {summary.stale}{gone} |",
    ]
