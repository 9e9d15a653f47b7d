"""TTML documents for exchange and archives by EBU-TT part 1."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import READABILITY, Preset
from caption_qa_action.presets import _limits, _sources

_OWN_SOURCES = {
    "ttml_frame_rate_missing": _sources.EBU_TT_FRAME_RATE,
    "ttml_lang_missing": _sources.EBU_TT_LANGUAGE,
    "ttml_tick_rate_missing": _sources.EBU_TT_TICK_RATE,
}

PRESET = Preset(
    name="ebu-tt",
    title="EBU-TT part 1",
    output="ttml",
    intent="whether a TTML document of EBU-TT part 1 is valid; comfort is not judged",
    limits=(
        *_limits.utf8_required(_sources.EBU_TT),
        *(
            limit._replace(source=_OWN_SOURCES.get(limit.code, limit.source))
            for limit in _limits.ttml_required(_sources.EBU_TT)
        ),
    ),
    markup=("b", "c", "font", "i", "u"),
    suggested=(),
    severities={"ebutt_structure": Severity.ERROR, **_limits.TTML_VALIDITY},
    enable=("ebutt_structure",),
    disable=READABILITY,
    notes=("EBU-TT is checked and not written: what comes out is IMSC 1.1 Text",),
    kind="standard",
)
