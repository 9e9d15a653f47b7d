"""Subtitles for the BBC on a picture of 9:16."""

from __future__ import annotations

from caption_qa_action.presets import _bbc, _sources

PRESET = _bbc.preset(
    "9:16",
    25,
    3,
    _sources.BBC,
)
