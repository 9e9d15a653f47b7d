"""Captions for LinkedIn video posts."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits

PRESET = Preset(
    name="linkedin",
    title="LinkedIn",
    output="srt",
    intent="SRT for LinkedIn video posts: plain text at a professional pace",
    limits=_limits.chosen("LinkedIn", _limits.LANDSCAPE),
)
