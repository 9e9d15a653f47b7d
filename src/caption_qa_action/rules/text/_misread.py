"""UTF-8 that was read as an older encoding: found, and turned back.

Each non-ASCII character of UTF-8 is a lead byte and one to three trail bytes. Read as Windows-1252, `é`
becomes `Ã©`. The way back is exact, but a few of such pairs occur in honest text too: `É»` ends a
French quotation, `AMANHÃ…` trails off in capitals. So what comes out has to be likely as well.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Encodings, and for each what the misread text of a language contains. Cheap to look for, so that clean
# files pay for little more than these searches.
_SIGNS = {
    "cp1252": (
        "Ã", "Â", "Ä", "Å", "Ð", "Î", "Ø", "×", "â€", "â\x80", "â™", "ðŸ", "ï»¿", "ï¼", "á»", "áº",
        "ã€", "ã\x81", "ã‚", "ãƒ", "à¤", "à¸", "ë‹", "í•", "ì\x9d",
    ),
    "cp1251": ("Р°", "Рµ", "Рѕ", "С‚", "вЂ", "в™"),
    "cp1250": ("Ă", "Ĺ"),
    "cp437": ("├", "ΓÇ"),
    "mac_roman": ("√", "‚Ä"),
}  # fmt: skip
_NAMES = {
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
    "cp1250": "Windows-1250",
    "cp437": "code page 437",
    "mac_roman": "Mac Roman",
}
# Single characters beyond Latin that captions are full of.
_LIKELY = "‐‑‒–—―‘’‚“”„†‡•…‰‹›€™♪♫♬♥★→←−■●\ufeff\u200b\u200e\u200fȘșȚțə"
# What may follow the letters at the end of a word.
_CLOSING = "…”’“»›–—™«\u00a0"


class Misread(NamedTuple):
    """A run of misread characters and what it was; `certain` without other runs to support it."""

    start: int
    end: int
    repaired: str
    certain: bool


def find(text: str, alphabet: frozenset[str]) -> tuple[str, list[Misread]]:
    """The encoding that UTF-8 was read as, and the runs; no runs in a text that is as it should be.

    `alphabet` holds the characters of the text that are not ASCII.
    """
    best = "", list[Misread]()
    for codec, signs in _SIGNS.items():
        present = [sign for sign in signs if alphabet.issuperset(sign) and sign in text]
        if present:
            runs = list(_runs(text, codec, present))
            if len(runs) > len(best[1]) and any(run.certain for run in runs):
                best = _NAMES[codec], runs
    return best


def _runs(text: str, codec: str, signs: list[str]) -> Iterator[Misread]:
    byte_of = {_character(byte, codec): byte for byte in range(0x80, 0x100)}
    if codec == "cp1252":  # Latin-1, which has controls there
        byte_of |= {chr(byte): byte for byte in range(0x80, 0xA0)}
    trail = _set(byte_of, 0x80, 0xC0)
    if not any(len(sign) > 1 or re.search(f"{sign}{trail}", text) for sign in signs):
        return
    pattern = (
        f"(?:{_set(byte_of, 0xC2, 0xE0)}{trail}|{_set(byte_of, 0xE0, 0xF0)}{trail}{{2}}"
        f"|{_set(byte_of, 0xF0, 0xF5)}{trail}{{3}})+"
    )
    for match in re.finditer(pattern, text):
        run = match[0]
        repaired = _repaired(run, byte_of)
        fewest = 3 if codec == "cp1251" else 2
        if repaired is None:
            continue
        if len(repaired) >= fewest:
            if all(_is_text(character) for character in repaired):
                yield Misread(*match.span(), _again(repaired, pattern, byte_of), True)
        elif len(repaired) == 1 and _is_likely(repaired):
            before = text[match.start() - 1 : match.start()]
            certain = repaired in _LIKELY or ord(repaired) > 0xFFFF or _is_odd(before, run)
            yield Misread(*match.span(), repaired, certain)


def _character(byte: int, codec: str) -> str:
    # The bytes that an encoding leaves open become controls, as browsers do it.
    return bytes([byte]).decode(codec, "ignore") or chr(byte)


def _set(byte_of: dict[str, int], first: int, after: int) -> str:
    members = (re.escape(character) for character, byte in byte_of.items() if first <= byte < after)
    return f"[{''.join(members)}]"


def _repaired(run: str, byte_of: dict[str, int]) -> str | None:
    try:
        return bytes(byte_of[character] for character in run).decode()
    except UnicodeDecodeError:
        return None


def _again(repaired: str, pattern: str, byte_of: dict[str, int]) -> str:
    """What was misread twice or three times, repaired to the end."""
    for _ in range(2):
        deeper = _repaired(repaired, byte_of) if re.fullmatch(pattern, repaired) else None
        if deeper is None or not all(map(_is_text, deeper)):
            break
        if len(deeper) == 1 and not _is_likely(deeper):
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
        or 0xA0 <= point < 0x180
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
