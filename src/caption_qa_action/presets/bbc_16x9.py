"""Subtitles for the BBC on a picture of 16:9."""

from __future__ import annotations

from caption_qa_action.presets import _bbc, _sources

PRESET = _bbc.preset(
    "16:9",
    37,
    2,
    _sources.BBC,
)
