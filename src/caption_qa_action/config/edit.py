"""Entries added to the YAML files of users: everything that was there stays, byte for byte.

ruamel.yaml finds where each part of the file begins and ends, and writes the entry, which is put between
the lines that are there. The file as a whole is not written by ruamel.yaml: its round trip sets
indentation, folded lines, the spaces before comments and line ends anew. The result is read again, and it
is refused unless it holds what the file held before, and the entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from caption_qa_action.config._read import read
from caption_qa_action.core.errors import ConfigError

if TYPE_CHECKING:
    from ruamel.yaml.nodes import CollectionNode, MappingNode
    from ruamel.yaml.tokens import Token

# What can be added: texts, numbers, lists and mappings of them.
Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value]"

_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"


def data(name: str, text: str) -> dict[str, object]:
    """What a YAML file holds, read as a configuration is. Raises ConfigError."""
    raw = read(name, text.encode())
    assert raw is not None, "only TOML can be without our table"
    return raw.data


def add_keys(name: str, text: str, keys: Mapping[str, Value]) -> str:
    """A YAML mapping with more keys at its end; an empty file is an empty mapping.

    `name` is how errors call the file. Raises ConfigError when it cannot be read, or when nothing can
    be added without changing what it means.
    """
    before = data(name, text)
    file = _File(text)
    if file.root is not None and file.root.flow_style:
        inside = _dump(keys, in_flow=True)[1:-1]
        new = file.with_flow_entry(file.root, inside)
    else:
        at = file.root.start_mark.column if file.root is not None and before else 0
        new = file.with_lines(len(file.text), _dump(keys), at)
    return _checked(name, new, {**before, **keys})


def append(name: str, text: str, key: str, entry: Mapping[str, Value]) -> str:
    """A YAML mapping whose list under `key` has one more entry; the list is made where there is none.

    The list keeps its style. `name` and what is raised are as in `add_keys`.
    """
    before = data(name, text)
    if key not in before:
        return add_keys(name, text, {key: [entry]})
    entries = before[key]
    if entries is not None and not isinstance(entries, list):
        raise ConfigError("is no list", path=name, key=key)
    file = _File(text)
    key_node, node = file.pair(key)
    if entries is None:
        new = file.with_first_entry(key_node, node, entry)
    elif node.flow_style:
        new = file.with_flow_entry(node, _dump(entry, in_flow=True))
    else:
        new = file.with_block_entry(node, entry)
    return _checked(name, new, {**before, key: [*(entries or ()), entry]})


def _checked(name: str, new: str, wanted: Mapping[str, object]) -> str:
    """`new`, if it means what is wanted. Raises ConfigError."""
    try:
        if data(name, new) == wanted:
            return new
    except ConfigError:
        pass
    raise ConfigError(
        "nothing can be added without changing what it says; add it by hand, in front of the line "
        '"..." where there is one',
        path=name,
    )


class _File:
    """A text that is valid YAML, with the places of its parts; offsets count without a byte order mark."""

    def __init__(self, text: str) -> None:
        import warnings

        from ruamel.yaml import YAML

        self.bom = _BOM if text.startswith(_BOM) else ""
        self.text = text.removeprefix(_BOM)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an anchor may be used twice
            self.root: MappingNode | None = YAML(typ="safe", pure=True, plug_ins=[]).compose(
                self.text
            )
            tokens: list[Token] = list(YAML(typ="safe", pure=True, plug_ins=[]).scan(self.text))
        # Tokens that stand for an indentation have no characters.
        self.tokens = [each for each in tokens if each.end_mark.index > each.start_mark.index]

    def pair(self, key: str) -> tuple[CollectionNode, CollectionNode]:
        """The nodes of a key of the mapping and of its value, which may be scalars too."""
        assert self.root is not None
        pairs: list[tuple[CollectionNode, CollectionNode]] = self.root.value
        return next(pair for pair in pairs if pair[0].value == key)

    def with_flow_entry(self, node: CollectionNode, entry: str) -> str:
        """`{...}` or `[...]` with one more entry behind its last one."""
        opening, *inner, closing = self._tokens_of(node)
        last = inner[-1] if inner else opening
        if last is opening:
            return self._spliced(closing.start_mark.index, entry)
        comma = " " if self._characters(last) == "," else ", "
        return self._spliced(last.end_mark.index, comma + entry)

    def with_block_entry(self, node: CollectionNode, entry: Mapping[str, Value]) -> str:
        """A list of lines with one more entry, in the columns of its first one."""
        tokens = self._tokens_of(node)
        index = next(i for i, each in enumerate(tokens) if self._characters(each) == "-")
        dash, content = tokens[index].start_mark, tokens[index + 1].start_mark
        offset = content.column - dash.column if content.line == dash.line else 2
        last = tokens[-1]
        end = last.start_mark.index + len(self._characters(last).rstrip())
        # Comments that stand deeper than the dash are about the entry before them.
        comments = rf"[^\r\n]*(?:(?:\r\n|\n|\r) {{{dash.column + 1},}}#[^\r\n]*)*"
        match = re.compile(comments).match(self.text, end)
        end = match.end() if match else end
        return self.with_lines(end, _dump([entry], offset), dash.column)

    def with_first_entry(
        self, key: CollectionNode, node: CollectionNode, entry: Mapping[str, Value]
    ) -> str:
        """The list of one entry in place of nothing, or of a null."""
        assert self.root is not None
        if node.value:  # `null` or `~`
            end = node.end_mark.index
            return self._spliced(node.start_mark.index, _dump([entry], in_flow=True), end)
        after = (each for each in self.tokens if each.start_mark.index >= key.end_mark.index)
        colon = next(each.end_mark.index for each in after if self._characters(each) == ":")
        if self.root.flow_style:
            return self._spliced(colon, " " + _dump([entry], in_flow=True))
        return self.with_lines(colon, _dump([entry]), key.start_mark.column + 2)

    def with_lines(self, at: int, lines: str, column: int) -> str:
        """The text with lines after the one that `at` is in, which end as it does."""
        match = _BREAK.search(self.text, at)
        at = match.end() if match else len(self.text)
        breaks = _BREAK.findall(self.text[:at])
        newline = breaks[-1] if breaks else "\n"
        lead = "" if at == 0 or self.text[at - 1] in "\r\n" else newline
        indented = re.sub("(?m)^", " " * column, lines)
        return self._spliced(at, lead + (indented + "\n").replace("\n", newline))

    def _tokens_of(self, node: CollectionNode) -> list[Token]:
        """The tokens of a flow collection with its brackets, or of a block up to what follows it."""
        start, end = node.start_mark.index, node.end_mark.index
        tokens = [each for each in self.tokens if start <= each.start_mark.index < end]
        if node.flow_style:  # a tag or an anchor comes first
            while self._characters(tokens[0]) not in ("[", "{"):
                del tokens[0]
        return tokens

    def _characters(self, token: Token) -> str:
        return self.text[token.start_mark.index : token.end_mark.index]

    def _spliced(self, start: int, more: str, end: int | None = None) -> str:
        return self.bom + self.text[:start] + more + self.text[start if end is None else end :]


def _dump(value: Value, offset: int = 2, *, in_flow: bool = False) -> str:
    """A value as YAML, without a line end; `offset` is how far a list's dash is from what follows it."""
    import io
    import textwrap

    from ruamel.yaml import YAML

    yaml = YAML(plug_ins=[])
    yaml.default_flow_style = in_flow
    yaml.width = 1_000_000  # one line for each text
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    # Two is the one distance at which the dashes of inner lists stand deeper than their key.
    yaml.indent(mapping=2, sequence=4 if offset == 2 else offset, offset=2 if offset == 2 else 0)
    out = io.StringIO()
    yaml.dump(_quoted(value, in_flow), out)
    return textwrap.dedent(out.getvalue()).rstrip("\n")


def _quoted(value: Value, in_flow: bool) -> Any:
    """A value as ruamel.yaml takes it, with quotes around what it leaves plain and should not.

    A text with line breaks becomes one line so. In a flow a colon within a text is plain by YAML 1.2, and
    is none by YAML 1.1, which the reader of pre-commit and our own follow.
    """
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    if isinstance(value, str):
        if len(value.splitlines()) > 1:
            return DoubleQuotedScalarString(value)
        is_plain = not in_flow or re.fullmatch(r"[\w./ -]+", value)
        return value if is_plain else SingleQuotedScalarString(value)
    if isinstance(value, Mapping):
        return {key: _quoted(each, in_flow) for key, each in value.items()}
    return [_quoted(each, in_flow) for each in value] if isinstance(value, Sequence) else value
