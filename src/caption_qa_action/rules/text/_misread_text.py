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

from caption_qa_action.core.legacy_encodings import (
    ODDITIES_PERCENT,
    is_honest,
    is_reliable,
    member,
    romanian_letters,
    weigh,
)
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.plausibility import count_oddities, fit, weigh_words
from caption_qa_action.rules.text._misread import table
from caption_qa_action.rules.text._misread_lost import find_read_as

# What programs take bytes for: tables of 256 characters, and encodings with two bytes for a character. Those that
# are found oftenest come first: of two that explain a text alike the first is named.
READ_AS = (
    "cp1252", "cp1251", "cp1250", "iso8859_2", "cp437", "cp850", "mac_roman", "koi8_r", "cp866", "cp1254", "cp1253",
    "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp852", "iso8859_5", "mac_cyrillic",
)  # fmt: skip
MULTIBYTE = ("gbk", "cp932", "big5", "cp949")
# Those of them that have two byte sequences for some characters.
_WITH_DOUBLES = ("cp932", "big5")
_EAST = r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
# What two bytes become in those encodings.
_WIDE = r"[\u2e80-\ud7a3\uf900-\ufaff\uff00-\uffef]"
# What a reading is worth, in the measure of `core.plausibility` (chosen on sentences of forty-five languages,
# each right and in every pair: tests/rules/test_mojibake.py).
_GAIN, _ENOUGH, _GOOD, _GOOD_EAST, _LEAD, _LEAD_OF_SIGNS = 4.0, 6.0, 0.0, -5.0, 1.0, 0.1
# A text without a frequent word is not worth 0; where the way back is beyond doubt, and mends enough, so much will do.
_GOOD_WITHOUT_WORDS = -3.0
# A table that is drawn has eight different signs or so, and many of one in a row.
_FEWEST_LETTERS = 9
_IN_A_ROW = r"(\w)\1\1"
# How many of its foreign letters an honest text has from other languages, at most (chosen).
_MISFITS_PERCENT = 10
_FEW_ODDITIES_PERCENT, _LOST_PERCENT = 2, 10
# Those ideographs of which Chinese of any kind has some: 40 in 100 of what is spoken are among them, in both forms.
_FREQUENT = frozenset(
    "的一是不了在人有我他这這个個们們来來到时時大地为為子中你说說国國年着著就那和要她出也得里裡后後自以会會家可下过過天去"
    "能对對小多然于於心学學么麼之都好看起没沒成只如事把还還用样樣道想开開什怎谁誰吗嗎吧呢很知真给給让讓跟被但因所点點走做"
)
_FREQUENT_PERCENT, _FEWEST_IDEOGRAPHS = 8, 30
_LOST = b"\x81"
# A mark before a letter asks nothing. Of languages without blanks honest text has some, between sentences.
_WITHIN_A_WORD, _WITHIN_PERCENT = r"\?(?=[^\W\d_])(?![A-Za-z])", 2
# Of letters that each stand alone, as in `α, β`, nobody knows what they were.
_IN_A_WORD = r"[^\x00-\x7f](?=[^\W\d_])|(?<=[^\W\d_])[^\x00-\x7f]|[^\x00-\x7f]{2}"
# UTF-8 that has lost bytes lacks letters, so that others meet.
_ODDITIES_PERCENT = 12
# Text can have gone through more than one pair, each time saved as UTF-8.
_DEEPEST = 2
_FEWEST_WORDS = 3
# A line or two that have lost nothing are no evidence of what all were; where any two bytes are a character, fewer than
# half of them are none.
_FEWEST_WHOLE = 3
_PAIRED = frozenset(("cp932", "cp949", "gb18030", "big5hkscs", "euc_jis_2004", "johab"))


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
    It `is_of_most` where most lines change: the rest may be right as it stands.
    """

    worth: float
    text: str
    pairs: tuple[Pair, ...]
    gain: float
    is_reliable: bool = True
    is_good: bool = True
    is_of_most: bool = True


# A file that is mended or delivered is checked again and again, most often with the same foreign lines. Of text
# that no encoding explains each look takes a tenth of a second.
@lru_cache(maxsize=4)
def find_misreading(text: str) -> Misreading | None:
    """How a text, each of its lines with characters beyond ASCII, was misread; None for honest text."""
    text = _with_lost(text)
    if is_language(text) or not re.search(_IN_A_WORD, text):
        return None
    foreign = _count_foreign(text)
    # Of those that are worth the same, one that explains more lines, then the encoding that is found oftener.
    readings = sorted(
        _readings(text.split("\n"), _DEEPEST),
        key=lambda reading: (-round(reading.worth), -len(reading.text)),
    )
    best = next((reading for reading in readings if reading.is_good), None)
    if best is None:
        read_as = find_read_as(text)
        return Misreading((Pair("utf_8", read_as),), is_certain=False) if read_as else None
    if not best.is_of_most or best.gain < min(max(_GAIN, foreign / 10), _ENOUGH):
        return Misreading(best.pairs, is_certain=False) if _mends_letters(text, best) else None
    lines_of_best = set(best.text.split("\n"))
    # Another pair may explain some of the lines only, and those alike.
    others = [other for other in readings if not lines_of_best.issuperset(other.text.split("\n"))]
    leads = all(best.worth - other.worth >= _lead(best, other) for other in others)
    romanian = romanian_letters(best.text.encode(best.pairs[-1].written_in), best.text)
    is_certain = leads and best.is_reliable and not romanian
    return Misreading(best.pairs, is_certain, romanian)


def _with_lost(text: str) -> str:
    """A text with U+FFFD where a program has written `?` for what it could not read, within words and often."""
    if "\ufffd" in text or "?" not in text:
        return text
    within = len(re.findall(_WITHIN_A_WORD, text))
    is_often = within * 100 > _count_foreign(text) * _WITHIN_PERCENT
    return text.replace("?", "\ufffd") if is_often else text


def _mends_letters(text: str, reading: _Reading) -> bool:
    """Whether a text is of one language but for a letter that it has not, and another that it has stands for that.

    The ő of Hungarian is an õ in Western Europe, and hardly anything else differs.
    """
    worth, misfits = fit(text)
    lines = [
        (line, meant)
        for line, meant in zip(text.split("\n"), reading.text.split("\n"), strict=False)
        if line != meant
    ]
    if len(lines) == 1 and "\n" in text:
        return False  # a line of another language, or a name
    pairs = [
        pair for line, meant in lines for pair in zip(line.split(), meant.split(), strict=False)
    ]
    words = {word for word, meant in pairs if word != meant}
    return worth > 0 and len(words) >= _FEWEST_WORDS <= misfits and fit(reading.text)[1] == 0


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
    odd = count_oddities(text) * 100 > foreign * _FEW_ODDITIES_PERCENT
    if odd or text.count("\ufffd") * 100 > foreign * _LOST_PERCENT:
        return False
    if re.search(_EAST, text):
        return not _is_gibberish(text)
    worth, misfits = fit(text)
    return misfits * 100 <= foreign * _MISFITS_PERCENT and worth > 0


def _is_gibberish(text: str) -> bool:
    """Whether ideographs are none that anybody writes together: those of another country, or all of them rare."""
    ideographs = re.findall("[\u4e00-\u9fff]", text)
    if len(ideographs) < _FEWEST_IDEOGRAPHS:
        return False
    if len(re.findall("[\u3041-\u30ff]", text)) > len(ideographs):
        unknown = [one for one in ideographs if not one.encode("euc_jis_2004", "ignore")]
        return len(unknown) * 100 > len(ideographs) * _MISFITS_PERCENT
    if len(re.findall("[\u3041-\u30ff\uac00-\ud7a3]", text)) * 4 > len(ideographs):
        return False
    frequent = sum(one in _FREQUENT for one in ideographs)
    return frequent * 100 < len(ideographs) * _FREQUENT_PERCENT


def _readings(sample: list[str], depth: int) -> Iterator[_Reading]:
    """What the lines may have been: only what is language, and more so than they are."""
    known: set[bytes] = set()
    text = "\n".join(sample)
    worth_of: dict[str, float] = {}
    is_wide = len(re.findall(_WIDE, text)) * 2 > _count_foreign(text.replace("\ufffd", ""))
    for read_as in MULTIBYTE if is_wide else READ_AS:
        written = [(line, _encode(line, read_as)) for line in sample]
        kept = [(line, data) for line, data in written if data is not None]
        if len(kept) * 5 < len(sample) * 4:
            continue
        # A reading has these lines alone, and is compared with what stands in them.
        stands = text if len(kept) == len(sample) else "\n".join(line for line, _ in kept)
        unharmed = "\n".join(line for line, _ in kept if "\ufffd" not in line)
        data = b"\n".join(data for _, data in kept)
        # A reader of pairs of bytes has lost the halves that it found alone.
        whole = b"\n".join(data for line, data in kept if "\ufffd" not in line)
        if data not in known and not data.isascii():
            known.add(data)
            worth = worth_of.get(stands) or worth_of.setdefault(stands, _judge(stands))
            for reading in _readings_of(data, whole, stands, worth, read_as):
                if reading.gain > 0 and reading.text not in (stands, unharmed):
                    pairs = zip(stands.split("\n"), reading.text.split("\n"), strict=False)
                    changed = sum(line != meant for line, meant in pairs)
                    reading = reading._replace(is_of_most=2 * changed >= len(kept))
                    yield from _followed(reading, stands, depth)


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
        text = re.sub(r"\ufffd" if read_as in READ_AS else r"[\ufffd?]", "", text)
        # Bytes that are valid UTF-8 by accident are rarer than any word.
        valued = _judge(text) + letters
        yield _Reading(valued, text, (Pair("utf_8", read_as),), valued - worth)
    elif not whole.isascii():
        lines, of = whole.count(b"\n") + 1, data.count(b"\n") + 1
        if lines < min(_FEWEST_WHOLE, of):
            return
        readings = weigh(whole, "")
        as_it_stands = [reading.score for reading in readings if reading.text == stands]
        if not as_it_stands or _is_gibberish(stands):
            as_it_stands.append(worth)
        for reading in readings[:2]:
            if reading.encoding in _PAIRED and lines * 2 < of:
                continue
            codec = member(reading.encoding, whole)
            # Latin-1 has controls where Windows-1252 has letters and marks.
            taken_for = "latin_1" if codec == read_as == "cp1252" else read_as
            if codec and codec != taken_for:
                is_sure = reading is readings[0] and is_reliable(readings)
                gain = reading.score - min(as_it_stands)
                yield _Reading(
                    reading.score, reading.text, (Pair(codec, taken_for),), gain, is_sure
                )


def _followed(reading: _Reading, stands: str, depth: int) -> Iterator[_Reading]:
    """A reading, where it may be language; else what lies one misreading deeper in what was UTF-8."""
    is_utf8 = reading.pairs[0].written_in == "utf_8"
    may_be = is_honest(
        reading.text, _ODDITIES_PERCENT if is_utf8 else ODDITIES_PERCENT
    ) and not _is_gibberish(reading.text)
    least = _least_worth(reading, stands, is_utf8=is_utf8)
    is_good = may_be and reading.worth >= least
    if may_be and reading.worth >= min(least, _GOOD_WITHOUT_WORDS):
        yield reading._replace(is_good=is_good)
    if is_utf8 and depth and not is_good:
        for deeper in _readings(reading.text.split("\n"), depth - 1):
            gain = reading.gain + deeper.worth - reading.worth
            yield deeper._replace(pairs=reading.pairs + deeper.pairs, gain=gain)


def _least_worth(reading: _Reading, stands: str, *, is_utf8: bool) -> float:
    """What a reading must be worth to be believed instead of the text that `stands` there."""
    letters = re.findall(r"[^\W\d_]", reading.text)
    if len(re.findall(_EAST, reading.text)) * 2 > len(letters):
        return _GOOD_EAST  # no words are known of the languages of East Asia
    is_plain = not is_utf8 and reading.is_reliable and reading.gain >= _ENOUGH
    foreign = {letter for letter in letters if letter > "\x7f"}
    has_words = len(foreign) >= _FEWEST_LETTERS and not re.search(_IN_A_ROW, reading.text)
    if is_plain and has_words and not is_honest(stands):
        return _GOOD_WITHOUT_WORDS
    return _GOOD


def _judge(text: str) -> float:
    gibberish = _count_foreign(text) / 10 if _is_gibberish(text) else 0
    return weigh_words(text) - 2 * count_oddities(text) - gibberish


def _count_foreign(text: str) -> int:
    return len(re.findall("[^\x00-\x7f]", text))


@cache
def _ambiguous(codec: str) -> frozenset[str]:
    """The characters that an encoding has two byte sequences for, so that nobody knows what they were."""
    # Decoded in one go, which takes a tenth of the time; no sequence has a line end in it.
    pairs = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    found = Counter(b"\n".join(pairs).decode(codec, "replace").split("\n"))
    return frozenset(
        character for character, number in found.items() if number > 1 and len(character) == 1
    ) - {"\ufffd"}


def _encode(text: str, codec: str) -> bytes | None:
    try:
        if codec in MULTIBYTE:
            data = text.replace("\ufffd", "?").encode(codec)
            is_known = codec not in _WITH_DOUBLES or _ambiguous(codec).isdisjoint(text)
            return data if is_known else None
        byte_of = table(codec)
        # A byte that the table leaves open is lost; in UTF-8 it was one of those that follow another.
        return _LOST.join(bytes(map(byte_of.__getitem__, part)) for part in text.split("\ufffd"))
    except (KeyError, UnicodeEncodeError):
        return None
