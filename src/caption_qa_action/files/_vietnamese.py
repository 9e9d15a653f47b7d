"""Vietnamese in encodings that are not read: VISCII, TCVN3 (of the ABC fonts) and VNI.

Each word of Vietnamese is one syllable of a fixed build. So a text nearly all of whose words are such
syllables in one of these encodings is in it; nothing else comes near.
"""

from __future__ import annotations

import re
import unicodedata

# The characters of the bytes from 0x80 on: RFC 1456, and TCVN 5712:1993 (as in the ABC fonts).
_TABLES = {
    "VISCII": (
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
    ),
    "TCVN3": (
        "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u00a0ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀ"
        "ặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
    ),
}
# VNI writes a letter and then its marks, each a letter of Windows-1252.
_VNI_MARKS = {
    **dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True)),
    **{mark: f"\u0302{tone}" for mark, tone in zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True)},
    **{mark: f"\u0306{tone}" for mark, tone in zip("êèéúüë", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True)},
}  # fmt: skip
_VNI_LETTERS = str.maketrans("ñôöæóòîÑÔÖÆÓÒÎ", "đơưỉĩịỵĐƠƯỈĨỊỴ")
_SYLLABLE = re.compile(
    r"(?:ngh?|gh?|gi|kh|nh|ph|th|tr|ch|qu|[bcdđhklmnprstvx])?"
    r"[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_TONES = r"[\u0300\u0301\u0303\u0309\u0323]"
_SAMPLE_BYTES = 20_000
# Words with letters beyond ASCII that make a case, and how many of a hundred words must be syllables, of those
# and of all (chosen).
_FEWEST, _FOREIGN_PERCENT, _PERCENT = 3, 90, 75


def find_vietnamese(data: bytes) -> str:
    """The encoding that makes Vietnamese of a text that is not UTF-8; `""` for none, and for Windows-1258."""
    lines = [line for line in re.findall(rb"[^\r\n]+", data) if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    readings = {name: _read(sample, name) for name in ("Windows-1258", *_TABLES, "VNI")}
    name = max(readings, key=lambda name: _rate(readings[name]))
    return "" if name == "Windows-1258" or not _rate(readings[name]) else name


def _rate(text: str) -> float:
    """The share of the words beyond ASCII that are syllables of Vietnamese; 0 for text in another language."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower())
    foreign = [word for word in words if not word.isascii()]
    if len(foreign) < _FEWEST or _count_syllables(words) * 100 < _PERCENT * len(words):
        return 0.0
    rate = _count_syllables(foreign) / len(foreign)
    return rate if rate * 100 >= _FOREIGN_PERCENT else 0.0


def _count_syllables(words: list[str]) -> int:
    return sum(map(_is_syllable, words))


def _is_syllable(word: str) -> bool:
    letters, tones = re.subn(_TONES, "", unicodedata.normalize("NFD", word))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters)))


def _read(sample: bytes, name: str) -> str:
    table = _TABLES.get(name)
    if table:
        return sample.decode("ascii", "surrogateescape").translate(
            {0xDC80 + at: letter for at, letter in enumerate(table)}
        )
    text = sample.decode("cp1258" if name == "Windows-1258" else "cp1252", "replace")
    if name == "Windows-1258":
        return text
    marked = re.sub(
        f"(?i)(?<=[aeiouyôö])[{''.join(_VNI_MARKS)}]",
        lambda mark: _VNI_MARKS[mark[0].lower()],
        text,
    )
    return marked.translate(_VNI_LETTERS)
