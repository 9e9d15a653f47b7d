"""Reports for other tools, read back as those tools read them."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from typing import Any

import junitparser
import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.source import Edit, Fix, Source, Span
from caption_qa_action.core.text import printable, strict
from caption_qa_action.reporters import Options
from tests.growth import assert_linear
from tests.reporters.fixed_report import diagnose, fixed_report, report
from tests.reporters.test_hostile_text import HOSTILE, hostile_report
from tests.tools import program

each_text = pytest.mark.parametrize(
    "text", HOSTILE, ids=[f"text-{number}" for number in range(len(HOSTILE))]
)


def inert(text: str) -> str:
    """Text as reports show it: printable, with no command of a runner in it."""
    text = printable(text).replace("##[", "#\\x23[")
    return text.replace("::", ":\\x3a", 1) if text.lstrip().startswith("::") else text


def suites(files: list[FileReport], options: Options) -> list[Any]:
    """The suites of a JUnit report, as a reader of such reports sees them."""
    read: Any = junitparser.JUnitXml
    return list(read.fromroot(ET.fromstring(report("junit", files, options).encode())))


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    found = suites(fixed_report(), Options(prefix="media"))
    assert [suite.name for suite in found] == [f"media/{file.path}" for file in fixed_report()]
    assert [(s.tests, s.failures, s.errors, s.skipped) for s in found] == [
        (1, 0, 1, 0),
        (2, 1, 0, 0),
        (4, 1, 0, 0),
        (1, 0, 0, 1),
        (1, 0, 0, 0),
    ]
    for suite in found:
        counted = [suite.tests, suite.failures, suite.errors, suite.skipped]
        suite.update_statistics()
        assert [suite.tests, suite.failures, suite.errors, suite.skipped] == counted


def test_junit_fails_what_fails_the_run() -> None:
    found = suites(fixed_report(), Options(fail_on=FailOn(Severity.WARNING)))
    assert [suite.failures for suite in found] == [0, 2, 3, 0, 0]


@each_text
def test_junit_gives_back_hostile_text(text: str) -> None:
    suite, unreadable, skipped = suites(hostile_report(text), Options())
    assert suite.tests == 6
    results = [case.result[0].message for case in suite if case.result]
    assert results == [inert(text)] * 2
    assert next(iter(skipped)).result[0].message == inert(text)
    assert next(iter(unreadable)).result[0].message == inert(f"not checked: {text}")


@each_text
def test_checkstyle_gives_back_hostile_text(text: str) -> None:
    root = ET.fromstring(report("checkstyle", hostile_report(text)).encode())
    assert root.tag == "checkstyle"
    errors = root.findall("file/error")
    assert len(errors) == 7
    assert [each.get("message") for each in errors[:6]] == [inert(text)] * 6


def test_checkstyle_tells_places_severities_and_codes() -> None:
    root = ET.fromstring(report("checkstyle", fixed_report()).encode())
    assert {file.get("name") for file in root} == {
        file.path for file in fixed_report() if file.status != "skipped"
    }
    for error in root.iter("error"):
        assert error.get("severity") in ("error", "warning", "info")
        assert int(error.get("line", "0")) >= 1
    second = root.findall("file")[1].findall("error")[1]
    assert second.attrib == {
        "line": "6",
        "column": "1",
        "severity": "error",
        "message": "cue 2 starts 400 ms before cue 1 ends",
        "source": "caption-qa.overlapping_cues",
    }


@each_text
def test_gitlab_issues_are_as_its_documentation_says(text: str) -> None:
    issues = json.loads(report("gitlab", hostile_report(text)))
    assert len(issues) == 7
    for issue in issues:
        required = {"description", "check_name", "fingerprint", "severity", "location"}
        assert set(issue) - {"preset", "presetChosen"} == required
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch("[0-9a-f]{32}", issue["fingerprint"])
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["location"]["path"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_gitlab_paths_are_those_of_the_repository() -> None:
    issues = json.loads(report("gitlab", fixed_report(), Options(prefix="media")))
    assert issues[0]["location"]["path"] == "media/captions/bad.srt"


def vso(log: str) -> list[tuple[dict[str, str], str]]:
    """What the agent of Azure Pipelines executes of a log.

    A restatement of `TryParse` in microsoft/azure-pipelines-agent, Command.cs.
    """
    escapes = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%AZP25": "%"}
    found = []
    for line in re.split("\r\n|\r|\n", log):
        match = re.search(r"(?i)##vso\[([^\]]*)\](.*)", line)
        if match:
            area, _, properties = match[1].partition(" ")
            assert area == "task.logissue"
            pairs = [each.split("=", 1) for each in properties.split(";") if "=" in each]

            def unescape(raw: str) -> str:
                return re.sub("%3B|%0D|%0A|%5D|%AZP25", lambda hit: escapes[hit[0]], raw)

            found.append(({key: unescape(value) for key, value in pairs}, unescape(match[2])))
    return found


@each_text
def test_azure_has_only_our_commands_and_they_decode_to_what_was_meant(text: str) -> None:
    commands = vso(report("azure", hostile_report(text)))
    assert [properties["type"] for properties, _ in commands] == ["warning"] * 2 + ["error"] * 3
    for properties, message in commands[:4]:
        assert set(properties) == {"type", "sourcepath", "linenumber", "columnnumber", "code"}
        assert properties["linenumber"] == "1"
        assert message.endswith(printable(text).replace("##[", "#\\x23["))


@pytest.mark.parametrize("name", ["azure", "concise", "full", "json", "markdown"])
def test_no_text_becomes_a_command_of_azure(name: str) -> None:
    hostile = "a ##vso[task.setvariable variable=x]y ##VSO[build.addbuildtag]z"
    for properties, _ in vso(report(name, hostile_report(hostile), Options(verbose=True))):
        assert properties["type"] in ("error", "warning")


def suggestion_file(text: str, fix: Fix) -> FileReport:
    source = Source.of(text, "a.srt")
    found = diagnose(source, "c", Severity.ERROR, "m", fix.edits[0].span, fix=fix)
    return FileReport("a.srt", "srt", "checked", 1, (found,), source=source)


def apply_suggestion(text: str, range_: dict[str, dict[str, int]], replacement: str) -> str:
    """What reviewdog's readers make of a suggestion: lines from 1, bytes from 1, ends exclusive."""
    data = text.encode()
    starts = [0, *(match.end() for match in re.finditer(b"\n", data))]
    start, end = (starts[p["line"] - 1] + p["column"] - 1 for p in (range_["start"], range_["end"]))
    return (data[:start] + replacement.encode() + data[end:]).decode()


