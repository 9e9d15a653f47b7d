from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.settings import FailOn, RuleSetting, Settings
from caption_qa_action.core.source import Position, Span
from caption_qa_action.triage.repeated_findings import collapse_repeated_findings

SUGGESTED = Settings("youtube", (RuleSetting("line_too_long", suggested=True),))


def long_lines(count: int) -> tuple[Diagnostic, ...]:
    place = Position(1, 1)
    return tuple(
        Diagnostic(
            "a.srt", "line_too_long", Severity.INFO, "long", Span(0, 1), place, place, cue=cue
        )
        for cue in range(1, count + 1)
    )


def test_a_suggestion_for_more_than_five_in_a_hundred_cues_is_reported_once() -> None:
    (left,) = collapse_repeated_findings(long_lines(6), 119, SUGGESTED, FailOn())
    assert left.message == "long (and 5 more of 119 cues)"
    assert left.cue == 1


@pytest.mark.parametrize(("found", "cues"), [(6, 120), (4, 4), (0, 100)])
def test_slips_stay_one_by_one(found: int, cues: int) -> None:
    diagnostics = long_lines(found)
    assert collapse_repeated_findings(diagnostics, cues, SUGGESTED, FailOn()) == diagnostics


def test_cues_are_counted_and_not_findings() -> None:
    diagnostics = tuple(item._replace(cue=1 + item.cue // 2) for item in long_lines(8))
    (left,) = collapse_repeated_findings(diagnostics, 20, SUGGESTED, FailOn())
    assert left.message.startswith("long (and 4 more of 20 cues")


@pytest.mark.parametrize(
    "settings",
    [
        Settings("netflix-en", (RuleSetting("line_too_long"),)),
        Settings("youtube", (RuleSetting("line_too_long", Severity.INFO, suggested=True),)),
    ],
    ids=["enforced", "given a severity"],
)
def test_what_somebody_asked_for_is_reported_in_full(settings: Settings) -> None:
    diagnostics = long_lines(50)
    assert collapse_repeated_findings(diagnostics, 100, settings, FailOn()) == diagnostics


def test_what_fails_the_run_is_reported_in_full() -> None:
    diagnostics = long_lines(50)
    fail_on = FailOn(codes=frozenset(["line_too_long"]))
    assert collapse_repeated_findings(diagnostics, 100, SUGGESTED, fail_on) == diagnostics


@pytest.mark.parametrize(
    ("found", "cues", "is_collapsed"),
    [
        (4, 5, False),
        (5, 5, True),
        (5, 99, True),
        (5, 100, False),
        (6, 100, True),
        (50, 1000, False),
    ],
)
def test_it_takes_five_cues_and_more_than_five_in_a_hundred(
    found: int, cues: int, is_collapsed: bool
) -> None:
    left = collapse_repeated_findings(long_lines(found), cues, SUGGESTED, FailOn())
    assert len(left) == (1 if is_collapsed else found)


def test_everything_else_stays_in_its_place() -> None:
    """Another code, a code that does not repeat, and what is no suggestion of the same code."""
    settings = SUGGESTED._replace(
        rules=(*SUGGESTED.rules, RuleSetting("b", suggested=True), RuleSetting("c"))
    )
    long = long_lines(10)
    other = long[0]._replace(code="b", cue=3)
    every = tuple(each._replace(code="c") for each in long)
    error = long[5]._replace(severity=Severity.ERROR)
    found = (other, *every[:5], *long[:5], error, *every[5:], *long[5:])
    left = collapse_repeated_findings(found, 20, settings, FailOn())
    message = "long (and 9 more of 20 cues)"
    assert left == (
        other,
        *every[:5],
        long[0]._replace(message=message, others=9),
        error,
        *every[5:],
    )


def test_only_suggestions_are_counted() -> None:
    found = (*long_lines(4), long_lines(5)[4]._replace(severity=Severity.WARNING))
    assert collapse_repeated_findings(found, 5, SUGGESTED, FailOn()) == found


def test_each_code_that_repeats_is_one_finding() -> None:
    settings = SUGGESTED._replace(rules=(*SUGGESTED.rules, RuleSetting("b", suggested=True)))
    long = long_lines(8)
    found = (*long, *(each._replace(code="b") for each in long[:6]))
    left = collapse_repeated_findings(found, 8, settings, FailOn())
    assert [(each.code, each.cue, each.message[:15]) for each in left] == [
        ("line_too_long", 1, "long (and 7 mor"),
        ("b", 1, "long (and 5 mor"),
    ]


def test_every_level_that_fails_the_run_is_looked_at() -> None:
    found = long_lines(10)
    assert collapse_repeated_findings(found, 10, SUGGESTED, FailOn(Severity.INFO)) == found
    assert len(collapse_repeated_findings(found, 10, SUGGESTED, FailOn(None))) == 1
    assert len(collapse_repeated_findings(found, 10, SUGGESTED, FailOn(Severity.WARNING))) == 1


def warnings(count: int) -> tuple[Diagnostic, ...]:
    return tuple(
        each._replace(code="overlapping_cues", severity=Severity.WARNING)
        for each in long_lines(count)
    )


@pytest.mark.parametrize(
    ("found", "cues", "is_collapsed"),
    [(4, 5, False), (5, 5, True), (5, 9, True), (5, 10, False), (51, 100, True), (50, 100, False)],
)
@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.INFO])
def test_what_more_than_half_of_the_cues_have_is_reported_once(
    severity: Severity, found: int, cues: int, is_collapsed: bool
) -> None:
    diagnostics = tuple(each._replace(severity=severity) for each in warnings(found))
    left = collapse_repeated_findings(diagnostics, cues, SUGGESTED, FailOn())
    assert len(left) == (1 if is_collapsed else found)
    assert left[0].message == (
        f"long (and {found - 1} more of {cues} cues)" if is_collapsed else "long"
    )


