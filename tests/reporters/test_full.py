"""The marked line of the full format: the mark is under the place, whatever the line is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.measure import columns
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.source import Source, Span
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._excerpt import excerpt
from tests.reporters.fixed_report import diagnose, report, why

Tracer: TypeAlias = Callable[..., Any]


def shown(text: str, span: Span, width: int = 100) -> tuple[str, str]:
    """The line as shown and the line with the mark, without the gutter."""
    source = Source.of(text, "a.srt")
    found = diagnose(source, "some_code", Severity.ERROR, "something", span)
    file = FileReport("a.srt", "srt", "checked", 1, (found,), source=source)
    lines = report("full", [file], Options(width=width)).split("\n")
    gutter = lines[3].index("|") + 2
    return lines[3][gutter:], lines[4][gutter:]


def marked(text: str, span: Span, width: int = 100) -> str:
    """The part of the shown line that stands over the carets, by columns."""
    line, mark = shown(text, span, width)
    start, end = mark.index("^"), mark.rindex("^") + 1
    over, column = "", 0
    for index, character in enumerate(line):
        column = columns(line[:index])
        if start <= column < end:
            over += character
    return over


def test_plain_text_is_marked_at_its_place() -> None:
    assert shown("one two three", Span(4, 7)) == ("one two three", "    ^^^")


def test_wide_characters_take_two_columns() -> None:
    assert shown("今日は良い", Span(3, 5)) == ("今日は良い", "      ^^^^")


def test_combining_marks_take_no_column() -> None:
    assert shown("e\u0301te\u0301 x", Span(6, 7))[1] == "    ^"


def test_a_combining_mark_alone_is_marked_under_its_letter() -> None:
    assert shown("ae\u0301", Span(2, 3))[1] == " ^"


def test_a_joined_emoji_is_marked_under_the_whole_picture() -> None:
    assert shown("ab\U0001f468\u200d\U0001f469", Span(4, 5))[1] == "  ^^"


def test_a_tab_is_shown_as_four_blanks() -> None:
    assert shown("a\tb", Span(2, 3)) == ("a    b", "     ^")


@pytest.mark.parametrize(
    "text, escaped",
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202e", "\\u202e"),
        ("\u2028", "\\u2028"),
        ("\udcff", "\\xff"),
        ("\ud800", "\\ud800"),
        ("\x00", "\\x00"),
    ],
)
def test_an_unprintable_character_is_marked_under_its_escape(text: str, escaped: str) -> None:
    line, mark = shown(f"ab{text}cd", Span(2, 2 + len(text)))
    assert line == f"ab{escaped}cd"
    assert mark == "  " + "^" * len(escaped)


def test_a_command_of_the_runner_is_broken_and_the_mark_stays_right() -> None:
    assert shown("##[error]x", Span(9, 10)) == ("#\\x23[error]x", "            ^")
    assert shown("##[error]x", Span(2, 3)) == ("#\\x23[error]x", "     ^")


def test_an_empty_span_has_one_caret() -> None:
    assert shown("abc", Span(3, 3)) == ("abc", "   ^")


def test_an_empty_line_has_a_caret() -> None:
    assert shown("a\n\nb", Span(2, 2)) == ("", "^")


def test_a_span_on_the_line_end_is_marked_behind_the_text() -> None:
    assert shown("abc\r\ndef", Span(3, 5)) == ("abc", "   ^")


def test_a_span_over_lines_is_marked_to_the_end_of_its_first_line() -> None:
    assert shown("abc\ndef\nghi", Span(1, 9)) == ("abc", " ^^ … 2 more lines")


def test_a_span_that_ends_with_a_line_end_reaches_into_no_other_line() -> None:
    assert shown("abc\ndef\nghi", Span(1, 8)) == ("abc", " ^^ … 1 more line")


def test_a_cr_alone_ends_a_line() -> None:
    assert shown("abc\rdef", Span(5, 6)) == ("def", " ^")


@pytest.mark.parametrize("place", [0, 1, 40, 500, 998])
@pytest.mark.parametrize("unit", ["abcdefghij", "良い天気ですね散歩に", "ae\u0301iou xyz "])
def test_a_long_line_is_cut_around_the_mark(unit: str, place: int) -> None:
    text = unit * 100
    line, mark = shown(text, Span(place, place + 2), width=60)
    assert columns(line) <= 60 - 4
    assert len(mark) <= 60
    assert marked(text, Span(place, place + 2), width=60).strip("…") != ""


def test_a_cut_line_says_so_on_both_sides() -> None:
    line, _ = shown("a" * 500, Span(250, 251), width=60)
    assert line.startswith("…")
    assert line.endswith("…")


def test_a_mark_wider_than_the_terminal_begins_in_view() -> None:
    line, mark = shown("x" * 10 + "y" * 500, Span(10, 510), width=60)
    assert line.startswith("…y")
    assert mark.startswith(" ^")
    assert len(mark) <= 60


def test_what_a_long_line_is_marked_over_is_what_was_found() -> None:
    text = "良い" * 200 + "found" + "天気" * 200
    assert marked(text, Span(400, 405), width=60) == "found"


def test_very_long_lines_with_many_findings_are_quick() -> None:
    source = Source.of("##[x" * 250_000, "a.srt")
    found: list[Diagnostic] = []
    for start in range(0, 1_000_000, 1_000):
        found.append(diagnose(source, "c", Severity.INFO, "m", Span(start, start + 1)))
    file = FileReport("a.srt", "srt", "checked", 1, tuple(found), source=source)
    assert len(report("full", [file])) < 1_000_000


def test_a_finding_without_source_has_its_place_but_no_line() -> None:
    source = Source.of("abc", "a.srt")
    found = diagnose(source, "empty_cue", Severity.ERROR, "something", Span(1, 2))
    text = report("full", [FileReport("a.srt", "srt", "checked", 1, (found,))])
    see = f"  = see: {rule_url('empty_cue')}"
    assert text.startswith(f"error[empty_cue] something\n --> a.srt:1:2\n{see}\n\n")


def test_the_reason_is_reported_once_for_each_code_of_a_file() -> None:
    source = Source.of("abc", "a.srt")
    found = diagnose(source, "overlapping_cues", Severity.ERROR, "something", Span(1, 2))
    file = FileReport("a.srt", "srt", "checked", 1, (found, found), source=source)
    text = report("full", [file], Options(why=why))
    assert text.count("= why: Most players") == 1


@pytest.mark.parametrize("character", ["&", "<", "\u0301"])
def test_a_finding_costs_the_same_however_long_its_line_is(character: str) -> None:
    def looked_at(length: int) -> int:
        """How many function calls and steps it takes to show a finding in the middle."""
        source = Source.of(character * length, "a.srt")
        span = Span(length // 2, length // 2 + 1)
        found = diagnose(source, "some_code", Severity.ERROR, "something", span)
        steps = 0

        def count(*_: object) -> Tracer:
            nonlocal steps
            steps += 1
            return count

        sys.settrace(count)
        try:
            excerpt(source, found, 90)
        finally:
            sys.settrace(None)
        return steps

    looked_at(1_000)  # characters that are met for the first time are looked up
    assert looked_at(1_000_000) <= looked_at(10_000) + 10


def test_a_long_reason_is_as_wide_as_the_terminal() -> None:
    source = Source.of("one two three", "a.srt")
    found = diagnose(source, "some_code", Severity.ERROR, "something", Span(4, 7))
    file = FileReport("a.srt", "srt", "checked", 1, (found,), source=source)
    reason = "Most players show one cue at a time, ::error:: so that a viewer misses one of the two"
    shown_lines = report("full", [file], Options(width=40, why=lambda _: reason)).split("\n")
    start = next(index for index, line in enumerate(shown_lines) if "= why: " in line)
    folded = shown_lines[start : start + 3]
    assert all(len(line) <= 40 for line in folded)
    assert folded[1].startswith(" " * len("  = why: "))
    assert "".join(folded).count("\\n") == 0


@pytest.mark.parametrize(("number", "marked"), [(0, 0), (1, 1), (2, 2), (3, 0), (4, 0)])
@pytest.mark.parametrize("files", [1, 2])
def test_few_warnings_of_a_run_are_shown_whole_and_more_by_code(
    number: int, marked: int, files: int
) -> None:
    source = Source.of("one two three four", "a.srt")
    found = [
        diagnose(source, "some_code", Severity.WARNING, "something", Span(at, at + 1))
        for at in range(number)
    ]
    parts = [tuple(found)] if files == 1 else [tuple(found[:1]), tuple(found[1:])]
    checked = [FileReport("a.srt", "srt", "checked", 1, each, source=source) for each in parts]
    assert report("full", checked, Options()).count("^") == marked
