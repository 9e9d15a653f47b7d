"""The JSON Schema of the configuration file: for editors, and for whoever writes one by program.

`python -m caption_qa_action.config.schema [FILE]` writes it anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import cast

import caption_qa_action.presets as presets
import caption_qa_action.rules as rules
from caption_qa_action.config.allowed_values import (
    ALL,
    DEFAULT,
    FOREIGN_PATTERN,
    LEVELS,
    NEVER,
    OFF,
    PLUGIN_PATTERN,
    groups,
)
from caption_qa_action.core.rule import Rule, Value

PATH = "schemas/config.schema.json"
URL = f"https://caption-qa.github.io/caption-qa-action/{PATH}"

Schema = dict[str, object]


def schema() -> Schema:
    """The schema of a configuration file, out of the models, the rules and the presets."""
    from caption_qa_action.config._model import ConfigModel

    made = ConfigModel.model_json_schema(by_alias=True)
    definitions = cast("dict[str, Schema]", made.pop("$defs"))
    inner = [definitions[f"{name}Model"] for name in ("Override", "Preset", "Suppression")]
    for model in inner:
        model.pop("title")
    known = [rule for rule in rules.load_all() if not rules.plugin_of(rule.code)]
    codes = [rule.code for rule in known]
    # A pattern alone does not refuse what is no string.
    plugin_code: Schema = {"type": "string", "pattern": PLUGIN_PATTERN}
    others: tuple[Schema, ...] = ({"type": "string", "pattern": FOREIGN_PATTERN}, plugin_code)
    for model in (made, *inner):
        _refine(cast("dict[str, Schema]", model["properties"]))
    definitions |= {
        "level": {"enum": [*LEVELS, OFF]},
        "selectors": _one_or_many([*codes, *sorted(groups()), ALL, DEFAULT], plugin_code),
        "codes": _one_or_many(codes, *others),
        "failing": _one_or_many([*LEVELS, NEVER, *codes], *others),
        "severity": {
            "type": "object",
            "properties": {code: {"$ref": "#/$defs/level"} for code in codes},
            "patternProperties": {
                pattern: {"$ref": "#/$defs/level"} for pattern in (FOREIGN_PATTERN, PLUGIN_PATTERN)
            },
            "additionalProperties": False,
        },
        "options": {
            "type": "object",
            "properties": {rule.code: _rule(rule) for rule in known if rule.options},
            "patternProperties": {PLUGIN_PATTERN: {"type": "object"}},
            "additionalProperties": False,
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": URL,
        **made,
        "title": "Configuration of caption-qa",
        "$defs": definitions,
    }


def text() -> str:
    """The schema as the file holds it."""
    from json import dumps

    return dumps(schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _refine(properties: dict[str, Schema]) -> None:
    """Replace what the models leave open by what the registries know."""
    known: dict[str, Schema] = {
        # One of the package, or one that the configuration defines.
        "preset": {"anyOf": [{"enum": [*presets.names(), presets.NONE]}, {"type": "string"}]},
        "extends": {"anyOf": [{"enum": presets.names()}, {"type": "string"}]},
        "select": {"$ref": "#/$defs/selectors"},
        "extend-select": {"$ref": "#/$defs/selectors"},
        # A name that is not known is a warning here, not an error.
        "severity": {"$ref": "#/$defs/severity"},
        "options": {"$ref": "#/$defs/options"},
        "fail-on": {"$ref": "#/$defs/failing"},
        "codes": {"$ref": "#/$defs/codes"},
    }
    for key, value in properties.items():
        for name in ("title", "default"):
            value.pop(name, None)
        properties[key] = {
            "description": value.pop("description"),
            **(known[key] if key in known else _without_null(value)),
        }


def _without_null(value: Schema) -> Schema:
    """A type without the null that stands for a key which is not there."""
    if "anyOf" not in value:
        return value
    choices = [
        choice for choice in cast("list[Schema]", value["anyOf"]) if choice != {"type": "null"}
    ]
    return choices[0] if len(choices) == 1 else {**value, "anyOf": choices}


def _one_or_many(names: list[str], *others: Schema) -> Schema:
    choices: list[Schema] = [{"enum": names}, *others]
    one = {"anyOf": choices} if others else choices[0]
    return {"anyOf": [*choices, {"type": "array", "items": one}]}


def _rule(rule: Rule) -> Schema:
    return {
        "description": rule.summary,
        "type": "object",
        "properties": {name: _option(rule, name, value) for name, value in rule.options.items()},
        "additionalProperties": False,
    }


def _option(rule: Rule, name: str, default: Value) -> Schema:
    described = {"description": meaning} if (meaning := _meaning(rule, name)) else {}
    return {**described, **_type(rule, name, default), "default": default}


def _meaning(rule: Rule, name: str) -> str:
    """The description of an option on the rule's page, on one line."""
    entry: list[str] = []
    for line in rule.page.split("\n"):
        line = line.strip(" ")
        if entry and (not line or line.startswith(("- ", "#"))):
            break
        if entry or line.startswith(f"- `{name}`"):
            entry.append(line)
    return " ".join(entry).partition(": ")[2]


def _type(rule: Rule, name: str, default: Value) -> Schema:
    if isinstance(default, bool):
        return {"type": "boolean"}
    annotation = str(getattr(rule.check, "__annotations__", {}).get(name, ""))
    number: Schema = {
        "type": "number" if isinstance(default, float) or "float" in annotation else "integer",
        "minimum": 0,
    }
    if isinstance(default, (int, float)):
        return number
    if isinstance(default, str):
        choices = rule.choices.get(name)
        return {"enum": sorted({default, *choices})} if choices else {"type": "string"}
    if isinstance(default, Mapping):
        languages = {"pattern": "^[a-z]{2,3}$"}
        return {"type": "object", "additionalProperties": number, "propertyNames": languages}
    return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


def main(arguments: list[str]) -> None:
    """Write the schema."""
    path = arguments[0] if arguments else PATH
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text())


if __name__ == "__main__":
    main(sys.argv[1:])
