"""Subtitles for TED talks."""

from __future__ import annotations

from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _sources

PRESET = Preset(
    name="ted",
    title="TED Translators",
    output="srt",
    intent="subtitles for TED talks: balanced lines, at most 84 characters and 21 a second",
    limits=(
        Limit("line_too_long", "limit_columns", 42, _sources.TED),
        Limit("too_many_lines", "limit_lines", 2, _sources.TED),
        Limit("cue_too_long", "limit_characters", 84, _sources.TED),
        Limit("unbalanced_lines", "least_percent", 50, _sources.TED),
        Limit("reading_speed_high", "limit_cps", 21, _sources.TED),
        Limit("duration_too_short", "limit_ms", 1000, _sources.TED),
        Limit("duration_too_long", "limit_ms", 7000, _sources.TED),
    ),
    markup=(),
    suggested=(),
    enable=("bad_line_break", "cue_too_long", "unbalanced_lines"),
    notes=(
        "a subtitle begins at most 100 ms before the speech, which cannot be checked without the sound",
    ),
    kind="house style",
)
