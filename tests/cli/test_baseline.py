"""`caption-qa baseline` and `check --baseline`, as a user calls them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from caption_qa_action.cli import main, parser_of

BAD = "1\n00:00:03,000 --> 00:00:02,000\nWhere have you been?\n"
WORSE = BAD + "\n2\n00:00:05,000 --> 00:00:04,000\nWho are you?\n"
GOOD = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old repository with two bad files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "captions").mkdir()
    for name in ("a.srt", "b.srt"):
        (tmp_path / "captions" / name).write_text(BAD, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code of a command line, and what it has printed."""
    code = main(list(arguments))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def known(folder: Path, name: str = ".caption-qa-baseline.json") -> set[str]:
    return set(json.loads((folder / name).read_bytes())["files"])


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (".caption-qa.yml", "preset: none\n", "../.caption-qa.yml has the line: baseline: {}"),
        (
            "pyproject.toml",
            "[tool.caption-qa]\n",
            '[tool.caption-qa] of ../pyproject.toml has the line: baseline = "{}"',
        ),
    ],
)
def test_the_line_that_names_it_is_that_of_the_configuration_in_force(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    line: str,
) -> None:
    (folder / name).write_text(text)
    monkeypatch.chdir(folder / "captions")
    shown = line.format("captions/.caption-qa-baseline.json")
    assert run(capsys, "baseline", "write")[2] == f"caption-qa: not in force until {shown}\n"
    written = shown.partition(" has the line: ")[2]
    (folder / name).write_text(f"{text}{written}\n")
    assert run(capsys, "check")[0] == 0


def test_adoption_in_an_old_repository(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "--format", "concise")[0] == 1
    code, out, err = run(capsys, "baseline", "write")
    assert (code, out) == (0, ".caption-qa-baseline.json: 2 findings in 2 files\n")
    line = "baseline: .caption-qa-baseline.json"
    assert err == f"caption-qa: not in force until .caption-qa.yml has the line: {line}\n"
    (folder / ".caption-qa.yml").write_text(f"{line}\n")
    assert run(capsys, "baseline", "update")[2] == ""
    assert run(capsys, "baseline", "update", "--isolated", f"--baseline={folder}/x.json")[2] == ""
    code, out, _ = run(capsys, "check", "--format", "concise")
    assert code == 0
    assert "0 errors, 0 warnings, 0 infos; 0 fixable, 2 in the baseline; " in out
    assert out.endswith("; passed\n")
    (folder / "captions" / "a.srt").write_text(WORSE)
    code, out, _ = run(capsys, "check", "--format", "concise")
    assert code == 1
    assert out.startswith("captions/a.srt:6:1: error[negative_duration]")
    assert "1 error, 0 warnings, 0 infos; 0 fixable, 2 in the baseline; " in out


def test_stale_entries_are_reported_and_pruned(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "baseline", "write")
    (folder / "captions" / "a.srt").write_text(GOOD)
    (folder / "captions" / "b.srt").unlink()
    code, out, _ = run(
        capsys, "check", "--baseline", ".caption-qa-baseline.json", "--format", "concise"
    )
    assert (code, "1 gone from the baseline; " in out) == (0, True)
    _, out, _ = run(capsys, "baseline", "show")
    assert out.splitlines() == [
        "captions/a.srt: 1 negative_duration, 1 of them gone",
        "captions/b.srt: 1 negative_duration, 1 of them gone",
        ".caption-qa-baseline.json: 2 findings in 2 files, 2 of them gone "
        "(caption-qa baseline prune drops them)",
    ]
    run(capsys, "baseline", "prune")
    assert known(folder) == set()


def test_only_files_that_are_checked_are_compared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "baseline", "write")
    (folder / "captions" / "b.srt").write_text(GOOD)
    option = ("--baseline", ".caption-qa-baseline.json", "--format", "concise")
    _, out, _ = run(capsys, "check", *option, "captions/a.srt")
    assert "gone" not in out
    run(capsys, "baseline", "prune", "captions/a.srt")
    assert known(folder) == {"captions/a.srt", "captions/b.srt"}


def test_update_leaves_other_files_and_other_codes_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "baseline", "write")
    before = (folder / ".caption-qa-baseline.json").read_bytes()
    run(capsys, "baseline", "update", "--select", "overlapping_cues")
    assert (folder / ".caption-qa-baseline.json").read_bytes() == before
    (folder / "captions" / "a.srt").write_text(WORSE)
    (folder / "captions" / "b.srt").write_text(GOOD)
    _, out, _ = run(capsys, "baseline", "update", "captions/a.srt")
    assert out == ".caption-qa-baseline.json: 3 findings in 2 files, 2 before\n"


