"""What people read at a terminal: what fails whole and last, the rest in few lines, and no word broken."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import NO_CAPTIONS
from caption_qa_action.core.fold import folded, hanging
from caption_qa_action.core.measure import columns
from caption_qa_action.core.report import FileReport, Mended
from caption_qa_action.core.settings import FailOn, Gate
from caption_qa_action.core.source import Fix, Source, Span
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.reporters import Options, full, make
from caption_qa_action.reporters._fold import clipped, joined
from caption_qa_action.reporters._unchecked import taken_for
from tests.reporters.fixed_report import diagnose, fixed_report, report, summary_of, why, write_with

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
# Two screens of a terminal of 24 lines.
TWO_SCREENS = 48
WORDS = "the words of a caption that is as long as such messages are"


def a_file(
    number: int, *found: tuple[str, Severity, str], fix: Fix | None = None, others: int = 0
) -> FileReport:
    path = f"captions/season-{number % 7}/talk-{number:04d}.en.srt"
    source = Source.of("one two three", path)
    return FileReport(
        path,
        "srt",
        "checked",
        1,
        tuple(
            diagnose(source, code, severity, message, Span(4, 7), cue=1)._replace(
                fix=fix, others=others
            )
            for code, severity, message in found
        ),
        source=source,
        preset="youtube",
        is_chosen=False,
    )


def a_repository(files: int) -> list[FileReport]:
    """Files of which every fifth fails the run, all have suggestions and most have warnings."""
    found = []
    for number in range(files):
        each = [(f"suggestion_{number % 12}", INFO, f"{WORDS} {n}") for n in range(3)]
        each += [(f"warning_{number % 17}", WARNING, f"{WORDS} {n}") for n in range(number % 4)]
        if number % 5 == 0:
            each.append((f"error_{number % 3}", ERROR, f"failing {number} {WORDS}"))
        found.append(a_file(number, *each))
    return found


def shown(files: list[FileReport], **options: object) -> list[str]:
    return report("full", files, Options(why=why_of, **options)).split("\n")[:-1]  # type: ignore[arg-type]


def why_of(code: str) -> str:
    return f"Because {code} does something to those who watch, which is explained in so many words"


@pytest.mark.parametrize("files", [50, 500, 4000])
@pytest.mark.parametrize("width", [80, 160])
def test_a_first_run_fits_two_screens_besides_what_fails_it(files: int, width: int) -> None:
    repository = a_repository(files)
    lines = shown(repository, width=width, wraps=True)
    failing = [each for file in repository for each in file.diagnostics if each.severity is ERROR]
    text = " ".join(" ".join(lines).split())
    for each in failing:
        assert each.message in text
    first = next(number for number, line in enumerate(lines) if line.startswith("error["))
    last = max(number for number, line in enumerate(lines) if line.startswith("fails: "))
    assert first + len(lines) - last <= TWO_SCREENS
    assert not any(line.startswith(("warning[", "info[")) for line in lines[first:])


# Longer than a line, and with blanks where a line may end.
LONG_NAME = "a folder of the season/" + "the first talk of the second day " * 4
AWKWARDLY_NAMED = [
    a_file(1, ("bad", ERROR, "x"), ("mild", WARNING, "y"))._replace(path=f"{LONG_NAME}.srt"),
    FileReport(f"{LONG_NAME}1.srt", "", "unreadable", reason=WORDS),
    FileReport(f"{LONG_NAME}2.srt", "", "unreadable", reason=WORDS),
    FileReport("a short name of words.sub", "", "skipped", reason=NO_CAPTIONS),
]


@pytest.mark.parametrize("show_all", [True, False])
@pytest.mark.parametrize("width", [40, 80, 160])
def test_no_line_is_longer_than_the_terminal_and_no_word_is_broken(
    width: int, show_all: bool
) -> None:
    files = [*a_repository(60), *fixed_report(), *AWKWARDLY_NAMED]
    options = Options(why=why, width=width, show_all=show_all)
    words = report("full", files, options).split()
    wrapped = report("full", files, options._replace(wraps=True))
    assert set(wrapped.split()) - set(words) <= {"…", "caption-qa", "rule"} | set(
        wrapped.split("caption-qa rule ")
    )
    for line in wrapped.split("\n"):
        longest = max((columns(word) for word in line.split()), default=0)
        assert columns(line) <= max(width, longest + 6), line
        assert line == line.rstrip() or line.endswith("| ")
    # Colours take no columns, and are cut nowhere.
    coloured = report("full", files, options._replace(wraps=True, color=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == wrapped
    for line in coloured.split("\n"):
        assert len(re.findall(r"\x1b\[[1-9][0-9;]*m", line)) == line.count("\x1b[0m")


@pytest.mark.parametrize("color", [True, False])
def test_a_name_of_several_words_is_broken_only_where_it_is_longer_than_a_line(color: bool) -> None:
    text = report("full", AWKWARDLY_NAMED, Options(width=80, wraps=True, color=color))
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in text.split("\n")]
    start = lines.index(f"{folded(LONG_NAME, 80)[0]}")
    name = f"{LONG_NAME}1.srt: not checked: {WORDS}"
    assert " ".join(line.strip() for line in lines[start : lines.index("", start)]) == name
    reason = "a short name of words.sub: skipped: it holds no captions, as other files of this"
    assert lines[lines.index(reason) + 1] == "  suffix"


@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("width", [40, 80, 160])
def test_what_was_decided_for_a_file_fits_the_terminal(width: int, color: bool) -> None:
    settings = load(Arguments(), isolated=True).settings_for("captions/talk.srt")
    file = check_bytes("captions/talk.srt", b"1\n00:00:01,000 --> 00:00:03,000\nHello.\n", settings)
    options = Options(verbose=True, width=width, color=color)
    (line,) = taken_for(file, options).splitlines()
    lines = taken_for(file, options._replace(wraps=True)).splitlines()
    assert " ".join(each.strip() for each in lines) == line
    shown = [re.sub(r"\x1b\[[0-9;]*m", "", each) for each in lines]
    assert max(map(columns, shown)) <= width
    # As much as fits stands on the first line, with colours or without.
    assert columns(shown[0]) > width - 20 or len(shown) == 1


def test_where_nothing_can_be_mended_in_place_the_page_of_a_rule_is_proposed() -> None:
    files = [a_file(1, ("bad", ERROR, "m"), fix=SAFE)]
    for words in ((), ("caption-qa", "check", "--fix", "a b.srt")):
        lines = shown(files, fix_command=lambda words=words: words)
        expected = (
            f"{' '.join(words)} (mends 1, 1 of what fails)" if words else "caption-qa rule bad"
        )
        assert [line for line in lines if line.startswith("next: ")] == [f"next: {expected}"]


REASON = "A reason of two sentences, as those of some rules are. " * 4


@pytest.mark.parametrize("path", ["t.srt", f"{LONG_NAME}.srt", f"{'a-long-name-' * 8}.srt"])
@pytest.mark.parametrize("suggestions", [12, 45])
def test_two_screens_hold_long_names_long_reasons_and_many_codes(
    path: str, suggestions: int
) -> None:
    files = []
    for number in range(300):
        each = [
            (f"a_kind_of_suggestion_{(3 * number + n) % suggestions}", INFO, WORDS)
            for n in range(3)
        ]
        each += [(f"a_kind_of_warning_{number % 17}", WARNING, WORDS) for n in range(number % 4)]
        each += [(f"a_kind_of_error_{number % 23}", ERROR, WORDS)] * (number % 5 == 0)
        files.append(a_file(number, *each)._replace(path=path))
    text = report("full", files, Options(why=lambda code: REASON, width=80, wraps=True))
    lines = text.split("\n")[:-1]
    first = next(number for number, line in enumerate(lines) if line.startswith("error["))
    last = max(number for number, line in enumerate(lines) if line.startswith("fails: "))
    assert first + len(lines) - last <= TWO_SCREENS
    # A place that takes several lines stands for all of its code.
    if len(path) > 80:
        assert all(
            "and" in lines[n + 1]
            for n, line in enumerate(lines[:first])
            if line.startswith("    the words")
        )
    # Each warning is counted, and each suggestion where there is room for all.
    mild_lines = " ".join(lines[:first])
    numbers = re.findall(
        r"(?:a_kind_of_warning_[0-9]+\] | )([0-9]+) (?:in|more warnings)", mild_lines
    )
    assert sum(map(int, numbers)) == 450
    suggested = " ".join(lines[: lines.index("")])
    codes = suggested.count("a_kind_of_suggestion_")
    left = re.search(r"and ([0-9]+) more codes", suggested)
    assert codes + (int(left[1]) if left else 0) == suggestions
    assert (left is None) == (suggestions == 12)


def test_what_fails_is_shown_whole_and_last() -> None:
    lines = shown([a_file(1, ("bad", ERROR, "first"), ("mild", WARNING, "x"), ("soft", INFO, "y"))])
    assert [line.split()[0] for line in lines if line and line[0].isalpha()] == [
        "warning[mild]", "error[bad]", "fails:", "next:",
    ]  # fmt: skip
    assert "2 | one two three" not in lines
    assert lines[lines.index("error[bad] first") + 3] == "1 | one two three"


def test_a_severity_that_fails_the_run_is_shown_whole() -> None:
    files = [a_file(number, ("soft", INFO, f"message {number}")) for number in range(9)]
    text = write_with(
        make("full", Options(fail_on=FailOn(INFO), quiet=True, min_severity=ERROR)),
        files,
        FailOn(INFO),
    )
    assert text.count("info[soft] message") == 9


def test_a_reason_is_given_once_a_run() -> None:
    files = [a_file(number, ("bad", ERROR, "m"), ("bad", ERROR, "n")) for number in range(5)]
    text = report("full", files, Options(why=why_of))
    assert text.count("why: Because bad does") == 1
    assert text.count("error[bad]") == 10
    assert text.index("why:") < text.index("error[bad] n")


def test_warnings_are_grouped_with_places_in_different_files() -> None:
    files = [
        a_file(number, *[("mild", WARNING, f"message {n}") for n in range(3)])
        for number in range(4)
    ]
    lines = shown(files)
    start = next(n for n, line in enumerate(lines) if line.startswith("warning[mild]"))
    end = lines.index("", start)
    header = " ".join(line.strip() for line in lines[start : end - 3])
    assert header == f"warning[mild] 12 in 4 files: {why_of('mild')}"
    assert lines[end - 3 : end] == [
        "  captions/season-0/talk-0000.en.srt:1:5 message 0",
        "  captions/season-1/talk-0001.en.srt:1:5 message 0",
        "  and 10 more",
    ]


def test_two_warnings_are_shown_whole() -> None:
    files = [a_file(number, ("mild", WARNING, f"message {number}")) for number in range(2)]
    assert report("full", files, Options()).count("1 | one two three") == 2
    assert report("full", [*files, a_file(3, ("mild", WARNING, "m"))]).count("1 | one") == 0


def test_of_a_file_50_findings_of_a_code_are_shown_whole() -> None:
    found = [("bad", ERROR, "x"), ("worse", ERROR, "y")] * 51
    text = report("full", [a_file(1, *found, ("odd", ERROR, "z")), a_file(2, ("bad", ERROR, "x"))])
    assert [text.count(f"error[{code}]") for code in ("bad", "worse", "odd")] == [51, 50, 1]
    for code in ("bad", "worse"):
        left = f"{code}: 1 more in captions/season-1/talk-0001.en.srt; --show all lists them\n"
        assert text.count(left) == 1
    assert text.index("1 more in") < text.index("talk-0002"), "with the file that it is about"
    assert "104 errors" in text
    for options in (Options(verbose=True), Options(show_all=True)):
        listed = report("full", [a_file(1, *found)], options)
        assert (listed.count("error["), "more in" in listed) == (102, False)
    assert "more in" not in report("full", [a_file(1, *found[:100])])


def test_suggestions_are_counted_by_code_until_they_are_asked_for() -> None:
    files = [a_file(number, ("soft", INFO, "a"), ("fine", INFO, "b")) for number in range(3)]
    files.append(a_file(4, ("fine", INFO, "c")))
    assert "7 suggestions (-v lists them): fine 4, soft 3" in shown(files)
    for options in (Options(verbose=True), Options(show_all=True)):
        assert report("full", files, options).count("info[") == 7


def test_so_many_are_announced_as_are_listed() -> None:
    files = [
        file._replace(diagnostics=tuple(each._replace(others=9) for each in file.diagnostics))
        for file in (
            a_file(1, ("soft", INFO, "a"), ("fine", INFO, "b")),
            a_file(2, ("fine", INFO, "c")),
        )
    ]
    text = shown(files)
    assert (
        "3 suggestions (--show all lists them, -v also the 27 that repeat them): fine 2, soft 1"
        in text
    )
    assert "3 infos and 27 that repeat them; " in text[-1]


def test_what_is_listed_whole_keeps_the_order_of_the_files() -> None:
    files = [a_file(1, ("mild", WARNING, "first")), a_file(2, ("bad", ERROR, "second"))]
    text = report("full", files, Options(show_all=True))
    assert text.index("first") < text.index("second") < text.index("fails: bad 1")


@pytest.mark.parametrize("name", ["concise", "full"])
def test_a_reason_why_files_were_not_checked_is_given_once(name: str) -> None:
    down = "host does not answer"
    files = [FileReport(f"{number}.srt", "", "unreadable", reason=down) for number in range(318)]
    files.append(FileReport("x.srt", "", "unreadable", reason="it is not UTF-8"))
    text = report(name, files)
    assert text.count(down) == 1
    assert f"0.srt: not checked: {down}\n" in text
    assert "not checked for the same reason as 0.srt: 1.srt, 2.srt, 3.srt and 314 more\n" in text
    assert "x.srt: not checked: it is not UTF-8" in text
    assert report(name, files, Options(verbose=True)).count(down) == 318


@pytest.mark.parametrize("wraps", [True, False])
@pytest.mark.parametrize(
    "codes, options, named",
    [
        (15, {}, 15),
        (15, {"width": 40}, 8),
        (15, {"width": 40, "show_all": True}, 15),
        (15, {"width": 40, "verbose": True}, 15),
        (90, {}, 8),
        (90, {"show_all": True}, 90),
    ],
)
def test_every_code_that_fails_is_named_where_there_is_room(
    codes: int, options: dict[str, bool], named: int, *, wraps: bool
) -> None:
    files = [a_file(n, (f"a_bad_code_{n:02}", ERROR, "m")) for n in range(codes)]
    lines = shown(files, wraps=wraps, **options)
    first = next(number for number, line in enumerate(lines) if line.startswith("fails: "))
    last = next(number for number, line in enumerate(lines) if line.startswith("next: "))
    text = " ".join(line.strip() for line in lines[first:last])
    assert [n for n in range(codes) if f"a_bad_code_{n:02} 1" in text] == [*range(named)]
    assert (f"and {codes - named} more codes" in text) is (named < codes)
    assert wraps or last == first + 1


SAFE = Fix("mend it", (), safe=True)
UNWRITTEN = Mended(failure="cannot be written: permission denied")


@pytest.mark.parametrize(
    "files, last",
    [
        ([], []),
        ([a_file(1)], []),
        ([a_file(1, ("bad", ERROR, "m"))], ["fails: bad 1", "next: caption-qa rule bad"]),
        (
            [a_file(1, ("bad", ERROR, "m"), ("bad", ERROR, "m"), ("other", ERROR, "m"), fix=SAFE)],
            ["fails: bad 2, other 1", "next: caption-qa check --fix (mends 3, 3 of what fails)"],
        ),
        (
            [a_file(1, ("bad", ERROR, "m")), a_file(2, ("mild", WARNING, "m"), fix=SAFE)],
            [
                "fails: bad 1",
                "next: caption-qa rule bad",
                "next: caption-qa check --fix (mends 1, none of what fails)",
            ],
        ),
        ([a_file(1, ("mild", WARNING, "m"), fix=SAFE)], ["next: caption-qa check --fix (mends 1)"]),
        (
            [a_file(1, ("mild", WARNING, "m"), fix=SAFE, others=38)],
            ["next: caption-qa check --fix (mends 1 and 38 that repeat them)"],
        ),
        # What could not be written now cannot be written by the same command again.
        ([a_file(1, ("bad", ERROR, "m"), fix=SAFE)._replace(mended=UNWRITTEN)], ["fails: bad 1"]),
    ],
)
def test_the_end_says_what_fails_and_what_to_do_next(
    files: list[FileReport], last: list[str]
) -> None:
    lines = shown(files)
    assert [line for line in lines if line.startswith(("fails: ", "next: "))] == last
    assert lines[-1 - len(last) : -1] == last


def test_there_is_room_for_thirty_columns_at_least() -> None:
    for wide in (15, 16):
        assert len(folded(f"{'x' * 14} {'y' * wide}", 0)) == wide - 14


def test_further_lines_stand_further_in_than_the_first() -> None:
    assert hanging("a few words", 11) == "a few words"
    assert hanging("  code: some words of it", 10) == "  code: some words of it"
    text = "    one two three four five six seven eight nine ten"
    assert hanging(text, 40) == "    one two three four five six seven\n      eight nine ten"


@pytest.mark.parametrize("width", range(80, 200, 5))
def test_what_was_in_force_is_broken_only_where_it_does_not_fit_a_line(width: int) -> None:
    lines = shown(a_repository(9), width=width, wraps=True)
    whole = "no preset chosen (srt by the limits of youtube; choose: caption-qa init NAME);"
    assert sum(line.endswith(whole) for line in lines) == 1


def test_concise_lists_every_finding() -> None:
    files = [a_file(number, *[("soft", INFO, f"{n}") for n in range(9)]) for number in range(3)]
    assert report("concise", files).count("info[soft]") == 27


def test_what_fails_is_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full, "_MOST_KEPT", 1000)
    reporter = full.make(Options())
    written = [reporter.add(reporter.part(a_file(n, ("bad", ERROR, f"x{n}x")))) for n in range(20)]
    assert any(written)
    every = "".join(written) + reporter.end(summary_of([]))
    assert [every.count(f"error[bad] x{n}x\n") for n in range(20)] == [1] * 20


@pytest.mark.parametrize(
    "text, room, lines",
    [
        ("", 40, [""]),
        ("one two", 40, ["one two"]),
        ("a" * 30 + " b", 31, ["a" * 30, "b"]),
        ("a" * 30 + " b", 32, ["a" * 30 + " b"]),
        ("良" * 15 + " b", 31, ["良" * 15, "b"]),
        ("a" * 50 + " b", 30, ["a" * 50, "b"]),
    ],
)
def test_text_is_folded_between_words(text: str, room: int, lines: list[str]) -> None:
    assert folded(text, room) == lines


def test_text_is_clipped_behind_a_word() -> None:
    assert clipped("one two three " * 3, 30) == "one two three one two three …"
    assert clipped("short", 30) == "short"


def test_parts_stay_whole_where_they_fit() -> None:
    assert list(joined(["a" * 20, "b" * 20, "c" * 70 + " " + "d" * 5], 45)) == [
        "a" * 20 + "; " + "b" * 20 + ";", "c" * 70, "d" * 5 + ";",
    ]  # fmt: skip


@pytest.mark.parametrize("width", range(60, 130, 7))
def test_no_line_about_a_folder_is_wider_than_the_terminal(width: int) -> None:
    gate = Gate("departments/marketing and sales/campaigns of the spring", FailOn())
    files = [a_file(n, ("bad", ERROR, "m"))._replace(gate=gate) for n in range(3)]
    files.append(a_file(4))
    lines = shown(files, width=width, wraps=True)
    assert max(map(columns, lines)) <= width
    text = " ".join(" ".join(lines).split())
    assert (
        f"{gate.folder}: 3 files, 3 errors, 0 warnings: failed: 3 findings (fail-on: error)" in text
    )
