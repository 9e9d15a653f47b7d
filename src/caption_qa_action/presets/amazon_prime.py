"""Subtitles for Amazon Prime Video."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="amazon-prime",
    title="Amazon Prime Video",
    output="ttml",
    intent="subtitles for Prime Video: as for Netflix, at 17 characters a second",
    limits=(
        *_limits.house(42, 2, 17, 1000, 7007, 83, _sources.AMAZON),
        Limit(
            "reading_speed_high",
            "limit_cps_by_language",
            {"ar": 20, "ja": 4, "ko": 12, "zh": 9},
            f"{_sources.AMAZON}; ja, ko and zh from {_sources.NETFLIX_LANGUAGES}",
        ),
        *_limits.utf8_required(_sources.IMSC_ENCODING),
        *_limits.ttml_required(_sources.IMSC),
    ),
    markup=("i",),
    suggested=(),
    severities={"gap_too_small": Severity.WARNING, **_limits.TTML_VALIDITY},
    notes=(
        "83 ms are two frames at 24 frames a second; at 25 set gap_too_small.limit_ms to 80, at 30 to "
        "66",
    ),
    kind="house style",
)
