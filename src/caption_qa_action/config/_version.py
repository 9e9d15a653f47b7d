"""Which versions of this program a configuration is for."""

from __future__ import annotations

import re

from caption_qa_action import __version__
from caption_qa_action.core.text import quote


def check_version(wanted: str) -> None:
    """Raise ValueError unless this version is among those that are `wanted`."""
    own = _release(__version__)
    for part in wanted.split(","):
        clause = re.fullmatch(
            r"[ ]*(==|!=|>=|<=|>|<)[ ]*([0-9]{1,6}(?:\.[0-9]{1,6}){0,3})[ ]*", part
        )
        if not clause:
            raise ValueError(f"{quote(wanted)} is not a version such as >=0.1,<2")
        other = _release(clause[2])
        holds = {
            "==": own == other,
            "!=": own != other,
            ">=": own >= other,
            "<=": own <= other,
            ">": own > other,
            "<": own < other,
        }[clause[1]]
        if not holds:
            raise ValueError(f"this is caption-qa {__version__}, and {wanted} is asked for")


def _release(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"[0-9]{1,6}", version)[:4]]
    return tuple(numbers + [0] * (4 - len(numbers)))
