"""What the presets for Netflix share; languages by the first part of their tag.

The tables are those of the style guides of the single languages, as Subtitle Edit checks them and
compared them with the guides in August 2026 (its pull request 13347).
"""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _limits, _sources

# Characters a second; full-width characters for Japanese, Korean and Chinese.
ADULT = {"ar": 20, "en": 20, "hi": 22, "ja": 4, "ko": 12, "zh": 9}
CHILDREN = {"ar": 17, "en": 17, "hi": 18, "ja": 4, "ko": 9, "zh": 7}
SDH_ADULT = {"ar": 23, "hi": 25, "ja": 7, "ko": 14, "zh": 11}
SDH_CHILDREN = {"ar": 20, "hi": 20, "ja": 7, "ko": 11, "zh": 9}

_COLUMNS = {"ja": 13, "ko": 16, "th": 35, "zh": 16}
# 168 frames at 23.976 a second, which is what 7 seconds come to in a film.
_LONGEST_MS = 7007
# 20 frames at 24 a second: five sixths of a second.
_SHORTEST_MS = 833
# Two frames are 83 ms at 24 a second, 80 at 25, 66 at 30; one frame is 41, 40 or 33. The least of the
# former distinguishes one frame from two at each of these rates, the most of them what is chained.
_GAP_MS, _CHAINED_MS = 66, 83


def preset(name: str, title: str, intent: str, cps: int, by_language: dict[str, int]) -> Preset:
    """A preset for one kind of programme."""
    return Preset(
        name=name,
        title=title,
        output="ttml",
        intent=intent,
        limits=(
            Limit("line_too_long", "limit_columns", 42, _sources.NETFLIX),
            Limit("line_too_long", "limit_columns_by_language", _COLUMNS, _sources.NETFLIX_COLUMNS),
            Limit("fits_on_one_line", "limit_columns", 42, _sources.NETFLIX),
            Limit(
                "fits_on_one_line", "limit_columns_by_language", _COLUMNS, _sources.NETFLIX_COLUMNS
            ),
            *_limits.LINE_COUNT,
            Limit("reading_speed_high", "limit_cps", cps, _sources.NETFLIX_CHECKS),
            Limit(
                "reading_speed_high", "limit_cps_by_language", by_language, _sources.NETFLIX_CHECKS
            ),
            Limit("duration_too_short", "limit_ms", _SHORTEST_MS, _sources.NETFLIX),
            Limit(
                "duration_too_short",
                "limit_ms_by_language",
                {"ja": 500},
                _sources.NETFLIX_JAPANESE,
            ),
            Limit("duration_too_long", "limit_ms", _LONGEST_MS, _sources.NETFLIX_LONGEST),
            Limit("gap_too_small", "limit_ms", _GAP_MS, _sources.NETFLIX_TIMING),
            Limit("gap_too_small", "limit_ms_by_language", {"ja": 0}, _sources.NETFLIX_JAPANESE),
            _limits.NO_OVERLAP._replace(source=_sources.NETFLIX_TIMING),
            Limit("gap_not_chained", "limit_ms", 500, _sources.NETFLIX_TIMING),
            Limit("gap_not_chained", "chained_ms", _CHAINED_MS, _sources.NETFLIX_TIMING),
            *_limits.utf8_required(_sources.IMSC_ENCODING),
            *_limits.ttml_required(_sources.IMSC),
        ),
        markup=("i", "rt", "ruby"),
        suggested=(),
        severities={"gap_too_small": Severity.WARNING, **_limits.TTML_VALIDITY},
        enable=("bad_line_break", "dialogue_on_one_line", "fits_on_one_line", "gap_not_chained"),
        notes=(
            "two frames are asked for between subtitles: 66 ms is what they come to at 30 frames a "
            "second and tells one frame from two at 24 and 25 as well; at 50 set "
            "gap_too_small.limit_ms to 40, at 60 to 33",
            "in Arabic, Chinese, Hebrew, Hindi, Korean and Thai italics are not used",
        ),
        kind="house style",
    )
