"""Text that was decoded with the wrong encoding as a whole: found by going back through every pair of encodings.

The text is written in the encoding that it may have been read as, and these bytes are read as those of any
file are: as UTF-8, or in the legacy encoding that fits best. What comes out is believed where it is language
and what stands there is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from caption_qa_action.core.legacy_encodings import (
    ODDITIES_PERCENT,
    is_honest,
    is_reliable,
    member,
    romanian_letters,
    weigh,
)
from caption_qa_action.core.plausibility import count_oddities, fit, weigh_words
from caption_qa_action.rules.text._misread import table

# What programs take bytes for: tables of 256 characters, and encodings with two bytes for a character. Those that
# are found oftenest come first: of two that explain a text alike the first is named.
_TABLES = (
    "cp1252", "cp1251", "cp1250", "iso8859_2", "cp437", "cp850", "mac_roman", "koi8_r", "cp866", "cp1254", "cp1253",
    "cp1255", "cp1256", "cp1257", "cp874", "cp852", "iso8859_5", "mac_cyrillic",
)  # fmt: skip
MULTIBYTE = ("gbk", "cp932", "big5", "cp949")
_EAST = r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
# What two bytes become in those encodings.
_WIDE = r"[\u2e80-\ud7a3\uf900-\ufaff\uff00-\uffef]"
# What a reading is worth, in the measure of `core.plausibility` (chosen on sentences of forty-five languages,
# each right and in every pair: tests/rules/test_mojibake.py).
_GAIN, _ENOUGH, _GOOD, _GOOD_EAST, _LEAD, _LEAD_OF_SIGNS = 4.0, 6.0, 0.0, -5.0, 1.0, 0.1
# A text without a frequent word is not worth 0; where the way back is beyond doubt, and mends enough, so much will do.
_GOOD_WITHOUT_WORDS = -3.0
# How many of its foreign letters an honest text has from other languages, at most (chosen).
_MISFITS_PERCENT = 10
_FEW_ODDITIES_PERCENT = 2
# UTF-8 that has lost bytes lacks letters, so that others meet.
_ODDITIES_PERCENT = 12
# Text can have gone through more than one pair, each time saved as UTF-8.
_DEEPEST = 2


class Pair(NamedTuple):
    """What a text was written in, and what it was read as."""

    written_in: str
    read_as: str


class Misreading(NamedTuple):
    """The pairs that a text went through, the last first, and whether no other pairs explain it as well.

    `romanian` are the letters that it has where it was written in ISO 8859-16, and differs in nothing else.
    """

    pairs: tuple[Pair, ...]
    is_certain: bool = True
    romanian: str = ""


class _Reading(NamedTuple):
    """What a text may have been, what that is worth, and the pairs that lead back to it.

    `gain` is how much more that is than the text as it stands is worth. It `is_reliable` where a file of these bytes
    would be read so without a doubt; what is not `is_good` enough to be believed may still be as likely as another.
    """

    worth: float
    text: str
    pairs: tuple[Pair, ...]
    gain: float
    is_reliable: bool = True
    is_good: bool = True


# A file that is mended or delivered is checked again and again, most often with the same foreign lines. Of text
# that no encoding explains each look takes a tenth of a second.
@lru_cache(maxsize=4)
def find_misreading(text: str) -> Misreading | None:
    """How a text, each of its lines with characters beyond ASCII, was misread; None for honest text."""
    if is_language(text):
        return None
    foreign = _count_foreign(text)
    # Of those that are worth the same, one that explains more lines, then the encoding that is found oftener.
    readings = sorted(
        _readings(text.split("\n"), _DEEPEST),
        key=lambda reading: (-round(reading.worth), -len(reading.text)),
    )
    best = next((reading for reading in readings if reading.is_good), None)
    if best is None or best.gain < min(max(_GAIN, foreign / 10), _ENOUGH):
        return None
    lines_of_best = set(best.text.split("\n"))
    # Another pair may explain some of the lines only, and those alike.
    others = [other for other in readings if not lines_of_best.issuperset(other.text.split("\n"))]
    leads = all(best.worth - other.worth >= _lead(best, other) for other in others)
    romanian = romanian_letters(best.text.encode(best.pairs[-1].written_in), best.text)
    is_certain = leads and best.is_reliable and not romanian
    return Misreading(best.pairs, is_certain, romanian)


def _lead(best: _Reading, other: _Reading) -> float:
    """How much more the best reading must be worth than another.

    The same bytes taken for others differ in signs, which a single line shows too seldom.
    """
    is_same = best.pairs[-1].written_in == other.pairs[-1].written_in
    return _LEAD_OF_SIGNS if is_same and "\n" in best.text else _LEAD


def mend(text: str, pairs: tuple[Pair, ...]) -> str | None:
    """The text as it was meant; None where it did not go through the pairs."""
    for written_in, read_as in pairs:
        data = None if "\ufffd" in text else _encode(text, read_as)
        if data is None:
            return None
        try:
            text = data.decode(written_in)
        except UnicodeDecodeError:
            return None
    return text


def is_language(text: str) -> bool:
    """Whether a text is what somebody wrote, as far as its letters and words show."""
    foreign = _count_foreign(text)
    if count_oddities(text) * 100 > foreign * _FEW_ODDITIES_PERCENT:
        return False
    if re.search(_EAST, text):
        return True
    worth, misfits = fit(text)
    return misfits * 100 <= foreign * _MISFITS_PERCENT and worth > 0


def _readings(sample: list[str], depth: int) -> Iterator[_Reading]:
    """What the lines may have been: only what is language, and more so than they are."""
    known: set[bytes] = set()
    text = "\n".join(sample)
    worth = _judge(text)
    is_wide = len(re.findall(_WIDE, text)) * 2 > _count_foreign(text.replace("\ufffd", ""))
    for read_as in MULTIBYTE if is_wide else _TABLES:
        written = [(line, _encode(line, read_as)) for line in sample]
        kept = [(line, data) for line, data in written if data is not None]
        if len(kept) * 5 < len(sample) * 4:
            continue
        data = b"\n".join(data for _, data in kept)
        # A reader of pairs of bytes has lost the halves that it found alone.
        whole = b"\n".join(data for line, data in kept if "\ufffd" not in line)
        if data not in known and not data.isascii():
            known.add(data)
            for reading in _readings_of(data, whole, text, worth, read_as):
                if reading.gain > 0 and reading.text != text:
                    yield from _followed(reading, depth)


def _readings_of(
    data: bytes, whole: bytes, stands: str, worth: float, read_as: str
) -> Iterator[_Reading]:
    """What bytes may mean, as UTF-8 where they are that, else in the likeliest encodings.

    `whole` are those lines of the `data` that have lost nothing; `worth` is that of the text that `stands` there.
    """
    text = data.decode("utf-8", "replace")
    lost = stands.count("\ufffd")
    bad = text.count("\ufffd")
    letters = _count_foreign(text) - bad
    if letters >= 3 and max(0, bad - 2 * lost) * 3 <= letters and lost <= 2 * letters:
        text = re.sub(r"\ufffd" if read_as in _TABLES else r"[\ufffd?]", "", text)
        # Bytes that are valid UTF-8 by accident are rarer than any word.
        valued = _judge(text) + letters
        yield _Reading(valued, text, (Pair("utf_8", read_as),), valued - worth)
    elif not whole.isascii():
        readings = weigh(whole, "")
        as_it_stands = [reading.score for reading in readings if reading.text == stands]
        for reading in readings[:2]:
            codec = member(reading.encoding, whole)
            # Latin-1 has controls where Windows-1252 has letters and marks.
            taken_for = "latin_1" if codec == read_as == "cp1252" else read_as
            if codec and codec != taken_for:
                is_sure = reading is readings[0] and is_reliable(readings)
                gain = reading.score - min(as_it_stands or [worth])
                yield _Reading(
                    reading.score, reading.text, (Pair(codec, taken_for),), gain, is_sure
                )


def _followed(reading: _Reading, depth: int) -> Iterator[_Reading]:
    """A reading, where it may be language; else what lies one misreading deeper in what was UTF-8."""
    # No words are known of the languages of East Asia.
    letters = re.findall(r"[^\W\d_]", reading.text)
    is_east = len(re.findall(_EAST, reading.text)) * 2 > len(letters)
    good = _GOOD_EAST if is_east else _GOOD
    is_utf8 = reading.pairs[0].written_in == "utf_8"
    if not is_utf8 and reading.is_reliable and reading.gain >= _ENOUGH:
        good = min(good, _GOOD_WITHOUT_WORDS)
    may_be = is_honest(reading.text, _ODDITIES_PERCENT if is_utf8 else ODDITIES_PERCENT)
    is_good = may_be and reading.worth >= good
    if may_be and reading.worth >= min(good, _GOOD_WITHOUT_WORDS):
        yield reading._replace(is_good=is_good)
    if is_utf8 and depth and not is_good:
        for deeper in _readings(reading.text.split("\n"), depth - 1):
            gain = reading.gain + deeper.worth - reading.worth
            yield deeper._replace(pairs=reading.pairs + deeper.pairs, gain=gain)


def _judge(text: str) -> float:
    return weigh_words(text) - 2 * count_oddities(text)


def _count_foreign(text: str) -> int:
    return len(re.findall("[^\x00-\x7f]", text))


@cache
def _ambiguous(codec: str) -> frozenset[str]:
    """The characters that an encoding has two byte sequences for, so that nobody knows what they were."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    found = Counter(pair.decode(codec, "replace") for pair in pairs)
    return frozenset(
        character for character, number in found.items() if number > 1 and len(character) == 1
    ) - {"\ufffd"}


def _encode(text: str, codec: str) -> bytes | None:
    try:
        if codec in MULTIBYTE:
            if not _ambiguous(codec).isdisjoint(text):
                return None
            return text.replace("\ufffd", "?").encode(codec)
        byte_of = table(codec)
        return bytes(map(byte_of.__getitem__, text))
    except (KeyError, UnicodeEncodeError):
        return None
