"""Text in lines that fit a terminal, broken between words; textwrap is slow to import."""

from __future__ import annotations

from caption_qa_action.core.measure import columns

# Narrower than this nothing can be shown to any use.
MIN_ROOM = 30


def folded(text: str, room: int) -> list[str]:
    """Text in lines of so many columns. A word that is longer has a line of its own."""
    room = max(room, MIN_ROOM)
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and columns(lines[-1]) + 1 + columns(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def hanging(text: str, width: int) -> str:
    """Text on a terminal of so many columns; further lines stand two columns further in than the first."""
    if columns(text) <= width:
        return text
    indent = " " * (len(text) - len(text.lstrip(" ")))
    first, *others = folded(text.lstrip(" "), width - len(indent) - 2)
    return "\n".join([indent + first, *(f"{indent}  {line}" for line in others)])
