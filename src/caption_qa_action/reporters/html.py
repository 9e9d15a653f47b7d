"""A page for people who read no terminal: one file that needs no network and runs no text as code.

The verdict, the codes and the reasons stand in the page itself. Files and findings are data, out of which
`assets/report.js` makes elements and text, never markup. A policy in the page lets nothing run or load but
that script and its style sheet.
"""

from __future__ import annotations

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.errors import UNEXPECTED_SKIPS
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.speeds import Speeds
from caption_qa_action.reporters import Options, Reporter, Traits, fail_on_of, wanted_in
from caption_qa_action.reporters._html_data import File, Finding, data_within, with_worst
from caption_qa_action.reporters._html_excerpts import Excerpts
from caption_qa_action.reporters._html_page import CodeCounts, cards, head_of, page, plain_list
from caption_qa_action.reporters._html_text import short
from caption_qa_action.reporters._html_timeline import Curve, curve_of
from caption_qa_action.reporters._summary import judged_by

# Our choice: what a mail takes along, and a browser opens at once.
LIMIT_BYTES = 1_900_000
MAX_FINDINGS = 20_000
MAX_FILES = 5_000
MAX_UNREADABLE = 200
_MOST_RELATED = 5

_Part: TypeAlias = tuple[File, CodeCounts]

TRAITS = Traits(
    "editors and clients: a page for a browser",
    ".html",
    "one file that works offline, with a timeline of each file; never more than 2 MB",
    is_kept_back=True,
    needs_source=True,
)


def make(options: Options) -> Reporter[_Part]:
    """A reporter for people with a browser."""
    return HtmlReporter(options)


class HtmlReporter:
    """Keeps the findings that matter most, so many as a page may have, and writes it at the end."""

    __slots__ = (
        "_options",
        "_files",
        "_codes",
        "_failed",
        "_skipped",
        "_number_skipped",
        "_left_out",
        "_kept",
    )

    def __init__(self, options: Options) -> None:
        self._options = options
        self._files: list[File] = []
        self._codes: CodeCounts = {}
        self._failed: list[tuple[str, str]] = []
        self._skipped: list[tuple[str, str]] = []
        self._number_skipped = 0
        self._left_out = 0
        self._kept = 0

    def part(self, file: FileReport) -> _Part:
        """The file with its findings, and how many there are of each code."""
        hits = fail_on_of(file, self._options).hits
        wanted = list(filter(wanted_in(file, self._options), file.diagnostics))
        found: CodeCounts = {}
        for each in wanted:
            counted = found.setdefault((each.code, int(each.severity)), [0, 0, 0])
            counted[0] += 1
            counted[1] += each.fix is not None and each.fix.safe
            counted[2] += hits(each.code, each.severity)
        kept = wanted
        if len(wanted) > MAX_FINDINGS:
            worst = sorted(wanted, key=lambda e: (not hits(e.code, e.severity), -e.severity))
            chosen = set(map(id, worst[:MAX_FINDINGS]))
            kept = [each for each in wanted if id(each) in chosen]
        speeds, excerpts = file.reading_speeds, Excerpts(file)
        record = File(
            short(file.path),
            file.status,
            short(
                file.failure.message if file.status == "checked" and file.failure else file.reason
            ),
            short(file.format),
            short(file.language),
            short(judged_by(file)),
            file.cues,
            None if speeds is None else _speeds(speeds),
            Curve(0) if file.document is None else curve_of(file.document),
            tuple(_finding(each, hits(each.code, each.severity), excerpts) for each in kept),
            len(wanted) - len(kept),
        )
        return record, found

    def begin(self) -> str:
        """Nothing: the verdict comes first, and is known last."""
        return ""

    def add(self, part: _Part) -> str:
        """Nothing yet."""
        file, found = part
        for key, more in found.items():
            self._codes[key] = [
                a + b for a, b in zip(self._codes.get(key, (0, 0, 0)), more, strict=True)
            ]
        if file.reason and file.status != "skipped" and len(self._failed) < MAX_UNREADABLE:
            self._failed.append((file.path, file.reason))
        if file.status == "skipped" and file.reason in UNEXPECTED_SKIPS:
            self._number_skipped += 1
            if self._number_skipped <= MAX_UNREADABLE:
                self._skipped.append((file.path, file.reason))
        if file.status == "checked":
            self._files.append(file)
            self._kept += len(file.findings)
            if self._kept > 2 * MAX_FINDINGS or len(self._files) > 2 * MAX_FILES:
                self._keep_worst()
        return ""

    def end(self, summary: Summary) -> str:
        """The page."""
        self._keep_worst()
        head = "".join(
            (
                *head_of(
                    summary,
                    self._failed,
                    self._skipped,
                    self._number_skipped,
                ),
                *cards(self._codes, self._options.why),
            )
        )
        listed = "".join(plain_list(self._files))
        room = LIMIT_BYTES - len(page(head, listed).encode("utf-8"))
        data, kind = data_within(room, self._files, self._left_out, self._options.why)
        return page(head, listed, data, kind)

    def _keep_worst(self) -> None:
        """Drop what a page has no room for; the worst files come first."""
        files = with_worst(self._files, MAX_FINDINGS)
        files.sort(key=lambda file: file.rank)
        self._left_out += len(files[MAX_FILES:])
        self._files = files[:MAX_FILES]
        self._kept = sum(len(file.findings) for file in self._files)


def _speeds(speeds: Speeds) -> tuple[int, int, bool]:
    """The median and the worst speed, and whether most cues are counted in full-width characters."""
    return speeds.median, speeds.worst, 2 * sum(speeds.full_width) > sum(speeds.spread)


def _finding(diagnostic: Diagnostic, fails: bool, excerpts: Excerpts) -> Finding:
    fix = diagnostic.fix
    return Finding(
        short(diagnostic.code),
        int(diagnostic.severity),
        fails,
        *diagnostic.start,
        diagnostic.cue,
        diagnostic.start_ms,
        diagnostic.end_ms,
        short(diagnostic.message),
        "" if fix is None else short(fix.title),
        fix is not None and fix.safe,
        tuple(
            f"line {line}: {short(message)}"
            for (line, _), message in diagnostic.related[:_MOST_RELATED]
        ),
        excerpts.of(diagnostic),
    )
