"""Where the keys and values of a TOML text stand, which tomllib does not keep."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Position

# The keys and list positions that lead to a value.
Path: TypeAlias = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
# A string in several lines may end with two more quotation marks, which are its own.
_SCALAR = re.compile(
    r'''(?s)"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}#\n]+'''
)


class Places(NamedTuple):
    """The places of keys and list entries, and those of the values, by path."""

    keys: dict[Path, Position]
    values: dict[Path, Position]


def toml_places(text: str) -> Places:
    """The places in a text that is valid TOML. Raises RecursionError for one nested too deeply."""
    scanner = _Scanner(text)
    scanner.document()
    return Places(scanner.keys, scanner.values)


class _Scanner:
    """Goes through a valid text once; each method begins and ends at `self.at`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        # How many tables a list of tables has so far.
        self._counts: dict[Path, int] = {}

    def document(self) -> None:
        """All tables and their entries."""
        table: Path = ()
        self._blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._entry(table)
            self._blank()

    def _header(self) -> Path:
        start = self._position()
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        self._spaces()
        path: Path = ()
        for part, place in self._key():
            path = (*self._latest(path), part)
            self.keys.setdefault(path, place)
            self.values.setdefault(path, start)
        self._spaces()
        self.at += 2 if many else 1
        if many:
            index = self._counts.get(path, 0)
            self._counts[path] = index + 1
            path = (*path, index)
            self.keys[path] = self.values[path] = start
        return path

    def _latest(self, path: Path) -> Path:
        """A path, where a list of tables ends it with that of its last table."""
        count = self._counts.get(path, 0)
        return (*path, count - 1) if count else path

    def _entry(self, table: Path) -> None:
        path = table
        for part, place in self._key():
            path = (*path, part)
            self.keys.setdefault(path, place)
            self.values.setdefault(path, place)
        self._spaces()
        self.at += 1  # the equals sign
        self._spaces()
        self._value(path)

    def _key(self) -> list[tuple[str, Position]]:
        """The parts of a key with dots."""
        parts = []
        dot: re.Match[str] | None
        while True:
            match = _match(_KEY, self.text, self.at)
            parts.append((_unquoted(match[0]), self._position()))
            self.at = match.end()
            dot = _DOT.match(self.text, self.at)
            if not dot:
                return parts
            self.at = dot.end()

    def _value(self, path: Path) -> None:
        self.values[path] = self._position()
        opening = self.text[self.at]
        if opening not in "[{":
            self.at = _match(_SCALAR, self.text, self.at).end()
            return
        self.at += 1
        self._blank()
        index = 0
        while self.text[self.at] not in "]}":
            if opening == "{":
                self._entry(path)
            else:
                self.keys[*path, index] = self._position()
                self._value((*path, index))
                index += 1
            self._blank()
            if self.text[self.at] == ",":
                self.at += 1
                self._blank()
        self.at += 1

    def _blank(self) -> None:
        self.at = _match(_BLANK, self.text, self.at).end()

    def _spaces(self) -> None:
        while self.text[self.at] in " \t":
            self.at += 1

    def _position(self) -> Position:
        line = bisect_right(self._starts, self.at)
        return Position(line, self.at - self._starts[line - 1] + 1)


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    match = pattern.match(text, at)
    if match is None:
        raise ValueError(f"not valid TOML at offset {at}")
    return match


def _unquoted(key: str) -> str:
    """A part of a key without its quotation marks."""
    if "\\" not in key or key[0] == "'":
        return key.strip(key[0]) if key[0] in "\"'" else key
    import tomllib

    value = tomllib.loads(f"key = {key}")["key"]
    return str(value)
