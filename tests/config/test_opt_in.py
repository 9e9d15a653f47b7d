"""An opt-in rule runs only where someone asked for it."""

from __future__ import annotations

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.source import Source
from caption_qa_action.engines import bundled
from caption_qa_action.formats import parse

pytestmark = pytest.mark.real_rules

HURRIED = "1\n00:00:01,000 --> 00:00:02,000\na b c d e f g h i j\n"


def codes(arguments: Arguments) -> set[str]:
    settings = load(arguments).settings_for("a.srt")
    return {found.code for found in bundled.check(parse(Source.of(HURRIED, "a.srt")), settings)}


def test_it_does_not_run_by_default() -> None:
    assert "reading_speed_wpm_high" not in codes(Arguments())
    assert "reading_speed_wpm_high" not in codes(Arguments(select=("default",)))


@pytest.mark.parametrize(
    "arguments",
    [
        Arguments(extend_select=("reading_speed_wpm_high",)),
        Arguments(select=("all",)),
        Arguments(select=("timing",)),
        Arguments(preset="lms"),
    ],
)
def test_it_runs_when_it_is_selected(arguments: Arguments) -> None:
    assert "reading_speed_wpm_high" in codes(arguments)
