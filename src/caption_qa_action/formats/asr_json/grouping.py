"""Words put together to cues that can be read, by a rule of a few lines.

A cue ends behind the word that ends a sentence, before a pause, before another speaker, and before it would be
too long; words of two channels of a recording are never in one cue. Its text is one line where that is short enough, else two of nearly the same length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from caption_qa_action.core.measure import columns
from caption_qa_action.formats._pieces import LIMIT_MS, Piece

# Two lines of 42 columns: Netflix, Timed Text Style Guide, General Requirements,
# https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617. The pause is our choice: who waits
# that long has ended what they were saying.
LINE_COLUMNS = 42
PAUSE_MS = 1000

_SENTENCE_END = "[.!?…。！？｡؟۔।]+[\"'”’»)\\]」』）]*\\Z"
# Abbreviations and initials end no sentence, as far as a list of a line can know.
_ABBREVIATION = r"(?i)(?:\A|[^\w])(?:mr|mrs|ms|dr|prof|st|vs|no|[a-z])\.\Z"
# Scripts that set no blanks between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3130-\u318f\u31f0-\u9fff\uf900-\ufaff\uff00-\uffef]"


def grouped(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of each cue: a line alone, or words of one channel, also where those of others stand between them."""
    channels: dict[str, list[Piece]] = {}
    for piece in pieces:
        channels.setdefault(piece.channel, []).append(piece)
    groups = [group for channel in channels.values() for group in _grouped(channel)]
    return sorted(groups, key=lambda group: group[0].begin)


def _grouped(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each cue of one channel."""
    group: list[Piece] = []
    for piece in pieces:
        if group and not (piece.is_word and group[-1].is_word and _goes_on(group, piece)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _goes_on(group: list[Piece], word: Piece) -> bool:
    """Whether a word belongs to the cue of those before it."""
    if word.glued:
        return True
    if word.speaker != group[-1].speaker or len(group) >= 2 * LINE_COLUMNS:
        return False
    before = joined(group)
    if re.search(_SENTENCE_END, before) and not re.search(_ABBREVIATION, before):
        return False
    if columns(before) + columns(word.text) + 1 > 2 * LINE_COLUMNS:
        return False
    start = next((piece.start for piece in group if piece.start), None)
    ended = next((piece.end for piece in reversed(group) if piece.end), None)
    if start and word.end and word.end.ms - start.ms > LIMIT_MS:
        return False
    if start and word.start and word.start.ms < start.ms:  # another channel begins
        return False
    return not (ended and word.start and word.start.ms - ended.ms >= PAUSE_MS)


def joined(group: list[Piece]) -> str:
    """The text of a group on one line."""
    return "".join(_spaced(group)).strip()


def text_of(group: list[Piece]) -> str:
    """The text of a cue: that of a line as it is, of words in one or two lines."""
    if not group[0].is_word:
        return group[0].text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
    parts = _spaced(group)
    whole = columns("".join(parts))
    if whole <= LINE_COLUMNS:
        return "".join(parts).strip()
    length, best = 0, 0
    nearest = whole
    for index, part in enumerate(parts):
        if not group[index].glued and abs(whole - 2 * length) < nearest:
            nearest, best = abs(whole - 2 * length), index
        length += columns(part)
    lines = ("".join(parts[:best]), "".join(parts[best:]))
    return "\n".join(line.strip() for line in lines if line.strip())


def _spaced(group: list[Piece]) -> list[str]:
    """The words, with the blank before each that has one."""
    parts: list[str] = []
    for piece in group:
        word = re.sub(r"\s+", " ", piece.text.strip())
        touching = (
            piece.glued
            or not parts
            or (re.search(f"{_UNSPACED}\\Z", parts[-1]) and re.match(_UNSPACED, word))
        )
        parts.append(word if touching else f" {word}")
    return parts
