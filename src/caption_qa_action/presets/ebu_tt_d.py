"""TTML documents for distribution by the European Broadcasting Union."""

from __future__ import annotations

from caption_qa_action.core.preset import READABILITY, Limit, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="ebu-tt-d",
    title="EBU-TT-D",
    output="ttml",
    intent="whether a TTML document is EBU-TT-D; comfort is not judged",
    limits=(
        *_limits.utf8_required(_sources.EBU_TT_D),
        Limit("ebuttd_structure", "required", True, _sources.EBU_TT_D),
        *_limits.imsc_required(),
    ),
    markup=("b", "c", "font", "i", "u"),
    suggested=(),
    severities=_limits.TTML_ALONE,
    enable=("imsc_line_height_normal",),
    disable=READABILITY,
    notes=("EBU-TT-D is checked and not written: what comes out is IMSC 1.1 Text",),
    kind="standard",
)