@pytest.mark.parametrize(
    "fail_on",
    [
        FailOn(Severity.WARNING),
        FailOn(codes=frozenset(["overlapping_cues"])),
        FailOn(max_warnings=9),
    ],
)
def test_warnings_that_fail_the_run_are_counted_in_full(fail_on: FailOn) -> None:
    found = warnings(50)
    assert collapse_repeated_findings(found, 50, SUGGESTED, fail_on) == found


def test_warnings_that_somebody_asked_for_are_reported_in_full() -> None:
    settings = Settings("youtube", (RuleSetting("overlapping_cues", Severity.WARNING),))
    assert collapse_repeated_findings(warnings(50), 50, settings, FailOn()) == warnings(50)


def test_errors_are_never_one() -> None:
    found = tuple(each._replace(severity=Severity.ERROR) for each in warnings(50))
    assert collapse_repeated_findings(found, 50, SUGGESTED, FailOn(None)) == found


def test_a_baseline_that_knows_each_of_them_goes_on_to_do_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each finding has its entry, be it written with a release that listed them, and none is new."""
    monkeypatch.chdir(tmp_path)
    cue = "{0}\n00:00:{1:02},000 --> 00:00:{2:02},500\nSentence {0}.\n"
    Path("a.srt").write_text("\n".join(cue.format(n, n * 2, n * 2 + 2) for n in range(1, 9)))
    check = ["check", "--isolated", "--select=overlapping_cues", "--baseline=b.json"]
    assert main(["baseline", "write", *check[1:]]) == 0
    assert len(json.loads(Path("b.json").read_text())["files"]["a.srt"]["overlapping_cues"]) == 7
    capsys.readouterr()
    assert main([*check, "--fail-on=warning"]) == 0
    assert "0 warnings" in capsys.readouterr().out
    del check[3]
    assert main(check) == 0
    assert "1 warning," in capsys.readouterr().out


def captions(cues: int) -> str:
    return "\n".join(
        f"{n}\n00:00:{n * 4:02d},000 --> 00:00:{n * 4 + 3:02d},000\n"
        f"Sentence {n} of these is quite a lot longer than it should be.\n"
        for n in range(1, cues + 1)
    )


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    main(["check", "--isolated", "--format", "json", *arguments])
    report = json.loads(capsys.readouterr().out)
    return [item for item in report["files"][0]["diagnostics"] if item["code"] == "line_too_long"]


def test_every_report_has_a_habit_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_text(captions(12))
    (once,) = findings(capsys, "a.srt")
    assert str(once["message"]).endswith("the limit is 42 (and 11 more of 12 cues)")
    assert len(findings(capsys, "--verbose", "a.srt")) == 12
    (enforced,) = findings(capsys, "--preset", "netflix-en", "a.srt")
    assert enforced["severity"] == "warning"
    strict = ("--preset", "netflix-en", "--fail-on", "warning", "a.srt")
    assert len(findings(capsys, *strict)) == 12
    assert len(findings(capsys, "--fail-on", "line_too_long", "a.srt")) == 12


def test_a_baseline_knows_every_cue_of_a_habit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_text(captions(12))
    assert main(["baseline", "write", "--isolated", "--baseline", "known.json"]) == 0
    capsys.readouterr()
    Path("a.srt").write_text(captions(13))
    (new,) = findings(capsys, "--baseline", "known.json", "a.srt")
    assert "--verbose" not in str(new["message"])
    assert new["cue"] == 13
