"""Captions for the deaf and hard of hearing for Netflix, programmes for children."""

from __future__ import annotations

from caption_qa_action.presets import _netflix

PRESET = _netflix.preset(
    "netflix-other-sdh-children",
    "Netflix, SDH in other languages, children",
    "captions for the deaf and hard of hearing for Netflix, programmes for children",
    17,
    _netflix.SDH_CHILDREN,
)
