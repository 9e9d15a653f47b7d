"""Arrows that word processors, web pages and input methods make of `-->`."""

from __future__ import annotations

import re

from caption_qa_action.core.patterns import compiled

# Those of quotation marks and East Asian widths, and the arrows of Unicode; and an escaped one.
_HEADS = "\u203a\u00bb\uff1e\u2192\u27f6\u21d2\u27f9\u279c\u27a1\u21e8"
_ESCAPED = "&gt;"
ODD_ARROW = f"(?:[-\u2010-\u2015\u2212\uff0d]{{1,3}}[ \\t]?)?(?:[{_HEADS}]\ufe0f?|{_ESCAPED})"
_TIME = (
    r"(?:[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]{1,9})?|[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,9})"
)
_ODD_TIMING = rf"[ \t]*{_TIME}[ \t]*{ODD_ARROW}[ \t]*{_TIME}(?![0-9])"


def has_odd_arrow(text: str) -> bool:
    """Whether a text may have a timing line with such an arrow anywhere."""
    if _ESCAPED not in text and (text.isascii() or not any(head in text for head in _HEADS)):
        return False
    return re.search(rf"[0-9][ \t]*{ODD_ARROW}", text) is not None


def is_odd_timing(line: str) -> bool:
    """Whether a line begins with two times and such an arrow between them.

    `10:30 → 11:00` may be text, so each time has three fields or a fraction.
    """
    return compiled(_ODD_TIMING).match(line) is not None
