"""Dutch subtitles by the profile of SDI."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="sdi-nl",
    title="SDI, Dutch",
    output="ttml",
    intent="Dutch subtitles by the profile of SDI",
    limits=(*_limits.house(37, 2, 18.75, 1320, 7000, 160, _sources.SDI_DUTCH),),
    markup=("i",),
    suggested=(),
    severities={"gap_too_small": Severity.WARNING},
    kind="house style",
)
