"""Untrusted text for a page."""

from __future__ import annotations

import re
from html import escape

from caption_qa_action.core.inert import one_line

MOST_CHARACTERS = 300


def short(raw: str) -> str:
    """Untrusted text on one line, cut after a few hundred characters."""
    shown_text = one_line(raw[: MOST_CHARACTERS + 1])
    return (
        shown_text
        if len(shown_text) <= MOST_CHARACTERS
        else shown_text[: MOST_CHARACTERS - 1] + "…"
    )


def prose(raw: str) -> str:
    """Text of a page of a rule, with what stands in backticks as code."""
    return re.sub("`([^`]*)`", r"<code>\1</code>", escaped(raw))


def escaped(raw: str) -> str:
    """Untrusted text for a place between tags or in an attribute."""
    return escape(short(raw), quote=True)
