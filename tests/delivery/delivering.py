"""Deliveries, as the tests of them ask for one."""

from __future__ import annotations

from caption_qa_action import config
from caption_qa_action.delivery.process import Delivery
from caption_qa_action.engines.bundled.process import process_bytes
from caption_qa_action.formats import FORMATS
from caption_qa_action.presets import load

# Stated, since what is delivered may have another share of scripts than what came in.
LANGUAGE = config.Arguments(language="en")


def delivered(text: str | bytes, preset: str, profile: str, path: str = "talk.en.srt") -> Delivery:
    data = text.encode() if isinstance(text, str) else text
    in_force = config.load(LANGUAGE._replace(preset=preset), isolated=True).settings_for(path)
    return process_bytes(path, data, in_force, load(preset), profile)


def named(preset: str) -> str:
    return f"talk.en{FORMATS[load(preset).output].traits.usual_suffix}"
