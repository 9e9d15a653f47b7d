"""The commands that list and explain rules, and that check the samples on their pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.cli._pages import why
from caption_qa_action.presets import names
from caption_qa_action.rules import RULES, load


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, object]]:
    code, out, _ = output(capsys, "rules", *arguments, "--json")
    assert code == 0
    return {record["code"]: record for record in json.loads(out)}


def test_every_rule_is_listed_once_by_group(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = output(capsys, "rules")
    codes = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert sorted(codes) == sorted(RULES)
    groups = [line for line in out.splitlines()[:-1] if line and not line.startswith(" ")]
    assert groups == sorted(set(RULES.groups.values()))


def test_filters_narrow_the_list_together(capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys, "--format", "ttml", "--group", "timing")
    assert found
    for record in found.values():
        assert record["group"] == "timing"
        assert record["formats"] == [] or "ttml" in str(record["formats"])
    assert "overlapping_cues" in found
    assert "cues_out_of_order" not in found, "TTML has no order of cues"
    assert "cues_out_of_order" in listed(capsys, "--format", "webvtt", "--group", "timing")
    assert "missing_webvtt_header" not in listed(capsys, "--format", "srt")


def test_a_preset_lists_what_runs_for_it_as_it_runs_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = listed(capsys, "--preset", "lms")
    assert "reading_speed_wpm_high" in found
    assert "reading_speed_wpm_high" not in listed(capsys, "--preset", "youtube")
    assert found["line_too_long"]["severity"] == "info"
    options = found["reading_speed_wpm_high"]["options"]
    assert isinstance(options, dict)
    assert options["limit_wpm"] == 160


@pytest.mark.parametrize(
    "arguments, hint",
    [
        (("rules", "--format", "webvt"), 'no format "webvt" (did you mean "webvtt"?); there are'),
        (("rules", "--group", "timings"), 'no group "timings" (did you mean "timing"?); there are'),
        (("rules", "--preset", "you-tube"), 'no preset "you-tube" (did you mean "youtube"?)'),
        (("rules", "test", "empty_cues"), 'no group "empty_cues" (did you mean "empty_cue"?)'),
        (("rules", "test", "--option", "empty_cue.x=1"), "empty_cue has no option"),
        (("rules", "test", "empty_cue", "--option", "line_too_long.limit_columns=3"), "not among"),
        (("rule", "empty_cues"), 'no rule "empty_cues" (did you mean "empty_cue"?)'),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(
    arguments: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = output(capsys, *arguments)
    assert (code, out) == (2, "")
    assert hint in err


def test_a_deprecated_code_shows_the_page_of_the_new_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import caption_qa_action.rules as rules

    monkeypatch.setattr(load("empty_cue"), "formerly", ("blank_cue",))
    monkeypatch.setattr(rules, "_renamed", None)
    code, out, err = output(capsys, "rule", "blank_cue")
    assert code == 0
    assert out.startswith("empty_cue (")
    assert "formerly blank_cue" in out.splitlines()[0]
    assert "blank_cue is deprecated and now called empty_cue" in err


def test_a_rule_as_json_holds_its_page_and_address(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = output(capsys, "rule", "empty_cue", "line_too_long", "--json")
    first, second = json.loads(out)
    assert code == 0
    assert (first["code"], second["code"]) == ("empty_cue", "line_too_long")
    assert first["state"] == "stable"
    assert first["url"] == load("empty_cue").url
    assert "## Why" in first["page"]


def test_the_samples_of_a_page_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = output(capsys, "rules", "test", "line_too_long")
    assert code == 0
    assert "ok   line_too_long: bad sample 1 (sample.srt): " in out
    assert "ok   line_too_long: good sample 1 (sample.srt): nothing found" in out
    assert out.endswith(": all as the pages say\n")


def test_an_option_that_spoils_a_sample_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    option = "line_too_long.limit_columns=900"
    code, out, _ = output(capsys, "rules", "test", "line_too_long", "--option", option)
    assert code == 1
    assert "FAIL line_too_long: bad sample 1 (sample.srt): nothing found" in out
    assert "     | 00:00:01,000 --> " in out
    assert "not as the page says" in out.splitlines()[-1]


def test_a_page_is_as_wide_as_the_terminal_and_its_samples_stay(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    _, plain, _ = output(capsys, "rule", "imsc_hrm", "--color=never")
    outside = re.sub(r"(?ms)^```.*?^```$", "", plain)
    assert all(len(line) <= 60 for line in outside.splitlines() if "http" not in line)
    assert '    ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">' in plain
    _, colored, _ = output(capsys, "rule", "imsc_hrm", "--color=always")
    assert "```" not in colored
    assert "\x1b[1mWhy\x1b[0m" in colored


@pytest.mark.parametrize("command", ["check", "baseline", "process", "rules"])
def test_help_is_as_wide_as_the_terminal(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = output(capsys, command, "--help")
    body = out.partition("\n\n")[2]  # below the usage
    by_hand = re.compile(r"(write|update|prune|show) {2,}")
    assert all(len(line) <= 60 for line in body.splitlines() if not by_hand.match(line))


HOSTILE = ("", " ", ",", "\x1b[31mred\n", "a" * 10_000, "line*", "../../etc", "remote:", "é" * 50)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "arguments",
    [
        ["rule"],
        ["rules", "test"],
        ["rules", "--group"],
        ["rules", "--format"],
        ["rules", "--preset"],
        ["preset"],
        ["check", "--preset"],
        ["check", "--select"],
        ["check", "--option"],
        ["check", "--fail-on"],
    ],
    ids=" ".join,
)
def test_a_name_that_means_nothing_is_one_short_line(
    arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = output(capsys, *arguments, name)
    assert (code, out) == (2, "")
    assert err.startswith("caption-qa: error: ")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert len(err) < 1000


@pytest.mark.parametrize(
    "arguments, shown",
    [
        (["rule", "timing"], '"timing" is a group; see caption-qa rules --group timing'),
        (["rule", "LINE_TO_LONG"], '(did you mean "line_too_long"?)'),
        (["rules", "--json", "test"], "--json has no use with test"),
        (["rules", "--preset", "zoom", "test"], "--preset has no use with test"),
        (["check", "--select", "nosuch"], 'unknown code or group "nosuch"; see caption-qa rules'),
        (["check", "--select", "LAYOUT"], '(did you mean "layout"?)'),
        (["check", "--select", "remote:x"], "what only a server finds is told without being asked"),
        (["check", "--select", ","], "--select: names no code and no group"),
        (["check", "--fail-on", "timing"], '"timing" stands for several codes'),
        (["check", "--severity", "all=error"], '"all" stands for several codes'),
    ],
)
def test_a_message_names_what_to_do(
    arguments: list[str], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = output(capsys, *arguments)
    assert code == 2
    assert shown in err


def test_the_samples_of_a_group_come_out_and_each_rule_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = output(capsys, "rules", "test", "sbv", "sbv", "sbv_subviewer_token")
    count = sum(group == "sbv" for group in RULES.groups.values())
    assert code == 0
    assert out.splitlines()[-1].startswith(f"{count} rule")


def test_a_run_without_any_rule_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nYes.\n", encoding="utf-8")
    _, _, err = output(capsys, "check", "--ignore", "all", "a.srt")
    assert "--ignore: no rule is left that runs, so nothing is found" in err
    (tmp_path / ".caption-qa.yml").write_text("preset: zoom\nselect: []\n", encoding="utf-8")
    _, _, err = output(capsys, "check", "a.srt")
    assert ".caption-qa.yml:2: no rule is left that runs" in err


def test_the_rules_of_a_preset_of_ones_own_are_listed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".caption-qa.yml").write_text(
        "ignore: all\n"
        "presets: {our: {extends: zoom, options: {line_too_long: {limit_columns: 30}}}}\n",
        encoding="utf-8",
    )
    found = listed(capsys, "--preset", "our")
    options = found["line_too_long"]["options"]
    assert isinstance(options, dict)
    assert options["limit_columns"] == 30
    code, _, err = output(capsys, "rules", "--preset", "oour")
    assert code == 2
    assert '(did you mean "our"?)' in err


@pytest.mark.parametrize("columns", [80, 60])
@pytest.mark.parametrize("name", names())
def test_the_page_of_a_preset_is_as_wide_as_the_terminal(
    name: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["preset", name]) == 0
    lines = capsys.readouterr().out.splitlines()
    # A title is one line, and an address or a list of values is one word.
    wide = [line for line in lines[1:] if len(line) > columns and len(line.split()) > 1]
    assert wide == []


def test_a_reason_that_is_short_has_the_sentence_after_it() -> None:
    assert why(load("cue_id_standalone")).startswith("An empty line ends a cue. Whatever stands ")
    assert why(load("setting_duplicate")).count(". ") == 1
    assert why(load("empty_input")).endswith("a download that failed")
