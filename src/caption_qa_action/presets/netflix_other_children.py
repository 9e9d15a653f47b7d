"""Subtitles for Netflix in any language, programmes for children."""

from __future__ import annotations

from caption_qa_action.presets import _netflix

PRESET = _netflix.preset(
    "netflix-other-children",
    "Netflix, other languages, children",
    "subtitles for Netflix in any language, programmes for children",
    13,
    _netflix.CHILDREN,
)
