"""HTML character references, as WebVTT and XML-like caption text use them."""

from __future__ import annotations

import re
from functools import lru_cache

_REFERENCE = r"&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[A-Za-z][A-Za-z0-9]{0,31};?)"


def decode_references(text: str) -> str:
    """`text` with every HTML character reference replaced by what it stands for.

    As in HTML, a few names need no semicolon, and what is no reference is left as it stands.
    Source: HTML Living Standard, 13.2.5.72 to 13.2.5.80, https://html.spec.whatwg.org/
    """
    if "&" not in text:
        return text
    return re.sub(_REFERENCE, lambda match: _decode(match[0]), text)


@lru_cache(maxsize=256)
def _decode(reference: str) -> str:
    from html import unescape

    # int() refuses more than 4,300 digits; no such number is a character.
    if len(reference) > 40:
        return "\ufffd"
    # Python has nothing in place of the numbers of controls and noncharacters, where HTML has these.
    return unescape(reference) or chr(_number(reference))


def _number(reference: str) -> int:
    digits = reference[2:].rstrip(";")
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)
