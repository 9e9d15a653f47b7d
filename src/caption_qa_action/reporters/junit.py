"""JUnit XML: a suite for each file, a test case for each finding; CI servers show it as tests.

Written is what the Ant task and its readers have in common, with `file` and `line` for those that
know them: https://github.com/testmoapp/junitxml, https://docs.gitlab.com/ci/testing/unit_test_reports/
"""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter, Traits, fail_on_of, wanted_in
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._summary import in_force, judged_by
from caption_qa_action.reporters._xml import comment_line, element, escape

TRAITS = Traits(
    "test reports",
    ".xml",
    "a suite for each file, a case for each finding; it fails if it fails the run (`--fail-on`, `--max-warnings`); the preset is a property of the suite",
    has_summary=False,
)


def make(options: Options) -> Reporter[str]:
    """A reporter for test reports. What fails the run fails, the rest passes with its message."""
    return JunitReporter(options)


class JunitReporter:
    """Writes a test suite for each file as it comes."""

    __slots__ = ("_options",)

    def __init__(self, options: Options) -> None:
        self._options = options

    def part(self, file: FileReport) -> str:
        """The suite of a file: a case for each finding, or one that passes."""
        path = in_repository(file.path, self._options.prefix)
        hits = fail_on_of(file, self._options).hits
        failures = 0
        cases = []
        for each in filter(wanted_in(file, self._options), file.diagnostics):
            fails = hits(each.code, each.severity)
            failures += fails
            cases.append(_case(path, each, fails=fails))
        if file.failure:
            error = element("error", message=file.failure.message, type=file.failure.code)
            cases.insert(0, _outcome(path, error))
        elif file.status == "skipped":
            cases = [_outcome(path, element("skipped", message=file.reason))]
        elif not cases:
            cases = [_outcome(path)]
        judged = judged_by(file)
        properties = element("properties", element("property", name="judged by", value=judged))
        suite = element(
            "testsuite",
            f"\n    {properties}" if judged else "",
            *(f"\n    {case}" for case in cases),
            "\n  ",
            name=path,
            tests=len(cases),
            failures=failures,
            errors=int(bool(file.failure)),
            skipped=int(file.status == "skipped"),
            time="0",
        )
        return f"  {suite}\n"

    def begin(self) -> str:
        """The declaration."""
        return '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="caption-qa">\n'

    def add(self, part: str) -> str:
        """The suite of a file."""
        return part

    def end(self, summary: Summary) -> str:
        """What was in force in the run, for which there is no element, and the end of the document."""
        return f"{comment_line(in_force(summary))}</testsuites>\n"


def _outcome(path: str, *content: str) -> str:
    """The one case of a file without findings."""
    return element("testcase", *content, name="captions", classname=path, file=path, time="0")


def _case(path: str, diagnostic: Diagnostic, *, fails: bool) -> str:
    line, column = diagnostic.start
    text = escape(f"{path}:{line}:{column}: {diagnostic.code} {diagnostic.message}")
    if fails:
        outcome = element(
            "failure", text, message=diagnostic.message, type=diagnostic.severity.label
        )
    else:
        outcome = element("system-out", text)
    return element(
        "testcase",
        outcome,
        name=f"{diagnostic.code} at {line}:{column}",
        classname=path,
        file=path,
        line=line,
        time="0",
    )
