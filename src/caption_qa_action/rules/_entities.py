"""Character references: what follows an ampersand in HTML, and so in WebVTT."""

from __future__ import annotations

# The references that WebVTT files use; the other 2,200 names are looked up when one is met, since
# the table of them is slow to load.
_COMMON = frozenset({"amp", "apos", "gt", "lrm", "lt", "nbsp", "quot", "rlm"})


def is_name(name: str) -> bool:
    """Whether `&name;` is a character reference of HTML."""
    if name in _COMMON:
        return True
    from html.entities import html5

    return f"{name};" in html5


def open_name(text: str) -> str:
    """The name at the start of a text that HTML reads as a reference without `;`, else `""`."""
    from html.entities import html5

    # The longest of these names has six letters: "yacute", "frac12" and others.
    for length in range(min(6, len(text)), 1, -1):
        if text[:length] in html5:
            return text[:length]
    return ""
