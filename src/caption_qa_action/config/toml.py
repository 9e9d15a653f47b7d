"""TOML of a repository, which may be written to keep its reader busy, or to make it crash."""

from __future__ import annotations

import re

# What stands between dots; `tomllib` takes the square of their number, for each key anew.
_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_MOST_PARTS = 50
_LONG_KEY = rf"(?<![A-Za-z0-9_.-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{_MOST_PARTS}}}"


def loads(text: str) -> dict[str, object]:
    """The tables of a TOML file. Raises ValueError for what is none, is nested too deeply, or holds too large a number."""
    import tomllib

    if re.search(_LONG_KEY, text):
        raise ValueError("nested too deeply")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
