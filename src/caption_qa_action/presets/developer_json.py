"""A timeline in JSON for programs."""

from __future__ import annotations

from caption_qa_action.core.preset import READABILITY, Limit, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="developer-json",
    title="Developer JSON (IR)",
    output="json",
    intent="a stable JSON timeline for round trips and automation; nothing is lost or restyled",
    limits=(
        *_limits.utf8_required(_sources.JSON_ENCODING),
        Limit("byte_order_mark", "forbidden", True, _sources.JSON_ENCODING),
    ),
    markup=("b", "c", "font", "i", "lang", "rt", "ruby", "s", "timestamp", "u", "v"),
    suggested=(),
    disable=READABILITY,
    notes=("comfort is not judged: the timeline is read by programs, and restyled later",),
)
