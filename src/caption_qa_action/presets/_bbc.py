"""What the presets for the BBC share."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _limits, _sources


def preset(shape: str, columns: int, lines: int, length_source: str) -> Preset:
    """A preset for pictures of one shape, such as `16:9`."""
    return Preset(
        name=f"bbc-{shape.replace(':', 'x')}",
        title=f"BBC, picture of {shape}",
        output="ttml",
        intent=f"subtitles for the BBC on a picture of {shape}: speed in words, no flickering gaps",
        limits=(
            Limit("line_too_long", "limit_columns", columns, length_source),
            Limit("too_many_lines", "limit_lines", lines, _sources.BBC_LINES),
            Limit("reading_speed_wpm_high", "limit_wpm", 180, _sources.BBC_TIMING),
            Limit("gap_flicker", "limit_ms", 1000, _sources.BBC_GAPS),
            *_limits.utf8_required(_sources.IMSC_ENCODING),
        ),
        markup=("b", "c", "font", "i", "u"),
        suggested=(),
        severities={"reading_speed_wpm_high": Severity.WARNING},
        enable=("bad_line_break", "gap_flicker", "reading_speed_wpm_high"),
        # Time is given by the word, for short and long subtitles alike.
        disable=("duration_too_long", "duration_too_short", "gap_too_small", "reading_speed_high"),
        notes=("a gap of 1500 ms is preferred; set gap_flicker.limit_ms for it",),
        kind="house style",
    )
