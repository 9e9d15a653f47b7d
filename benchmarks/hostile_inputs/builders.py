"""What hostile text is built with: one unit again and again, numbered, or inside itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

# Makes a text with so many characters, or a few more.
Make: TypeAlias = Callable[[int], str]
# Writes one cue of a format: its number from 1, its times, and its lines as they stand in the file.
Cue: TypeAlias = Callable[[int, int, int, list[str]], str]


class Frame(NamedTuple):
    """What stands before the cues of a format, a cue, and what stands after them."""

    head: str
    cue: Cue
    tail: str = ""


def bare(unit: str, head: str = "", tail: str = "") -> Make:
    """A file of nothing but one unit, between a head and a tail."""
    return lambda size: head + unit * (1 + size // len(unit)) + tail


def numbered(unit: Callable[[int], str], head: str = "", tail: str = "") -> Make:
    """A file of units by their index, between a head and a tail."""

    def make(size: int) -> str:
        length = len(unit(1000))
        return head + "".join(map(unit, range(1 + size // length))) + tail

    return make


def nested(opening: str, closing: str, head: str = "", tail: str = "", inside: str = "") -> Make:
    """Something inside itself, as deep as the size allows."""

    def make(size: int) -> str:
        depth = 1 + size // (len(opening) + len(closing))
        return head + opening * depth + inside + closing * depth + tail

    return make
