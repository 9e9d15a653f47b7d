"""Subtitles for the BBC on a picture of 1:1."""

from __future__ import annotations

from caption_qa_action.presets import _bbc, _sources

PRESET = _bbc.preset(
    "1:1",
    25,
    2,
    f"our choice: no public figure exists in characters; 90 % of the width, in the size in which "
    f"37 characters take 75 % of a picture of 16:9, from {_sources.BBC}",
    _bbc.Area(left=9.5, right=91.5, top=5, bottom=95),
)
