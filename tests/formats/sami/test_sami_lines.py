"""Lines of SAMI: blanks before and after a line break are not shown, whatever tags stand between."""

from __future__ import annotations

import pytest

from caption_qa_action.core.timeline import Run, Style
from caption_qa_action.formats.sami.text import hidden_words, runs
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("One  two", "One two"),
        ("One <br> two", "One\ntwo"),
        ("One<br>  <br>two", "One\n\ntwo"),
        ("One <i></i><br>two", "One\ntwo"),
        (" <br>One <br>", "One"),
    ],
)
def test_blanks_at_a_line_break_are_not_shown(raw: str, shown: str) -> None:
    assert [run.text for run in runs(raw)] == [shown]


def test_text_of_one_look_is_one_run_and_of_another_look_another() -> None:
    assert runs("One <i>two</i> <i>three <br>four</i>") == [
        Run("One ", Style()),
        Run("two", Style(italic=True)),
        Run(" ", Style()),
        Run("three\nfour", Style(italic=True)),
    ]


def test_a_long_name_in_brackets_costs_no_more_than_it_is_long() -> None:
    assert_linear(lambda size: f"<{'a' * size}>", hidden_words, 2_000)
