"""Captions for a YouTube upload."""

from __future__ import annotations

from caption_qa_action.core.preset import Limit, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="youtube",
    title="YouTube",
    output="srt",
    intent="SRT for YouTube uploads: plain UTF-8 cues without markup, comfortable to read",
    limits=(
        *_limits.chosen("YouTube", _limits.LANDSCAPE),
        *_limits.utf8_required(_sources.YOUTUBE_FORMATS),
        Limit("file_too_large", "limit_bytes", 100_000_000, _sources.YOUTUBE_SIZE),
    ),
    speaker=">> {name}: ",
    notes=(
        "YouTube recognizes no markup in SRT files; name speakers in the text, as in `>> ALICE:`",
    ),
)
