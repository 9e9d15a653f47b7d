"""Captions in line 21 of analogue television, and in what is made from it."""

from __future__ import annotations

from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _sources

PRESET = Preset(
    name="cea-608",
    title="CEA-608 line 21 captions",
    output="srt",
    intent="what fits on the screen of line 21 captions: 32 columns, 4 rows",
    limits=(
        Limit("line_too_long", "limit_columns", 32, _sources.CEA_608),
        Limit("too_many_lines", "limit_lines", 4, _sources.CEA_608),
    ),
    markup=("font", "i", "u"),
    suggested=(),
    disable=("duration_too_long", "duration_too_short", "gap_too_small", "reading_speed_high"),
    notes=(
        "how fast and how long is not part of the standard; SCC files are read and not written",
    ),
    kind="standard",
)
