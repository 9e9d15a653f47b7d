"""What the options of a report change, and what they do not."""

from __future__ import annotations

import html
import re

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import UNEXPECTED_SKIPS
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport, Mended, Status, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.reporters import REPORTERS, Options, make, traits
from caption_qa_action.reporters._summary import in_force
from tests.reporters.fixed_report import fixed_report, report, why, write_with

EVERY_FORMAT = pytest.mark.parametrize("name", sorted(REPORTERS))


@EVERY_FORMAT
def test_without_colour_there_is_no_escape_code(name: str) -> None:
    text = report(name, fixed_report(), Options(verbose=True, why=why))
    assert "\x1b" not in text


COLORED = pytest.mark.parametrize(
    "name", [name for name in sorted(REPORTERS) if traits(name).has_color]
)


@COLORED
def test_colour_changes_no_word(name: str) -> None:
    plain = report(name, fixed_report(), Options(why=why))
    colored = report(name, fixed_report(), Options(color=True, why=why))
    assert re.sub(r"\x1b\[[0-9;]+m|\x1b\]8;;[^\x1b]*\x1b\\", "", colored) == plain


@COLORED
def test_a_code_links_to_its_page_on_a_terminal_that_shows_links(name: str) -> None:
    link = f"\x1b]8;;{rule_url('overlapping_cues')}\x1b\\"
    assert link in report(name, fixed_report(), Options(links=True))
    assert link not in report(name, fixed_report(), Options(color=True))


def test_without_links_the_page_is_reported_once_for_a_code_in_a_file() -> None:
    see = f"= see: {rule_url('overlapping_cues')}"
    assert report("full", fixed_report(), Options()).count(see) == 1
    assert see not in report("full", fixed_report(), Options(links=True))


@pytest.mark.parametrize("name", ["full", "github", "json", "markdown"])
def test_every_report_for_people_and_programs_names_the_page(name: str) -> None:
    assert rule_url("overlapping_cues") in report(name, fixed_report(), Options())


@pytest.mark.parametrize("name", ["concise", "full", "github", "markdown"])
def test_quiet_leaves_infos_out_and_still_counts_them(name: str) -> None:
    assert "the file says no language" in report(name, fixed_report(), Options(show_all=True))
    text = report(name, fixed_report(), Options(quiet=True, show_all=True))
    assert "the file says no language" not in text
    assert "cue 1 has" in text
    assert "1 info" in text


@pytest.mark.parametrize("name", ["concise", "full"])
def test_only_verbose_names_skipped_files(name: str) -> None:
    line = "captions/notes.txt: skipped: not a caption file"
    assert line not in report(name, fixed_report())
    assert line in report(name, fixed_report(), Options(verbose=True))


@pytest.mark.parametrize("name", ["concise", "full", "github", "markdown", "html"])
def test_what_is_named_like_captions_and_was_skipped_is_named(name: str) -> None:
    for reason in sorted(UNEXPECTED_SKIPS):
        files = [FileReport(f"{n}.srt", "", "skipped", reason=reason) for n in range(2)]
        text = html.unescape(report(name, files))
        assert "0.srt" in text
        assert "1.srt" in text
        assert reason in text.replace("\\", "")


@pytest.mark.parametrize("name", ["concise", "full", "github", "markdown"])
def test_unreadable_files_are_always_named(name: str) -> None:
    for options in (Options(), Options(quiet=True), Options(statistics=True)):
        text = report(name, fixed_report(), options)
        assert "captions/bad.srt" in text
        assert "not valid UTF-8 at byte 4120" in text


@EVERY_FORMAT
def test_every_report_names_what_was_not_checked_and_why(name: str) -> None:
    text = html.unescape(report(name, fixed_report()))
    assert "captions/bad.srt" in text
    assert "not valid UTF-8 at byte 4120" in text
    alone = [FileReport("gone.srt", "", "unreadable", reason="no such file")]
    text = html.unescape(report(name, alone))
    assert "gone.srt" in text
    assert "no such file" in text
    mended = Mended((("bom", "remove the byte order mark"),), failure="no permission")
    kept = [FileReport("kept.srt", "srt", "checked", cues=1, mended=mended)]
    text = html.unescape(report(name, kept))
    assert "kept.srt" in text
    assert "no permission" in text
    assert "not checked: no permission" not in text


@pytest.mark.parametrize(("name", "most"), [("html", 200), ("markdown", 100)])
@pytest.mark.parametrize("status", ["unreadable", "skipped"])
def test_a_page_names_so_many_files_that_were_not_checked_and_counts_the_others(
    name: str, most: int, status: Status
) -> None:
    reason = min(UNEXPECTED_SKIPS)
    for others in (0, 1, 30):
        files = [FileReport(f"{n:03}.srt", "", status, reason=reason) for n in range(most + others)]
        text = html.unescape(report(name, files))
        assert len(set(re.findall(r"[0-9]{3}\.srt", text))) == most
        assert re.findall("… ([0-9]+) more (?:file|row)", text) == [str(others)] * bool(others)


