"""Subtitles of foreign-language programmes for Channel 4."""

from __future__ import annotations

from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _sources

PRESET = Preset(
    name="channel-4",
    title="Channel 4",
    output="ttml",
    intent="subtitles of foreign-language programmes for Channel 4: lines of 38",
    limits=(
        Limit("line_too_long", "limit_columns", 38, _sources.CHANNEL_4),
        Limit("too_many_lines", "limit_lines", 2, _sources.OUR_TWO_LINES),
    ),
    markup=("i",),
    suggested=(),
    notes=("lines with many wide letters, such as M and W, have at most 34 characters",),
    kind="house style",
)
