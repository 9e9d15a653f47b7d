"""`caption-qa check` as its users see it: output, exit codes, and what goes where."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.settings import INPUT_FORMATS
from caption_qa_action.formats import FORMATS

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"
WARNING = "1\n00:00:01,000 --> 00:00:03,000\n\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "PRE_COMMIT", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def check(*arguments: str) -> int:
    return main(["check", "--isolated", *arguments])


def test_clean_captions_pass(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.srt", GOOD)
    assert check() == 0
    assert "1 file checked" in capsys.readouterr().out


def test_an_error_fails_the_run_and_is_shown_with_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("talk.srt", BAD)
    assert check("--format", "concise") == 1
    assert "talk.srt:2:1: error[negative_duration]" in capsys.readouterr().out


def test_a_warning_does_not_fail_the_run_unless_asked() -> None:
    write("talk.srt", WARNING)
    assert check() == 0
    assert check("--fail-on", "warning") == 1
    assert check("--fail-on", "empty_cue") == 1
    assert check("--fail-on", "overlapping_cues") == 0
    assert check("--max-warnings", "0") == 1
    assert check("--fail-on", "warning", "--exit-zero") == 0


def test_nothing_fails_a_run_that_never_fails() -> None:
    write("talk.srt", BAD)
    assert check("--fail-on", "never") == 0


def test_a_code_can_be_selected_ignored_and_changed() -> None:
    write("talk.srt", BAD)
    assert check("--ignore", "negative_duration") == 0
    assert check("--select", "empty_cue") == 0
    assert check("--severity", "negative_duration=info") == 0
    assert check("--severity", "negative_duration=off") == 0


def test_a_file_that_cannot_be_read_is_counted_and_fails_the_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("talk.srt", GOOD)
    os.symlink("nowhere.srt", "gone.srt") if hasattr(os, "symlink") else None
    assert check("talk.srt", "gone.srt", "--format", "concise") == 2
    out = capsys.readouterr().out
    assert "gone.srt: not checked" in out
    assert "1 not checked" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.srt"], "no such file"),
        (["--preset", "yotube"], "youtube"),
        (["--select", "overlaping_cues"], "overlapping_cues"),
        (["--format", "sarf"], "no format"),
        (["--format", "json", "--format", "concise"], "standard output"),
        (["--severity", "empty_cue=bad"], "warning"),
        (["--fail-on", "errror"], "error"),
        (["--encoding", "klingon"], "klingon"),
        (["--config", "nowhere.yml"], "nowhere.yml"),
        (["--jobs", "many"], '"many" is not a whole number'),
        (["--jobs", "0"], "must be 1 or more"),
        (["--jobs", "-1"], "must be 1 or more"),
        (["--max-warnings", "-1"], "must not be negative"),
        (["--max-warnings", "1" * 41], "is too large"),
        (["--config", "."], "is not a regular file"),
        (["--config", os.devnull], "is not a regular file"),
        (["--format", "github", "--format", "concise"], "github and concise"),
        (["--files-from", "nowhere.txt"], "nowhere.txt"),
    ],
)
def test_a_wrong_argument_is_one_clear_line_and_exit_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("talk.srt", GOOD)
    assert main(["check", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error.splitlines()[-1]
    assert "Traceback" not in error


def test_standard_input_is_checked_under_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert check("-", "--stdin-filename", "talks/one.srt", "--format", "concise") == 1
    assert "talks/one.srt:2:1: error" in capsys.readouterr().out


def test_several_reports_come_from_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.srt", BAD)
    code = check(
        "--format", "concise", "--format", "json=out/report.json", "--format", "markdown=out.md"
    )
    assert code == 1
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert report["summary"]["exitCode"] == 1
    assert [file["path"] for file in report["files"]] == ["talk.srt"]
    assert "negative_duration" in Path("out.md").read_text(encoding="utf-8")
    assert "talk.srt:2:1" in capsys.readouterr().out
    assert sorted(os.listdir("out")) == ["report.json"]


def test_a_report_that_cannot_be_written_is_one_clear_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("talk.srt", GOOD)
    write("file", "")
    assert check("--format", "json=file/report.json") == 2
    assert "file/report.json" in capsys.readouterr().err


def test_every_file_is_listed_in_the_json_report(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", GOOD)
    write("b.vtt", "WEBVTT\n")
    write("c.srt", "")
    assert check("--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert [(file["path"], file["status"]) for file in report["files"]] == [
        ("a.srt", "checked"),
        ("b.vtt", "checked"),
        ("c.srt", "checked"),
    ]


def test_on_actions_the_format_is_annotations(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write("talk.srt", BAD)
    assert check() == 1
    assert "::error file=talk.srt,line=2" in capsys.readouterr().out


def test_show_files_lists_what_would_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", GOOD)
    write("sub/b.vtt", "WEBVTT\n")
    write("notes.txt", "")
    assert check("--show-files") == 0
    assert capsys.readouterr().out.split() == ["a.srt", "sub/b.vtt"]


def test_show_settings_tells_where_each_value_comes_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("talk.srt", GOOD)
    write(".caption-qa.yml", "preset: tiktok\n")
    assert main(["check", "--show-settings", "--ignore", "empty_cue"]) == 0
    out = capsys.readouterr().out
    assert "preset = tiktok  # .caption-qa.yml:1" in out
    assert "--ignore" in out


@pytest.mark.parametrize(
    "name, text, arguments, shown",
    [
        ("talk.fr.vtt", "WEBVTT\nLanguage: de\n\n", ["--language=sv"], "sv  # --language"),
        ("talk.fr.vtt", "WEBVTT\nLanguage: de\n\n", [], "de  # the file"),
        (
            "talk.fr.vtt",
            "WEBVTT\nLanguage: English\n\n",
            [],
            'fr  # the file\'s name; "English" in the file names no language',
        ),
        (
            "talk.fr.vtt",
            "WEBVTT\nLanguage: und\n\n",
            [],
            'fr  # the file\'s name; "und" in the file names no language',
        ),
        ("talk.pt-BR.srt", GOOD, [], "pt-BR  # the file's name"),
        (
            "talk.srt",
            GOOD.replace("Where have you been", "どこにいたの"),
            [],
            "ja  # the file's script",
        ),
        ("talk.srt", GOOD, [], "unknown  # nothing tells it"),
    ],
)
def test_show_settings_tells_the_language_of_a_file_and_where_it_comes_from(
    capsys: pytest.CaptureFixture[str], name: str, text: str, arguments: list[str], shown: str
) -> None:
    write(name, text)
    assert check("--show-settings", *arguments) == 0
    assert f"language = {shown}\n" in capsys.readouterr().out


SEGMENT = "WEBVTT\n\n00:01.000 --> 00:03.000\nWhere have you been?\n"


@pytest.mark.parametrize(
    ("name", "data", "arguments", "taken"),
    [
        ("a.srt", SEGMENT.encode(), (), ("format webvtt (its content)", "utf-8 (its bytes)")),
        ("a.srt", b"no captions\n", (), ("format srt (its name, not its content)",)),
        ("a.chapters.vtt", SEGMENT.encode(), (), ("kind chapters (its name)",)),
        (
            "talk.metadata.vtt",
            SEGMENT.encode(),
            (),
            ('kind captions (its text, against "metadata" in its name)',),
        ),
        (
            "a.vtt",
            SEGMENT.replace("WEBVTT\n", "WEBVTT\nKind: descriptions\nLanguage: de\n").encode(),
            (),
            ("kind descriptions (its header)", "language de (the file)"),
        ),
        ("a.vtt", SEGMENT.encode("utf-16"), (), ("utf-16-le (its byte order mark)",)),
        (
            "a.ru.vtt",
            SEGMENT.replace("been", "были вчера вечером").encode("cp1251"),
            (),
            ("windows-1251 (a guess from its bytes)", "language ru (the file's name)"),
        ),
        (
            "a.vtt",
            SEGMENT.replace("been", "là").encode("cp1252"),
            ("--encoding", "cp1252"),
            ("windows-1252 (the configuration or --encoding)",),
        ),
    ],
)
def test_verbose_and_show_settings_tell_what_a_file_was_taken_for(
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: bytes,
    arguments: tuple[str, ...],
    taken: tuple[str, ...],
) -> None:
    Path(name).write_bytes(data)
    for format in ("full", "concise"):
        check("-v", "--format", format, *arguments)
        first = capsys.readouterr().out.splitlines()[0]
        assert first.startswith(f"{name}: checked: format ")
        for part in taken:
            assert part in first
    check("--format", "concise", *arguments)
    assert ": checked:" not in capsys.readouterr().out
    check("--show-settings", *arguments)
    out = capsys.readouterr().out
    for part in taken:
        value, by = part.removesuffix(")").split(" (")
        if not arguments:  # else it is shown as it was asked for
            assert f"{value.replace(' ', ' = ')}  # {by}" in out


def test_format_and_kind_can_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", SEGMENT)
    check("-v", "--input-format", "srt", "--kind", "chapters")
    first = capsys.readouterr().out.splitlines()[0]
    assert "format srt (the configuration or --input-format)" in first
    assert "kind chapters (the configuration or --kind)" in first
    write(
        ".caption-qa.yml",
        "overrides:\n  - files: [a.srt]\n    input-format: srt\n    kind: metadata\n",
    )
    assert main(["check", "--show-settings"]) == 0
    out = capsys.readouterr().out
    assert "format = srt  # .caption-qa.yml:3" in out
    assert "kind = metadata  # .caption-qa.yml:4" in out


def test_a_file_whose_format_is_stated_is_never_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.csv", "start,end,text\n0,1500,Good evening.\n")
    assert check("a.csv") == 0
    assert "a.csv: skipped: it holds no captions" in capsys.readouterr().out
    for arguments in (("a.csv",), ("a.csv", "--force-exclude")):
        check("--input-format", "csv", *arguments)
        assert "1 file checked, 0 skipped" in capsys.readouterr().out
    write(".caption-qa.yml", "input-format: csv\n")
    assert main(["check", "a.csv"]) == 0
    assert "1 file checked, 0 skipped, 0 not checked; 1 cue" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--input-format", "vtt"), '--input-format: unknown format "vtt"'),
        (("--kind", "chapter"), '--kind: unknown kind "chapter" (did you mean "chapters"?)'),
    ],
)
def test_a_wrong_format_or_kind_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    write("a.srt", GOOD)
    assert check(*arguments) == 2
    assert message in capsys.readouterr().err


def test_every_format_can_be_said() -> None:
    assert sorted(INPUT_FORMATS) == sorted(FORMATS)


def test_files_come_from_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", GOOD)
    write("b.srt", GOOD)
    write("list.txt", "b.srt\n")
    assert check("--files-from", "list.txt", "--show-files") == 0
    assert capsys.readouterr().out.split() == ["b.srt"]


def test_no_file_is_a_warning_that_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0
    captured = capsys.readouterr()
    assert "no caption files found" in captured.err
    assert "0 files checked" in captured.out
    assert captured.out.endswith("; no caption files were checked\n")
    assert "passed" not in captured.out


def test_a_run_that_needs_files_fails_without_any(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--require-files", "--format", "json") == 2
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert (summary["result"], summary["exitCode"]) == ("error", 2)
    write("talk.srt", GOOD)
    assert check("--require-files") == 0
    assert check("--require-files", "--force-exclude", "--exclude", "*.srt", "talk.srt") == 2


def test_colour_is_only_used_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.srt", BAD)
    check()
    assert "\x1b" not in capsys.readouterr().out
    check("--color", "always")
    assert "\x1b[" in capsys.readouterr().out


def test_statistics_count_each_code(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.srt", BAD)
    assert check("--statistics") == 1
    out = capsys.readouterr().out
    assert "negative_duration" in out
    assert "talk.srt:2:1" not in out


def test_many_files_in_several_processes_give_the_same_report(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for number in range(40):
        write(f"talk{number:02d}.srt", BAD if number % 3 else GOOD)
    assert check("--format", "concise", "--jobs", "1") == 1
    serial = capsys.readouterr().out
    assert check("--format", "concise", "--jobs", "2") == 1
    assert capsys.readouterr().out == serial


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    for number in range(300):
        write(f"talk{number:03d}.srt", BAD)
    program = "from caption_qa_action.cli import main; raise SystemExit(main())"
    command = [
        sys.executable,
        "-c",
        program,
        "check",
        "--isolated",
        "--format",
        "full",
        "--jobs",
        "1",
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    error = process.stderr.read().decode()
    process.stderr.close()
    process.wait(timeout=60)
    assert error == ""
