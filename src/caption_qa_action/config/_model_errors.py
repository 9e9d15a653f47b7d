"""What pydantic finds wrong with a configuration, as an error with a place in the words of its users."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from caption_qa_action.config._read import Raw
from caption_qa_action.config._toml_places import Path
from caption_qa_action.config.options import is_huge, kind
from caption_qa_action.core.errors import ConfigError
from caption_qa_action.core.text import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# What pydantic expects, by its error type, in everyday words.
_EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_type": "a mapping",
    "string_type": "a string",
}


def first_error(raw: Raw, errors: list[ErrorDetails]) -> ConfigError:
    """The error that comes first in the file, out of those that pydantic lists."""
    found: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        found.setdefault(_real_path(raw.data, error["loc"]), []).append(error)
    # A value that may be a string or a list is reported for both; the deeper report is the closer.
    outer = {path[:length] for path in found for length in range(len(path))}
    path = min((path for path in found if path not in outer), key=raw.place)
    of_key = any(error["type"] in ("extra_forbidden", "missing") for error in found[path])
    return raw.error(path, _message(raw, path, found[path]), of_key=of_key)


def _real_path(data: object, location: Iterable[int | str]) -> Path:
    """The part of a pydantic location that is in the data; the rest names branches of unions."""
    path: Path = ()
    for part in location:
        inside = isinstance(data, dict) and part in data
        if isinstance(data, list) and isinstance(part, int):
            inside = part < len(data)
        if inside:
            data = data[part]  # type: ignore[index]
        elif part not in ("files", "extends", "codes", "reason"):  # those whose absence is an error
            continue
        path = (*path, part)
    return path


def _message(raw: Raw, path: Path, errors: list[ErrorDetails]) -> str:
    error = errors[0]
    value = error["input"]
    if error["type"] == "extra_forbidden":
        known = _known_keys(path)
        return f"unknown key{nearest(str(path[-1]), known)}; there are {', '.join(known)}"
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "literal_error":
        return _wrong_choice(str(error["ctx"]["expected"]), value)
    if error["type"] == "greater_than_equal":
        return f"must be {error['ctx']['ge']} or more, not {value!r}"
    if is_huge(value) and any(each["type"] == "int_type" for each in errors):
        return "is too large"
    expected = [_EXPECTED[each["type"]] for each in errors if each["type"] in _EXPECTED]
    if not expected:
        return error["msg"][:1].lower() + error["msg"][1:]
    return f"must be {' or '.join(dict.fromkeys(expected))}, not {kind(value)}"


def _wrong_choice(expected: str, value: object) -> str:
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    near = nearest(value, choices) if isinstance(value, str) else ""
    return f"must be {' or '.join(dict.fromkeys(choices))}, not {kind(value)}{near}"


def _known_keys(path: Path) -> list[str]:
    from pydantic import BaseModel

    from caption_qa_action.config._model import (
        ConfigModel,
        OverrideModel,
        PresetModel,
        SuppressionModel,
    )

    inner: dict[object, type[BaseModel]] = {
        "overrides": OverrideModel,
        "presets": PresetModel,
        "suppressions": SuppressionModel,
    }
    model = inner.get(path[0], ConfigModel) if len(path) > 1 else ConfigModel
    return [field.alias or name for name, field in model.model_fields.items()]
