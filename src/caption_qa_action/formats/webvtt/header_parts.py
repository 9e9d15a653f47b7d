"""What a header of WebVTT consists of, also one in the middle, where the file of another segment was put behind the first.

Source: HTTP Live Streaming, RFC 8216, section 3.5, https://www.rfc-editor.org/rfc/rfc8216#section-3.5
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.revealed import words

# The signature as it is meant; `WEBVTT` alone begins another file in the middle of one.
_SIGNATURE = r"(?i)[\ufeff \t\r\n]*(?:web[ _-]?v{1,2}t{1,3}|websrt)"
_LATER_SIGNATURE = r"[\ufeff \t\r\n]*WEBVTT(?![^ \t\r\n])"
_PAIR = r"[ \t]*([A-Za-z][A-Za-z0-9_-]{0,40})[ \t]*[:=][ \t]*(.*)"
TIME_MAP = "x-timestamp-map"


class HeaderParts(NamedTuple):
    """A header taken apart: what stands behind the signature, `Name: value` lines, and other lines with words.

    `comment` is `""` where behind the signature is nothing but pairs.
    """

    comment: str
    pairs: list[str]
    others: list[str]


def header_parts(text: str) -> HeaderParts:
    """The parts of a header, whose signature may be misspelled or missing."""
    signature = re.match(_SIGNATURE, text)
    first, *others = re.split(r"\r\n|\r|\n", text[signature.end() :] if signature else text)
    parts = [part for part in first.split(";") if words(part)]
    pairs = [line for line in (*parts, *others) if re.match(_PAIR, line)]
    return HeaderParts(
        first if any(part not in pairs for part in parts) else "",
        pairs,
        [line for line in others if words(line) and line not in pairs],
    )


def is_later_header(text: str) -> bool:
    """Whether a block in the middle of a file is the header of another one."""
    return bool(re.match(_LATER_SIGNATURE, text))


def pair_name(pair: str) -> str:
    """The name of a `Name: value` line in lower case; `""` where it is none."""
    match = re.match(_PAIR, pair)
    return match[1].lower() if match else ""


def own_pairs(pairs: list[str], known: Mapping[str, str]) -> list[str]:
    """The pairs of a later header, its time map aside, that do not repeat those of the first one."""
    found = []
    for pair in pairs:
        match = re.match(_PAIR, pair)
        if (
            match
            and match[1].lower() != TIME_MAP
            and known.get(match[1].lower()) != match[2].strip(" \t")
        ):
            found.append(pair)
    return found
