"""What the public broadcasters of Germany, Austria and Switzerland have agreed on, for adults and for children."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _limits, _sources

# White on blue is for notes of the editors, such as who made the subtitles.
_BACKGROUNDS = ("#000000", "#0000ff")
_COLORS = ("#ffffff", "#ffff00", "#00ffff", "#00ff00")


def preset(name: str, title: str, intent: str, cps: float, cps_source: str, note: str) -> Preset:
    """A preset of the broadcasters, which differ in reading speed alone."""
    return Preset(
        name=name,
        title=title,
        output="ttml",
        intent=intent,
        limits=(
            Limit("line_too_long", "limit_columns", 37, _sources.ARD_ZDF),
            Limit("too_many_lines", "limit_lines", 2, _sources.ARD_ZDF),
            Limit("reading_speed_high", "limit_cps", cps, cps_source),
            Limit("duration_too_short", "limit_ms", 1000, _sources.ARD_ZDF),
            Limit("gap_too_small", "limit_ms", 40, _sources.ARD_ZDF_FRAME),
            Limit("ttml_color_not_allowed", "text", _COLORS, _sources.ARD_ZDF),
            Limit("ttml_color_not_allowed", "background", _BACKGROUNDS, _sources.ARD_ZDF),
            *_limits.ttml_required(_sources.EBU_TT_D),
        ),
        markup=("c", "font"),
        suggested=(),
        enable=("ttml_color_not_allowed",),
        # How long a subtitle may stay follows from its length alone.
        disable=("duration_too_long",),
        severities={"gap_too_small": Severity.WARNING, **_limits.TTML_VALIDITY},
        notes=(
            note,
            "sounds stand between asterisks, and a last subtitle names who made them and when",
        ),
        kind="house style",
    )
