"""Configuration files as plain data, with the place of everything in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from caption_qa_action.config._toml_places import Path, toml_places
from caption_qa_action.core.errors import ConfigError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Position
from caption_qa_action.core.text import is_unicode, printable, quote

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 1_000_000
# An alias makes a value appear again, so a few lines can stand for billions of values.
MAX_VALUES = 20_000
MAX_DEPTH = 20

TABLE = ("tool", "caption-qa")
MISSPELLED = "caption_qa"
_TAGS = ("bool", "float", "int", "map", "null", "seq", "str")


class Raw(NamedTuple):
    """A configuration file as it stands: its data, and where each key and list entry begins.

    `values` are the places where the value of each begins. A warning is its line, its column and its
    message.
    """

    name: str
    data: dict[str, object]
    places: Mapping[Path, Position]
    values: Mapping[Path, Position]
    warnings: tuple[tuple[int, int, str], ...] = ()

    def place(self, path: Path) -> Position:
        """Where a key or list entry begins, or the nearest around it; 0, 0 is nowhere."""
        return _nearest(self.places, path)

    def value_place(self, path: Path) -> Position:
        """Where the value at a path begins, or the nearest around it; 0, 0 is nowhere."""
        return _nearest(self.values, path)

    def error(self, path: Path, message: str, *, of_key: bool = False) -> ConfigError:
        """The error that the value at a path is wrong, or the key itself."""
        line, column = self.place(path) if of_key else self.value_place(path)
        return ConfigError(
            message, path=self.name, line=line, column=column, key=printable(dotted(path))
        )


def _nearest(places: Mapping[Path, Position], path: Path) -> Position:
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Position(0, 0))


def dotted(path: Path) -> str:
    """A path as people write it: `overrides[0].options`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(
        "."
    )


def is_toml(path: str) -> bool:
    """Whether a configuration file is read as TOML."""
    return path.lower().endswith(".toml")


def read(name: str, data: bytes) -> Raw | None:
    """The content of a configuration file, None for a TOML file without the table `tool.caption-qa`.

    Raises ConfigError when it cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise ConfigError(f"is larger than {MAX_BYTES} bytes", path=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line, column = _end(before)
        message = f"not valid UTF-8 at byte {error.start}; save the file as UTF-8"
        raise ConfigError(message, path=name, line=line, column=column) from None
    raw = _read_toml(name, text) if is_toml(name) else _read_yaml(name, text)
    if raw is not None:
        _require_text(raw)
    return raw


def _require_text(raw: Raw) -> None:
    """Escapes can write what no name, pattern or path can hold: half a UTF-16 pair, and NUL."""
    left: list[tuple[Path, object]] = [((), raw.data)]
    while left:
        path, value = left.pop()
        if len(path) > MAX_DEPTH:
            continue  # no key is so deep: it is unknown
        if isinstance(value, dict):
            left += (((*path, key), each) for key, each in value.items())
            left += (((*path, key), key) for key in value)
        elif isinstance(value, list):
            left += (((*path, index), each) for index, each in enumerate(value))
        elif isinstance(value, str) and ("\0" in value or not is_unicode(value)):
            raise raw.error(path, f"holds a character that no text may have: {quote(value)}")


def _read_yaml(name: str, text: str) -> Raw:
    import yaml

    try:
        # BaseLoader leaves every scalar a string, so that `no` stays a language and `off` a level.
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        message = "; ".join(filter(None, (error.context, error.problem)))
        raise ConfigError(
            f"not valid YAML: {message}", path=name, line=line, column=column
        ) from None
    except yaml.reader.ReaderError as error:
        line, column = _end(text[: error.position])
        message = f"not valid YAML: the character U+{ord(text[error.position]):04X} is not allowed"
        raise ConfigError(message, path=name, line=line, column=column) from None
    except yaml.YAMLError as error:
        message = " ".join(str(error).split())
        raise ConfigError(f"not valid YAML: {message}", path=name) from None
    except RecursionError:
        raise ConfigError("not valid YAML: nested too deeply", path=name) from None
    if root is None:
        return Raw(name, {}, {}, {})
    builder = _YamlBuilder(name)
    data = builder.build(root, ())
    if not isinstance(data, dict):
        raise builder.error(root, (), "must be a mapping of keys to values")
    return Raw(name, data, builder.places, builder.values)


def _end(text: str) -> Position:
    """Where a text ends."""
    return Position(text.count("\n") + 1, len(text) - text.rfind("\n"))


class _YamlBuilder:
    """Plain data out of YAML nodes; scalars are read as the core schema of YAML 1.2 reads them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self.count = 0

    def error(self, node: yaml.Node, path: Path, message: str) -> ConfigError:
        """The error that something at a node is wrong."""
        line, column = _position(node)
        return ConfigError(
            message, path=self.name, line=line, column=column, key=printable(dotted(path))
        )

    def build(self, node: yaml.Node, path: Path) -> object:
        """The value of a node."""
        import yaml

        self.count += 1
        self.places.setdefault(path, _position(node))
        self.values[path] = _position(node)
        if self.count > MAX_VALUES or len(path) > MAX_DEPTH:
            raise self.error(
                node, path[:MAX_DEPTH], "holds too many values; are aliases the cause?"
            )
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            raise self.error(node, path, f"the tag {node.tag} is not supported")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(entry, (*path, index)) for index, entry in enumerate(node.value)]
        return _scalar(cast("yaml.ScalarNode", node))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        import yaml

        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.error(key_node, path, "a key must be a string")
            key = key_node.value
            inner = (*path, key)
            if key in mapping:
                first = self.places[inner].line
                raise self.error(key_node, inner, f"is given twice, first in line {first}")
            self.places[inner] = _position(key_node)
            mapping[key] = self.build(value_node, inner)
        return mapping


