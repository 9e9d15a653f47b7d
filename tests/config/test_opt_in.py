"""An opt-in rule runs only where someone asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.source import Source
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.formats import parse

pytestmark = pytest.mark.real_rules

HURRIED = "1\n00:00:01,000 --> 00:00:02,000\na b c d e f g h i j\n"


def codes(arguments: Arguments) -> set[str]:
    settings = load(arguments).settings_for("a.srt")
    return {found.code for found in check_document(parse(Source.of(HURRIED, "a.srt")), settings)}


def test_it_does_not_run_by_default() -> None:
    assert "reading_speed_wpm_high" not in codes(Arguments())
    assert "reading_speed_wpm_high" not in codes(Arguments(select=("default",)))


def test_options_of_a_rule_that_nobody_has_asked_for_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = ("after_media_end.media_duration_ms=5000",)
    unasked = load(Arguments(options=options))
    unasked.settings_for("a.srt")
    assert unasked.warnings == [
        "--option: after_media_end is off by default and nothing switches it on, so its options have "
        "no effect; add it to extend-select"
    ]
    for asked in (
        Arguments(options=options, extend_select=("after_media_end",)),
        Arguments(options=options, select=("timing",)),
        Arguments(options=("gap_not_chained.chained_ms=80",), preset="netflix-en"),
        Arguments(options=("line_too_long.limit_columns=80",)),
    ):
        configuration = load(asked)
        configuration.settings_for("a.srt")
        assert configuration.warnings == []


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
