"""The page for a step summary: the worst first, and never more bytes than GitHub takes."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn, RuleSetting, Settings
from caption_qa_action.core.source import Source, Span
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.reporters import Blob, Options, make, make_for_run
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
    start = re.search(rf"^(### |<summary>){title}( \(\d+\))?(</summary>)?$", page, re.MULTILINE)
    section = re.split("^### |^</?details>", page[start.end() :], flags=re.M)[0] if start else ""
    return re.findall(r"^\| .*", section, re.MULTILINE)[2:]


@pytest.mark.parametrize("limit", [0, 50, 300, 1_000, 5_000, 50_000])
def test_a_page_stays_within_its_bytes(limit: int) -> None:
    files = [file_with(f"散歩/{n}.srt", 3, 3, "天気|" * 50) for n in range(40)]
    files += [FileReport(f"{n}.vtt", "", "unreadable", reason="天気" * 90) for n in range(40)]
    page = write_with(MarkdownReporter(Options(), limit_bytes=limit), files)
    assert len(page.encode("utf-8")) <= limit
    assert page.endswith("\n") == (limit >= 300)
    assert bool(page) == (limit >= 300)


def test_a_page_is_below_what_github_takes() -> None:
    files = [file_with(f"{n:04}.srt", 20, 20, "天" * 250) for n in range(200)]
    size = len(report("markdown", files).encode("utf-8"))
    assert 900_000 < size < 1_000_000


def test_a_table_that_is_cut_says_how_many_rows_it_lacks() -> None:
    files = [file_with("a.srt", 60, 40)]
    page = write_with(MarkdownReporter(Options(), limit_bytes=3_000), files)
    rows = rows_of(page, "What fails")
    assert 0 < len(rows) < 60
    assert f"\n\n… {60 - len(rows)} more rows\n" in page
    rows = rows_of(page, "Findings that do not fail the check")
    assert 0 < len(rows) < 40
    assert page.endswith(f"\n\n… {40 - len(rows)} more rows\n\n</details>\n")


def test_findings_are_listed_from_the_worst() -> None:
    files = [file_with("a.srt", 1, 2), file_with("b.srt", 1)]
    options = Options(fail_on=FailOn(None))
    page = write_with(make("markdown", options), files, options.fail_on)
    rows = rows_of(page, "Findings that do not fail the check")
    assert [row.split(" | ")[0] for row in rows] == ["| error"] * 2 + ["| warning"] * 2
    assert "What fails" not in page


def test_what_fails_is_listed_first_with_links_to_the_lines() -> None:
    options = Options(blob=Blob("https://github.com/o/r/blob/abc", "media"))
    files = [file_with("a (1)|ü.srt", 1, 2), file_with("../b.srt", 1), file_with("/tmp/c.srt", 1)]
    page = write_with(make("markdown", options), [*files, file_with("../../d.srt", 1)])
    rows = rows_of(page, "What fails")
    assert [row.split(" | ")[1] for row in rows] == [
        "[`a (1)\\x7cü.srt:1:1`]"
        "(https://github.com/o/r/blob/abc/media/a%20%281%29%7C%C3%BC.srt#L1)",
        "[`../b.srt:1:1`](https://github.com/o/r/blob/abc/b.srt#L1)",
        "`/tmp/c.srt:1:1`",
        "`../../d.srt:1:1`",
    ]
    assert page.index("What fails") < page.index("Files with findings") < page.index("<details>")
    assert len(rows_of(page, "Findings that do not fail the check")) == 2


def test_warnings_are_what_fails_where_there_are_too_many() -> None:
    fail_on = FailOn(Severity.ERROR, frozenset(), 1)
    page = write_with(
        make_for_run("markdown", Options(fail_on=fail_on)), [file_with("a.srt", 0, 2)], fail_on
    )
    assert len(rows_of(page, "What fails")) == 2
    assert "do not fail" not in page


def test_the_presets_in_force_are_named() -> None:
    files = [file_with(f"{n}.srt", 0)._replace(preset="web") for n in range(2)]
    page = report("markdown", [*files, file_with("c.srt", 0)._replace(preset="tiktok")])
    assert "\npresets web (2 files), tiktok (1 file)\n" in page


def test_files_are_listed_from_the_worst() -> None:
    files = [file_with("a.srt", 0), file_with("b.srt", 0, 9), file_with("c.srt", 1)]
    page = report("markdown", files)
    paths = [row.split("`")[1] for row in rows_of(page, "Files with findings")]
    assert paths == ["c.srt", "b.srt"]
    assert [row.split("`")[1] for row in rows_of(page, "Files without findings")] == ["a.srt"]


def test_the_worst_file_is_listed_wherever_it_comes() -> None:
    files = [file_with(f"{n:04}.srt", 1) for n in range(5 * MAX_FILES)]
    files.append(file_with("z.srt", 2))
    page = report("markdown", files)
    rows = rows_of(page, "Files with findings")
    assert len(rows) == MAX_FILES
    assert "`z.srt`" in rows[0]
    assert f"… {len(files) - MAX_FILES} more rows" in page


def test_only_so_many_findings_are_kept_in_memory() -> None:
    reporter = make("markdown", Options())
    files = [file_with(f"{n}.srt", 1_000) for n in range(8)]
    for file in files:
        reporter.add(reporter.part(file))
    page = reporter.end(summary_of(files))
    assert len(rows_of(page, "What fails")) <= MAX_FINDINGS
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
    assert rows_of(page, "Files with findings") == ["| `a.srt` | srt | 4 | 1 | 0 | 0 | 8 | 80 |"]


def test_a_chart_shows_how_reading_speeds_are_spread() -> None:
    page = report("markdown", [check_bytes("a.srt", CUES.encode(), SETTINGS)] * 2)
    assert "```mermaid\nxychart-beta\n" in page
    assert "    bar [2, 2, 0, 0, 0, 0, 0, 0, 2]\n```\n" in page


def test_full_width_and_latin_have_a_chart_each() -> None:
    japanese = "1\n00:00:01,000 --> 00:00:02,000\n今日は良い天気\n".encode()
    files = [
        check_bytes("a.srt", CUES.encode(), SETTINGS),
        check_bytes("b.ja.srt", japanese, SETTINGS),
    ]
    page = report("markdown", files)
    charts = re.findall('x-axis "(.*?)".*\n.*\n    bar (.*)\n', page)
    assert charts == [
        ("characters a second", "[1, 1, 0, 0, 0, 0, 0, 0, 1]"),
        ("full-width characters a second", "[0, 1, 0, 0, 0, 0, 0, 0, 0]"),
    ]


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
