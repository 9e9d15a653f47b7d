"""How fast the captions of a file have to be read: the median, the worst, and how they are spread."""

from __future__ import annotations

from collections.abc import Iterable

from caption_qa_action.core import language
from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.reading import FULL_WIDTH, halves, reading_language

# Cues are counted by steps of so many characters a second; the last step has no end.
STEP_CPS = 5
STEPS = 9


class Speeds(NamedTuple):
    """Reading speeds of a file, in tenths of a character a second, rounded up as findings are.

    Characters are counted as `reading_speed_high` counts them. `spread` has a number of cues for each
    of `STEPS` steps; `full_width` those of them that are counted in full-width characters, `()` for none.
    """

    median: int
    worst: int
    spread: tuple[int, ...]
    full_width: tuple[int, ...] = ()


def of_document(document: Document) -> Speeds | None:
    """The speeds of a file that was parsed; None where nothing in it is read."""
    # Chapter titles stand in a menu, descriptions are spoken, metadata is for programs.
    if document.kind in ("chapters", "descriptions", "metadata"):
        return None
    spoken = language.primary(document.language)
    plain, guessed = document.plain, document.guessed
    found, wide = [], []
    for cue in document.dialogue:
        duration_ms = cue.end_ms - cue.start_ms
        if duration_ms > 0 and cue.number not in guessed:
            text = plain(cue)
            counted = reading_language(spoken, text)
            tenths = -(-halves(counted, text) * 5000 // duration_ms)
            found.append(tenths)
            if counted in FULL_WIDTH:
                wide.append(tenths)
    if not found:
        return None
    found.sort()
    return Speeds(
        found[(len(found) - 1) // 2], found[-1], _spread(found), _spread(wide) if wide else ()
    )


def _spread(found: Iterable[int]) -> tuple[int, ...]:
    """How many cues are in each step."""
    spread = [0] * STEPS
    for tenths in found:
        spread[min(tenths // (10 * STEP_CPS), STEPS - 1)] += 1
    return tuple(spread)
