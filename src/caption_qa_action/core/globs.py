"""Patterns of files as `.gitignore` writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# What a pattern without brackets, escapes, negation and blanks is made of.
_PLAIN = r"[A-Za-z0-9_.,+@=~*?/-]+"


def compile_patterns(patterns: Sequence[str]) -> Callable[[str], bool]:
    """A test of paths against patterns in the syntax of `.gitignore`.

    A path has forward slashes and is relative to the folder that the patterns are written for; that
    of a folder ends with a slash. A file in a folder that matches, matches. Raises ValueError for a
    pattern that cannot be read.
    """
    plain = [_translate(pattern) for pattern in patterns]
    if None in plain:
        return as_git_reads(patterns).match_file
    if not plain:
        return lambda path: False
    # Importing pathspec costs more than checking a file, and nearly every pattern is as plain as
    # `node_modules/` or `docs/**/*.srt`.
    match = re.compile("|".join(filter(None, plain))).match
    return lambda path: match(path) is not None


def as_git_reads(patterns: Sequence[str]) -> GitIgnoreSpec:
    """The lines of a `.gitignore`. Raises ValueError when one cannot be read."""
    import warnings

    from pathspec import GitIgnoreSpec

    # Brackets reach Python's regular expressions as they are: `[z-a]` is an error there, and `[[]` a
    # warning of what sets may mean one day.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        try:
            return GitIgnoreSpec.from_lines(patterns)
        except re.error as error:
            raise ValueError(str(error)) from None


def _translate(pattern: str) -> str | None:
    """The regular expression of a plain pattern; None when it takes pathspec to read it.

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
    first, *rest = (re.escape(text).replace(r"\?", "[^/]") for text in part.split("*"))
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>[^/]*?{text})" for text in middle) + f"[^/]*{last}"
