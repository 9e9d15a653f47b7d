"""Lists and parts in lines that fit a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.fold import MIN_ROOM, folded
from caption_qa_action.core.measure import columns
from caption_qa_action.core.text import plural


def listed(head: str, parts: list[str], room: int) -> list[str]:
    """A head and parts with commas between them in lines of so many columns; no part is broken."""
    text = " ".join([head, ", ".join(part.replace(" ", "\u00a0") for part in parts)])
    return [line.replace("\u00a0", " ") for line in folded(text, room)]


def listed_first(head: str, codes: list[str], room: int, most_lines: int) -> list[str]:
    """A head and codes as `listed`: as many of the first as fit into so many lines, and how many more there are."""
    lines = listed(head, codes, room)
    number = len(codes)
    while len(lines) > most_lines and number > 1:
        number -= 1
        more = f"and {plural(len(codes) - number, 'more code')}"
        lines = listed(head, [*codes[:number], more], room)
    return lines


def clipped(text: str, room: int) -> str:
    """The beginning of a text that fits on one line, with an ellipsis where words are left out."""
    room = max(room, MIN_ROOM)
    return text if columns(text) <= room else f"{folded(text, room - 2)[0]} …"


def joined(parts: list[str], room: int) -> Iterator[str]:
    """Parts, each with a semicolon, in lines that fit; a part that does not fit at all is broken between words."""
    line = ""
    for part in parts:
        shown = f"{line} {part};" if line else f"{part};"
        if columns(shown) <= room:
            line = shown
            continue
        if line:
            yield line
        *full, line = folded(f"{part};", room)
        yield from full
    yield line


def filled(words: list[tuple[str, str]], width: int | None) -> str:
    """Words, each plain and as it is shown, in lines of so many columns, further ones two columns in."""
    text, column = "", 0
    for plain, shown in words:
        taken = columns(plain)
        if column and width is not None and column + 1 + taken > max(width, MIN_ROOM):
            text += f"\n  {shown}"
            column = 2 + taken
        else:
            text += f" {shown}" if column else shown
            column += taken + bool(column)
    return text