def test_rdjson_counts_bytes_and_its_suggestions_apply() -> None:
    text = "ein\nd\u00e9j\u00e0 \U0001f468 vu  \nzwei\ndrei  \n"
    first, second = text.index("  \nzwei"), text.index("  \n", text.index("drei"))
    edits = (Edit(Span(second, second + 2), ""), Edit(Span(first, first + 2), "!"))
    file = suggestion_file(text, Fix("do it", edits, safe=True))
    (found,) = json.loads(report("rdjson", [file]))["diagnostics"]
    (suggestion,) = found["suggestions"]
    assert suggestion["range"]["start"] == {"line": 2, "column": 15}
    expected = "ein\nd\u00e9j\u00e0 \U0001f468 vu!\nzwei\ndrei\n"
    assert apply_suggestion(text, suggestion["range"], suggestion["text"]) == expected


def test_rdjson_counts_bytes_on_every_line_and_at_every_place() -> None:
    text = "\u00e9\r\na\U0001f468\n\n\u00fc\u00df-\u4e2d x\n\ud800\u00e9y"
    source = Source.of(text, "a.srt")
    spans = [Span(at, len(text)) for at in range(len(text) + 1)]
    found = tuple(diagnose(source, "c", Severity.ERROR, "m", span) for span in reversed(spans))
    file = FileReport("a.srt", "srt", "checked", 1, found, source=source)
    read = json.loads(report("rdjson", [file]))["diagnostics"]
    for span, each in zip(reversed(spans), read, strict=True):
        line_start = text.rfind("\n", 0, span.start) + 1
        before = text[line_start : span.start].encode("utf-8", "surrogatepass")
        place = {"line": text.count("\n", 0, span.start) + 1, "column": len(before) + 1}
        assert each["location"]["range"]["start"] == place


