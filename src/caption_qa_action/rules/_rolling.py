"""Rolling captions: each line shown twice, as automatic captions of YouTube are written.

A cue shows the line before and, word by word, a new one. Between two such cues stands a bridge of a
hundredth of a second that shows the finished line alone. Converted to other formats, the word
times are lost and the shape stays (yt-dlp/yt-dlp#1734, ytdl-org/youtube-dl#21914).
"""

from __future__ import annotations

import re

from caption_qa_action.core.columns import shortest_ms
from caption_qa_action.core.document import Cue, Document

_BRIDGE_MS = 100
# How much of a file must roll: real repetitions and short cues occur in any film.
_FEWEST_BRIDGES, _FEWEST_REPEATS, _SHARE = 2, 3, 4


def bridges(document: Document) -> frozenset[int]:
    """The numbers of the bridge cues of rolling captions; empty for any other file."""
    if shortest_ms(document) > _BRIDGE_MS:
        return frozenset()
    short = [cue.number for cue in document.dialogue if 0 < cue.end_ms - cue.start_ms <= _BRIDGE_MS]
    cues = len(document.dialogue)
    if len(short) < _FEWEST_BRIDGES or len(short) * _SHARE < cues - 1:
        return frozenset()
    repeats = len(repeating(document))
    if repeats < _FEWEST_REPEATS or repeats * _SHARE < cues:
        return frozenset()
    return frozenset(short)


def _is_timed(document: Document, cue: Cue) -> bool:
    """Whether the words of the first line have times: they are sung again, not shown again."""
    first = document.raw(cue).lstrip(" \t\r\n").partition("\n")[0]
    return document.traits.has_word_times and re.search("<[0-9]", first) is not None


def repeating(document: Document) -> list[Cue]:
    """The cues that begin with the line that the cue before them ends with."""
    found: list[Cue] = []
    tail = ""
    for cue in document.dialogue:
        lines = document.lines(cue)
        if lines:
            if lines[0].strip(" \t") == tail and not _is_timed(document, cue):
                found.append(cue)
            tail = lines[-1].strip(" \t")
    return found