def test_names_are_relative_to_the_baseline(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "baseline", "write", "--baseline", "ci/known.json")
    assert known(folder, "ci/known.json") == {"../captions/a.srt", "../captions/b.srt"}
    monkeypatch.chdir(folder / "captions")
    code, _, _ = run(capsys, "check", "--baseline", "../ci/known.json")
    assert code == 0


def test_fixing_mends_what_is_known_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "baseline", "write")
    option = ("--baseline", ".caption-qa-baseline.json", "--format", "concise")
    code, out, _ = run(capsys, "check", *option, "--fix", "--unsafe-fixes")
    assert "2 fixed, 2 gone from the baseline; " in out
    assert code == 0


def test_a_file_that_cannot_be_checked_is_reported_and_keeps_its_entries(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "baseline", "write")
    before = (folder / ".caption-qa-baseline.json").read_bytes()
    path = folder / "captions" / "a.srt"
    path.unlink()
    os.mkfifo(path)
    code, _, err = run(capsys, "baseline", "update", "captions/a.srt", "captions/b.srt")
    assert code == 2
    assert err.startswith("captions/a.srt: not checked: ")
    assert (folder / ".caption-qa-baseline.json").read_bytes() == before


@pytest.mark.parametrize(
    "arguments, shown",
    [
        (("check", "--baseline", "none.json"), 'there is no baseline "none.json"'),
        (("baseline", "prune", "--baseline", "none.json"), 'there is no baseline "none.json"'),
        (
            ("check", "--baseline", "captions/a.srt"),
            "broken baseline captions/a.srt: not valid JSON",
        ),
        (("check", "--baseline", "captions"), 'cannot read the baseline "captions"'),
        (("baseline", "write", "--fix"), "--fix has no use with baseline"),
        (("baseline", "write", "--staged"), "--staged has no use with baseline"),
    ],
)
def test_what_cannot_be_used_is_an_error(
    arguments: tuple[str, ...], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert shown in err


@pytest.mark.parametrize("kept", [False, True])
def test_a_baseline_that_the_configuration_names_wrongly_is_reported_with_the_place(
    kept: bool, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "shared.yml").write_text("preset: zoom\nbaseline: none.json\n")
    (folder / ".caption-qa.yml").write_text("extend: shared.yml\n")
    for _ in range(1 + kept):
        code, _, err = run(capsys, "check")
    assert code == 2
    assert "shared.yml:2:11: baseline: there is no baseline " in err
    assert "caption-qa baseline write" in err


def test_the_configuration_suppresses_and_idle_entries_are_reported(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".caption-qa.yml").write_text(
        "suppressions:\n"
        "  - files: captions/a.srt\n"
        "    codes: negative_duration\n"
        "    cues: 1\n"
        "    time: 00:00:03-00:00:03.500\n"
        "    reason: it is a joke\n"
        "  - files: '*.ass'\n"
        "    codes: [negative_duration]\n"
        "    reason: there are none\n"
    )
    code, out, err = run(capsys, "check", "--format", "concise")
    assert code == 1
    assert "1 error, 0 warnings, 0 infos; 0 fixable, 1 suppressed" in out
    assert "unused_suppression: the entry in .caption-qa.yml:7 suppresses nothing" in err
    code, out, _ = run(capsys, "check", "--format", "markdown")
    assert "the entry in .caption-qa.yml:7 suppresses nothing" in out
    for part in (["captions/b.srt"], ["--extend-exclude", "captions/a.srt"]):
        _, _, err = run(capsys, "check", "--format", "concise", *part)
        assert "unused_suppression" not in err
    # Nor is it known in a folder below what other files need.
    monkeypatch.chdir(folder / "captions")
    _, _, err = run(capsys, "check", "--format", "concise")
    assert "unused_suppression" not in err
    monkeypatch.chdir(folder)
    _, out, _ = run(capsys, "check", "--show-settings", "captions/a.srt")
    assert "suppression = negative_duration: it is a joke  # .caption-qa.yml:2\n" in out


def test_a_later_day_can_be_tried(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".caption-qa.yml").write_text(
        "suppressions:\n  - {files: '*', codes: negative_duration, reason: x, expires: 2099-01-01}\n"
    )
    assert run(capsys, "check", "--format", "concise")[0] == 0
    monkeypatch.setenv("CAPTION_QA_TODAY", "2099-01-02")
    code, out, _ = run(capsys, "check", "--format", "concise")
    assert code == 1
    assert "expired_suppression" in out
    monkeypatch.setenv("CAPTION_QA_TODAY", "tomorrow")
    code, _, err = run(capsys, "check")
    assert (code, "CAPTION_QA_TODAY" in err) == (2, True)


def test_the_help_lists_what_works_and_every_other_option_of_a_check_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["baseline", "--help"])
    shown = capsys.readouterr().out
    for action in parser_of("check")._actions:
        if action.dest in ("help", "watch") or not action.option_strings:
            continue
        option = action.option_strings[-1]
        value = str((action.choices or ["1"])[-1])  # type: ignore[index]
        given = option if action.nargs == 0 else f"{option}={value}"
        listed = re.search(rf"(^|\s){option}(?![\w-])", shown) is not None
        main(["baseline", "write", given, "captions/a.srt"])
        refused = f"{option} has no use with baseline" in capsys.readouterr().err
        assert listed != refused, option


