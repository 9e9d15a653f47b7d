"""Subtitles for the BBC on a picture of 9:16."""

from __future__ import annotations

from caption_qa_action.presets import _bbc, _sources

PRESET = _bbc.preset(
    "9:16",
    25,
    3,
    _sources.BBC,
    _bbc.Area(left=5, right=95, top=10, bottom=90),
    font_percent=(3, 4.5),
)
