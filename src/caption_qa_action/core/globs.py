"""Patterns of files as `.gitignore` writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
    """The regular expression of a plain pattern; None when it takes pathspec to read it."""
    if not re.fullmatch(_PLAIN, pattern, re.ASCII):
        return None
    folders_only = pattern.endswith("/")
    parts = pattern.removesuffix("/").split("/")
    anchored = len(parts) > 1
    if parts[0] == "" and anchored:
        del parts[0]
    inside = parts[-1] == "**"
    if inside:
        parts.pop()
    if not parts or (inside and (folders_only or not anchored)):
        return None
    expression = "" if anchored else "(?:.+/)?"
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**" and not last:
            expression += "(?:.+/)?"
        elif part == "" or "**" in part:
            return None
        else:
            part = re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
            part = "[^/]+" if part == "[^/]*" else part
            expression += part if last else part + "/"
    if inside or folders_only:
        return expression + "/"
    return expression + "(?:/|$)"
