"""Captions for the deaf and hard of hearing for Netflix, programmes for adults."""

from __future__ import annotations

from caption_qa_action.presets import _netflix

PRESET = _netflix.preset(
    "netflix-other-sdh",
    "Netflix, SDH in other languages",
    "captions for the deaf and hard of hearing for Netflix, programmes for adults",
    20,
    _netflix.SDH_ADULT,
)
