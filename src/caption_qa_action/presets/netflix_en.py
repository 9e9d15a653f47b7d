"""English subtitles and captions for Netflix, programmes for adults."""

from __future__ import annotations

from caption_qa_action.presets import _netflix

PRESET = _netflix.preset(
    "netflix-en",
    "Netflix, English",
    "English subtitles and SDH for Netflix, programmes for adults",
    20,
    _netflix.ADULT,
)
