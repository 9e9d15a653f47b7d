"""What stands after the times on a timing line: where it is, and how to take it away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Edit, Fix, Span


def settings_span(document: Document, cue: Cue) -> Span:
    """Where the settings of a cue stand; it has some."""
    start = document.source.text.rfind(cue.settings, cue.timing_start, cue.timing_end)
    return Span(start, start + len(cue.settings))


def remove_settings(
    document: Document, cues: Iterable[Cue], syntax: str, title: str, *, safe: bool
) -> Fix | None:
    """Take settings of a syntax off the timing lines, with the blanks before them; text behind them stays."""
    text = document.source.text
    edits = []
    for cue in cues:
        start = settings_span(document, cue).start
        settings = re.compile(rf"(?:(?:{syntax})(?![^ \t])[ \t]*)+").match(
            text, start, cue.timing_end
        )
        if settings is None:
            continue
        while text[start - 1] in " \t":
            start -= 1
        end = settings.end() if settings.end() == cue.timing_end else settings.end() - 1
        edits.append(Edit(Span(start, end), ""))
    return Fix(title, tuple(edits), safe=safe) if edits else None
