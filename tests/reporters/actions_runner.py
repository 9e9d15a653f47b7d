"""How the GitHub Actions runner reads a log, for asking what it would execute.

A restatement of `TryParseV2` and `TryParse` in actions/runner, src/Runner.Common/ActionCommand.cs.
The runner reads lines with StreamReader.ReadLine, which also ends a line at a lone CR.
"""

from __future__ import annotations

import re
from typing import NamedTuple

COMMANDS = frozenset(
    (
        *("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group"),
        *("internal-set-repo-path", "notice", "remove-matcher", "save-state", "set-env"),
        *("set-output", "stop-commands", "warning"),
    )
)
_NEW = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_NEW_PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
_OLD = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%25": "%"}


class Command(NamedTuple):
    """Something that the runner executes."""

    name: str
    properties: dict[str, str]
    data: str


def read_log(log: str) -> tuple[list[Command], list[str]]:
    """What the runner executes of a log, and the lines that it only prints."""
    commands, lines = [], []
    for line in re.split("\r\n|\r|\n", log):
        command = new_command(line) or old_command(line)
        if command is None:
            lines.append(line)
        else:
            commands.append(command)
    return commands, lines


def annotations_of(log: str) -> list[Command]:
    """What the runner executes of a log, apart from the group that its list is in."""
    return [each for each in read_log(log)[0] if each.name not in ("group", "endgroup")]


def new_command(line: str) -> Command | None:
    """`::name key=value,key=value::data` at the start of a line."""
    line = line.lstrip()
    if not line.startswith("::"):
        return None
    end = line.find("::", 2)
    if end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    if name.lower() not in COMMANDS:
        return None
    pairs = _pairs(properties.strip(), ",", _NEW_PROPERTY)
    return Command(name.lower(), pairs, _unescape(line[end + 2 :], _NEW))


def old_command(line: str) -> Command | None:
    """`##[name key=value;key=value]data` anywhere in a line."""
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, properties = line[start + 3 : end].partition(" ")
    if name.lower() not in COMMANDS:
        return None
    return Command(name.lower(), _pairs(properties, ";", _OLD), _unescape(line[end + 1 :], _OLD))


def _pairs(text: str, separator: str, escapes: dict[str, str]) -> dict[str, str]:
    """Properties; the runner drops empty parts when it splits, so no value begins with `=`."""
    pairs = {}
    for pair in text.split(separator):
        name, _, value = pair.lstrip("=").partition("=")
        if value.lstrip("="):
            pairs[name] = _unescape(value.lstrip("="), escapes)
    return pairs


def _unescape(text: str, escapes: dict[str, str]) -> str:
    for escaped, character in escapes.items():
        text = text.replace(escaped, character)
    return text
