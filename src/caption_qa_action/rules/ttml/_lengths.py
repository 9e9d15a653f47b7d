"""Lengths of TTML style attributes: `10%`, `320px`, `1c`, `2em`, `5rh`, `5rw`."""

from __future__ import annotations

import re

from caption_qa_action.core.named_tuple import NamedTuple

# TTML2, section 10.3.x "<length>" (https://www.w3.org/TR/ttml2/#style-value-length). The digits are
# bounded so that no number grows without limit.
_LENGTH = r"([+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?)(px|%|c|em|rh|rw)"


class Length(NamedTuple):
    """A number and its unit: `px`, `%`, `c` (cells), `em`, `rh` or `rw` (of the root container)."""

    number: float
    unit: str


def length(word: str) -> Length | None:
    """The length that a word is; None when it is none."""
    match = re.fullmatch(_LENGTH, word)
    return Length(float(match[1]), match[2]) if match else None


def lengths(value: str) -> list[Length] | None:
    """The lengths that a value consists of, separated by blanks; None when a part is none."""
    found = [length(word) for word in value.split()]
    known = [item for item in found if item is not None]
    return known if len(known) == len(found) else None


def units(value: str) -> set[str]:
    """The units of all lengths in a value, whatever else stands in it."""
    return {found.unit for found in map(length, value.split()) if found}
