"""Captions for Zoom recordings and webinars."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="zoom",
    title="Zoom / webinar VTT",
    output="webvtt",
    intent="WebVTT for webinar players: header and grammar as the standard says, plain text",
    limits=(
        *_limits.chosen(
            "Zoom",
            (
                *_limits.LINE_LENGTH,
                *_limits.LINE_COUNT,
                *_limits.READING_SPEED,
                *_limits.SHORTEST,
                *_limits.GAP,
            ),
        ),
        *_limits.utf8_required(_sources.WEBVTT_ENCODING),
    ),
    # Zoom writes a whole statement into one cue, so nearly every recording would be reported.
    disable=("duration_too_long",),
    speaker="{name}: ",
    notes=("Zoom names speakers in the text, as in `Jane Doe: text`, not in voice tags",),
)
