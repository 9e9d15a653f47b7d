"""Captions for Instagram Reels and Stories."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits

PRESET = Preset(
    name="instagram-reels",
    title="Instagram / Reels",
    output="srt",
    intent="SRT for Reels and Stories: plain text in short lines for a vertical picture",
    limits=_limits.chosen("Instagram", _limits.VERTICAL),
    notes=(
        "Reels mostly ignore caption files beside the video; burn the captions in as well if they "
        "must be seen",
    ),
)
