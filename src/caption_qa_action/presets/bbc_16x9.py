"""Subtitles for the BBC on a picture of 16:9."""

from __future__ import annotations

from caption_qa_action.presets import _bbc, _sources

PRESET = _bbc.preset(
    "16:9",
    37,
    2,
    _sources.BBC,
    _bbc.Area(left=12.5, right=87.5, top=5, bottom=95),
)
