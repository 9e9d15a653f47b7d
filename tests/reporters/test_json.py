"""The JSON report against its schema."""

from __future__ import annotations

import json
import os

import pytest

from caption_qa_action import __version__
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.source import Edit, Fix, Source, Span
from tests.json_schema import jsonschema
from tests.reporters.fixed_report import diagnose, fixed_report, report

SCHEMA = os.path.join(os.path.dirname(__file__), "../../schemas/report.schema.json")


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    with open(SCHEMA, encoding="utf-8") as file:
        described = json.load(file)
    jsonschema.Draft202012Validator.check_schema(described)
    return jsonschema.Draft202012Validator(described)


def test_the_report_is_as_the_schema_says(schema: jsonschema.Draft202012Validator) -> None:
    schema.validate(json.loads(report("json", fixed_report())))


def test_a_report_on_no_file_is_as_the_schema_says(
    schema: jsonschema.Draft202012Validator,
) -> None:
    schema.validate(json.loads(report("json", [])))


@pytest.mark.parametrize("change", ["version", "tool", "files", "summary"])
def test_the_schema_notices_a_missing_part(
    schema: jsonschema.Draft202012Validator, change: str
) -> None:
    found = json.loads(report("json", fixed_report()))
    del found[change]
    assert not schema.is_valid(found)


def test_the_schema_wants_a_reason_for_an_unchecked_file(
    schema: jsonschema.Draft202012Validator,
) -> None:
    found = json.loads(report("json", fixed_report()))
    del found["files"][0]["reason"]
    assert not schema.is_valid(found)


def test_the_tool_says_its_version() -> None:
    found = json.loads(report("json", []))
    assert found["tool"] == {"name": "caption-qa", "version": __version__}


def test_every_file_is_on_a_line_of_its_own() -> None:
    lines = report("json", fixed_report()).split("\n")
    paths = [json.loads(line.rstrip(","))["path"] for line in lines[1:-2]]
    assert paths == [file.path for file in fixed_report()]


def test_wide_characters_are_written_as_they_are() -> None:
    assert "散歩に" in report("json", fixed_report())


def test_places_of_edits_count_code_points() -> None:
    source = Source.of("\U0001f468b\nc\U0001f469d", "a.srt")
    edit = Edit(Span(5, 6), "x")
    found = diagnose(
        source, "c", Severity.ERROR, "m", Span(4, 5), fix=Fix("do it", (edit,), safe=True)
    )
    file = FileReport("a.srt", "srt", "checked", 1, (found,), source=source)
    (diagnostic,) = json.loads(report("json", [file]))["files"][0]["diagnostics"]
    assert diagnostic["fix"] == {
        "title": "do it",
        "safe": True,
        "edits": [
            {
                "line": 2,
                "column": 3,
                "endLine": 2,
                "endColumn": 4,
                "replacement": "x",
                "startOffset": 5,
                "endOffset": 6,
            }
        ],
    }
    assert (diagnostic["startOffset"], diagnostic["endOffset"]) == (4, 5)


def test_a_finding_outside_cues_has_no_cue() -> None:
    diagnostics = json.loads(report("json", fixed_report()))["files"][2]["diagnostics"]
    assert (diagnostics[0]["cue"], diagnostics[0]["startMs"]) == (None, None)


def test_the_summary_tells_the_exit_code() -> None:
    summary = json.loads(report("json", fixed_report()))["summary"]
    assert (summary["result"], summary["exitCode"]) == ("error", 2)
    summary = json.loads(report("json", fixed_report()[1:]))["summary"]
    assert (summary["result"], summary["exitCode"]) == ("fail", 1)