def _position(node: yaml.Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: yaml.ScalarNode) -> object:
    import re

    text: str = node.value
    if node.style is not None:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return int(text)
    if re.fullmatch(
        r"[+-]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})(?:[eE][+-]?[0-9]{1,3})?", text
    ):
        return float(text)
    return text


def _read_toml(name: str, text: str) -> Raw | None:
    import re

    from caption_qa_action.config import toml

    try:
        table = toml.loads(text)
    except ValueError as error:
        message = _toml_message(error)
        place = re.search(r" \(at line ([0-9]{1,9}), column ([0-9]{1,9})\)$", message)
        line, column = (int(place[1]), int(place[2])) if place else _end(text.rstrip("\r\n"))
        message = message[: place.start()] if place else message
        raise ConfigError(
            f"not valid TOML: {message}", path=name, line=line, column=column
        ) from None
    tools = table.get(TABLE[0])
    if not isinstance(tools, dict) or not {TABLE[1], MISSPELLED} & set(tools):
        return None
    try:
        every = toml_places(text)
    except RecursionError:
        raise ConfigError("not valid TOML: nested too deeply", path=name) from None
    if TABLE[1] not in tools:
        line, column = every.keys.get((TABLE[0], MISSPELLED), Position(0, 0))
        message = f"[tool.{MISSPELLED}] is not read; the table is called [{'.'.join(TABLE)}]"
        return Raw(name, {}, {}, {}, ((line, column, message),))
    ours = tools[TABLE[1]]
    if not isinstance(ours, dict):
        line, column = every.values.get(TABLE, Position(0, 0))
        raise ConfigError(
            "must be a table", path=name, line=line, column=column, key=".".join(TABLE)
        )
    return Raw(name, ours, _inside(every.keys), _inside(every.values))


def _toml_message(error: ValueError) -> str:
    """What is wrong with a TOML file; Python's own limit for digits is none of its words."""
    return "a number is too large" if "int_max_str_digits" in str(error) else str(error)


def _inside(places: Mapping[Path, Position]) -> dict[Path, Position]:
    """The places of what is in our table."""
    return {
        path[len(TABLE) :]: place for path, place in places.items() if path[: len(TABLE)] == TABLE
    }
