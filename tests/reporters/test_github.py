"""Annotations: their places as GitHub counts, and the most telling ones when there are too many."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport, Mended
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.source import Source, Span
from caption_qa_action.reporters import Options
from tests.reporters.actions_runner import Command, annotations_of, read_log
from tests.reporters.fixed_report import DEFAULT_OPTIONS, diagnose, report

TEXT = "line one\nline two\nline three\n" * 40


def file_with(
    path: str, *found: tuple[Severity, str, int], length: int = 4, column: int = 1
) -> FileReport:
    """A file with findings (severity, code, line)."""
    source = Source.of(TEXT, path)
    diagnostics = []
    for severity, code, line in found:
        start = source.line_starts[line - 1] + column - 1
        span = Span(start, start + length)
        diagnostics.append(diagnose(source, code, severity, f"about {code}", span))
    return FileReport(path, "srt", "checked", 1, tuple(diagnostics), source=source)


def annotated(files: list[FileReport], options: Options = DEFAULT_OPTIONS) -> list[Command]:
    return annotations_of(report("github", files, options))


def test_columns_are_those_of_the_first_and_the_last_character() -> None:
    (found,) = annotated([file_with("a.srt", (Severity.ERROR, "c", 2), column=6, length=3)])
    assert found.properties == {
        "file": "a.srt",
        "line": "2",
        "endLine": "2",
        "col": "6",
        "endColumn": "8",
        "title": "caption-qa (c)",
    }


def test_an_empty_place_has_one_column() -> None:
    (found,) = annotated([file_with("a.srt", (Severity.ERROR, "c", 2), length=0)])
    assert (found.properties["col"], found.properties["endColumn"]) == ("1", "1")


def test_a_place_over_lines_has_no_columns() -> None:
    (found,) = annotated([file_with("a.srt", (Severity.ERROR, "c", 2), length=12)])
    assert (found.properties["line"], found.properties["endLine"]) == ("2", "3")
    assert "col" not in found.properties
    assert "endColumn" not in found.properties


def test_a_place_that_ends_with_its_line_is_on_one_line() -> None:
    (found,) = annotated([file_with("a.srt", (Severity.ERROR, "c", 2), length=9)])
    assert (found.properties["line"], found.properties["endLine"]) == ("2", "2")


def test_the_message_begins_with_the_place_and_the_code() -> None:
    (found,) = annotated([file_with("a.srt", (Severity.INFO, "empty_cue", 3))])
    assert found.name == "notice"
    page = rule_url("empty_cue")
    assert found.data == f"a.srt:3:1: empty_cue about empty_cue\n{page}"


def test_paths_lead_from_the_root_of_the_repository() -> None:
    prefix = Options(prefix="media/web")
    paths = {"a.srt": "media/web/a.srt", "../b.srt": "media/b.srt", "/tmp/c.srt": "/tmp/c.srt"}
    for path, expected in paths.items():
        (found,) = annotated([file_with(path, (Severity.ERROR, "c", 1))], prefix)
        assert found.properties["file"] == expected
        assert found.data.startswith(f"{expected}:1:1: ")


def test_errors_come_first_and_unreadable_files_before_them() -> None:
    every = [(severity, "c", 1) for severity in Severity]
    unreadable = FileReport("z.srt", "", "unreadable", reason="no such file")
    found = annotated([file_with("a.srt", *every), file_with("b.srt", *every), unreadable])
    assert [command.name for command in found] == ["error"] * 3 + ["warning"] * 2 + ["notice"] * 2
    assert found[0].data == "z.srt: not checked: no such file"


def test_there_are_never_more_than_ten_of_a_level() -> None:
    files = [
        file_with(f"{number:03}.srt", *((severity, "c", line) for line in (1, 2, 3)))
        for number in range(30)
        for severity in Severity
    ]
    files += [FileReport(f"z{number}", "", "unreadable", reason="gone") for number in range(30)]
    names = [command.name for command in annotated(files)]
    assert {name: names.count(name) for name in names} == {"error": 10, "warning": 10, "notice": 10}


def test_ten_findings_of_one_code_keep_their_own_annotations() -> None:
    found = annotated([file_with("a.srt", *((Severity.ERROR, "c", n) for n in range(1, 11)))])
    assert [command.properties["line"] for command in found] == [str(n) for n in range(1, 11)]


def test_more_findings_of_one_code_in_one_file_become_one_annotation() -> None:
    (found,) = annotated([file_with("a.srt", *((Severity.ERROR, "c", n) for n in range(1, 12)))])
    assert found.data == "a.srt:1:1: c about c (and 10 more in this file: lines 2, 3, 4, 5, 6, …)"


def test_every_file_has_its_turn_before_a_file_has_a_second() -> None:
    busy = file_with("a.srt", *((Severity.ERROR, f"code_{n}", n) for n in range(1, 30)))
    others = [file_with(f"b{n}.srt", (Severity.ERROR, "c", 1)) for n in range(5)]
    found = [command.properties["file"] for command in annotated([busy, *others])]
    assert found == ["a.srt"] * 5 + [f"b{n}.srt" for n in range(5)]


def test_what_has_no_annotation_is_counted() -> None:
    files = [
        file_with(f"{n:02}.srt", (Severity.ERROR, "c", 1), (Severity.ERROR, "c", 2))
        for n in range(12)
    ]
    _, lines = read_log(report("github", files))
    assert lines[24] == (
        "caption-qa: without an annotation, as GitHub keeps 10 of each level: "
        "4 of 24 errors; the list above, the step summary and the report have them"
    )


def test_nothing_is_reported_about_annotations_when_all_are_there() -> None:
    _, lines = read_log(report("github", [file_with("a.srt", (Severity.ERROR, "c", 1))]))
    assert lines[1].startswith("1 file checked")


def test_unreadable_files_beyond_the_limit_are_counted() -> None:
    files = [FileReport(f"{n:02}.srt", "", "unreadable", reason="gone") for n in range(13)]
    _, lines = read_log(report("github", files))
    assert "3 of 13 files not checked or not written" in lines[0]
    mended = Mended((("bom", "remove the mark"),), failure="no permission")
    files += [FileReport(f"{n:02}.vtt", "webvtt", "checked", mended=mended) for n in range(2)]
    _, lines = read_log(report("github", files))
    assert "5 of 15 files not checked or not written" in lines[0]


def test_a_control_in_a_file_name_never_reaches_the_log() -> None:
    files = [FileReport("a\x1b[31m.srt", "", "unreadable", reason="gone")]
    assert "\x1b" not in report("github", files)
    assert annotated(files)[0].properties["file"] == "a\\x1b[31m.srt"


def test_what_fails_the_run_is_annotated_before_what_does_not() -> None:
    harmless = [
        file_with(f"a{n:02}.srt", *((Severity.WARNING, "harmless", line) for line in range(1, 9)))
        for n in range(12)
    ]
    fatal = file_with("z.srt", *((Severity.WARNING, f"other_{n}", n) for n in range(1, 9)))
    fatal = fatal._replace(
        diagnostics=(
            *fatal.diagnostics,
            *file_with("z.srt", (Severity.WARNING, "fatal", 40)).diagnostics,
        )
    )
    options = DEFAULT_OPTIONS._replace(fail_on=FailOn(Severity.ERROR, frozenset({"fatal"})))
    found = annotated([*harmless, fatal], options)
    assert len(found) == 10
    assert (found[0].properties["file"], found[0].properties["line"]) == ("z.srt", "40")
    # The other nine are of nine files.
    assert len({command.properties["file"] for command in found}) == 10


def test_what_fails_is_annotated_first_whatever_its_level() -> None:
    options = DEFAULT_OPTIONS._replace(fail_on=FailOn(None, frozenset({"fatal"})))
    files = [
        file_with(
            f"{n}.srt",
            (Severity.ERROR, "c", 1),
            (Severity.WARNING, "c", 2),
            (Severity.INFO, "fatal", 3),
        )
        for n in range(3)
    ]
    names = [command.name for command in annotated(files, options)]
    assert names == ["notice"] * 3 + ["error"] * 3 + ["warning"] * 3


def test_thirty_findings_that_fail_are_spread_over_ten_files() -> None:
    files = [
        file_with(f"{n}.srt", *((Severity.ERROR, f"code_{line}", line) for line in (1, 2, 3)))
        for n in range(10)
    ]
    assert [command.properties["file"] for command in annotated(files)] == [
        f"{n}.srt" for n in range(10)
    ]


def test_every_finding_is_in_a_group_before_the_annotations() -> None:
    every = [(Severity.INFO, "repeated", line) for line in range(1, 31)]
    log = report(
        "github", [file_with("a.srt", *every), file_with("b.srt")], Options(prefix="media")
    )
    lines = log.splitlines()
    assert lines[0] == "::group::caption-qa: every finding"
    assert lines[1:31] == [
        f"media/a.srt:{line}:1: info[repeated] about repeated" for line in range(1, 31)
    ]
    assert lines[31] == "::endgroup::"
    assert lines[32].startswith("::notice file=media/a.srt,")
    assert lines[-1].startswith("2 files checked")


def test_without_a_finding_there_is_no_group() -> None:
    assert "group" not in report("github", [file_with("a.srt"), FileReport("b", "", "skipped")])
