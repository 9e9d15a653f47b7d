"""Whether the loss of each word is named for its own sake: without the word, one loss less is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from caption_qa_action.core.timeline import WORD_LOSSES

# What may hold words without being shown, besides what takes words from those who read.
TAKES_WORDS = WORD_LOSSES | {
    "comment", "cue identifier", "language of a passage", "metadata", "override tag", "picture", "script information", "speaker name",
    "style class", "time that cannot be read", "unread field",
}  # fmt: skip
# Of these a block has one, whatever the number of its lines.
_ONE_A_BLOCK = frozenset({"hidden text", "text of no cue"})


def unnamed(text: str, missing: Iterable[str], losses: Callable[[str], Counter[str]]) -> list[str]:
    """The lines that hold words which are missing in what was made of `text`, where no loss is theirs."""
    missing = list(missing)
    if not missing:
        return []
    now = losses(text)
    lines = text.split("\n")
    found = []
    for at, line in enumerate(lines):
        if not any(word in line for word in missing):
            continue
        blank = _without(line, missing)
        fewer = now - losses("\n".join([*lines[:at], blank, *lines[at + 1 :]]))
        if TAKES_WORDS.isdisjoint(fewer):
            fewer = now - losses("\n".join([*lines[:at], *lines[at + 1 :]]))
        if TAKES_WORDS.isdisjoint(fewer):
            first, end = _block(lines, at)
            fewer = now - losses("\n".join([*lines[:first], *lines[end:]]))
            fewer = Counter({kind: fewer[kind] for kind in _ONE_A_BLOCK & fewer.keys()})
        if TAKES_WORDS.isdisjoint(fewer):
            found.append(line)
    return found


def _without(line: str, words: list[str]) -> str:
    for word in words:
        line = line.replace(word, "")
    return line


def _block(lines: list[str], at: int) -> tuple[int, int]:
    """The first line of the block in which a line is, and the first behind it."""
    first, end = at, at + 1
    while first and lines[first - 1].strip():
        first -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return first, end
