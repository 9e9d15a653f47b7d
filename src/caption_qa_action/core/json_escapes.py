"""The escapes in strings of JSON, and what they stand for (RFC 8259, section 7, https://www.rfc-editor.org/rfc/rfc8259#section-7)."""

from __future__ import annotations

import re

# A pair of surrogates is one character.
ESCAPE = (
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\([^u])"
)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def unescape(body: str) -> str:
    """What the inside of a string stands for. Half a surrogate pair becomes U+FFFD."""
    return re.sub(ESCAPE, _unescaped, body, flags=re.DOTALL) if "\\" in body else body


def _unescaped(match: re.Match[str]) -> str:
    high, low, unit, short = match.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    if unit:
        point = int(unit, 16)
        return "\ufffd" if 0xD800 <= point <= 0xDFFF else chr(point)
    return _SHORT.get(short, short)