def test_show_lists_what_the_paths_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "baseline", "write")
    _, out, _ = run(capsys, "baseline", "show", "captions/a.srt")
    assert "captions/a.srt: 1 negative_duration\n" in out
    assert "b.srt" not in out
    assert out.endswith("1 finding in 1 file\n")
    assert run(capsys, "baseline", "show", ".") == run(capsys, "baseline", "show")
    (folder / "captions/b.srt").unlink()
    _, out, _ = run(capsys, "baseline", "show", "captions")
    assert "captions/b.srt: 1 negative_duration, 1 of them gone\n" in out


@pytest.mark.parametrize(("cues", "is_said"), [(4, False), (5, True)])
def test_a_note_says_that_a_check_has_fewer_where_findings_repeat(
    cues: int, is_said: bool, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    times = "00:00:0{0},000 --> 00:00:0{0},900"
    text = "".join(f"{n}\n{times.format(n)}\n{'word ' * 12}{n}\n\n" for n in range(1, cues + 1))
    (folder / "captions/a.srt").write_text(text)
    _, out, _ = run(capsys, "baseline", "write", "--select", "line_too_long", "captions/a.srt")
    assert f"{cues} findings in 1 file" in out
    assert ("what repeats in a file is one finding of a check" in out) == is_said


@pytest.mark.parametrize(
    ("start", "paths", "file"),
    [
        ("captions", (), ".caption-qa.yml"),
        (".", ("captions",), "captions/.caption-qa.yml"),
    ],
)
def test_the_line_is_for_the_configuration_of_the_folder_that_is_checked(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    start: str,
    paths: tuple[str, ...],
    file: str,
) -> None:
    (folder / ".caption-qa.yml").write_text("fail-on: error\n")
    (folder / "captions/.caption-qa.yml").write_text("fail-on: warning\n")
    monkeypatch.chdir(start)
    line = "baseline: .caption-qa-baseline.json\n"
    advice = f"caption-qa: not in force until {file} has the line: {line}"
    assert run(capsys, "baseline", "write", *paths)[2] == advice
    assert known(folder, "captions/.caption-qa-baseline.json") == {"a.srt", "b.srt"}
    (folder / "captions/.caption-qa.yml").write_text(f"fail-on: warning\n{line}")
    assert run(capsys, "check", *paths)[0] == 0
    assert run(capsys, "baseline", "write", *paths)[2] == ""


def test_what_a_folder_without_a_baseline_has_is_left_out_unless_it_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "baseline: .caption-qa-baseline.json\n"
    (folder / ".caption-qa.yml").write_text(f"fail-on: error\n{line}")
    (folder / "captions/.caption-qa.yml").write_text("fail-on: warning\n")
    (folder / "c.srt").write_text(BAD)
    left_out = (
        "caption-qa: 2 files left out, for which no baseline is in force: "
        'write "baseline:" into captions/.caption-qa.yml\n'
    )
    assert run(capsys, "baseline", "write")[1:] == (
        ".caption-qa-baseline.json: 1 finding in 1 file\n",
        left_out,
    )
    assert known(folder) == {"c.srt"}
    assert run(capsys, "baseline", "write", "captions")[1:] == (
        "captions/.caption-qa-baseline.json: 2 findings in 2 files\n",
        f"caption-qa: not in force until captions/.caption-qa.yml has the line: {line}",
    )
    assert known(folder) == {"c.srt"}


@pytest.mark.parametrize("named", [(), ("ads", "talks", "c.srt")])
def test_each_folder_gets_a_baseline_of_its_own_and_then_a_check_passes(
    named: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (
        ("ads/.caption-qa.yml", "preset: tiktok\n"),
        ("ads/a.srt", BAD),
        ("talks/pyproject.toml", "[tool.caption-qa]\nbaseline = 'deep/known.json'\n"),
        ("talks/deep/b.srt", WORSE),
        ("c.srt", BAD),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for name in ("a.srt", "b.srt"):
        (folder / "captions" / name).unlink()
    assert run(capsys, "check", *named)[0] == 2  # that of the talks is not there
    code, out, err = run(capsys, "baseline", *named, "write")
    assert (code, out.splitlines()) == (
        0,
        [
            ".caption-qa-baseline.json: 1 finding in 1 file",
            "ads/.caption-qa-baseline.json: 1 finding in 1 file",
            "talks/deep/known.json: 2 findings in 1 file",
        ],
    )
    for advice in err.splitlines():
        file, line = advice.removeprefix("caption-qa: not in force until ").split(" has the line: ")
        with open(file, "a", encoding="utf-8") as configuration:
            configuration.write(f"{line}\n")
    assert len(err.splitlines()) == 2
    assert run(capsys, "check", *named)[0] == 0
    again = run(capsys, "baseline", "write", *named)[1:]
    assert (re.sub(", [0-9]+ before", "", again[0]), again[1]) == (out, "")
    (folder / "talks/deep/b.srt").write_text(BAD)
    assert run(capsys, "baseline", "prune", *named)[1].splitlines() == [
        ".caption-qa-baseline.json: 1 finding in 1 file, 1 before",
        "ads/.caption-qa-baseline.json: 1 finding in 1 file, 1 before",
        "talks/deep/known.json: 1 finding in 1 file, 2 before",
    ]
    shown = run(capsys, "baseline", "show", *named)[1]
    assert shown.count(": 1 finding in 1 file\n") == 3


def test_nothing_is_pruned_from_a_baseline_that_is_not_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ads").mkdir()
    (folder / "ads/.caption-qa.yml").write_text("preset: tiktok\n")
    (folder / "ads/a.srt").write_text(BAD)
    run(capsys, "baseline", "write", "captions")
    assert run(capsys, "baseline", "prune")[1] == (
        ".caption-qa-baseline.json: 2 findings in 2 files, 2 before\n"
    )
    code, _, err = run(capsys, "baseline", "prune", "ads")
    assert (code, 'no baseline "ads/.caption-qa-baseline.json"' in err) == (2, True)
    assert not (folder / "ads/.caption-qa-baseline.json").exists()


def test_the_command_that_mends_says_that_it_mends_what_is_known_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spaces = "1\n00:00:01,000 --> 00:00:03,000\nThe  river freezes.\n"
    (folder / "captions/a.srt").write_text(spaces)
    run(capsys, "baseline", "write", "captions/a.srt", "--baseline=known.json")
    (folder / "captions/a.srt").write_text(
        spaces + spaces.replace("1\n", "\n2\n", 1).replace("river", "lake")
    )
    _, out, _ = run(capsys, "check", "captions/a.srt", "--baseline=known.json")
    command = "next: caption-qa check --fix --baseline=known.json captions/a.srt"
    assert f"{command} (mends 1, and 1 in the baseline)\n" in out
    assert "1 fixable, 1 in the baseline (1 of them fixable); " in out
    assert run(capsys, *command.split()[2:])[1].count("2 fixed") == 1


def test_what_is_dropped_from_a_baseline_that_is_written_anew_is_stated(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "baseline", "write", "--baseline=known.json")
    assert run(capsys, "baseline", "write", "--baseline=known.json", "captions/a.srt")[1:] == (
        "known.json: 1 finding in 1 file, 2 before\n",
        "caption-qa: 1 file of known.json not looked at: what was known of them is dropped "
        "(caption-qa baseline update PATHS keeps it)\n",
    )
    (folder / "captions/a.srt").unlink()
    assert run(capsys, "baseline", "write", "--baseline=known.json", "captions/b.srt")[2] == ""
