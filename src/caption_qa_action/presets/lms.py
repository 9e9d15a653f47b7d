"""Captions for learning management systems that take TTML."""

from __future__ import annotations

from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="lms",
    title="LMS / TTML (IMSC1-friendly)",
    output="ttml",
    intent="TTML that IMSC 1.1 players accept: simple styling, an unhurried pace for learners",
    limits=(
        Limit(
            "line_too_long",
            "limit_columns",
            37,
            f"our choice: no public figure exists for learning platforms; taken from {_sources.BBC}",
        ),
        *_limits.chosen(
            "learning platforms",
            (
                *(limit for limit in _limits.LINE_LENGTH if limit.option != "limit_columns"),
                *_limits.LINE_COUNT,
                *_limits.READING_SPEED,
                Limit("reading_speed_wpm_high", "limit_wpm", 160, _sources.DCMP),
                *_limits.SHORTEST,
                *_limits.LONGEST,
                *_limits.GAP,
            ),
        ),
        *_limits.utf8_required(_sources.IMSC_ENCODING),
        Limit(
            "byte_order_mark",
            "forbidden",
            True,
            "our choice: no public figure exists; some learning platforms are reported to refuse "
            "files that begin with a byte order mark, and none needs it",
        ),
        *_limits.imsc_required(),
        Limit("imsc_hrm", "required", True, _sources.IMSC),
    ),
    markup=("b", "c", "font", "i", "u"),
    severities=_limits.TTML_VALIDITY,
    enable=("reading_speed_wpm_high",),
    notes=(
        "where nobody has chosen a preset, TTML that declares no profile is judged as TTML, and as IMSC only if it "
        "claims to be IMSC: a valid document of another profile fails nothing",
    ),
    only_if_chosen=(
        *_limits.IMSC_RULES,
        "byte_order_mark",
        "encoding_not_utf8",
        "imsc_hrm",
        "ttml_frame_rate_missing",
        "ttml_tick_rate_missing",
    ),
)
