"""Which legacy encoding a text is in, as far as its bytes, its words and its name can show."""

from __future__ import annotations

import codecs
import math
import re
from functools import lru_cache

from caption_qa_action.core import language
from caption_qa_action.core.encoding_names import public_name
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.plausibility import (
    alphabets,
    count_controls,
    count_oddities,
    is_slip,
    is_spelled,
    weigh_words,
)

# What captions are found in, and how much less likely than the encodings of Windows, each the default of its locales
# in the HTML Standard, the others are, as a natural logarithm (chosen): those of Unix and of the Web, and then of DOS
# and of old Macs. ISO 8859-16 is not among them: as Romanian is written, nothing distinguishes it from Windows-1250.
# https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding, step 9
_WINDOWS, _ISO, _OLD, _ODD = 0.0, -0.2, -0.7, -1.5
_LIKELIHOODS = {
    **dict.fromkeys(
        [
            "cp1250",
            "cp1251",
            "cp1252",
            "cp1253",
            "cp1254",
            "cp1255",
            "cp1256",
            "cp1257",
            "cp1258",
            "cp874",
            "cp932",
            "cp949",
            "gb18030",
            "big5hkscs",
        ],
        _WINDOWS,
    ),
    **dict.fromkeys(
        [
            "iso8859-2",
            "iso8859-5",
            "iso8859-6",
            "iso8859-7",
            "iso8859-8",
            "iso8859-9",
            "iso8859-13",
            "iso8859-15",
            "koi8-r",
            "koi8-u",
            "euc_jis_2004",
        ],
        _ISO,
    ),
    **dict.fromkeys(
        [
            "cp437",
            "cp737",
            "cp775",
            "cp850",
            "cp852",
            "cp855",
            "cp857",
            "cp862",
            "cp866",
            "iso8859-4",
            "mac-roman",
            "mac-latin2",
            "mac-cyrillic",
        ],
        _OLD,
    ),
    # Latin-1 itself reads anything: what Windows leaves open becomes controls, which count against it.
    **dict.fromkeys(
        [
            "cp860",
            "cp861",
            "cp863",
            "cp865",
            "cp1125",
            "iso8859-1",
            "iso8859-10",
            "iso8859-14",
            "iso8859-3",
            "johab",
            "kz1048",
            "mac-greek",
            "mac-iceland",
            "mac-turkish",
            "ptcp154",
        ],
        _ODD,
    ),
}
# The languages that are written in an encoding.
_WESTERN = "af ca cy da de en es eu fi fr ga is it nl no pt sq sv"
_CENTRAL = "cs hr hu pl ro sk sl sq"
_BALTIC = "et lt lv"
_CYRILLIC = "be bg mk ru sr uk"
_HOMES = {
    codec: frozenset(languages.split())
    for codecs, languages in (
        ("cp1250 iso8859-2 cp852 mac-latin2", _CENTRAL),
        ("cp1251 iso8859-5 cp855 cp866 mac-cyrillic", _CYRILLIC),
        ("koi8-r koi8-u", "ru uk"),
        ("cp1125", "uk"),
        ("kz1048", "kk"),
        ("ptcp154", "az kk tt"),
        ("iso8859-3", "eo mt"),
        ("iso8859-14", "cy ga"),
        ("cp860", "pt"),
        ("cp861 mac-iceland", "is"),
        ("cp863", "fr"),
        ("cp865", "da no"),
        ("cp1252 iso8859-1 iso8859-15 iso8859-10 cp437 cp850 mac-roman", f"{_WESTERN} et"),
        ("cp1254 iso8859-9 cp857 mac-turkish", "az tr"),
        ("cp1256", "ar fa"),
        ("iso8859-6", "ar"),
        ("cp1257 iso8859-4 iso8859-13 cp775", _BALTIC),
        ("cp1258", "vi"),
        ("cp1253 iso8859-7 cp737 mac-greek", "el"),
        ("cp1255 iso8859-8 cp862", "he"),
    )
    for codec in codecs.split()
}
_EVERYWHERE: frozenset[str] = frozenset()
# Greek that begins with an apostrophe and has no accent; signs of mathematics of old Macs; the long vowel of Baltic
# languages before another one, as ISO 8859-4 has it where Windows-1257 has a consonant.
_UNLIKELY = r"(?m)^’[α-ω](?![α-ω]*[άέήίόύώ])|[∞≤≥∂∑∏∫√≈∆◊]|ū(?=[aąeęėiįyouųū])"
_ODDITY = 2.0  # how much less likely each makes a reading, as a natural logarithm (chosen)
# What the detector calls a family of encodings, and its members as Python has them: the first that
# reads the whole file is named.
_MEMBERS = {
    "big5hkscs": ("big5", "cp950", "big5hkscs"),
    "euc_jis_2004": ("euc_jp", "euc_jis_2004"),
    "cp932": ("cp932", "shift_jis_2004"),
    "koi8-r": ("koi8_r",),
    "koi8-u": ("koi8_u",),
    "iso8859-1": ("latin-1",),
}
# The detector leaves out East Asian encodings where a short text has few different lead bytes, as one in Hiragana
# has; they get this confidence, or that of a sure answer where it reads as Hiragana.
_EAST_ASIAN = ("cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949")
_UNRATED, _HIRAGANA = 0.05, 0.5
_SAMPLE_BYTES, _FIRST_LOOK = 20_000, 2_000
_CLOSEST = 8
# How far, in natural logarithms, the best reading must lead the next one to be reliable, and how many oddities in a
# hundred characters beyond ASCII honest text may have (both chosen, on sentences in all encodings: test_encodings.py).
_MARGIN, _MARGIN_OF_ONE_LINE = 1.0, 1.5
ODDITIES_PERCENT = 6
_FEWEST_IDEOGRAPHS = 4
# A file with one line, or a few, that its encoding cannot read is damaged; with more, it is in another (chosen).
_FEWEST_LINES, _DAMAGED_PERCENT = 3, 10