@pytest.mark.parametrize("name", ["concise", "full"])
def test_statistics_take_the_place_of_the_findings(name: str) -> None:
    text = report(name, fixed_report() * 2, Options(statistics=True))
    assert "captions/de.srt" not in text
    assert "    2  overlapping_cues     error           0\n" in text
    assert "    2  trailing_whitespace  warning         2\n" in text


def test_statistics_leave_infos_out_when_quiet() -> None:
    text = report("concise", fixed_report(), Options(statistics=True, quiet=True))
    assert "file_note" not in text


def test_statistics_put_the_most_frequent_code_first() -> None:
    files = [*fixed_report(), fixed_report()[1]]
    lines = report("concise", files, Options(statistics=True)).split("\n")
    found = [int(line.split()[0]) for line in lines if line.endswith((" 0", " 2"))]
    assert found == sorted(found, reverse=True)


def test_statistics_of_nothing_are_no_table() -> None:
    text = report("concise", [], Options(statistics=True))
    assert text.count("\n") == 1


def last_line(files: list[FileReport], fail_on: FailOn) -> str:
    return write_with(make("concise", Options()), files, fail_on).rstrip("\n").rpartition("\n")[2]


def test_the_last_line_counts_everything() -> None:
    assert last_line(fixed_report(), FailOn()) == (
        "3 files checked, 1 skipped, 1 not checked; 11 cues; "
        "2 errors, 3 warnings, 1 info; 1 fixable; "
        "presets web (2 files), broadcast (1 file); failed: 1 file not checked, 2 findings (fail-on: error)"
    )


def judged(*files: tuple[str, str, bool]) -> str:
    """What the last line says of the preset of files, each with its format and whether somebody chose it."""
    summary = Summary(FailOn())
    for number, (format, preset, is_chosen) in enumerate(files):
        summary.add(FileReport(f"{number}", format, "checked", preset=preset, is_chosen=is_chosen))
    return in_force(summary)


def test_the_last_line_names_the_preset_that_was_chosen() -> None:
    assert judged(("srt", "youtube", True), ("webvtt", "youtube", True)) == "preset youtube"


def test_the_last_line_says_by_what_files_are_judged_and_how_to_choose() -> None:
    assert judged(
        ("srt", "youtube", False),
        ("webvtt", "html5", False),
        ("webvtt", "html5", False),
        ("asr_json", "developer-json", False),
        ("sbv", "youtube", False),
        ("ttml", "lms", False),
    ) == (
        "no preset chosen (webvtt as html5, asr json as developer-json, ttml as lms, "
        "sbv and srt by the limits of youtube; choose: caption-qa init NAME)"
    )


def test_the_last_line_names_what_is_chosen_for_a_part_of_the_files() -> None:
    assert judged(("webvtt", "vimeo", True), ("webvtt", "html5", False)) == (
        "preset vimeo, no preset chosen for the others (webvtt as html5; choose: caption-qa init NAME)"
    )


def test_no_preset_is_named_where_nothing_was_checked() -> None:
    assert last_line([], FailOn()).endswith("; 0 fixable; no caption files were checked")


def test_the_last_line_says_that_a_run_passed() -> None:
    assert last_line(fixed_report()[3:], FailOn()).endswith("; passed")


def test_the_last_line_says_when_no_finding_can_fail_the_run() -> None:
    line = last_line(fixed_report()[1:], FailOn(level=None))
    assert line.endswith("; passed (fail-on: never)")


def test_the_last_line_names_the_codes_that_fail_the_run() -> None:
    line = last_line(fixed_report()[1:], FailOn(level=None, codes=frozenset({"bidi_control"})))
    assert line.endswith("; failed: 1 finding (fail-on: bidi_control)")


def test_the_last_line_names_a_few_of_many_codes() -> None:
    codes = frozenset({*(f"code_{number}" for number in range(9)), "bidi_control"})
    line = last_line(fixed_report()[1:], FailOn(level=Severity.ERROR, codes=codes))
    assert line.endswith("(fail-on: error/bidi_control/code_0/code_1/code_2/code_3/…)")


def test_the_last_line_says_that_there_are_too_many_warnings() -> None:
    line = last_line(fixed_report()[1:], FailOn(level=None, max_warnings=2))
    assert line.endswith("; failed: 3 warnings (max-warnings: 2)")
