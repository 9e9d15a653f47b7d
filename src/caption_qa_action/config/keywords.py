"""What is in force, as keywords of the Python API, in the words of the configuration file.

- `preset`: the name of a preset; `youtube` unless given.
- `select`, `extend_select`, `ignore`: codes, groups, `all`, `default`; a string or several.
- `severity`: `error`, `warning`, `info` or `off`, by code.
- `options`: values by code and name, such as `{"line_too_long": {"limit_columns": 37}}`.
- `language`: the language of the captions, as a BCP 47 tag; else that of the file, its name, its script.
- `preview`: whether rules in preview run.
- `plugins`: installed plugins whose rules run as well; naming them here allows them, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ParamSpec, TypedDict, TypeVar

from caption_qa_action.config.arguments import Arguments
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import nearest, quote

Names = str | Iterable[str]
# So much of a wrong value is shown.
_SHOWN_CHARACTERS = 60
_R = TypeVar("_R")
_V = TypeVar("_V")
_P = ParamSpec("_P")


class RuleKeywords(TypedDict, total=False):
    """What can be in force with a preset, by the names that it has in the configuration; see the module."""

    select: Names
    extend_select: Names
    ignore: Names
    severity: Mapping[str, str]
    options: Mapping[str, Mapping[str, object]]
    language: str
    preview: bool
    plugins: Names


class Keywords(RuleKeywords, total=False):
    """What can be in force."""

    preset: str


def arguments_of(keywords: Keywords) -> Arguments:
    """Keywords as the configuration takes a command line. Raises UsageError, TypeError for others."""
    known = [*Keywords.__optional_keys__]
    unknown = sorted(set(keywords) - set(known))
    if unknown:
        near = nearest(unknown[0], known)
        raise TypeError(f"there is no keyword {quote(unknown[0])}{near}")
    select = keywords.get("select")
    severity = _mapping("severity", keywords.get("severity", {}))
    options = _mapping("options", keywords.get("options", {}))
    for code, level in severity.items():
        _require(f"severity {code}", level, str, "a string")
    return Arguments(
        preset=text_of("preset", keywords.get("preset")),
        select=None if select is None else names_of("select", select),
        extend_select=names_of("extend_select", keywords.get("extend_select", ())),
        ignore=names_of("ignore", keywords.get("ignore", ())),
        severities=tuple(f"{code}={level}" for code, level in severity.items()),
        values={code: _mapping(f"options {code}", given) for code, given in options.items()},
        language=text_of("language", keywords.get("language")),
        preview=_flag("preview", keywords.get("preview")),
        plugins=names_of("plugins", keywords.get("plugins", ())),
        strict=True,
    )


def names_of(keyword: str, value: Names) -> tuple[str, ...]:
    """One name or several, as several. Raises UsageError for what is neither."""
    if isinstance(value, str):
        return (value,)
    _require(keyword, value, Iterable, "a string or several")
    names = tuple(value)
    for name in names:
        _require(keyword, name, str, "a string or several")
    return names


def text_of(keyword: str, value: str | None) -> str | None:
    """A string, or None. Raises UsageError for anything else."""
    if value is not None:
        _require(keyword, value, str, "a string")
    return value


def _flag(keyword: str, value: bool | None) -> bool | None:
    if value is not None:
        _require(keyword, value, bool, "True or False")
    return value


def _mapping(keyword: str, value: Mapping[str, _V]) -> Mapping[str, _V]:
    _require(keyword, value, Mapping, "a mapping")
    for name in value:
        _require(keyword, name, str, "a mapping by strings")
    return value


def _require(keyword: str, value: object, kind: type, wanted: str) -> None:
    """Callers that no type checker has looked at pass anything. Raises UsageError."""
    if not isinstance(value, kind):
        shown = quote(repr(value), _SHOWN_CHARACTERS)
        raise UsageError(f"{keyword}: must be {wanted}, not {shown}")


def with_keywords(function: Callable[_P, _R], *arguments: _P.args, **keywords: _P.kwargs) -> _R:
    """Call a function that names what is wrong by the option of the command, such as `--extend-select`.

    Here it is the keyword: `extend_select`.
    """
    try:
        return function(*arguments, **keywords)
    except UsageError as error:
        option, space, rest = str(error).partition(" ")
        if not option.startswith("--"):
            raise
        keyword = option.removeprefix("--").replace("-", "_")
        keyword = {"option": "options", "option:": "options:"}.get(keyword, keyword)
        raise UsageError(f"{keyword}{space}{rest}") from None
