"""What stands in all that a pattern matches, read from how Python parses it."""

from __future__ import annotations

import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

# Anything, or nothing, between two parts.
GAP = "\0"


def literal_parts(pattern: str) -> Iterator[str]:
    """Each way to match a pattern: the literal text of it, with `GAP` where a character is not known."""
    return _sequence(parser.parse(pattern))


def _sequence(items: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for parts in product(*(list(_ways(kind, value)) for kind, value in items)):
        yield "".join(parts)


def _ways(kind: Any, value: Any) -> Iterator[str]:
    if kind is kinds.LITERAL:
        yield chr(value)
    elif kind is kinds.BRANCH:
        for branch in value[1]:
            yield from _sequence(branch)
    elif kind is kinds.SUBPATTERN:
        yield from _sequence(value[3])
    elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        fewest, most, repeated = value
        if fewest == 0:
            yield ""
        if most == 1:
            yield from _sequence(repeated)
        elif fewest:
            yield GAP
    elif kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT):
        yield ""
    else:
        yield GAP
