"""A page for the summary of a workflow: the verdict, what fails, files with findings; the rest is folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import UNEXPECTED_SKIPS
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.speeds import STEP_CPS, STEPS, Speeds
from caption_qa_action.core.text import plural
from caption_qa_action.reporters import Options, Reporter, Traits, fail_on_of, wanted_in
from caption_qa_action.reporters._markdown import code, place, rule_link, text
from caption_qa_action.reporters._paths import line_url
from caption_qa_action.reporters._summary import (
    counts,
    folder_verdicts,
    in_force,
    not_done,
    verdict,
)

# GitHub drops a whole step summary that is over 1 MiB.
# Source: GitHub Docs, "Workflow commands for GitHub Actions", step isolation and limits.
LIMIT_BYTES = 990_000
MAX_FINDINGS = 5_000
MAX_FILES = 100
MAX_UNREADABLE = 100
MAX_CODES = 25

# Room kept for the line with how many rows a table lacks and the end of a fold, blank lines included.
_ROOM_FOR_MORE = 48 + len("\n</details>\n")

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
    def has_findings(self) -> bool:
        """Whether anything was found in it."""
        return bool(self.errors or self.warnings or self.infos)

    @property
    def badness(self) -> tuple[int, int, int, int]:
        """A key that is smaller the worse the file is; equals are in the order they came."""
        return -self.errors, -self.warnings, -self.infos, self.order


# Whether a finding fails the run, and its severity.
_Kind: TypeAlias = tuple[bool, int]
# A line and a column, and the cells before and after the place.
_Finding: TypeAlias = tuple[int, int, str, str]
# The last are how many findings do not fail the run, those without a row too.
_Part: TypeAlias = tuple[str, str, Row, dict[_Kind, list[_Finding]], int]

_KINDS = [(fails, int(severity)) for fails in (True, False) for severity in _LABELS]

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
        "_failed",
        "_skipped",
        "_number_skipped",
        "_findings",
        "_order",
        "_with_findings",
        "_others",
        "_latin",
        "_full_width",
    )

    def __init__(self, options: Options, limit_bytes: int = LIMIT_BYTES) -> None:
        self._options = options
        self._limit_bytes = limit_bytes
        self._files: list[Row] = []
        self._failed: list[str] = []
        self._skipped: list[str] = []
        self._number_skipped = 0
        self._findings: dict[_Kind, list[str]] = {kind: [] for kind in _KINDS}
        self._order = 0
        self._with_findings = 0
        self._others = 0
        self._latin = self._full_width = (0,) * STEPS

    def part(self, file: FileReport) -> _Part:
        """The file's row, and the rows of its findings by whether they fail the run, and severity."""
        options = self._options
        wants = wanted_in(file, options)
        others = 0
        hits = fail_on_of(file, options).hits
        counted = dict.fromkeys(_LABELS, 0)
        findings: dict[_Kind, list[_Finding]] = {}
        for diagnostic in file.diagnostics:
            severity = diagnostic.severity
            counted[severity] += 1
            if not wants(diagnostic):
                continue
            kind = hits(diagnostic.code, severity), int(severity)
            others += not kind[0]
            rows = findings.setdefault(kind, [])
            if len(rows) >= MAX_FINDINGS:
                continue
            after = f"{rule_link(diagnostic.code)} | {text(diagnostic.message)}"
            rows.append((*diagnostic.start, _LABELS[severity], after))
        found = (counted[Severity.ERROR], counted[Severity.WARNING], counted[Severity.INFO])
        speeds = file.reading_speeds
        row = Row(*found, 0, file.path, file.format, file.cues, speeds)
        failed = file.failure.message if file.status == "checked" and file.failure else file.reason
        return (file.status, failed, row, findings, others)

    def begin(self) -> str:
        """Nothing: the verdict comes first, and is known last."""
        return ""

    def add(self, part: _Part) -> str:
        """Nothing yet."""
        status, reason, row, findings, others = part
        self._others += others
        if reason and status != "skipped" and len(self._failed) < MAX_UNREADABLE:
            self._failed.append(f"| {code(row.path)} | {text(reason)} |")
        if status == "skipped" and reason in UNEXPECTED_SKIPS:
            self._number_skipped += 1
            if self._number_skipped <= MAX_UNREADABLE:
                self._skipped.append(f"| {code(row.path)} | {text(reason)} |")
        if status == "checked":
            self._order += 1
            self._with_findings += row.has_findings
            if row.speeds is not None:
                wide = row.speeds.full_width or (0,) * STEPS
                self._full_width = _sums(self._full_width, wide)
                latin = [a - b for a, b in zip(row.speeds.spread, wide, strict=True)]
                self._latin = _sums(self._latin, latin)
            self._files.append(row._replace(order=self._order))
            if len(self._files) >= 2 * MAX_FILES:
                self._keep_worst_files()
        for kind, rows in findings.items():
            kept = self._findings[kind]
            kept += [self._row(row.path, *found) for found in rows[: MAX_FINDINGS - len(kept)]]
        return ""

    def _row(self, path: str, line: int, column: int, before: str, after: str) -> str:
        # Only here: the same findings have other links at each commit.
        url = line_url(path, line, self._options.blob)
        return f"| {before} | {place(path, line, column, url)} | {after} |"

    def end(self, summary: Summary) -> str:
        """The page."""
        page = _Page(self._limit_bytes)
        page.write(f"## caption-qa: {text(verdict(summary))}", "", text(counts(summary)))
        if summary.presets:
            page.write("", text(in_force(summary)))
        for notice in summary.notices:
            page.write("", f"> {text(notice)}")
        page.write(*_against_baseline(summary))
        folders = [
            f"| {code(folder) if folder in summary.folders else folder} | {sums.files} | {sums.errors} | {sums.warnings} | {text(outcome)} |"
            for folder, sums, outcome in folder_verdicts(summary)
        ]
        columns = ("folder", "files", "errors", "warnings", "verdict")
        page.table("Folders", columns, "-rrr-", folders, len(folders))
        failed = summary.unreadable + summary.unwritten
        page.table(not_done(summary), ("file", "reason"), "--", self._failed, failed)
        page.table("Skipped", ("file", "reason"), "--", self._skipped, self._number_skipped)
        head = ("severity", "place", "code", "message")
        fails, other = self._rows()
        number = sum(summary.all_failing_codes.values())
        # Files and codes have room, however much fails.
        room = self._limit_bytes // 4
        page.table("What fails", head, "----", fails[:MAX_FINDINGS], number, leave=room)
        self._write_files(page, summary)
        title = f"Findings that do not fail the check ({self._others})"
        page.table(title, head, "----", other[:MAX_FINDINGS], self._others, is_folded=True)
        return page.text()

    def _rows(self) -> tuple[list[str], list[str]]:
        """The rows of what fails the run, and of everything else."""
        fails: list[str] = []
        others: list[str] = []
        for kind in _KINDS:
            (fails if kind[0] else others).extend(self._findings[kind])
        return fails, others

    def _write_files(self, page: _Page, summary: Summary) -> None:
        """The files with findings; folded, the codes, the other files and the reading speeds."""
        self._keep_worst_files()
        head = (
            "file", "format", "cues", "errors", "warnings", "infos", "c/s, median", "c/s, worst",
        )  # fmt: skip
        found = [_file_row(row) for row in self._files if row.has_findings]
        clean = [_file_row(row) for row in self._files if not row.has_findings]
        page.table("Files with findings", head, "--rrrrrr", found, self._with_findings)
        codes = sorted(summary.codes.items(), key=lambda entry: (-entry[1], entry[0]))
        rows = [f"| {rule_link(name)} | {count} |" for name, count in codes[:MAX_CODES]]
        title = f"Codes ({len(codes)})"
        page.table(title, ("code", "findings"), "-r", rows, len(codes), is_folded=True)
        others = summary.checked - self._with_findings
        title = f"Files without findings ({others})"
        page.table(title, head, "--rrrrrr", clean, others, is_folded=True)
        charts = [
            line
            for spread, unit in (
                (self._latin, "characters"),
                (self._full_width, "full-width characters"),
            )
            if any(spread)
            for line in _chart(spread, unit)
        ]
        if charts:
            page.write(
                "", "<details>", "<summary>Reading speed</summary>", *charts, "", "</details>"
            )

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
        self,
        title: str,
        head: tuple[str, ...],
        align: str,
        rows: list[str],
        total: int,
        *,
        is_folded: bool = False,
        leave: int = 0,
    ) -> None:
        """Append as many rows as fit and leave some bytes, and how many of `total` are missing.

        Without rows there is no table.
        """
        reserve = _ROOM_FOR_MORE + leave
        rule = " | ".join("--:" if side == "r" else "---" for side in align)
        above = ("<details>", f"<summary>{title}</summary>") if is_folded else (f"### {title}",)
        top = ("", *above, "", f"| {' | '.join(head)} |", f"| {rule} |")
        if not rows or not self.write(*top, reserve=reserve):
            return
        shown = 0
        for row in rows:
            if not self.write(row, reserve=reserve):
                break
            shown += 1
        if shown < total:
            self.write("", f"… {plural(total - shown, 'more row')}")
        if is_folded:
            self.write("", "</details>")

    def text(self) -> str:
        """The page."""
        return "".join(line + "\n" for line in self._lines)


def _file_row(row: Row) -> str:
    numbers = f"{row.cues} | {row.errors} | {row.warnings} | {row.infos} | {_speeds(row.speeds)}"
    return f"| {code(row.path)} | {text(row.format)} | {numbers} |"


def _speeds(speeds: Speeds | None) -> str:
    """The median and the worst reading speed, as two cells."""
    return " | " if speeds is None else f"{speeds.median / 10:g} | {speeds.worst / 10:g}"


def _sums(one: Iterable[int], other: Iterable[int]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _chart(spread: Sequence[int], unit: str) -> list[str]:
    """How many cues are read how fast, as a chart that GitHub and GitLab draw (mermaid)."""
    steps = [f'"{step * STEP_CPS}-{(step + 1) * STEP_CPS}"' for step in range(STEPS - 1)]
    steps.append(f'"{(STEPS - 1) * STEP_CPS}+"')
    return [
        "",
        "```mermaid",
        "xychart-beta",
        f'    x-axis "{unit} a second" [{", ".join(steps)}]',
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
