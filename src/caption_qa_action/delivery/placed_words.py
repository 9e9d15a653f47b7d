"""Words that stand on the timing line of a cue, read as text of the cue: a guess, as the fix of `check` makes it."""

from __future__ import annotations

import re
from itertools import chain

from caption_qa_action.core.conservation import text_beside_times
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import REVEALS, Edit, Source, apply_edits
from caption_qa_action.core.text import printable
from caption_qa_action.core.timeline import Loss
from caption_qa_action.delivery.beside import without_times
from caption_qa_action.formats import FORMATS

PLACED_WORDS = "words beside the times"


def place_words(document: Document) -> tuple[Document, tuple[Loss, ...]]:
    """The document with such words as text of their cues, and a loss that says so; as it is where there are none."""
    edits = _edits_by_cue(document)
    placed = _edited(document, edits)
    if len(placed.cues) != len(document.cues):
        return document, ()
    # Where some of the words would stay on the line, all of them are a loss.
    torn = {cue.number for cue in placed.cues if cue.number in edits and _is_torn(placed, cue)}
    if torn:
        edits = {number: each for number, each in edits.items() if number not in torn}
        placed = _edited(document, edits)
    if not edits or len(placed.cues) != len(document.cues):
        return document, ()
    first = min(edits)
    shown = printable(placed.plain(placed.cues[first - 1])[:40])
    return placed, (Loss(PLACED_WORDS, len(edits), shown, first),)


def _edits_by_cue(document: Document) -> dict[int, tuple[Edit, ...]]:
    """What puts the words on a timing line below it, by the number of the cue."""
    found: dict[int, tuple[Edit, ...]] = {}
    for problem in document.problems:
        fix = problem.fix
        if fix is None or fix.words != REVEALS:
            continue
        cue = document.cue_at(problem.span.start)
        # Settings that stood behind a word stand before it then.
        keeps = all(
            sorted(_letters(document.source.text[slice(*span)])) == sorted(_letters(replacement))
            for span, replacement in fix.edits
        )
        shown = [without_times(each.replacement) for each in fix.edits]
        if cue and keeps and any(re.search(r"[^\W_]", each) for each in shown):
            found.setdefault(cue.number, fix.edits)
    return found


def _letters(raw: str) -> str:
    return re.sub(r"[\W\d_]", "", raw)


def _is_torn(document: Document, cue: Cue) -> bool:
    return bool(text_beside_times(document, cue))


def _edited(document: Document, edits: dict[int, tuple[Edit, ...]]) -> Document:
    """The document with some edits made; it is the same where there are none."""
    if not edits:
        return document
    source = document.source
    text = apply_edits(source.text, chain(*edits.values()))
    edited = FORMATS[document.format].parse(
        Source(
            source.path,
            source.encode(text),
            text,
            encoding=source.encoding,
            bom=source.bom,
            tail=source.tail,
            problems=source.problems,
        )
    )
    edited.language, edited.kind = document.language, document.kind
    edited.stated_by, edited.known_formats = document.stated_by, document.known_formats
    edited.losses_in = document.losses_in
    return edited
