from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.settings import FailOn, RuleSetting, Settings
from caption_qa_action.core.source import Position, Span
from caption_qa_action.triage.repeated_suggestions import collapse_repeated_suggestions

SUGGESTED = Settings("youtube", (RuleSetting("line_too_long", suggested=True),))


def long_lines(count: int) -> tuple[Diagnostic, ...]:
    place = Position(1, 1)
    return tuple(
        Diagnostic(
            "a.srt", "line_too_long", Severity.INFO, "long", Span(0, 1), place, place, cue=cue
        )
        for cue in range(1, count + 1)
    )


def test_a_suggestion_for_more_than_five_in_a_hundred_cues_is_told_once() -> None:
    (told,) = collapse_repeated_suggestions(long_lines(6), 119, SUGGESTED, FailOn())
    assert told.message == "long (and 5 more of 119 cues; --verbose lists them)"
    assert told.cue == 1


@pytest.mark.parametrize(("found", "cues"), [(6, 120), (4, 4), (0, 100)])
def test_slips_are_told_one_by_one(found: int, cues: int) -> None:
    diagnostics = long_lines(found)
    assert collapse_repeated_suggestions(diagnostics, cues, SUGGESTED, FailOn()) == diagnostics


def test_cues_are_counted_and_not_findings() -> None:
    diagnostics = tuple(item._replace(cue=1 + item.cue // 2) for item in long_lines(8))
    (told,) = collapse_repeated_suggestions(diagnostics, 20, SUGGESTED, FailOn())
    assert told.message.startswith("long (and 4 more of 20 cues")


@pytest.mark.parametrize(
    "settings",
    [
        Settings("netflix-en", (RuleSetting("line_too_long"),)),
        Settings("youtube", (RuleSetting("line_too_long", Severity.INFO, suggested=True),)),
    ],
    ids=["enforced", "given a severity"],
)
def test_what_somebody_asked_for_is_told_in_full(settings: Settings) -> None:
    diagnostics = long_lines(50)
    assert collapse_repeated_suggestions(diagnostics, 100, settings, FailOn()) == diagnostics


def test_what_fails_the_run_is_told_in_full() -> None:
    diagnostics = long_lines(50)
    fail_on = FailOn(codes=frozenset(["line_too_long"]))
    assert collapse_repeated_suggestions(diagnostics, 100, SUGGESTED, fail_on) == diagnostics


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


def test_every_report_tells_a_habit_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_text(captions(12))
    (once,) = findings(capsys, "a.srt")
    assert str(once["message"]).endswith(
        "the limit is 42 (and 11 more of 12 cues; --verbose lists them)"
    )
    assert len(findings(capsys, "--verbose", "a.srt")) == 12
    assert len(findings(capsys, "--preset", "netflix-en", "a.srt")) == 12
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
