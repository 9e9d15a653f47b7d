"""Files of ASCII bytes that are not ASCII: escape sequences switch to other characters."""

from __future__ import annotations

import re
import unicodedata

# ISO 2022 for Japanese and Korean (RFC 1468, RFC 1557): how each switches to its characters.
_ESCAPED = (
    ("iso2022_jp", rb"\x1b(?:\$[@B]|\(J)"),
    ("iso2022_jp_ext", rb"\x1b(?:\$[@B]|\([IJ]|\$\(D)"),
    ("iso2022_kr", rb"\x1b\$\)C"),
)
# Most ends are marked by a hyphen, but before a blank or a mark none is needed. Digits alone are a number.
_UTF_7 = rb"\+(?=[0-9]*[A-Za-z+/])([A-Za-z0-9+/]{3,400})(?![A-Za-z0-9+/])"
_HZ = rb"~\{(?:[!-w][!-~]){1,64}~\}"
# One may be an accident, as `+AND-` is.
_FEWEST = 2


def find_escaped(data: bytes) -> str:
    """The encoding that switches by escape characters, `""` when the file is in none."""
    if b"\x1b" not in data or not data.isascii():
        return ""
    for encoding, pattern in _ESCAPED:
        if re.search(pattern, data):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not text.isascii():
                return encoding
    return ""


def find_refused(data: bytes) -> str:
    """The name of an encoding that hides other characters in printable ASCII, `""` for none.

    The WHATWG Encoding Standard removed both, and so did we: https://encoding.spec.whatwg.org/
    """
    if not data.isascii():
        return ""
    if data.count(b"+") >= _FEWEST:
        shifted = re.findall(_UTF_7, data)
        if len(shifted) >= _FEWEST and all(map(_is_utf_7, shifted)):
            return "UTF-7"
    if data.count(b"~{") >= _FEWEST and len(re.findall(_HZ, data)) >= _FEWEST:
        try:
            return "" if data.decode("hz").isascii() else "HZ"
        except UnicodeDecodeError:
            pass
    return ""


def _is_utf_7(shifted: bytes) -> bool:
    try:
        text = (b"+" + shifted + b"-").decode("utf-7")
    except UnicodeDecodeError:
        return False
    return all(
        character > "\x7f" and unicodedata.category(character)[0] in "LMNPSZ" for character in text
    )
