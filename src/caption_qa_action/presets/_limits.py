"""The limits that several presets share, so that no number is written twice."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Limit
from caption_qa_action.presets import _sources

# What a preset that enforces comfort still only suggests: no public number fails a file for these.
NEVER_ENFORCED = ("gap_too_small", "reading_speed_wpm_high")

_CJK_CPS = {"ja": 4, "ko": 12, "zh": 9}

LINE_LENGTH = (
    Limit("line_too_long", "limit_columns", 42, _sources.TED),
    # In full-width characters: Han, Kana and Hangul are read at another size and density.
    Limit(
        "line_too_long",
        "limit_columns_by_language",
        {"ja": 13, "ko": 16, "zh": 16},
        _sources.NETFLIX_COLUMNS,
    ),
)
LINE_COUNT = (Limit("too_many_lines", "limit_lines", 2, _sources.NETFLIX),)
READING_SPEED = (
    Limit("reading_speed_high", "limit_cps", 20, _sources.NETFLIX_ENGLISH),
    Limit(
        "reading_speed_high",
        "limit_cps_by_language",
        {"hi": 22, **_CJK_CPS},
        _sources.NETFLIX_LANGUAGES,
    ),
)
SHORTEST = (Limit("duration_too_short", "limit_ms", 1000, _sources.TED),)
LONGEST = (Limit("duration_too_long", "limit_ms", 7000, _sources.NETFLIX),)
# WebVTT's intervals are half-open, so touching cues never show together: no gap is needed.
GAP = (
    Limit(
        "gap_too_small",
        "limit_ms",
        0,
        "WebVTT, 6.1 Processing model, where a cue's end is exclusive, https://www.w3.org/TR/webvtt1/",
    ),
)

# Who asks for a gap between captions accepts no overlap, be it of one frame.
NO_OVERLAP = Limit("overlapping_cues", "tolerance_frames", 0, "")

# A picture that is wider than high.
LANDSCAPE = (*LINE_LENGTH, *LINE_COUNT, *READING_SPEED, *SHORTEST, *LONGEST, *GAP)

# A picture of 9:16, where a line of 42 does not fit at a size that can be read on a telephone.
VERTICAL = (
    Limit(
        "line_too_long",
        "limit_columns",
        24,
        f"{_sources.SUBTITLE_EDIT_VERTICAL}; near the 25 of the {_sources.BBC}",
    ),
    Limit(
        "line_too_long",
        "limit_columns_by_language",
        {"ja": 12, "ko": 12, "zh": 12},
        f"half of the 24, since a full-width character takes two columns, {_sources.BBC}",
    ),
    *LINE_COUNT,
    Limit("reading_speed_high", "limit_cps", 25, _sources.SUBTITLE_EDIT_VERTICAL),
    Limit("reading_speed_high", "limit_cps_by_language", _CJK_CPS, _sources.NETFLIX_LANGUAGES),
    Limit("duration_too_short", "limit_ms", 700, _sources.SUBTITLE_EDIT_VERTICAL),
    Limit("duration_too_long", "limit_ms", 5000, _sources.SUBTITLE_EDIT_VERTICAL),
    Limit("gap_too_small", "limit_ms", 0, _sources.SUBTITLE_EDIT_VERTICAL),
)


def chosen(owner: str, limits: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """The limits marked as our choice, because their platform publishes none of its own."""
    return tuple(
        limit._replace(
            source=f"our choice: no public figure exists for {owner}; taken from {limit.source}"
        )
        for limit in limits
    )


def utf8_required(source: str) -> tuple[Limit, ...]:
    """The limit that makes any other encoding an error."""
    return (Limit("encoding_not_utf8", "required", True, source),)


# What makes a TTML file one that IMSC players accept.
IMSC_RULES = (
    "imsc_forbidden_feature",
    "imsc_origin_and_position",
    "imsc_region_extent",
    "imsc_region_out_of_bounds",
    "imsc_regions_overlap",
    "imsc_too_many_regions",
)


# By what a TTML document is not valid, or not what it declares to be. Where a preset asks for valid documents, each
# fails the run.
TTML_VALIDITY = dict.fromkeys(
    (
        "ebuttd_structure",
        "imsc_hrm",
        "ttml_content_model",
        "ttml_invalid_value",
        "ttml_namespace",
        "ttml_ref_undefined",
        "ttml_unknown_role",
        "ttml_unknown_vocabulary",
    ),
    Severity.ERROR,
)

# Where nothing but TTML is judged, so is a time before the start, with which Apple moves a whole division.
TTML_ALONE = {"invalid_timestamp": Severity.ERROR, **TTML_VALIDITY}


def imsc_required() -> tuple[Limit, ...]:
    """The limits that have a document judged as IMSC 1.1 Text, whatever it claims to be."""
    return (
        *ttml_required(_sources.IMSC),
        *(Limit(code, "required", True, _sources.IMSC) for code in IMSC_RULES),
    )


def ttml_required(source: str) -> tuple[Limit, ...]:
    """The limits that make a wrong parameter or time, and a missing language or rate, errors."""
    codes = (
        "invalid_timestamp",
        "ttml_bad_parameter",
        "ttml_frame_rate_missing",
        "ttml_lang_missing",
        "ttml_tick_rate_missing",
    )
    return tuple(Limit(code, "required", True, source) for code in codes)


def house(
    columns: int,
    lines: int,
    cps: float,
    shortest_ms: int,
    longest_ms: int,
    gap_ms: int,
    source: str,
) -> tuple[Limit, ...]:
    """The limits of a house whose numbers all have one source."""
    return (
        Limit("line_too_long", "limit_columns", columns, source),
        Limit("too_many_lines", "limit_lines", lines, source),
        Limit("reading_speed_high", "limit_cps", cps, source),
        Limit("duration_too_short", "limit_ms", shortest_ms, source),
        Limit("duration_too_long", "limit_ms", longest_ms, source),
        Limit("gap_too_small", "limit_ms", gap_ms, source),
        NO_OVERLAP._replace(source=source),
    )