# Frequent words that show a language (chosen).
_FEWEST_HITS = 5
_COMMAS_TO_CEDILLAS = str.maketrans("ȘșȚț", "ŞşŢţ")
_CEDILLAS_TO_COMMAS = str.maketrans("ŞşŢţ", "ȘșȚț")


class Guess(NamedTuple):
    """The likely encodings of a file, the most likely first, and whether the first is certain.

    All of them read the whole file, unless it `is_damaged`: then most of it is in the first.
    """

    encodings: tuple[str, ...]
    is_reliable: bool
    is_damaged: bool = False


class Reading(NamedTuple):
    """What a sample is in an encoding, and how likely that is: a natural logarithm."""

    score: float
    encoding: str
    text: str


def guess(path: str, data: bytes) -> Guess:
    """The likely encodings of a text that is not UTF-8.

    The detector rates how well the letters fit each encoding. Its answer is weighed with the places
    where characters meet that do not in honest text, with the words and letters of the language that
    fits best, and with the language in the file's name (`talk.ru.srt`). The best is reliable when no
    reading that differs comes near it.
    """
    tag = language.primary(language.of_filename(path)) or _language_of_plain(data)
    readings, damaged = _looked_at(_sample(data), tag)
    if not damaged and is_reliable(readings, tag):
        name = member(readings[0].encoding, data)
        # Bytes farther down may be in no character.
        return Guess((public_name(name or readings[0].encoding),), bool(name), not name)
    if damaged:
        return Guess((public_name(damaged),), False, True)
    near = [
        member(reading.encoding, data)
        for reading in readings
        if reading.score > readings[0].score - 2 * _MARGIN
    ]
    return Guess(tuple(map(public_name, dict.fromkeys(filter(None, near)))), False)


