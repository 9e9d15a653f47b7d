"""Globs that name files to check, for shells that do not expand them.

A glob is matched one part at a time, with the set of all places that the parts before it can reach, so the
time is proportional to the pattern and the name. wcmatch was measured and not taken: to import it takes
14 ms more than `re`, it turns a glob into a regular expression that takes exponential time for `**/a/**/a/…`
(more than 5 s at 16 times), and it refuses braces of more than a thousand alternatives.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence

from caption_qa_action.core.annotations import TypeAlias

_BRACES = r"\{[^{}]*\}"
_TOKENS = rf"{_BRACES}|\*\*/|\*+|\[[!^]?\]?[^]/]*\]|[^*]"

# From places in a name, sorted or not, to those that are reached behind one part of a glob.
Step: TypeAlias = Callable[[str, set[int]], set[int]]


def glob_start(text: str) -> int:
    """Where the first wildcard of a name is, -1 without one."""
    starts = [match.start() for match in re.finditer(r"[*?\[]", text)]
    starts += [match.start() for match in re.finditer(_BRACES, text) if "," in match[0]]
    return min(starts, default=-1)


def compile_glob(pattern: str) -> Callable[[str], bool]:
    """A test of paths against a glob: `**`, `*`, `?`, `[a-z]`, `{srt,vtt}`.

    It matches a path, or anything below a matching folder. On Windows case does not count.
    """
    fold: Callable[[str], str] = str.lower if os.name == "nt" else str
    steps = _steps(fold(pattern))

    def matches(path: str) -> bool:
        name = fold(path)
        ends = _walk(steps, name, {0})
        return len(name) in ends or any(name[end] == "/" for end in ends if end < len(name))

    return matches


def _walk(steps: Sequence[Step], name: str, places: set[int]) -> set[int]:
    for step in steps:
        if not places:
            break
        places = step(name, places)
    return places


def _steps(pattern: str) -> list[Step]:
    steps: list[Step] = []
    literal = ""
    for token in re.findall(_TOKENS, pattern, re.DOTALL):
        step = _wildcard(token)
        if step is None:
            literal += token
            continue
        if literal:
            steps.append(_literal(literal))
            literal = ""
        steps.append(step)
    return [*steps, _literal(literal)] if literal else steps


def _wildcard(token: str) -> Step | None:
    """The step of a wildcard; None for a token that stands for itself."""
    if token == "**/":
        return _folders
    if token[0] == "*":
        return _anything if len(token) > 1 else _within_folder
    if token == "?":
        return _one_of("[^/]")
    if token[0] == "[" and len(token) > 2:
        return _one_of(_translate_set(token[1:-1]))
    if token[0] == "{" and "," in token:
        return _alternatives([_steps(text) for text in token[1:-1].split(",")])
    return None


def _literal(text: str) -> Step:
    def step(name: str, places: set[int]) -> set[int]:
        return {place + len(text) for place in places if name.startswith(text, place)}

    return step


def _one_of(expression: str) -> Step:
    """One character out of a set; out of one that is no set, such as `[z-a]`, none is."""
    try:
        match = re.compile(expression, re.DOTALL).match
    except re.error:
        return lambda name, places: set()
    return lambda name, places: {place + 1 for place in places if match(name, place)}


def _alternatives(alternatives: Sequence[Sequence[Step]]) -> Step:
    def step(name: str, places: set[int]) -> set[int]:
        return set().union(*(_walk(steps, name, places) for steps in alternatives))

    return step


def _within_folder(name: str, places: set[int]) -> set[int]:
    """`*`: anything up to the next slash."""
    reached: set[int] = set()
    for place in sorted(places):
        if place not in reached:
            slash = name.find("/", place)
            reached.update(range(place, (len(name) if slash < 0 else slash) + 1))
    return reached


def _anything(name: str, places: set[int]) -> set[int]:
    """`**` that is no folder of its own: anything."""
    return set(range(min(places), len(name) + 1))


def _folders(name: str, places: set[int]) -> set[int]:
    """`**/`: any number of folders, none too."""
    reached: set[int] = set()
    for place in places:
        while place not in reached:
            reached.add(place)
            slash = name.find("/", place)
            if slash >= 0:
                place = slash + 1
    return reached


def _translate_set(body: str) -> str:
    negated = body[0] in "!^"
    body = re.sub(r"([\\\[\]^&~|])", r"\\\1", body[1:] if negated else body)
    return f"[^/{body}]" if negated else f"[{body}]"
