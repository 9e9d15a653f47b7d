"""Lines of a `.gitignore`, matched as git matches them (dir.c, wildmatch.c of git 2.39), byte by byte.

The places in a name that a pattern can reach are the bits of one number: each step of a pattern takes all of
them at once, so no pattern is tried in two ways. That git takes `**` for folders right behind a part without
wildcards (`a/b**/c` is true of `a/bc`) is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.named_tuple import NamedTuple

_WILDCARDS = rb"[*?\[\\]"
_MOST_KNOWN = 10_000
# The classes of brackets, in the C locale (isalnum(3) and others).
_CLASSES = {
    b"alnum": rb"[0-9A-Za-z]", b"alpha": rb"[A-Za-z]", b"blank": rb"[ \t]", b"cntrl": rb"[\x00-\x1f\x7f]",
    b"digit": rb"[0-9]", b"graph": rb"[!-~]", b"lower": rb"[a-z]", b"print": rb"[ -~]",
    b"punct": rb"[!-/:-@\[-`{-~]", b"space": rb"[\t-\r ]", b"upper": rb"[A-Z]",
    b"xdigit": rb"[0-9A-Fa-f]",
}  # fmt: skip
_SLASH = ord("/")


class _Name:
    """A name, and where each byte of it is: bit i for the byte i."""

    __slots__ = ("_masks", "everywhere", "length", "not_slash", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.length = len(text)
        self._masks: dict[int, int] = {}
        # Every place, the end too; and where no slash is.
        self.everywhere = (1 << (self.length + 1)) - 1
        self.not_slash = (self.everywhere >> 1) & ~self.mask(_SLASH)

    def mask(self, byte: int) -> int:
        """Where a byte is."""
        found = self._masks.get(byte)
        if found is None:
            digits = bytearray(b"0" * (self.length + 1))
            place = self.text.find(byte)
            while place >= 0:
                digits[self.length - place] = 0x31
                place = self.text.find(byte, place + 1)
            found = self._masks[byte] = int(digits, 2)
        return found


# From the places that a pattern has reached to those behind one more step of it.
Step: TypeAlias = Callable[[_Name, int], int]


def _one_of(wanted: frozenset[int]) -> Step:
    if len(wanted) == 1:
        (byte,) = wanted
        return lambda name, places: (places & name.mask(byte)) << 1

    def step(name: _Name, places: int) -> int:
        mask = 0
        for byte in wanted.intersection(name.text):
            mask |= name.mask(byte)
        return (places & mask) << 1

    return step


def _any_byte(name: _Name, places: int) -> int:
    return (places & name.not_slash) << 1


def _within_folder(name: _Name, places: int) -> int:
    """`*`: whatever is reached without a slash.

    The carry of a sum fills each run of other bytes from the first place on (as in bit-parallel search, Myers 1999).
    """
    run = name.not_slash
    return places | (((places & run) + run) ^ run)


def _anything(name: _Name, places: int) -> int:
    """`**`: every place from the first on."""
    return name.everywhere & ~((places & -places) - 1) if places else 0


def _folders(name: _Name, places: int) -> int:
    """`**/`: here, or behind any slash from here on."""
    return places | ((_anything(name, places) & name.mask(_SLASH)) << 1)


_OF_ANY_LENGTH = (_within_folder, _anything, _folders)


class Pattern(NamedTuple):
    """A line that is a pattern: about folders alone, about names in any folder, or about whole paths.

    What it is true of has `least` bytes or more, and ends with `tail`: most names are no longer looked at.
    """

    negated: bool
    folders_only: bool
    basename: bool
    prefix: bytes
    least: int
    tail: bytes
    steps: tuple[Step, ...]

    def matches(self, name: _Name) -> bool:
        """Whether it is true of a whole name."""
        text = name.text
        if (
            name.length < self.least
            or not text.endswith(self.tail)
            or not text.startswith(self.prefix)
        ):
            return False
        places = 1 << len(self.prefix)
        for step in self.steps:
            places = step(name, places)
            if not places:
                return False
        return bool(places >> name.length & 1)


class Ignores:
    """The lines of a `.gitignore`; those that can match nothing match nothing.

    With `strict` such a line raises ValueError, and so does a range that ends before it begins, of which git
    takes the first byte.
    """

    def __init__(self, lines: Iterable[str], *, strict: bool = False) -> None:
        self.patterns: list[Pattern] = []
        self._folders: dict[str, bool] = {}
        for line in lines:
            try:
                pattern = _parse(_encoded(line), strict)
            except ValueError:
                if strict:
                    raise
                continue
            if pattern is not None:
                self.patterns.append(pattern)

    def decide(self, path: str) -> bool | None:
        """What the last line decides that matches a path alone: ignored, wanted, or nothing."""
        is_folder = path.endswith("/")
        whole = _Name(_encoded(path.rstrip("/")))
        last = _Name(whole.text.rpartition(b"/")[2])
        for pattern in reversed(self.patterns):
            if (is_folder or not pattern.folders_only) and pattern.matches(
                last if pattern.basename else whole
            ):
                return not pattern.negated
        return None

    def matches(self, path: str) -> bool:
        """Whether a path is ignored, or a folder that it is in."""
        return self._folder_matches(path[: path.rfind("/", 0, -1) + 1]) or self.decide(path) is True

    def _folder_matches(self, folder: str) -> bool:
        unknown = []
        while folder and folder not in self._folders:
            unknown.append(folder)
            folder = folder[: folder.rfind("/", 0, -1) + 1]
        verdict = self._folders.get(folder, False)
        if len(self._folders) > _MOST_KNOWN:
            self._folders.clear()
        for each in reversed(unknown):
            verdict = verdict or self.decide(each) is True
            self._folders[each] = verdict
        return verdict


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape" if os.name != "nt" else "surrogatepass")


def _parse(line: bytes, strict: bool) -> Pattern | None:
    """The pattern of a line; None for none. Raises ValueError where it can match nothing."""
    text = _without_blanks(line.removesuffix(b"\r"))
    if not text or line.startswith(b"#"):
        return None
    negated = text.startswith(b"!")
    text = text[negated:]
    folders_only = text.endswith(b"/")
    text = text.removesuffix(b"/")
    if not text:
        raise ValueError("it names nothing")
    basename = b"/" not in text
    text = text.removeprefix(b"/")
    wildcard = re.search(_WILDCARDS, text)
    start = wildcard.start() if wildcard else len(text)
    prefix, steps = text[:start], tuple(_steps(text[start:], strict))
    least = len(prefix) + sum(step not in _OF_ANY_LENGTH for step in steps)
    # Not the slash of `**/`, which may stand for none.
    tail = text[1 + max(map(text.rfind, b"*?[]\\/")) :]
    return Pattern(negated, folders_only, basename, prefix, least, tail, steps)


def _without_blanks(line: bytes) -> bytes:
    """A line without the blanks at its end that are not escaped."""
    kept = re.match(rb"(?:\\.|[^\\ ]|\\\Z|[ ]+(?=[^ ]))*", line, re.DOTALL)
    return kept[0] if kept else line


def _steps(text: bytes, strict: bool) -> Iterator[Step]:
    place = 0
    while place < len(text):
        byte = text[place : place + 1]
        if byte == b"*":
            end = place + 1
            while text[end : end + 1] == b"*":
                end += 1
            step, place = _stars(text, place, end)
            yield step
        elif byte == b"?":
            yield _any_byte
            place += 1
        elif byte == b"[":
            wanted, place = _bracket(text, place + 1, strict)
            yield _one_of(wanted)
        else:
            place += byte == b"\\"
            if place == len(text):
                raise ValueError("it ends with a backslash")
            yield _one_of(frozenset(text[place : place + 1]))
            place += 1


def _stars(text: bytes, start: int, end: int) -> tuple[Step, int]:
    """What a run of stars means, and where it ends."""
    is_part = start == 0 or text[start - 1] == _SLASH
    if end - start < 2 or not is_part:
        return _within_folder, end
    if text[end : end + 1] == b"/":
        return _folders, end + 1
    if end == len(text) or text[end : end + 2] == b"\\/":
        return _anything, end
    return _within_folder, end


def _bracket(text: bytes, place: int, strict: bool) -> tuple[frozenset[int], int]:
    """The bytes of a set whose first byte is at a place, and where it ends. Raises ValueError without an end."""
    negated = text[place : place + 1] in (b"!", b"^")
    place += negated
    wanted: set[int] = set()
    before = -1  # what a range would begin with
    first = True
    while first or text[place : place + 1] != b"]":
        first = False
        byte = text[place : place + 1]
        if byte == b"-" and before >= 0 and text[place + 1 : place + 2] not in (b"", b"]"):
            last, place = _escaped(text, place + 1)
            if strict and last < before:
                raise ValueError("a range ends before it begins")
            wanted.update(range(before, last + 1))
            before = -1
        elif text.startswith(b"[:", place) and (named := _class(text, place + 2)):
            found, place = named
            wanted |= found
            before = -1
        else:
            before, place = _escaped(text, place)
            wanted.add(before)
    if negated:
        wanted = set(range(256)) - wanted
    wanted.discard(_SLASH)
    if not wanted:
        raise ValueError("a set of no bytes")
    return frozenset(wanted), place + 1


def _class(text: bytes, place: int) -> tuple[frozenset[int], int] | None:
    """The bytes of a class such as `[:digit:]`, and where it ends; None where there is none."""
    end = text.find(b"]", place)
    if end < 0:
        raise ValueError("a set without an end")
    name = text[place : end - 1]
    if end == place or text[end - 1 : end] != b":" or end - 1 < place:
        return None
    if name not in _CLASSES:
        raise ValueError("an unknown class")
    return frozenset(b for b in range(256) if re.match(_CLASSES[name], bytes([b]))), end + 1


def _escaped(text: bytes, place: int) -> tuple[int, int]:
    """The byte at a place, behind a backslash if there is one, and where it ends."""
    place += text[place : place + 1] == b"\\"
    if place >= len(text):
        raise ValueError("a set without an end")
    return text[place], place + 1
