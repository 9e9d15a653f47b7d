"""The page for a step summary: the worst first, and never more bytes than GitHub takes."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.core.source import Source, Span
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.reporters import Options, make
from caption_qa_action.reporters.markdown import MAX_FILES, MAX_FINDINGS, MarkdownReporter
from tests.reporters.fixed_report import diagnose, report, summary_of, write_with


def file_with(
    path: str, errors: int, warnings: int = 0, message: str = "message", code: str = "c"
) -> FileReport:
    source = Source.of("some text", path)
    levels = [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    found = (diagnose(source, code, level, message, Span(0, 1)) for level in levels)
    return FileReport(path, "srt", "checked", 1, tuple(found), source=source)


def rows_of(page: str, title: str) -> list[str]:
    section = page.partition(f"### {title}\n")[2].partition("\n### ")[0]
    return re.findall(r"^\| .*", section, re.MULTILINE)[2:]


@pytest.mark.parametrize("limit", [0, 50, 300, 1_000, 5_000, 50_000])
def test_a_page_stays_within_its_bytes(limit: int) -> None:
    files = [file_with(f"散歩/{n}.srt", 3, 3, "天気|" * 50) for n in range(40)]
    files += [FileReport(f"{n}.vtt", "", "unreadable", reason="天気" * 90) for n in range(40)]
    page = write_with(MarkdownReporter(Options(), limit_bytes=limit), files)
    assert len(page.encode("utf-8")) <= limit
    assert page == "" or page.endswith("\n")


def test_a_page_is_below_what_github_takes() -> None:
    files = [file_with(f"{n:04}.srt", 20, 20, "天" * 250) for n in range(200)]
    size = len(report("markdown", files).encode("utf-8"))
    assert 900_000 < size < 1_000_000


def test_a_table_that_is_cut_says_how_many_rows_it_lacks() -> None:
    files = [file_with("a.srt", 60, 40)]
    page = write_with(MarkdownReporter(Options(), limit_bytes=3_000), files)
    rows = rows_of(page, "Findings")
    assert 0 < len(rows) < 100
    assert page.endswith(f"\n\n… {100 - len(rows)} more rows\n")


def test_findings_are_listed_from_the_worst() -> None:
    page = report("markdown", [file_with("a.srt", 1, 2), file_with("b.srt", 1)])
    severities = [row.split(" | ")[0] for row in rows_of(page, "Findings")]
    assert severities == ["| error", "| error", "| warning", "| warning"]


def test_files_are_listed_from_the_worst() -> None:
    files = [file_with("a.srt", 0), file_with("b.srt", 0, 9), file_with("c.srt", 1)]
    paths = [row.split("`")[1] for row in rows_of(report("markdown", files), "Files")]
    assert paths == ["c.srt", "b.srt", "a.srt"]


def test_the_worst_file_is_listed_wherever_it_comes() -> None:
    files = [file_with(f"{n:04}.srt", 1) for n in range(5 * MAX_FILES)]
    files.append(file_with("z.srt", 2))
    page = report("markdown", files)
    rows = rows_of(page, "Files")
    assert len(rows) == MAX_FILES
    assert "`z.srt`" in rows[0]
    assert f"… {len(files) - MAX_FILES} more rows" in page


def test_only_so_many_findings_are_kept_in_memory() -> None:
    reporter = make("markdown", Options())
    files = [file_with(f"{n}.srt", 1_000) for n in range(8)]
    for file in files:
        reporter.add(reporter.part(file))
    page = reporter.end(summary_of(files))
    assert len(rows_of(page, "Findings")) <= MAX_FINDINGS
    assert isinstance(reporter, MarkdownReporter)
    assert sum(len(rows) for rows in reporter._findings.values()) == MAX_FINDINGS


def test_codes_link_to_their_pages() -> None:
    page = report("markdown", [file_with("a.srt", 2, code="empty_cue"), file_with("b.srt", 1)])
    assert f"| [`empty_cue`]({rule_url('empty_cue')}) | 2 |" in page
    assert "| `c` | 1 |" in page


def test_the_verdict_is_the_first_line() -> None:
    page = report("markdown", [file_with("a.srt", 2)])
    assert page.startswith("## caption-qa: failed: 2 findings (fail-on: error)\n")


SETTINGS = Settings("youtube", (RuleSetting("negative_duration"),))
CUES = (
    "1\n00:00:01,000 --> 00:00:02,000\nabcdefgh\n\n"
    "2\n00:00:03,000 --> 00:00:05,000\nabcdefgh\n\n"
    "3\n00:00:06,000 --> 00:00:06,100\nabcdefgh\n\n"
    "4\n00:00:09,000 --> 00:00:08,000\nabcdefgh\n"
)


def test_the_table_of_files_tells_reading_speeds() -> None:
    page = report("markdown", [check_bytes("a.srt", CUES.encode(), SETTINGS)])
    assert rows_of(page, "Files") == ["| `a.srt` | srt | 4 | 1 | 0 | 0 | 8 | 80 |"]


def test_a_chart_shows_how_reading_speeds_are_spread() -> None:
    page = report("markdown", [check_bytes("a.srt", CUES.encode(), SETTINGS)] * 2)
    assert "```mermaid\nxychart-beta\n" in page
    assert "    bar [2, 2, 0, 0, 0, 0, 0, 0, 2]\n```\n" in page


def test_chapters_are_not_measured() -> None:
    chapters = b"WEBVTT\nKind: chapters\n\n00:01.000 --> 00:02.000\nThe first of all chapters\n"
    assert "mermaid" not in report("markdown", [check_bytes("a.vtt", chapters, SETTINGS)])


def test_what_changed_against_the_baseline_is_reported() -> None:
    stale = {"negative_duration": {"0" * 16: 3}}
    file = check_bytes("a.srt", CUES.encode(), SETTINGS._replace(baseline=stale))
    page = report("markdown", [file])
    assert rows_of(page, "Against the baseline") == [
        "| 1 | 0 | 3; `caption-qa baseline prune` drops them |"
    ]
    assert "Against the baseline" not in report("markdown", [file._replace(stale=0)])
