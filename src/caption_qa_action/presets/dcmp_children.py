"""Captions in educational media for children, by the Described and Captioned Media Program."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _sources

PRESET = Preset(
    name="dcmp-children",
    title="DCMP, for children",
    output="webvtt",
    intent="captions in educational media for children: at most 130 words a minute",
    limits=(
        Limit("line_too_long", "limit_columns", 32, _sources.DCMP_KEY),
        Limit("too_many_lines", "limit_lines", 2, _sources.DCMP_KEY),
        Limit("reading_speed_wpm_high", "limit_wpm", 130, _sources.DCMP_KEY),
        Limit("duration_too_short", "limit_ms", 2000, _sources.DCMP_KEY),
    ),
    markup=("b", "i", "u"),
    suggested=(),
    severities={"reading_speed_wpm_high": Severity.WARNING},
    enable=("bad_line_break", "reading_speed_wpm_high"),
    disable=("duration_too_long", "gap_too_small", "reading_speed_high"),
    notes=(
        "32 characters a line is what older editions of the guidelines ask for",
        "speaker names and sounds count as words",
    ),
    kind="house style",
)
