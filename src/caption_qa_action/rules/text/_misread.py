"""UTF-8 that was read as an older encoding: found, and turned back.

Each non-ASCII character of UTF-8 is a lead byte and one to three trail bytes. Read as Windows-1252, `é`
becomes `Ã©`. The way back is exact, but a few of such pairs occur in honest text too: `É»` ends a
French quotation, `AMANHÃ…` trails off in capitals. So what comes out has to be likely as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from caption_qa_action.core.named_tuple import NamedTuple

# Encodings, and for each what the misread text of a language contains. Cheap to look for, so that clean
# files pay for little more than these searches.
_SIGNS = {
    "cp1252": (
        "Ã", "Â", "Ä", "Å", "Ð", "Î", "Ø", "×", "â€", "â\x80", "â™", "ðŸ", "ï»¿", "ï¼", "á»", "áº",
        "ã€", "ã\x81", "ã‚", "ãƒ", "à¤", "à¸", "ë‹", "í•", "ì\x9d",
    ),
    "cp1251": ("Р°", "Рµ", "Рѕ", "С‚", "вЂ", "в™"),
    "cp1250": ("Ă", "Ĺ"),
    "cp1258": ("Ă",),
    "iso8859_2": ("Ă", "Ĺ", "â\x80"),
    "cp437": ("├", "ΓÇ"),
    "cp850": ("├", "ÔÇ"),
    "cp866": ("├", "тА", "╨", "╤"),
    "mac_roman": ("√", "‚Ä"),
}  # fmt: skip
CYRILLIC = ("cp1251", "cp866")
_MOST_AGAIN = 2
# Single characters beyond Latin that captions are full of.
_LIKELY = "‐‑‒–—―‘’‚“”„†‡•…‰‹›€™♪♫♬♥★→←−■●\ufeff\u200b\u200e\u200fȘșȚțə"
_WEIGHED = 30  # runs that decide between encodings
_LEAD = 1.0  # how much more the best encoding must be worth than another: a word (chosen)
_LONGEST_LINE = 200  # no line of captions is longer (chosen)
# What may follow the letters at the end of a word.
_CLOSING = "…”’“»›–—™«\u00a0"


class Misread(NamedTuple):
    """A run of misread characters and what it was; `certain` without other runs to support it.

    It is `ambiguous` where another encoding explains the text as well, and this run as something else.
    """

    start: int
    end: int
    repaired: str
    certain: bool
    ambiguous: bool = False


def find(text: str, alphabet: frozenset[str]) -> tuple[str, list[Misread]]:
    """The encoding that UTF-8 was read as, and the runs; no runs in a text that is as it should be.

    `alphabet` holds the characters of the text that are not ASCII.
    """
    found: list[tuple[str, list[Misread]]] = []
    for codec, signs in _SIGNS.items():
        present = [sign for sign in signs if alphabet.issuperset(sign) and sign in text]
        if present and _occur(text, codec, present):
            runs = _runs(text, codec)
            if any(run.certain for run in runs):
                found.append((codec, runs))
    if len(found) < 2:
        return found[0] if found else ("", [])
    weighed = sorted(
        ((_weigh(text, runs), codec, runs) for codec, runs in found), key=lambda each: -each[0]
    )
    best, codec, runs = weighed[0]
    for worth, _, others in weighed[1:]:
        if best - worth < _LEAD:
            known = {(run.start, run.end): run.repaired for run in others}
            runs = [
                run._replace(ambiguous=True)
                if known.get((run.start, run.end), run.repaired) != run.repaired
                else run
                for run in runs
            ]
    return codec, runs


def find_all(text: str, codec: str, times: int) -> list[Misread]:
    """All the runs of a text that is known to be UTF-8 that was read in an encoding, so many times."""
    return _runs(text, codec, times)


def _occur(text: str, codec: str, signs: list[str]) -> bool:
    trail = _set(table(codec), 0x80, 0xC0)
    return any(len(sign) > 1 or re.search(f"{sign}{trail}", text) for sign in signs)


def _weigh(text: str, runs: list[Misread]) -> float:
    """How much better a text is without its misread runs, by the first of them and the words they are in."""
    from caption_qa_action.core.plausibility import count_oddities, weigh_words

    worth = 0.0
    for run in runs[:_WEIGHED]:
        before, after = text[max(run.start - 20, 0) : run.start], text[run.end : run.end + 20]
        for sign, middle in ((1, run.repaired), (-1, text[run.start : run.end])):
            words = f"{before}{middle}{after}"
            worth += sign * (weigh_words(words) - 2 * count_oddities(words))
    return worth * len(runs) / min(len(runs), _WEIGHED)


def _runs(text: str, codec: str, times: int = 0) -> list[Misread]:
    """The misread runs; where it is not known how many `times`, only what is likely, to the end."""
    byte_of = table(codec)
    trail = _set(byte_of, 0x80, 0xC0)
    pattern = (
        f"(?:{_set(byte_of, 0xC2, 0xE0)}{trail}|{_set(byte_of, 0xE0, 0xF0)}{trail}{{2}}"
        f"|{_set(byte_of, 0xF0, 0xF5)}{trail}{{3}})+"
    )
    fewest = 3 if codec == "cp1251" else 2
    found: list[Misread] = []
    single: list[Misread] = []
    for match in re.finditer(pattern, text):
        run = match[0]
        repaired = _repaired(run, byte_of)
        if repaired is None:
            continue
        if len(repaired) >= fewest or times:
            # Words of Cyrillic letters can be UTF-8 by accident: they were misread once.
            again = times - 1 if times else 0 if codec in CYRILLIC else _MOST_AGAIN
            meant = _again(repaired, pattern, byte_of, again, is_known=times > 0)
            if all(map(_is_text, meant)):
                found.append(Misread(*match.span(), meant, True))
        elif len(repaired) == 1 and _is_likely(repaired):
            before = text[match.start() - 1 : match.start()]
            certain = repaired in _LIKELY or ord(repaired) > 0xFFFF or _is_odd(before, run)
            found.append(Misread(*match.span(), repaired, certain))
        elif len(repaired) == 1 and repaired.isalpha():
            single.append(Misread(*match.span(), repaired, False))
    if not (found and single) or codec in CYRILLIC:
        return found
    starts = [run.start for run in found]
    beside: list[Misread] = []
    for letter in single:
        near = slice(
            bisect_left(starts, letter.start - _LONGEST_LINE),
            bisect_left(starts, letter.end + _LONGEST_LINE),
        )
        if any(_are_one_text(text, letter, other) for other in found[near]):
            beside.append(letter)
    return sorted(found + beside)


def _are_one_text(text: str, single: Misread, other: Misread) -> bool:
    """Whether a letter is one of the script and the line of a longer run, which then was misread with it."""
    if len(other.repaired) < 2 or _script(single.repaired) not in map(_script, other.repaired):
        return False
    between = text[min(single.end, other.end) : max(single.start, other.start)]
    return "\n" not in between and "\r" not in between


def _script(letter: str) -> str:
    import unicodedata

    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def _set(byte_of: dict[str, int], first: int, after: int) -> str:
    members = (re.escape(character) for character, byte in byte_of.items() if first <= byte < after)
    return f"[{''.join(members)}]"


def _repaired(run: str, byte_of: dict[str, int]) -> str | None:
    try:
        return bytes(byte_of[character] for character in run).decode()
    except UnicodeDecodeError:
        return None


def _again(
    repaired: str, pattern: str, byte_of: dict[str, int], most: int, *, is_known: bool
) -> str:
    """What was misread more than once, repaired to the end, or so many times at most."""
    for _ in range(most):
        deeper = _repaired(repaired, byte_of) if re.fullmatch(pattern, repaired) else None
        if deeper is None or not all(map(_is_text, deeper)):
            break
        if len(deeper) == 1 and not is_known and not _is_likely(deeper):
            break
        repaired = deeper
    return repaired


def _is_text(character: str) -> bool:
    import unicodedata

    category = unicodedata.category(character)
    return category[0] in "LMNPSZ" or character in "\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff"


def _is_likely(character: str) -> bool:
    point = ord(character)
    return (
        character in _LIKELY
        or 0xA0 <= point < 0x17F  # but the long s
        or 0x1E00 <= point < 0x1F00
        or 0x1F000 <= point < 0x1FB00
    )


def _is_odd(before: str, run: str) -> bool:
    """Whether honest text would not have these characters together."""
    if run[0].islower():
        return any(character not in _CLOSING + "¡¿º" for character in run[1:])
    if before.islower():  # a capital in the middle of a word
        return True
    if before.isupper() and run[1].isupper():
        return False
    return run[1] not in _CLOSING


@cache
def table(codec: str) -> dict[str, int]:
    """The byte of each character of an encoding that has 256."""
    # The bytes that an encoding leaves open become controls, as browsers do it, and all of them where Latin-1
    # was taken for Windows-1252.
    byte_of = {chr(byte): byte for byte in range(0xA0 if codec == "cp1252" else 0x80)}
    for byte in range(0x80, 0x100):
        byte_of[bytes([byte]).decode(codec, "ignore") or chr(byte)] = byte
    return byte_of
