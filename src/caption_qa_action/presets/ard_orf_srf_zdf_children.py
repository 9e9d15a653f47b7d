"""Subtitles for children for ARD, ORF, SRF and ZDF."""

from __future__ import annotations

from caption_qa_action.presets import _ard_zdf, _sources

PRESET = _ard_zdf.preset(
    "ard-orf-srf-zdf-children",
    "ARD, ORF, SRF, ZDF, children",
    "German subtitles for children up to 13 by the standards of the public broadcasters",
    11,
    _sources.ARD_ZDF_CHILDREN,
    "for pupils of a primary school 9 characters a second may be the most",
)
