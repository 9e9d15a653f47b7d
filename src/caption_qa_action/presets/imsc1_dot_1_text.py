"""TTML documents by the text profile of IMSC 1.1."""

from __future__ import annotations

from caption_qa_action.core.preset import READABILITY, Limit, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="imsc1.1-text",
    title="IMSC 1.1 Text profile",
    output="ttml",
    intent="whether a TTML document conforms to IMSC 1.1 Text; comfort is not judged",
    limits=(
        *_limits.utf8_required(_sources.IMSC_ENCODING),
        *_limits.imsc_required(),
        Limit("imsc_profile_missing", "required", True, _sources.IMSC),
        Limit("imsc_line_height_normal", "required", True, _sources.IMSC),
        Limit("imsc_hrm", "required", True, _sources.IMSC),
    ),
    markup=("b", "c", "font", "i", "lang", "rt", "ruby", "s", "u", "v"),
    suggested=(),
    severities=_limits.TTML_ALONE,
    enable=("imsc_line_height_normal",),
    disable=READABILITY,
    kind="standard",
)
