"""Cues of any format whose text is one unit again and again, or whose times are odd."""

from __future__ import annotations

from collections.abc import Callable

from hostile_inputs.builders import Frame, Make

# What the text of cues is made of.
UNITS = {
    "less-than signs": "<",
    "greater-than signs": ">",
    "single guillemets": "‹",
    "opening tags": "<i>",
    "long opening tags": "<a ",
    "closing tags": "</i>",
    "misnested tag pairs": "<i><b></i></b>",
    "voice tags": "<v A>",
    "font tags": '<font color="x">',
    "inner timestamps": "<00:00:02.000>",
    "override blocks": "{\\",
    "closed override blocks": "{\\an8}",
    "opening braces": "{",
    "backslashes": "\\",
    "ampersands": "&",
    "character references": "&amp;",
    "open character references": "&#1",
    "escaped less-than signs": "&lt;",
    "brackets": "(",
    "square brackets": "[",
    "mixed brackets": "[({",
    "quotes": '"',
    "apostrophes": "'",
    "curly quotes": "“",
    "full stops": ".",
    "dashes": "- ",
    "hyphens": "-",
    "music notes": "♪",
    "spaces": " ",
    "spaces around words": "a  ",
    "tabs": "\t",
    "ideographic spaces": "\u3000",
    "no-break spaces": "\u00a0",
    "one long word": "a",
    "one repeated word": "word ",
    "capitals": "WORD ",
    "digits": "1234567890",
    "wide characters": "字",
    "combining marks": "\u0301",
    "joined emoji": "👩\u200d",
    "flags": "🇩🇪",
    "zero-width characters": "\u200b",
    "bidirectional controls": "\u202e",
    "right-to-left letters": "א ",
    "mojibake": "Ã©",
    "replacement characters": "\ufffd",
    "byte order marks": "\ufeff",
    "NUL characters": "word\x00",
    "bad bytes": "caf\udce9 ",
    "control characters": "\x1b[",
    "private use": "\ue000",
    "line separators": "\u2028",
    "addresses": "www.a.",
    "at signs": "a@",
    "arrows": "-->",
    "sentences": "It is. Is it? ",
    "commas": "a, ",
    "colons": "A: ",
}

_LINE_CHARACTERS = 40


def _one_line(frame: Frame, unit: str) -> Make:
    """One cue with one line of a repeated unit."""
    head, cue, tail = frame
    return lambda size: head + cue(1, 1000, 5000, [unit * (size // len(unit))]) + tail


def _many_lines(frame: Frame, unit: str) -> Make:
    """One cue with many lines of a repeated unit."""
    head, cue, tail = frame
    line = unit * (1 + _LINE_CHARACTERS // len(unit))
    return lambda size: head + cue(1, 1000, 5000, [line] * (1 + size // len(line))) + tail


def _short_lines(frame: Frame, unit: str) -> Make:
    """One cue with lines of one unit each."""
    head, cue, tail = frame
    return lambda size: head + cue(1, 1000, 5000, [unit] * (1 + size // (len(unit) + 1))) + tail


def _many_cues(frame: Frame, unit: str) -> Make:
    """Many cues, each with one line of a repeated unit."""
    line = unit * (1 + _LINE_CHARACTERS // len(unit))
    return cues_of(frame, lambda index: (index * 2000, index * 2000 + 1900, [line]))


def cues_of(frame: Frame, drawn: Callable[[int], tuple[int, int, list[str]]]) -> Make:
    """Cues with times and lines by their index from 0."""
    head, cue, tail = frame

    def make(size: int) -> str:
        blocks = [head]
        length, index = len(head), 0
        while length < size:
            made = cue(index + 1, *drawn(index))
            blocks.append(made)
            length += len(made)
            index += 1
        return "".join(blocks) + tail

    return make


SHAPES: dict[str, Callable[[Frame, str], Make]] = {
    "one line": _one_line,
    "one cue of lines": _many_lines,
    "one cue of short lines": _short_lines,
    "many cues": _many_cues,
}

# Cues of every format whose times or texts are odd together: start, end and lines by the index.
TIMINGS: dict[str, Callable[[int], tuple[int, int, list[str]]]] = {
    "cues at the same time": lambda index: (1000, 5000, [f"Word {index}."]),
    "equal cues": lambda index: (1000, 5000, ["The same words."]),
    "cues inside each other": lambda index: (1000 + index, 35_999_000, [f"Word {index}."]),
    "cues around each other": lambda index: (
        max(20_000_000 - index, 0),
        20_001_000 + index,
        [f"Word {index}."],
    ),
    "cues in reverse": lambda index: (
        max(300_000_000 - index * 2000, 0),
        max(300_001_500 - index * 2000, 0),
        [f"Word {index}."],
    ),
    "cues that end before they start": lambda index: (
        index * 2000 + 1500,
        index * 2000,
        [f"Word {index}."],
    ),
    "cues of no duration": lambda index: (index * 10, index * 10, [f"Word {index}."]),
    "cues of a millisecond": lambda index: (index, index + 1, ["a"]),
    "cues that touch": lambda index: (index * 1000, index * 1000 + 1000, ["Same words."]),
    "cues that roll up": lambda index: (
        index * 1000,
        index * 1000 + 1000,
        [f"line {index}", f"line {index + 1}"],
    ),
    "cues that grow": lambda index: (
        index * 1000,
        index * 1000 + 1000,
        [" ".join(["word"] * (1 + index % 12))],
    ),
    "blank cues": lambda index: (index * 2000, index * 2000 + 1900, [""]),
    "cues of one space": lambda index: (index * 2000, index * 2000 + 1900, [" "]),
    "alternating times": lambda index: (
        (index % 2) * 1_000_000 + index,
        (index % 2) * 1_000_000 + index + 900,
        [f"Word {index}."],
    ),
}
