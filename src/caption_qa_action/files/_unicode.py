"""Unicode in bytes that no mark announces: UTF-16 and UTF-32 by where the NULs are, UTF-8 by its characters."""

from __future__ import annotations

import re

_SAMPLE_BYTES = 65_536
_HIGH = bytes(range(128, 256))


def wide_pattern(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, by where the NULs are; `""` for neither.

    Every caption file holds digits and line ends enough for this, whatever its language.
    """
    sample = data[:_SAMPLE_BYTES]
    sample = sample[: len(sample) // 4 * 4]
    quads = len(sample) // 4
    if quads < 2:
        return ""
    first, second, third, fourth = (sample[index::4].count(0) for index in range(4))
    encoding = ""
    if fourth == quads and third * 10 >= quads * 9 and first * 10 < quads:
        encoding = "utf-32-le"
    elif first == quads and second * 10 >= quads * 9 and fourth * 10 < quads:
        encoding = "utf-32-be"
    else:
        even, odd = first + third, second + fourth
        if odd * 2 >= quads and even * 20 <= odd:
            encoding = "utf-16-le"
        elif even * 2 >= quads and odd * 20 <= even:
            encoding = "utf-16-be"
    if encoding:
        width = 2 if encoding.startswith("utf-16") else 4
        try:
            data[: len(data) // width * width].decode(encoding)
        except UnicodeDecodeError:
            return ""
    return encoding


def count_utf8(data: bytes) -> tuple[int, int]:
    """The characters beyond ASCII that are valid UTF-8, and the bytes that are not.

    In other encodings a valid sequence is an accident: one for every three bad bytes at most. What
    some program has encoded as two surrogates counts as valid; so does what is cut off at the end.
    """
    text = data.decode("utf-8", "surrogateescape")
    invalid = len(re.findall("[\udc80-\udcff]", text))
    valid = len(text) - invalid - len(data.translate(None, _HIGH))
    pairs = len(re.findall(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]", data))
    cut_off = re.search(
        rb"(?:[\xc2-\xdf]|[\xe1-\xef][\x80-\xbf]?|[\xf1-\xf3][\x80-\xbf]{0,2})\Z", data
    )
    return valid + pairs, invalid - 6 * pairs - (len(cut_off[0]) if cut_off else 0)