def test_rdjson_takes_time_in_proportion_to_the_findings_of_one_line() -> None:
    def report_of(n: int) -> FileReport:
        source = Source.of("\u00e9  " * n, "a.srt")
        spans = [Span(at, at + 1) for at in range(1, 3 * n, 3)]
        found = tuple(
            diagnose(source, "c", Severity.INFO, "m", span, fix=Fix("t", (Edit(span, ""),)))
            for span in spans
        )
        return FileReport("a.srt", "srt", "checked", 1, found, source=source)

    assert_linear(report_of, lambda file: report("rdjson", [file]), 500)


@pytest.mark.parametrize("name", ["rdjson", "json", "json-lines", "sarif", "concise"])
def test_a_place_in_a_binary_file_is_a_byte_on_one_line(name: str) -> None:
    data = b"850STL25.11\n\nNOTE\nx\n\n00:00:01.000 --> 00:00:02.000\nH\xfc\xfc\xfci there\n"
    source = Source("g.stl", data, data.decode("latin-1"), encoding="latin-1", binary=True)
    at = data.index(b"there")
    found = diagnose(source, "c", Severity.ERROR, "m", Span(at, at + 5))
    file = FileReport("g.stl", "stl", "checked", 1, (found,), source=source)
    text = report(name, [file])
    patterns = {
        "sarif": r'"startLine": (\d+), "startColumn": (\d+)',
        "concise": r"g\.stl:(\d+):(\d+)",
    }
    matched = re.search(patterns.get(name, r'"line": (\d+), "column": (\d+)'), text)
    assert matched is not None
    assert matched.groups() == ("1", str(at + 1))


def test_rdjson_makes_no_suggestion_of_a_fix_for_the_whole_file() -> None:
    text = "x" * 5000
    edits = (Edit(Span(0, 1), ""), Edit(Span(4999, 5000), ""))
    (found,) = json.loads(report("rdjson", [suggestion_file(text, Fix("t", edits))]))["diagnostics"]
    assert "suggestions" not in found


@each_text
def test_rdjson_is_as_its_protocol_says(text: str) -> None:
    read = json.loads(report("rdjson", hostile_report(text)))
    assert set(read) == {"source", "diagnostics"}
    assert len(read["diagnostics"]) == 7
    for found in read["diagnostics"]:
        assert found["severity"] in ("ERROR", "WARNING", "INFO")
        assert set(found) <= {*("message", "location", "severity", "code", "source", "suggestions")}


@each_text
def test_json_lines_gives_back_every_text_exactly(text: str) -> None:
    lines = report("json-lines", hostile_report(text)).split("\n")
    records = [json.loads(line) for line in lines[:-1]]
    assert [record["type"] for record in records] == ["finding"] * 6 + ["unchecked"] * 2 + [
        "summary"
    ]
    assert [record["message"] for record in records[:6]] == [strict(text)] * 6


@pytest.mark.parametrize("name", ["rdjson", "checkstyle", "sarif"])
def test_reviewdog_reads_every_finding(name: str) -> None:
    read = subprocess.run(
        [
            program("reviewdog"),
            f"-f={name}",
            "-reporter=local",
            "-filter-mode=nofilter",
            "-diff=echo",
        ],
        input=report(name, fixed_report()[1:]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert len(read.stdout.splitlines()) == 6
    assert "cue 2 starts 400 ms before cue 1 ends" in read.stdout
