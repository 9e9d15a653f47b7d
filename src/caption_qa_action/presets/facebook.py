"""Captions for Facebook and other Meta videos."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits

PRESET = Preset(
    name="facebook",
    title="Facebook / Meta video",
    output="srt",
    intent="SRT beside a video on Facebook: plain text, comfortable to read in a feed",
    limits=_limits.chosen("Facebook", _limits.LANDSCAPE),
    enable=("platform_filename",),
    disable=("filename_language_invalid",),
    notes=(
        "Facebook reads the language from the file's name: `talk.en_US.srt`; "
        "see https://developers.facebook.com/docs/graph-api/reference/video/captions/",
    ),
)
