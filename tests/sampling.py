"""How much of a large law a run tries: `--quick` some, the whole suite more, `python3 dev.py conserve` all.

Of a test with many members `--quick` runs some; they are drawn in `conftest.py`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from random import Random
from typing import TypeVar

from hypothesis import settings

_Member = TypeVar("_Member")
# Whether everything is to be tried, as `conserve` does.
WHOLE = bool(os.environ.get("CAPTION_QA_CONSERVE"))
# The profile of Hypothesis that `--quick` chooses, and how many examples of a test that names no number it has.
QUICK, QUICK_EXAMPLES = "quick", 20


def is_quick() -> bool:
    return settings.get_current_profile_name() == QUICK


def examples(number: int) -> int:
    """So many examples of Hypothesis; with `--quick` a tenth of them."""
    return max(number // 10, 5) if is_quick() else number


def one_of(
    every: int, members: Iterable[_Member], key: Callable[[_Member], str] = repr
) -> list[_Member]:
    """One of so many members, drawn by their names, so that one more changes nothing; all for `conserve`."""
    return [each for each in members if WHOLE or Random(key(each)).random() * every < 1]
