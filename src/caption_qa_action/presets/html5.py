"""Captions for the `track` element of a web page."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="html5",
    title="HTML5 / WebVTT player",
    output="webvtt",
    intent="WebVTT for browsers: conforming structure, markup and settings kept",
    limits=(
        *_limits.chosen("WebVTT", _limits.LANDSCAPE),
        *_limits.utf8_required(_sources.WEBVTT_ENCODING),
    ),
    markup=("b", "c", "i", "lang", "rt", "ruby", "timestamp", "u", "v"),
)
