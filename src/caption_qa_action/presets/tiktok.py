"""Captions for TikTok and other short vertical videos."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits

PRESET = Preset(
    name="tiktok",
    title="TikTok / Shorts",
    output="srt",
    intent="SRT for vertical shorts: short lines, brief cues, a fast pace",
    limits=_limits.chosen("TikTok", _limits.VERTICAL),
    notes=("one line a cue and about 18 characters a second read best on a telephone",),
)
