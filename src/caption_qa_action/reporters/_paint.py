"""Colours and links for terminals; without colour, text passes through unchanged."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.pages import rule_url

BOLD, RED, YELLOW, GREEN, BLUE, CYAN = "1", "1;31", "1;33", "1;32", "1;34", "1;36"
OF_SEVERITY = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: CYAN}


def paint(text: str, style: str, color: bool) -> str:
    """`text` in a style (SGR parameters) when `color` is on."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and text else text


def link_code(code: str, shown: str, links: bool) -> str:
    """`shown` as a link to the page of a code (OSC 8) when the terminal shows `links`."""
    page = rule_url(code) if links else ""
    return f"\x1b]8;;{page}\x1b\\{shown}\x1b]8;;\x1b\\" if page else shown
