"""A failing input made small: lines and bytes are left out as long as it fails in the same way."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence

_MOST_TRIES = 400


def signature(law: str, error: Exception) -> str:
    """What distinguishes failures: the law, the kind of error, and where in our code it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "caption_qa_action" in frame.filename]
    if not ours or (isinstance(error, AssertionError) and str(error)):
        words = "".join(sign for sign in str(error)[:80] if sign.isalpha() or sign == " ")
        return f"{law}: {type(error).__name__}: {words}"
    place = ours[-1]
    file = place.filename.replace("\\", "/").rpartition("caption_qa_action/")[2]
    return f"{law}: {type(error).__name__}: {file}:{place.name}"


def is_slow(way: str) -> bool:
    """Whether a way to fail is to take too long."""
    return " takes " in way


def shrink(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """The smallest data found that still fails."""
    budget = [_MOST_TRIES]
    data = _without(data.splitlines(keepends=True), fails, budget)
    return _without([data[at : at + 1] for at in range(len(data))], fails, budget)


def _without(parts: Sequence[bytes], fails: Callable[[bytes], bool], budget: list[int]) -> bytes:
    """The parts that are needed, looked for by leaving out larger stretches first."""
    kept = list(parts)
    size = len(kept) // 2
    while size and budget[0] > 0:
        at = 0
        while at < len(kept) and budget[0] > 0:
            fewer = kept[:at] + kept[at + size :]
            budget[0] -= 1
            if fails(b"".join(fewer)):
                kept = fewer
            else:
                at += size
        size //= 2
    return b"".join(kept)
