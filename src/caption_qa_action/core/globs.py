"""Patterns of files as `.gitignore` writes them, matched in time proportional to pattern and name.

Plain patterns become one regular expression without a way to try again. All others are matched by `wildmatch`
as git does, with the set of all places in a name that what is read of the pattern can reach. pathspec was
measured and not taken: its regular expressions take exponential time for `*a*a*a*b`, and brackets mean there
what they mean to Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

# What a pattern without brackets, escapes, negation and blanks is made of. `?` is a byte to git.
_PLAIN = r"[A-Za-z0-9_.,+@=~*/-]+"


def compile_patterns(patterns: Sequence[str]) -> Callable[[str], bool]:
    """A test of paths against patterns in the syntax of `.gitignore`.

    A path has forward slashes and is relative to the folder that the patterns are written for; that
    of a folder ends with a slash. A file in a folder that matches, matches. Raises ValueError for a
    pattern that can match nothing, and for a range that ends before it begins.
    """
    plain = [_translate(pattern) for pattern in patterns]
    if not plain:
        return lambda path: False
    if None in plain:
        from caption_qa_action.core.wildmatch import Ignores

        return Ignores(patterns, strict=True).matches
    match = re.compile("|".join(filter(None, plain))).match
    return lambda path: match(path) is not None


def _translate(pattern: str) -> str | None:
    """The regular expression of a plain pattern; None for any other.

    What follows a wildcard is taken at the first place, in an atomic group, which is never tried again:
    no later place leaves more room to what comes after it. Trying each way to share a path between the
    wildcards would take exponential time.
    """
    if not re.fullmatch(_PLAIN, pattern, re.ASCII):
        return None
    parts, end = _split(pattern)
    if parts[-1] == "**" or not all(_is_plain(part) for part in parts):
        return None
    # The parts between two `**` are found together.
    runs = [list(run) for is_gap, run in groupby(parts, "**".__eq__) if not is_gap]
    *heads, tail = ("/".join(map(_translate_part, run)) for run in runs)
    groups = [*(f"{head}/" for head in heads), tail + end]
    start = "" if parts[0] == "**" else groups.pop(0)
    return start + "".join(f"(?>(?:[^/]+/)*?{group})" for group in groups)


def _split(pattern: str) -> tuple[list[str], str]:
    """The parts of a pattern, `**` first where it holds in every folder, and what ends a match."""
    parts = pattern.removesuffix("/").split("/")
    if len(parts) == 1:
        parts.insert(0, "**")
    elif parts[0] == "":
        del parts[0]
    if pattern.endswith("/"):
        return parts, "/"
    if len(parts) > 1 and parts[-1] == "**":  # what is in a folder, and not the folder
        return parts[:-1], "/"
    return parts, "(?:/|$)"


def _is_plain(part: str) -> bool:
    return part == "**" or (part != "" and "**" not in part)


def _translate_part(part: str) -> str:
    """The regular expression of what stands between two slashes."""
    if part == "*":
        return "[^/]+"
    first, *rest = map(re.escape, part.split("*"))
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>[^/]*?{text})" for text in middle) + f"[^/]*{last}"
