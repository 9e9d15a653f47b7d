"""Captions whose destination is not known."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits

PRESET = Preset(
    name="generic",
    title="Generic safe",
    output="srt",
    intent="the safest output: plain SRT that every player shows, line length and speed enforced",
    limits=(
        *_limits.chosen("an unknown destination", _limits.LANDSCAPE),
        *_limits.utf8_required(
            "our choice: no public figure exists for an unknown destination; "
            "UTF-8 is the one encoding that all of them read"
        ),
    ),
    suggested=_limits.NEVER_ENFORCED,
    enforces_reading=True,
)