# A file that is mended is read again after each step, with the same foreign lines; to weigh them takes a tenth of a
# second however few they are.
@lru_cache(maxsize=4)
def _looked_at(sample: bytes, tag: str) -> tuple[list[Reading], str]:
    """The readings of a sample, and the encoding of which it is damaged text; `""` for none.

    One bad byte, and what a file is in does not read it any more, but some other encoding does.
    """
    readings, damaged = weigh(sample, tag), _damaged(sample, tag)
    if damaged and readings and _explains(readings[0], damaged, sample):
        damaged = ""
    return readings, damaged


def _explains(reading: Reading, damaged: str, sample: bytes) -> bool:
    """Whether a reading of all bytes is what another encoding makes of those lines that it can read at all.

    Windows-1257 has not all of the quotation marks of ISO 8859-13.
    """
    read = [(line, _read_sample(damaged, line)) for line in sample.split(b"\n")]
    return is_honest(reading.text) and all(
        text == _read_sample(reading.encoding, line) for line, text in read if text
    )


def encodings_of(tag: str) -> tuple[str, ...]:
    """The encodings that captions of a language are found in, the likeliest first."""
    found = [codec for codec, languages in _HOMES.items() if tag in languages]
    return tuple(sorted(found, key=lambda codec: -_LIKELIHOODS[codec]))


def makes_sense(data: bytes, encoding: str) -> bool:
    """Whether the whole file is valid in an encoding, and reads as honest text does."""
    if not member(encoding, data):
        return False
    try:
        return is_honest(_read_sample(encoding, _sample(data)))
    except UnicodeError:  # a stream of UTF-16 without its mark
        return False


def is_honest(text: str, percent: int = ODDITIES_PERCENT) -> bool:
    """Whether of a hundred characters beyond ASCII no more than `percent` stand where none does."""
    foreign = sum(character > "\x7f" for character in text)
    return count_oddities(text) * 100 <= foreign * percent and not count_controls(text)


def romanian_letters(data: bytes, text: str) -> str:
    """The letters with a comma below that a text has in ISO 8859-16, where it differs in nothing else; `""` for none."""
    marked = set("ŞşŢţ").intersection(text)
    if not marked or data.decode("iso8859-16").translate(_COMMAS_TO_CEDILLAS) != text:
        return ""
    return ", ".join(sorted(letter.translate(_CEDILLAS_TO_COMMAS) for letter in marked))


def is_reliable(readings: list[Reading], tag: str = "") -> bool:
    """Whether the best of the readings is good, and leads the others; `tag` is the language that is expected."""
    if not readings:
        return False
    text = readings[0].text
    margin = _MARGIN if "\n" in text or is_spelled(text, tag) else _MARGIN_OF_ONE_LINE
    others = [each.score for each in readings[1:] if not is_slip(each.text, text, tag)]
    lead = readings[0].score - others[0] if others else margin
    if (
        readings[0].encoding in _EAST_ASIAN
        and len(re.findall(r"[^\x00-\x7f]", text)) < _FEWEST_IDEOGRAPHS
    ):
        return False  # any two bytes are a character in each of them
    # In one line one place is too many.
    return lead >= margin and is_honest(text, ODDITIES_PERCENT if "\n" in text else 0)


def _language_of_plain(data: bytes) -> str:
    """The language of most words in the beginning of a text that are in ASCII, `""` where too few show it."""
    lines = re.split(rb"[\r\n]+", data[:_SAMPLE_BYTES])
    plain = [line for line in lines if re.fullmatch(rb"[^:<=>{}\x80-\xff]+", line)]
    words = set(re.findall("[a-z]+", b" ".join(plain).decode().lower()))
    hits, found = max((len(frequent & words), name) for name, (_, frequent) in alphabets().items())
    return found if hits >= _FEWEST_HITS else ""


