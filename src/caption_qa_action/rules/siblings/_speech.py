"""Which cues hold speech, and which of them follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from caption_qa_action.core.document import Cue, Document

# Sounds, speakers and what is written on the screen stand in brackets.
_LABELS = r"\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）|【[^【】]*】"


def spoken(document: Document, cue: Cue) -> str:
    """What is spoken in a cue, without labels; `""` for sounds and songs."""
    known = document.once(_none)
    words = known.get(cue.number)
    if words is None:
        words = known[cue.number] = _words(document.plain(cue))
    return words


def _none(document: Document) -> dict[int, str]:
    """What is spoken in each cue, by number, for the cues that were asked for."""
    return {}


def _words(shown: str) -> str:
    if shown.isascii():
        if "[" in shown or "(" in shown:
            shown = re.sub(_LABELS, "", shown)
    elif "♪" in shown or "♫" in shown:
        return ""
    else:
        shown = re.sub(_LABELS, "", shown)
    return shown.strip() if re.search(r"[^\W_]", shown) else ""


def runs(found: Sequence[Cue], cues: Sequence[Cue]) -> Iterator[tuple[Cue, Cue]]:
    """The first and last of those cues that follow each other in `cues`."""
    places = {cue.number: place for place, cue in enumerate(cues)}
    first = last = None
    for cue in found:
        if first is not None and last is not None:
            if places[cue.number] == places[last.number] + 1:
                last = cue
                continue
            yield first, last
        first = last = cue
    if first is not None and last is not None:
        yield first, last
