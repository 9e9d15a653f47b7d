"""The SARIF report against its schema, and against what GitHub makes of it."""

from __future__ import annotations

import gzip
import json
import random
from typing import Any

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport, Mended, Status
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.core.source import Source, Span
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._paths import uri
from caption_qa_action.reporters.sarif import SarifReporter
from caption_qa_action.rules import RULES, load_all
from tests.reporters.fixed_report import diagnose, fixed_report, report, write_with
from tests.reporters.sarif_schema import sarif_validator
from tests.reporters.test_hostile_text import HOSTILE, hostile_report

WITH_RULES = Options(rules=load_all)


def run_of(files: list[FileReport], options: Options = WITH_RULES) -> Any:
    """The one run of a report."""
    (run,) = json.loads(report("sarif", files, options))["runs"]
    return run


def test_a_report_with_every_rule_is_as_the_schema_says() -> None:
    sarif_validator().validate(json.loads(report("sarif", fixed_report(), WITH_RULES)))


def test_a_report_on_nothing_is_as_the_schema_says() -> None:
    sarif_validator().validate(json.loads(report("sarif", [], WITH_RULES)))


@pytest.mark.parametrize("text", HOSTILE, ids=[str(number) for number in range(len(HOSTILE))])
def test_hostile_text_is_as_the_schema_says(text: str) -> None:
    sarif_validator().validate(json.loads(report("sarif", hostile_report(text))))


def test_every_rule_is_listed_with_its_page_and_points_to_it() -> None:
    run = run_of([])
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        assert rule["helpUri"].endswith(f"/rules/{rule['id']}/")
        assert "## Why" in rule["help"]["markdown"]
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024


def test_a_result_points_to_its_rule() -> None:
    run = run_of(fixed_report())
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_place_is_a_uri_below_the_root_of_the_repository() -> None:
    source = Source.of("x", "déjà vu/50% #1.srt")
    found = diagnose(source, "c", Severity.ERROR, "m", Span(0, 1))
    file = FileReport(source.path, "srt", "checked", 1, (found,), source=source)
    (result,) = run_of([file], Options(prefix="media"))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    uri = "media/d%C3%A9j%C3%A0%20vu/50%25%20%231.srt"
    assert place == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("name", "quoted"), [("\udcff\udcfe.srt", "%FF%FE.srt"), ("\ud800.srt", "%ED%A0%80.srt")]
)
def test_a_name_that_is_no_utf_8_is_named_by_its_bytes(name: str, quoted: str) -> None:
    """On Windows a name may hold a surrogate that stands for no byte."""
    assert uri(name) == quoted


def test_columns_count_code_points() -> None:
    source = Source.of("\U0001f468\U0001f469x", "a.srt")
    found = diagnose(source, "c", Severity.ERROR, "m", Span(2, 3))
    file = FileReport("a.srt", "srt", "checked", 1, (found,), source=source)
    run = run_of([file])
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4}


SETTINGS = Settings("youtube", (RuleSetting("negative_duration"), RuleSetting("index_sequence")))
CUE = "7\n00:00:03,000 --> 00:00:02,000\nWhere have you been?\n\n"
GOOD = "1\n00:00:00,000 --> 00:00:01,000\nAll is well.\n\n"


def fingerprints(text: str, name: str = "a.srt") -> list[str]:
    run = run_of([check_bytes(name, text.encode(), SETTINGS)])
    return [
        each["partialFingerprints"]["primaryLocationLineHash"]
        for each in run["results"]
        if each["ruleId"] == "negative_duration"
    ]


def test_a_fingerprint_stays_when_the_cue_moves() -> None:
    (alone,) = fingerprints(CUE)
    (moved,) = fingerprints(GOOD + CUE.replace("\n", "\r\n"))
    assert alone == moved


def test_a_fingerprint_changes_with_the_text() -> None:
    assert fingerprints(CUE) != fingerprints(CUE.replace("Where", "Who"))


def test_two_cues_that_read_the_same_have_two_fingerprints() -> None:
    first, second = fingerprints(CUE + CUE)
    assert first.partition(":")[0] == second.partition(":")[0]
    assert first != second


def test_the_worst_are_kept_when_there_are_too_many() -> None:
    source = Source.of("x" * 9, "a.srt")
    found = tuple(
        diagnose(source, "c", severity, f"{severity.label} {number}", Span(number, number + 1))
        for number in range(3)
        for severity in Severity
    )
    file = FileReport("a.srt", "srt", "checked", 1, found, source=source)
    (run,) = json.loads(write_with(SarifReporter(Options(), most=4), [file]))["runs"]
    assert [each["level"] for each in run["results"]] == ["error"] * 3 + ["warning"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("5 findings of 9 left out")


def test_a_report_stays_within_its_compressed_size() -> None:
    source = Source.of("x", "a.srt")
    chance = random.Random(1)
    found = tuple(
        diagnose(source, "c", Severity.ERROR, chance.randbytes(200).hex(), Span(0, 1))
        for _ in range(400)
    )
    file = FileReport("a.srt", "srt", "checked", 1, found, source=source)
    text = write_with(SarifReporter(Options(), limit_bytes=50_000), [file])
    # What is still in the compressor when it is asked comes on top.
    assert 30_000 < len(gzip.compress(text.encode(), 1)) < 80_000
    sarif_validator().validate(json.loads(text))


@pytest.mark.parametrize("status, failure", [("unreadable", ""), ("checked", "no permission")])
def test_a_run_that_did_not_do_all_was_not_successful(status: Status, failure: str) -> None:
    mended = Mended((("bom", "remove the mark"),), failure=failure)
    for files, successful in (
        ([FileReport("a.srt", "srt", status, mended=mended)], False),
        ([], True),
    ):
        (run,) = json.loads(report("sarif", files))["runs"]
        assert run["invocations"][0]["executionSuccessful"] is successful
