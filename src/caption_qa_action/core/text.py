"""Hostile text made harmless, numbers and times made readable."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from caption_qa_action.core.patterns import compiled

# What a terminal, a log or a reader could be misled by: C0 and C1 controls, the separators that
# some programs treat as line ends, bidirectional controls, lone surrogates, and U+FEFF.
_UNPRINTABLE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)

# Stands for a byte that is no character; no encoding of Unicode can write it.
SURROGATE = "[\ud800-\udfff]"

# Where some programs end a line besides: what Python takes for a line end (str.splitlines).
LINE_SEPARATORS = "[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"

# Beside NUL, what XML 1.0 cannot hold, not even as a character reference (section 2.2), and players show as a box or not at all; and of
# that what ends a line, or parts fields, for programs, so that it parts two words.
NO_CHARACTERS = "[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_PARTING = "[\x0b\x0c\x1c-\x1f]"

_UNPRINTABLE_IN_LINES = _UNPRINTABLE.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f")

# What cannot be seen, or not be distinguished from a blank, in a short quotation: soft hyphens, fillers, and the spaces
# that are wider or narrower. Not escaped are those that are written for their effect in every other line of a
# language: the no-break spaces of French, the joiners of Persian and of emoji.
_INVISIBLE = "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2000-\u200a\u205f\u3000\u3164\uffa0\ufff9-\ufffb]"


def printable(text: str) -> str:
    """`text` on one line with every character visible: others become `\\n`, `\\x1b`, `\\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return compiled(_UNPRINTABLE).sub(_escape, text)


def error_text(error: BaseException) -> str:
    """The class and message of an error on one line; the class alone where the message cannot be made."""
    name = type(error).__name__
    try:
        return printable(f"{name}: {error}")
    except Exception:  # `__str__` of a plugin's error may raise as well
        return printable(name)


def printable_lines(text: str) -> str:
    """`text` with every character visible but the line ends (LF) as they are."""
    return re.sub(_UNPRINTABLE_IN_LINES, _escape, text)


def _escape(match: re.Match[str]) -> str:
    return _escaped(match[0])


@lru_cache(maxsize=256)
def _escaped(character: str) -> str:
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if short:
        return short
    point = ord(character)
    if 0xDC80 <= point <= 0xDCFF:  # a byte that decoding could not read (PEP 383)
        return f"\\x{point - 0xDC00:02x}"
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


def is_unicode(text: str) -> bool:
    """Whether text has no lone surrogate, which stands for a byte that is no character, and which UTF-8 cannot hold."""
    if text.isascii():
        return True
    try:
        text.encode()  # many times as fast as a search
    except UnicodeEncodeError:
        return False
    return True


def strict(text: str) -> str:
    """`text` as strict readers of JSON take it: a lone surrogate is written as `printable` writes it (`\\xe9`)."""
    return text if text.isascii() else re.sub(SURROGATE, _escape, text)


def unicode_text(text: str) -> str:
    """Text that every encoding of Unicode can write: U+FFFD for what could not be decoded."""
    return text if is_unicode(text) else re.sub(SURROGATE, "\ufffd", text)


def without_controls(text: str) -> str:
    """Text without what no format should hold, but for NUL: a blank in place of what parts two words, nothing in that of others."""
    if text.isprintable():
        return text
    return compiled(NO_CHARACTERS).sub("", compiled(_PARTING).sub(" ", text))


def quote(text: str, limit: int = 40) -> str:
    """`text` for use in a message: every character visible, in double quotes, at most `limit` characters."""
    shown = printable(text[: limit + 1])
    if not shown.isascii():
        shown = compiled(_INVISIBLE).sub(_escape, shown)
    if len(text) > limit or len(shown) > limit:
        shown = shown[: limit - 1] + "…"
    return f'"{shown}"'


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 cue`, `2 cues`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def timecode(ms: int) -> str:
    """Milliseconds as `00:01:02.345`; hours grow as needed, a minus sign where it is negative."""
    if ms < 0:
        return f"-{timecode(-ms)}"
    return clock(ms, ".")


def clock(ms: int, point: str, hour_digits: int = 2) -> str:
    """Milliseconds as hours, minutes, seconds and three digits after `point`; none are negative."""
    minutes, ms = divmod(ms, 60_000)
    seconds, ms = divmod(ms, 1000)
    return f"{_minute(minutes, hour_digits)}:{_two(seconds)}{point}{_three(ms)}"


# Formatting a number takes longer than finding it again.
_two = cache("{:02d}".format)
_three = cache("{:03d}".format)


@lru_cache(maxsize=512)
def _minute(minutes: int, hour_digits: int) -> str:
    """Hours and minutes: most times of a file share them with others."""
    hours, minutes = divmod(minutes, 60)
    return f"{hours:0{hour_digits}d}:{minutes:02d}"


def only_newline(text: str) -> str:
    """LF, CRLF or CR where the text ends all its lines with it; else `""`."""
    if "\r" not in text:
        return "\n"
    returns, feeds = text.count("\r"), text.count("\n")
    if not feeds:
        return "\r"
    return "\r\n" if returns == feeds == text.count("\r\n") else ""


def nearest(name: str, names: list[str]) -> str:
    """` (did you mean "x"?)` for the most similar of `names`, `""` when none is near."""
    near = closest(name, names)
    return f' (did you mean "{near}"?)' if near else ""


def closest(name: str, names: list[str], cutoff: float = 0.6) -> str:
    """The most similar of `names`, `""` when none is near; `cutoff` is how similar it has to be, of 1."""
    import difflib

    folded = name.casefold()
    near = [other for other in names if other.casefold() == folded]
    near = near or difflib.get_close_matches(name, names, n=1, cutoff=cutoff)
    return near[0] if near else ""
