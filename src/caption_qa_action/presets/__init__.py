"""The presets: one module each, named after the platform or house style.

In the name of a module a hyphen is an underscore, and a dot is `_dot_`: `imsc1_dot_1_text`.
"""

from __future__ import annotations

import os

from caption_qa_action.core.preset import Preset
from caption_qa_action.core.registry import CallablePackage, Registry

PRESETS = Registry(__name__, os.path.dirname(__file__))
DEFAULT = "youtube"


def names() -> list[str]:
    """Every preset's name as users write it, sorted: `instagram-reels`."""
    return sorted(name.replace("_dot_", ".").replace("_", "-") for name in PRESETS)


def load(name: str) -> Preset:
    """The preset of a name. Raises KeyError for an unknown name."""
    if "_" in name:
        raise KeyError(name)
    preset: Preset = PRESETS.module(name.replace("-", "_").replace(".", "_dot_")).PRESET
    return preset


def load_all() -> list[Preset]:
    """Every preset, by name."""
    return [load(name) for name in names()]


CallablePackage.install(__name__)
