"""English subtitles and captions for Netflix, programmes for children."""

from __future__ import annotations

from caption_qa_action.presets import _netflix

PRESET = _netflix.preset(
    "netflix-en-children",
    "Netflix, English, children",
    "English subtitles and SDH for Netflix, programmes for children",
    17,
    _netflix.CHILDREN,
)
