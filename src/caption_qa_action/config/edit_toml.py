"""A suppression added to the table `tool.caption-qa` of a TOML file; all else stays, byte for byte.

TOML takes one more `[[tool.caption-qa.suppressions]]` wherever a table may begin, so nothing that is there
has to be written anew. Where the list is written in brackets that is not so, and the error says which
lines to add by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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


def _with_entry(data: Mapping[str, object], entry: object) -> dict[str, object]:
    """The data of a file with one more entry in our list."""
    tools = data.get(TABLE[0])
    tools = tools if isinstance(tools, dict) else {}
    ours = tools.get(TABLE[1])
    ours = ours if isinstance(ours, dict) else {}
    entries = ours.get(_LIST[-1])
    entries = [*(entries if isinstance(entries, list) else ()), entry]
    return {**data, TABLE[0]: {**tools, TABLE[1]: {**ours, _LIST[-1]: entries}}}


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
