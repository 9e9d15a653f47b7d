"""What an SCC document shows when."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Timeline
from caption_qa_action.formats.scc.dialect import SccDialect


def to_timeline(document: Document) -> Timeline:
    """What is visible when."""
    dialect = document.dialect
    if not isinstance(dialect, SccDialect):
        return Timeline((), document.language)
    return Timeline(dialect.events, document.language, losses=dialect.losses)
