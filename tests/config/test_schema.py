"""The JSON Schema agrees with what the tool accepts, and the written one is not stale."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.config import schema
from tests.json_schema import jsonschema

WRITTEN = Path(__file__).parents[2] / schema.PATH


@pytest.fixture
def validator() -> jsonschema.Draft202012Validator:
    made: Any = schema.schema()
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"preset": "tiktok", "select": "all", "ignore": ["anything"], "fail-on": ["error"]},
        {
            "fail-on": "line_too_long",
            "max-warnings": 0,
            "engine": "remote",
            "api-url": "https://example.org",
        },
        {"severity": {"line_too_long": "off"}, "options": {"line_too_long": {"limit_columns": 40}}},
        {"options": {"line_too_long": {"limit_columns_by_language": {"ja": 12}}}},
        {"options": {"reading_speed_high": {"limit_cps": 17.5}}},
        {"overrides": [{"files": "a", "preset": "zoom"}], "extend-exclude": ["a/"]},
    ],
)
def test_the_schema_accepts_what_is_right(
    validator: jsonschema.Draft202012Validator, config: object
) -> None:
    assert list(validator.iter_errors(config)) == []


@pytest.mark.parametrize(
    "config",
    [
        {"presets": "tiktok"},
        {"presets": {"ours": {}}},
        {"presets": {"ours": {"extends": "zoom", "preset": "zoom"}}},
        {"select": ["nosuch"]},
        {"severity": {"nosuch": "error"}},
        {"severity": {"line_too_long": "warn"}},
        {"options": {"line_too_long": {"nosuch": 40}}},
        {"options": {"line_too_long": {"limit_columns": 4.5}}},
        {"options": {"overlapping_cues": {}}},
        {"engine": "hosted"},
        {"overrides": [{"preset": "zoom"}]},
        {"max-warnings": -1},
    ],
)
def test_the_schema_rejects_what_is_wrong(
    validator: jsonschema.Draft202012Validator, config: object
) -> None:
    assert list(validator.iter_errors(config)) != []


def test_every_key_is_described() -> None:
    made: Any = schema.schema()
    for properties in (made["properties"], made["$defs"]["OverrideModel"]["properties"]):
        for key, value in properties.items():
            assert value["description"], key


@pytest.mark.real_rules
def test_the_written_schema_is_not_stale() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == schema.text(), (
        "write it anew: python -m caption_qa_action.config.schema"
    )


@pytest.mark.real_rules
def test_the_schema_tells_what_an_option_means() -> None:
    made: Any = json.loads(schema.text())
    for code, rule in made["$defs"]["options"]["properties"].items():
        assert rule["description"], code
        for name, option in rule["properties"].items():
            assert option.get("description"), f"{code}.{name}"
