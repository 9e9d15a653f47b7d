"""Entries added to the table `tool.caption-qa` of a TOML file; all else stays, byte for byte.

TOML takes one more `[[tool.caption-qa.suppressions]]` wherever a table may begin, and one more key wherever our table
has some, so nothing that is there has to be written anew. A text is taken if it means what it meant, and the entry.
Where there is none, as beside a list that is written in brackets, the error says which lines to add by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from caption_qa_action.config._read import TABLE
from caption_qa_action.config._toml_places import toml_places
from caption_qa_action.core.errors import ConfigError

_LIST = (*TABLE, "suppressions")


def append_suppression(name: str, text: str, entry: Mapping[str, str | int]) -> str:
    """The text with one more suppression, behind what it sets for caption-qa.

    `name` is how errors call the file. Raises ConfigError where it cannot be added so.
    """
    pairs = [f"{key} = {_scalar(value)}" for key, value in entry.items()]
    lines = [f"[[{'.'.join(_LIST)}]]", *pairs]
    wanted = _with_entry(_loads(name, text), entry)
    bare = text.removeprefix("\ufeff")
    bom = text[: len(text) - len(bare)]
    for at in (_end_of_ours(bare), len(bare)):
        new = bom + _with_table(bare, at, lines)
        if _says(new, wanted):
            return new
    raise ConfigError(
        f"no table can be added; add this to its list by hand: {{ {', '.join(pairs)} }}",
        path=name,
        key=".".join(_LIST),
    )


def data(name: str, text: str) -> dict[str, object]:
    """What the table has, whatever way it is written. Raises ConfigError."""
    return _table(_table(_loads(name, text), TABLE[0]), TABLE[1])


def add_keys(name: str, text: str, keys: Mapping[str, str | Sequence[str]]) -> str:
    """The text with more keys in our table, which is there.

    `name` is how errors call the file. Raises ConfigError where they cannot be added.
    """
    before = _loads(name, text)
    tools = _table(before, TABLE[0])
    wanted = {**before, TABLE[0]: {**tools, TABLE[1]: {**_table(tools, TABLE[1]), **keys}}}
    pairs = [f"{key} = {_value(value)}" for key, value in keys.items()]
    bare = text.removeprefix("\ufeff")
    bom = text[: len(text) - len(bare)]
    for new in _with_pairs(bare, pairs):
        if _says(bom + new, wanted):
            return bom + new
    raise ConfigError(
        f"no key can be added; add this by hand: {'; '.join(pairs)}", path=name, key=".".join(TABLE)
    )


def _table(of: Mapping[str, object], key: str) -> dict[str, object]:
    value = of.get(key)
    return value if isinstance(value, dict) else {}


def _with_pairs(text: str, pairs: list[str]) -> Iterator[str]:
    """A text with more pairs in our table, in each way in which tables can be written."""
    places = toml_places(text)
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if "\r\n" in text else "\n"
    more = [pair + newline for pair in pairs]
    line, column = places.values[TABLE]
    offset = sum(map(len, lines[: line - 1])) + column - 1
    if text[offset] == "{":
        comma = "" if text[offset + 1 :].lstrip().startswith("}") else ","
        yield f"{text[: offset + 1]} {', '.join(pairs)}{comma or ' '}{text[offset + 1 :]}"
    elif text[offset] == "[":
        ends = [i for i in range(line, len(lines)) if lines[i].lstrip().startswith("[")]
        for end in (*ends, len(lines)):
            while end > line and not lines[end - 1].split("#")[0].strip():
                end -= 1
            above = lines[:end]
            if not above[-1].endswith("\n"):
                above[-1] += newline
            yield "".join([*above, *more, *lines[end:]])
    else:  # tool.caption-qa.preset = ...
        line, column = places.keys[TABLE]
        rest = lines[line - 1][column - 1 :]
        name = rest[: rest.index(rest[0], 1) + 1] if rest[0] in "\"'" else TABLE[1]
        head = lines[line - 1][: column - 1] + name
        yield "".join(
            [*lines[: line - 1], *(f"{head}.{pair}" for pair in more), *lines[line - 1 :]]
        )
    for at in (_end_of_ours(text), len(text)):
        yield _with_table(text, at, [f"[{'.'.join(TABLE)}]", *pairs])


def _value(value: str | Sequence[str]) -> str:
    return _scalar(value) if isinstance(value, str) else f"[{', '.join(map(_scalar, value))}]"


def _loads(name: str, text: str) -> dict[str, object]:
    from caption_qa_action.config import toml

    try:
        return toml.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        raise ConfigError(f"not valid TOML: {error}", path=name) from None


def _says(text: str, wanted: object) -> bool:
    try:
        return _loads("", text) == wanted
    except ConfigError:
        return False


def _with_entry(content: Mapping[str, object], entry: object) -> dict[str, object]:
    """The content of a file with one more entry in our list."""
    tools = _table(content, TABLE[0])
    ours = _table(tools, TABLE[1])
    entries = ours.get(_LIST[-1])
    entries = [*(entries if isinstance(entries, list) else ()), entry]
    return {**content, TABLE[0]: {**tools, TABLE[1]: {**ours, _LIST[-1]: entries}}}


def _end_of_ours(text: str) -> int:
    """Where the last table about caption-qa ends: before the comments on the next, and blank lines."""
    keys = sorted(
        (place, path[: len(TABLE)] == TABLE) for path, place in toml_places(text).keys.items()
    )
    last = max((index for index, (_, ours) in enumerate(keys) if ours), default=len(keys) - 1)
    if last + 1 >= len(keys):
        return len(text)
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    end = keys[last + 1][0].line - 1
    while end and lines[end - 1].lstrip().startswith("#"):
        end -= 1
    while end and not lines[end - 1].strip():
        end -= 1
    return sum(map(len, lines[:end]))


def _with_table(text: str, at: int, lines: list[str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    before, after = text[:at], text[at:]
    if before and not before.endswith("\n"):
        before += newline
    above = newline if before else ""
    below = newline if after.strip() and after[0] not in "\r\n" else ""
    return before + above + "".join(line + newline for line in lines) + below + after


def _scalar(value: str | int) -> str:
    """A number or a text as TOML writes it on one line."""
    if isinstance(value, int):
        return str(value)
    import json

    # What JSON escapes TOML reads alike, but for the pairs that JSON makes of characters beyond U+FFFF.
    quoted = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f]", lambda match: f"\\u{ord(match[0]):04x}", quoted)
