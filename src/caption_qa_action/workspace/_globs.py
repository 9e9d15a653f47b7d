"""Globs that name files to check, for shells that do not expand them."""

from __future__ import annotations

import re

_BRACES = r"\{[^{}]*\}"
_TOKENS = rf"{_BRACES}|\*\*/|\*+|\[[!^]?\]?[^]/]*\]|[^*]"


def glob_start(text: str) -> int:
    """Where the first wildcard of a name is, -1 without one."""
    starts = [match.start() for match in re.finditer(r"[*?\[]", text)]
    starts += [match.start() for match in re.finditer(_BRACES, text) if "," in match[0]]
    return min(starts, default=-1)


def glob_regex(pattern: str) -> str:
    """A regular expression for a glob: `**`, `*`, `?`, `[a-z]`, `{srt,vtt}`.

    It matches a path, or anything below a matching folder.
    """
    return _translate(pattern) + "(?:/.+)?"


def _translate(pattern: str) -> str:
    out = ""
    # Two in a row mean the same as one, and would try every way to share a path between them.
    pattern = re.sub(r"(?:\*\*/)+", "**/", pattern)
    for token in re.findall(_TOKENS, pattern, re.DOTALL):
        if token == "**/":
            out += "(?:[^/]+/)*"
        elif token[0] == "*":
            out += ".*" if len(token) > 1 else "[^/]*"
        elif token == "?":
            out += "[^/]"
        elif token[0] == "[" and len(token) > 2:
            out += _translate_set(token[1:-1])
        elif token[0] == "{" and "," in token:
            out += f"(?:{'|'.join(map(_translate, token[1:-1].split(',')))})"
        else:
            out += re.escape(token)
    return out


def _translate_set(body: str) -> str:
    negated = body[0] in "!^"
    body = re.sub(r"([\\\[\]^&~|])", r"\\\1", body[1:] if negated else body)
    return f"[^/{body}]" if negated else f"[{body}]"
