"""Which legacy encoding a text is in, as far as its bytes and its name can tell."""

from __future__ import annotations

import re
from typing import NamedTuple

from caption_qa_action.core import language
from caption_qa_action.files.encoding_names import public_name

# What caption files in the wild are in, by language: the default encoding of each locale in the
# HTML Standard (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding,
# step 9), and after it the older ones of the same script. Every other language: Windows-1252.
_BY_LANGUAGE = {
    **dict.fromkeys(("ar", "fa", "ur"), ("cp1256",)),
    **dict.fromkeys(
        ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"),
        ("cp1251", "koi8_r", "cp866"),
    ),
    **dict.fromkeys(
        ("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), ("cp1250", "iso8859_2")
    ),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    **dict.fromkeys(("az", "ku", "tr"), ("cp1254",)),
    "el": ("cp1253", "iso8859_7"),
    "he": ("cp1255",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "th": ("cp874",),
    "vi": ("cp1258",),
    "zh": ("gb18030", "big5"),
}
_WESTERN = ("cp1252", "mac_roman")
# The most frequent first: of encodings that read a text alike, the first is named.
_CANDIDATES = tuple(
    dict.fromkeys([*_WESTERN, *(name for names in _BY_LANGUAGE.values() for name in names)])
)
_SAMPLE_BYTES = 32_768
# Fewer bytes than these fit any encoding (chosen: one short sentence in a non-Latin script).
_ENOUGH_BYTES = 12
# How much less likely than the best a candidate may be and still count, in the measures of
# charset-normalizer (chosen on sentences of 20 languages).
_MESS_MARGIN, _COHERENCE_MARGIN = 0.05, 0.1


class Guess(NamedTuple):
    """Encodings that read the whole file, the most likely first, and whether the first is sure."""

    encodings: tuple[str, ...]
    reliable: bool


def guess(path: str, data: bytes) -> Guess:
    """The likely encodings of a text that is not UTF-8.

    The language in the file's name (`talk.ru.srt`) decides between equals. A guess is reliable when
    no other candidate reads the text differently and is about as likely.
    """
    from charset_normalizer import from_bytes

    sample = _foreign_lines(data)
    matches = list(from_bytes(sample, cp_isolation=list(_CANDIDATES), preemptive_behaviour=False))
    possible: dict[str, str] = {}  # what the sample reads as, and the encoding named for it
    probable: dict[str, str] = {}
    spoilt = False
    for match in matches:
        near = (
            match.chaos <= matches[0].chaos + _MESS_MARGIN
            and match.coherence >= matches[0].coherence - _COHERENCE_MARGIN
        )
        names = sorted(match.could_be_from_charset, key=_rank)
        name = next((name for name in names if _reads(name, data)), "")
        if not name:
            spoilt = spoilt or near  # likely by the sample, with bad bytes farther down
            continue
        possible.setdefault(sample.decode(name), name)
        if near:
            probable.setdefault(sample.decode(name), name)
    expected: dict[str, str] = {}
    for name in _usual(path):
        if _reads(name, data):
            expected.setdefault(sample.decode(name), name)
    # The language outweighs the measures, as long as the reading is not out of the question.
    likely = {text: name for text, name in expected.items() if text in probable} or {
        text: name for text, name in expected.items() if text in possible
    }
    readings = {**likely, **{text: name for text, name in probable.items() if text not in likely}}
    enough = len(re.findall(rb"[\x80-\xff]", sample)) >= _ENOUGH_BYTES
    reliable = not spoilt and (len(likely) == 1 or (len(readings) == 1 and enough))
    return Guess(tuple(map(public_name, readings.values())), reliable)


def _usual(path: str) -> tuple[str, ...]:
    """The encodings of the language in a file's name; none when it names no language."""
    tag = language.primary(language.of_filename(path))
    return _BY_LANGUAGE.get(tag, _WESTERN) if tag else ()


def _rank(name: str) -> int:
    return _CANDIDATES.index(name) if name in _CANDIDATES else len(_CANDIDATES)


def _reads(name: str, data: bytes) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _foreign_lines(data: bytes) -> bytes:
    """The lines that are not ASCII, up to a limit: times and indexes would only dilute them."""
    lines: list[bytes] = []
    size = 0
    for match in re.finditer(rb"[^\r\n]+", data):
        line = match[0]
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= _SAMPLE_BYTES:
                break
    # Never cut: half a character would rule out the encodings of East Asia.
    return b"\n".join(lines)
