"""What a reporter declares of itself is what it does: each trait, over every reporter."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.fingerprint import of_report
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.reporters import REPORTERS, Options, make, traits
from tests.reporters.actions_runner import read_log
from tests.reporters.fixed_report import fixed_report, report, why

pytestmark = pytest.mark.parametrize("name", sorted(REPORTERS))

INFO = "the file says no language"


def test_it_says_who_reads_it_and_in_which_file(name: str) -> None:
    about = traits(name)
    assert about.read_by
    assert re.fullmatch(r"\.[a-z]+", about.suffix)
    assert "|" not in f"{about.read_by}{about.note}"  # they stand in a table
    assert "\n" not in f"{about.read_by}{about.note}"


def test_it_is_kept_back_if_it_says_so(name: str) -> None:
    reporter = make(name, Options())
    written = reporter.begin()
    for file in fixed_report():
        written += reporter.add(reporter.part(file))
    if traits(name).is_kept_back:
        assert written == ""
        assert reporter.end(Summary(FailOn()))
    else:
        assert "reading_speed_high" in written


def test_it_counts_everything_if_it_says_so(name: str) -> None:
    nothing = report(name, [])
    counts = "0 files checked" in nothing or '"files": 0' in nothing
    assert counts is traits(name).has_summary


def test_quiet_leaves_infos_out_unless_it_says_that_it_is_complete(name: str) -> None:
    every = report(name, fixed_report(), Options(show_all=True))
    assert INFO in every
    quiet = report(name, fixed_report(), Options(quiet=True, show_all=True))
    least = report(name, fixed_report(), Options(min_severity=Severity.WARNING, show_all=True))
    assert quiet == least
    if traits(name).has_infos_when_quiet:
        assert quiet == every
    else:
        assert INFO not in quiet
        assert "overlapping_cues" in quiet


def test_what_is_milder_is_left_out_unless_it_fails_or_the_report_is_complete(name: str) -> None:
    least = report(name, fixed_report(), Options(min_severity=Severity.ERROR))
    assert ("bidi_control" in least) is (traits(name).has_infos_when_quiet or name == "markdown")
    assert "overlapping_cues" in least


def test_it_has_colour_where_it_says_so(name: str) -> None:
    colored = report(name, fixed_report(), Options(color=True, links=True, why=why))
    assert ("\x1b" in colored) is traits(name).has_color


def test_a_runner_executes_its_lines_where_it_says_so(name: str) -> None:
    commands, _ = read_log(report(name, fixed_report()))
    assert bool(commands) is traits(name).has_commands


def test_it_needs_the_text_of_the_files_if_it_says_so(name: str) -> None:
    merged = report(name, [known_from_a_report(file) for file in fixed_report()])
    assert (merged != report(name, fixed_report())) is traits(name).needs_source


def known_from_a_report(file: FileReport) -> FileReport:
    """A file as `merge` knows it: with places and fingerprints, and without its text."""
    source = file.source
    if source is None:
        return file
    marked = zip(file.diagnostics, of_report(file), strict=True)
    return file._replace(
        source=None,
        positions={offset: source.position(offset) for offset in range(len(source.text) + 1)},
        diagnostics=tuple(each._replace(fingerprint=mark) for each, mark in marked),
    )
