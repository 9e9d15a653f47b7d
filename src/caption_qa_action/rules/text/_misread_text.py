"""Text that was decoded with the wrong encoding as a whole: found by trying every pair of encodings.

The text is written in the encoding that it may have been read as, and read in the one that it may have
been in. What comes out is believed where it is language and what stands there is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from caption_qa_action.core.plausibility import count_oddities, weigh_words

# What programs take bytes for, with a table of 256 characters each or as Python has them.
_READ_AS = (
    "cp1252",
    "cp1251",
    "cp1250",
    "koi8_r",
    "cp437",
    "mac_roman",
    "gb18030",
    "cp932",
    "big5",
    "cp949",
)
_WRITTEN_IN = (
    "utf_8", "cp1251", "iso8859_2", "cp1257", "iso8859_5", "koi8_u", "koi8_r", "cp866", "cp1253", "cp1250", "cp1254", "cp1255", "cp1256", "cp874",
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1252",
)  # fmt: skip
_MULTIBYTE = ("gb18030", "cp932", "big5", "cp949")
_EAST = r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
# What a text in an encoding of East Asia has, how much of it at least, and how far this proves it, for no
# alphabet tells them apart: ideographs come out of any bytes, Kana and syllables of Korean do not.
_KANA, _HANGUL, _HAN = r"[\u3041-\u30ff]", r"[\uac00-\ud7a3]", r"[\u4e00-\u9fff]"
_PROOFS = {
    "cp874": (r"[\u0e00-\u0e7f]", 0.8, 0.9),
    "cp932": (_KANA, 0.2, 1.0),
    "euc_jp": (_KANA, 0.2, 1.0),
    "cp949": (_HANGUL, 0.75, 0.9),
    "gb18030": (_HAN, 0.5, 0.5),
    "big5": (_HAN, 0.5, 0.5),
}
_SAMPLE = 1_500
_FEWEST = 8  # foreign characters; fewer make no case
# What a reading is worth, in the measure of `core.plausibility` (chosen on sentences of thirty languages,
# each right and in every pair: tests/rules/test_mojibake.py).
_DOUBTFUL, _BAD, _GAIN, _GOOD = -0.05, -0.2, 4.0, 2.0


class Pair(NamedTuple):
    """What a text was written in, and what it was read as."""

    written_in: str
    read_as: str


def find_pair(lines: list[str]) -> Pair | None:
    """The pair of encodings that the lines, each with characters beyond ASCII, went through."""
    sample = "\n".join(lines)[:_SAMPLE].split("\n")
    text = "\n".join(sample)
    foreign = _count_foreign(text)
    if foreign < _FEWEST:
        return None
    worth = _judge(text)
    words = weigh_words(text)
    if worth >= _DOUBTFUL * foreign and (words > 0 or re.search(_EAST, text)):
        return None
    best: tuple[float, Pair] | None = None
    for read_as in _READ_AS:
        written = [_encode(line, read_as) for line in sample]
        kept = [data for data in written if data is not None]
        if len(kept) * 5 < len(sample) * 4:
            continue
        # East Asian readings of each other are all plausible; only UTF-8 proves itself.
        for written_in in ("utf_8",) if read_as in _MULTIBYTE else _WRITTEN_IN:
            gain = _weigh_pair(kept, written_in, worth, foreign)
            if gain and (best is None or gain > best[0]) and written_in != read_as:
                best = gain, Pair(written_in, read_as)
    return best[1] if best else None


def mend(text: str, pair: Pair) -> str | None:
    """The text as it was meant; None where it did not go through the pair."""
    data = None if "\ufffd" in text else _encode(text, pair.read_as)
    try:
        return None if data is None else data.decode(pair.written_in)
    except UnicodeDecodeError:
        return None


def _weigh_pair(kept: list[bytes], written_in: str, worth: float, foreign: int) -> float:
    """How much better the text would be than what stands there, 0 when not clearly so."""
    meant: list[str] = []
    for data in kept:
        try:
            # A reader of pairs of bytes has lost the halves that it found alone.
            meant.append(data.decode(written_in, "replace" if written_in == "utf_8" else "strict"))
        except UnicodeDecodeError:
            continue
    if len(meant) * 5 < len(kept) * 4 or not meant:
        return 0.0
    text = "\n".join(meant)
    lost = text.count("\ufffd") + text.count("?")
    text = re.sub(r"[\ufffd?]", "", text)
    letters = _count_foreign(text)
    if lost * 3 > letters:
        return 0.0
    if count_oddities(text) * 50 > letters:
        return 0.0
    result = _judge(text)
    if written_in == "utf_8":
        # Bytes that are valid UTF-8 by accident are rarer than any word.
        result += letters
    elif written_in in _PROOFS and worth < _BAD * foreign:
        proof, share, weight = _PROOFS[written_in]
        proven = len(re.findall(proof, text)) >= letters * share
        result += letters * weight if proven else -letters
    enough = result >= _GOOD and result - worth >= max(_GAIN, foreign / 10)
    return result - worth if enough and letters >= 3 else 0.0


def _judge(text: str) -> float:
    return weigh_words(text) - 2 * count_oddities(text)


def _count_foreign(text: str) -> int:
    return len(re.findall("[^\x00-\x7f]", text))


def _encode(text: str, codec: str) -> bytes | None:
    try:
        if codec in _MULTIBYTE:
            return text.replace("\ufffd", "?").encode(codec)
        return b"".join(_byte(character, codec) for character in text)
    except UnicodeEncodeError:
        return None


def _byte(character: str, codec: str) -> bytes:
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        # The bytes that an encoding leaves open become controls, as browsers do it.
        return (
            character.encode("latin-1")
            if "\x80" <= character <= "\x9f"
            else character.encode(codec)
        )
