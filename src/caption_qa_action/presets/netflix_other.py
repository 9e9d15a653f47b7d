"""Subtitles for Netflix in any language, programmes for adults."""

from __future__ import annotations

from caption_qa_action.presets import _netflix

PRESET = _netflix.preset(
    "netflix-other",
    "Netflix, other languages",
    "subtitles for Netflix in any language, programmes for adults",
    17,
    _netflix.ADULT,
)
