"""Subtitles for ARD, ORF, SRF and ZDF."""

from __future__ import annotations

from caption_qa_action.presets import _ard_zdf, _sources

PRESET = _ard_zdf.preset(
    "ard-orf-srf-zdf",
    "ARD, ORF, SRF, ZDF",
    "German subtitles by the standards of the public broadcasters: lines of 37, a frame between subtitles",
    15,
    _sources.ARD_ZDF,
    "13 to 15 characters a second are what subtitles are timed by; 15 are the most",
)
