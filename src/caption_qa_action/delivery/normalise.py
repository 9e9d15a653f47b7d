"""A text in the format of a preset: its syntax mended, and without the markup that the preset does not support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from caption_qa_action.core.columns import shown_texts
from caption_qa_action.core.diagnostic import Fault
from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.preset import Preset
from caption_qa_action.core.text import plural, unicode_text
from caption_qa_action.core.timeline import GUESSES, Loss, Timeline, Written
from caption_qa_action.delivery.beside import guessed_cues, without_no_characters
from caption_qa_action.delivery.legal_times import (
    ambiguous_times,
    assumed_rate,
    backwards_cues,
    open_ends,
    turned,
    unreadable_times,
)
from caption_qa_action.delivery.strip_unsupported import Fixed, stripped
from caption_qa_action.formats import FORMATS

# Taking markup out may make new markup of what stood around it, which is taken out in the next round.
_MOST_ROUNDS = 8


class Normalised(NamedTuple):
    """A text after safe repairs, read and checked again; `fixes` pairs codes and what was done."""

    document: Document
    faults: Sequence[Fault]
    fixes: Sequence[tuple[str, str]] = ()


# Repairs a text of a format; never raises for what the text contains.
Repair: TypeAlias = Callable[[str, str], Normalised]


def normalise(text: str, preset: Preset, repair: Repair) -> tuple[Normalised, tuple[Fixed, ...]]:
    """A text of the preset's format as it may be delivered, and what was done to it.

    Whatever is delivered passes through here last, so that nothing is left to do when it comes back.
    """
    made = repair(unicode_text(text), preset.output)
    fixes = _fixed(made)
    for _ in range(_MOST_ROUNDS):
        plainer, removed = stripped(made.document, preset)
        if not removed:
            plainer, lost = without_no_characters(made.document.source.text, preset.output)
            removed = losses(lost)
        if not removed:
            break
        made = repair(plainer, preset.output)
        fixes += (*removed, *_fixed(made))
    return made, fixes


def _fixed(made: Normalised) -> tuple[Fixed, ...]:
    return tuple(Fixed(code, title) for code, title in made.fixes)


def show_same(one: Document, other: Document) -> bool:
    """Whether two documents show each character equally often, white space aside."""
    shown, shown_again = one.once(_visible), other.once(_visible)
    return shown == shown_again or Counter(shown) == Counter(shown_again)


def _visible(document: Document) -> str:
    shown_texts(document)  # made together, they cost less
    return "".join("".join(map(document.plain, document.cues)).split())


def timeline_of(document: Document) -> Timeline:
    """What a document shows, nothing of it backwards; read once."""
    return turned(document.once(FORMATS[document.format].to_timeline))


def written(timeline: Timeline, format: str) -> Written:
    """A timeline as text of a format, with what that format cannot hold."""
    return FORMATS[format].write(timeline)


def written_again(timeline: Timeline, document: Document) -> Written:
    """A timeline that was made from a document in its format, with what no timeline holds kept."""
    format = FORMATS[document.format]
    return format.rewrite(timeline, document) if format.rewrite else format.write(timeline)


def losses(found: Iterable[Loss]) -> tuple[Fixed, ...]:
    """Losses as things that were done."""
    return tuple(
        Fixed(
            "conversion_loss",
            f"{loss.kind} is lost in {plural(loss.number, 'place')}",
            loss.cue,
            loss=loss.kind,
            places=loss.number,
        )
        for loss in found
    )


def name_guesses(found: Iterable[Loss]) -> tuple[Fixed, ...]:
    """Words or times that are a guess, as something that was done."""
    return tuple(
        Fixed(
            "invalid_timestamp",
            f"{GUESSES[loss.kind]}: in {plural(loss.number, 'place')}",
            loss.cue,
        )
        for loss in found
    )


def guesses(before: Document, after: Document) -> tuple[Fixed, ...]:
    """The times that could not be read or ran backwards, and stand as a guess in what was made of them."""
    kept = _named_guesses(after)
    found = name_guesses(loss for kind, loss in _named_guesses(before).items() if kind not in kept)
    if not after.guessed:
        unreadable = unreadable_times(before)
        found += tuple(
            Fixed(
                "invalid_timestamp",
                f"the time of cue {number} cannot be read: a guess is written"
                if number in unreadable or 0 in unreadable
                else f"nothing states when cue {number} ends: a guess is written",
                number,
            )
            for number in guessed_cues(before)
        )
    if not backwards_cues(after):
        found += tuple(
            Fixed(
                "negative_duration",
                f"cue {number} ends before it starts: a guess is written",
                number,
            )
            for number in backwards_cues(before)
        )
    return found


def _named_guesses(document: Document) -> dict[str, Loss]:
    """The guesses at times that are named for the whole document, by kind."""
    losses = (*assumed_rate(document), *ambiguous_times(document), *open_ends(document))
    return {loss.kind: loss for loss in losses}
