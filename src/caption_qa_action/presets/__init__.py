"""The presets: one module each, named after the platform or house style.

In the name of a module a hyphen is an underscore, and a dot is `_dot_`: `imsc1_dot_1_text`.
"""

from __future__ import annotations

import os
import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.preset import Preset
from caption_qa_action.core.registry import CallablePackage, Registry

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document

PRESETS = Registry(__name__, os.path.dirname(__file__))
# What a delivery is made for where nobody has chosen a preset, and whose limits are those of a file whose format
# has no preset of its own.
DEFAULT = "youtube"
# What stands in place of a name where somebody wants none: each file by its own format.
NONE = "none"

# The presets for profiles of TTML that documents declare, each with a pattern of their names; what is narrower
# comes first, since a document of EBU-TT-D may declare IMSC as well, and one of IMSC Image has elements of SMPTE-TT.
# Patterns: IMSC 1.2, sections 5.4.2 and 7.9 (https://www.w3.org/TR/ttml-imsc1.2/#profile-signaling); EBU Tech 3350,
# ebuttm:conformsToStandard (https://tech.ebu.ch/publications/tech3350); SMPTE ST 2052-1, profiles.
_OF_PROFILES = (
    ("ebu-tt-d", r"urn:ebu:(?:tt:)?distribution:20"),
    ("imsc1.1-text", r"http://www\.w3\.org/ns/ttml/profile/imsc1(?:\.[0-9])?/text(?![0-9A-Za-z])"),
    ("lms", r"http://www\.w3\.org/ns/ttml/profile/imsc1(?:\.[0-9])?/image(?![0-9A-Za-z])"),
    # A name of IMSC that does not exist: what it is meant for is text.
    ("imsc1.1-text", r"http://www\.w3\.org/ns/ttml/profile/imsc1"),
    ("ebu-tt", r"urn:ebu:tt:(?:exchange|live)"),
    ("smpte-tt", r"http://www\.smpte-ra\.org/schemas/2052-1/"),
)
# Only Apple's iTT has this suffix, and it declares no profile.
_ITT = ".itt"


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


def own_preset(document: Document) -> str:
    """The preset by which a file is judged where nobody has chosen one: that of its format or its profile."""
    if document.tree is None:
        return document.traits.own_preset
    from caption_qa_action.core.profiles import designators, has_ebu_tt_version, uses_smpte_tt

    declared = designators(document)
    for name, pattern in _OF_PROFILES:
        if re.search(pattern, declared):
            return name
    if has_ebu_tt_version(document):
        return "ebu-tt"
    if uses_smpte_tt(document):
        return "smpte-tt"
    is_itt = document.format == "ttml" and document.source.path.lower().endswith(_ITT)
    return "itt" if is_itt else document.traits.own_preset


CallablePackage.install(__name__)