def _damaged(sample: bytes, tag: str) -> str:
    """The encoding that all lines are certainly in but a few, which it cannot read; `""` for none."""
    lines = sample.split(b"\n")
    most = max(1, len(lines) * _DAMAGED_PERCENT // 100)
    known: dict[bytes, list[Reading]] = {}
    for name in _LIKELIHOODS if len(lines) >= _FEWEST_LINES else ():
        whole = [line for line in lines if member(name, line)]
        if len(lines) - most <= len(whole) < len(lines):
            data = b"\n".join(whole)
            readings = known[data] = known.get(data) or weigh(data, tag)
            if readings and readings[0].encoding == name and is_reliable(readings, tag):
                return _MEMBERS.get(name, (name,))[0]
    return ""


def weigh(sample: bytes, tag: str) -> list[Reading]:
    """The different texts that the sample can be, the most likely first."""
    rated = _rate(sample)
    first = sample[: _whole_lines(sample, _FIRST_LOOK)]
    closest = sorted(
        (_score(first, name, confidence, tag) for name, confidence in rated.items()),
        key=lambda reading: (-reading.score, reading.encoding),
    )
    readings: dict[str, Reading] = {}
    if len(first) < len(sample):
        names = [reading.encoding for reading in closest[:_CLOSEST]]
        closest = [_score(sample, name, rated[name], tag) for name in names]
    for reading in closest:
        known = readings.get(reading.text)
        if known and (known.encoding == "cp1252" or reading.encoding != "cp1252"):
            continue
        # Of encodings that read it alike, the one that is found everywhere is named.
        readings[reading.text] = reading._replace(score=known.score) if known else reading
    return sorted(readings.values(), key=lambda reading: (-reading.score, reading.encoding))


def _rate(sample: bytes) -> dict[str, float]:
    """By encoding that reads the sample, how well it fits by the detector, from 0 to 1."""
    from chardet import detect_all

    # A line end first, or a text that begins with the letters BMP would pass for an image.
    found = detect_all(
        b"\n" + sample,
        ignore_threshold=True,
        compat_names=False,
        include_encodings=list(_LIKELIHOODS),
        max_bytes=len(sample) + 2,
    )
    rated = {
        name: answer["confidence"]
        for answer in found
        if (name := answer["encoding"]) in _LIKELIHOODS and _read_sample(name, sample)
    }
    for name in _EAST_ASIAN:
        text = "" if name in rated else _read_sample(name, sample)
        if text:
            hiragana = len(re.findall("[ぁ-ん]", text))
            rated[name] = (
                _HIRAGANA if hiragana * 2 > len(re.findall(r"[^\x00-\x7f]", text)) else _UNRATED
            )
    return rated


def _score(sample: bytes, name: str, confidence: float, tag: str) -> Reading:
    text = _read_sample(name, sample)
    score = math.log(confidence + 1e-4) + _LIKELIHOODS[name]
    score += weigh_words(text, tag, _HOMES.get(name, _EVERYWHERE))
    score -= _ODDITY * (count_oddities(text) + len(re.findall(_UNLIKELY, text)))
    return Reading(score, name, text)


def _read_sample(name: str, sample: bytes) -> str:
    """The text of a sample, `""` when no member of the family reads it; half a character may end it."""
    for member in _MEMBERS.get(name, (name,)):
        try:
            return codecs.getincrementaldecoder(member)().decode(sample)
        except UnicodeError:  # not every codec reports where it failed
            continue
    return ""


def member(name: str, data: bytes) -> str:
    """The first encoding of a family that reads the data, `""` when none does."""
    for member in _MEMBERS.get(name, (name,)):
        try:
            data.decode(member)
        except UnicodeError:
            continue
        return member
    return ""


def _sample(data: bytes) -> bytes:
    """The lines that are not ASCII: times and indexes would only dilute them.

    Of a long file a part of them, from its beginning to its end.
    """
    lines = [line for line in re.findall(rb"[^\r\n]+", data) if not line.isascii()]
    size = sum(map(len, lines)) + len(lines)
    step = -(-size // _SAMPLE_BYTES)
    return b"\n".join(lines[::step] if step > 1 else lines)[: 2 * _SAMPLE_BYTES]


def _whole_lines(sample: bytes, size: int) -> int:
    """Where the line ends that reaches `size`, if it ends before twice as much."""
    end = sample.find(b"\n", size)
    return min(len(sample) if end < 0 else end, 2 * size)
