"""What stands after the times and is no cue setting: text for viewers, or what is left of a setting."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import DELETES, REPLACES, REVEALS
from caption_qa_action.core.text import quote
from caption_qa_action.formats.webvtt.setting_faults import Note, lint_settings


def lint(raw: str) -> tuple[Note, ...]:
    return lint_settings(raw, {"r"}, "\r\n")


def spliced(raw: str) -> str:
    """The settings after their last note's fix."""
    edit = lint(raw)[-1].edit
    assert edit is not None
    return raw[: edit.span.start] + edit.replacement + raw[edit.span.end :]


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        (" Hello there", "\r\nHello there"),
        (" align:start Hello", " align:start\r\nHello"),
        (" align:start  \t Hello there ", " align:start\r\nHello there "),
        # A browser obeys the settings between words and behind them.
        (" Hello align:start", " align:start\r\nHello"),
        (" Mind  the line:5% size:50%", " line:5% size:50%\r\nMind  the"),
        (
            " line:0 Mind size:50% the align:left gap ",
            " line:0 size:50% align:left\r\nMind the gap ",
        ),
        (" To region:r", " region:r\r\nTo"),
        # What no browser obeys is text, from the first word on.
        (" Hello region:Paris", "\r\nHello region:Paris"),
        (" Hello foo:bar", "\r\nHello foo:bar"),
        (" foo:bar", "\r\nfoo:bar"),
        (" A:word", "\r\nA:word"),
        # A number belongs to the text after it, not to a setting before it.
        (" 20 people", "\r\n20 people"),
        (" line:0 20 people", " line:0\r\n20 people"),
    ],
)
def test_text_becomes_a_line_of_the_cue(raw: str, mended: str) -> None:
    *_, note = lint(raw)
    assert spliced(raw) == mended
    assert (note.code, note.safe, note.words) == ("setting_invalid", False, REVEALS)
    shown = mended.partition("\r\n")[2].rstrip()
    assert raw[note.span.start :].startswith(shown.split()[0])
    assert note.message.startswith(quote(shown))
    assert "where no player shows it" in note.message


def test_settings_behind_a_word_are_checked() -> None:
    first, second, _ = lint(" Hello align:start region:r line:0 align:end")
    assert (first.code, second.code) == ("setting_duplicate", "region_dropped")


@pytest.mark.parametrize(
    "raw", [" align:start", " start", " align", " line: 15%", " position:abc", " algin:50%", " :5%",
            " line：15%", " line：wow", " A:5", " Align:start", " MIDDLE"],
)  # fmt: skip
def test_what_may_be_a_setting_is_no_text(raw: str) -> None:
    assert not any("where no player shows it" in note.message for note in lint(raw))


@pytest.mark.parametrize(
    ("raw", "code", "safe"),
    [
        (" A:5", "setting_unknown", True),
        (" algin:50%", "setting_unknown", False),
        (" align", "setting_invalid", False),
        (" left", "setting_invalid", False),
        (" size:140%", "setting_invalid", True),
        (" align:top", "setting_invalid", True),
        (" align:Spoken", "setting_invalid", False),
        (" :word", "setting_invalid", False),
    ],
)
def test_only_what_is_no_word_is_removed_safely(raw: str, code: str, safe: bool) -> None:
    (note,) = lint(raw)
    assert (note.code, note.safe, note.words) == (code, safe, DELETES)
    assert spliced(raw) == ""


def test_a_blank_behind_the_colon_is_taken_out() -> None:
    (note,) = lint(" align:  start")
    assert spliced(" align:  start") == " align:start"
    assert (note.code, note.safe, note.words) == ("setting_invalid", False, REPLACES)


@pytest.mark.parametrize(
    "raw", ["", " ", " align:start", " line:0 position:5%,center size:0% vertical:rl"]
)
def test_clean_settings_have_no_note(raw: str) -> None:
    assert lint(raw) == ()


def test_a_note_is_put_where_its_settings_are() -> None:
    (note,) = lint(" Hello")
    problem = note.at(100)
    assert problem.span == (101, 106)
    assert problem.fix is not None
    assert problem.fix.edits == (((100, 106), "\r\nHello"),)
