"""One run over the folders of several teams: each decides what fails in it, and all come to one verdict."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.cli import main
from tests.json_schema import jsonschema

SCHEMA = Path(__file__).parents[2] / "schemas" / "report.schema.json"
GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
ERROR = "1\n00:00:09,000 --> 00:00:08,000\nThe ferry stays in its shed.\n"
WARNING = GOOD + "\n2\n00:00:02,000 --> 00:00:05,000\nBy January you can walk across.\n"


@pytest.fixture
def teams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ads take warnings seriously, the archive nothing, the school allows a warning; and there are others."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    contents = {
        "ads/.caption-qa.yml": "preset: none\nfail-on: warning\n",
        "ads/a.srt": WARNING,
        "archive/.caption-qa.yml": "preset: none\nfail-on: never\n",
        "archive/old/a.srt": ERROR,
        "school/.caption-qa.yml": "preset: none\nmax-warnings: 1\n",
        "school/a.srt": WARNING,
        "school/b.srt": GOOD,
        "talks/a.srt": WARNING,
    }
    for name, text in contents.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = main(["check", "--format=concise", *arguments])
    out, error = capsys.readouterr()
    assert error == ""
    return code, out.splitlines()


def report(*arguments: str) -> dict[str, Any]:
    main(["check", "--format=json=report.json", "--format=concise=x.txt", *arguments])
    loaded: dict[str, Any] = json.loads(Path("report.json").read_bytes())
    jsonschema.validate(loaded, json.loads(SCHEMA.read_bytes()))
    return loaded


def results(loaded: dict[str, Any]) -> dict[str, str]:
    return {each["folder"]: each["result"] for each in loaded["summary"]["folders"]}


def test_the_verdict_is_by_folder_and_then_in_all(
    teams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = check(capsys)
    assert code == 1
    assert lines[-5:-1] == [
        "ads: 1 file, 0 errors, 1 warning: failed: 1 finding (fail-on: warning)",
        "archive: 1 file, 1 error, 0 warnings: passed (fail-on: never)",
        "school: 2 files, 0 errors, 1 warning: passed (fail-on: error)",
        "other files: 1 file, 0 errors, 1 warning: passed (fail-on: error)",
    ]
    assert re.search("5 files checked, .*; failed: 1 finding in ads ", lines[-1])
    Path("ads/a.srt").unlink()
    code, lines = check(capsys)
    assert code == 0
    assert "; passed" in lines[-1]


def test_warnings_are_counted_in_each_folder(
    teams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("ads/a.srt").unlink()
    Path(".caption-qa.yml").write_text("preset: none\nmax-warnings: 1\n")
    assert check(capsys)[0] == 0  # one in the school, one elsewhere
    Path("school/c.srt").write_text(WARNING)
    code, lines = check(capsys)
    assert code == 1
    assert "failed: 2 warnings in school (max-warnings: 1)" in lines[-1]
    Path("school/c.srt").rename("talks/c.srt")
    code, lines = check(capsys)
    assert code == 1
    assert "failed: 2 warnings (max-warnings: 1)" in lines[-1]


@pytest.mark.parametrize(
    ("arguments", "failing", "code"),
    [
        (["--fail-on=error"], 1, 1),
        (["--fail-on=never"], 0, 0),
        (["--fail-on=warning"], 4, 1),
        (["--fail-on=never", "--max-warnings=2"], 0, 1),
        (["--fail-on=never", "--max-warnings=3"], 0, 0),
    ],
)
def test_the_command_line_overrides_all(
    teams: Path, arguments: list[str], failing: int, code: int
) -> None:
    summary = report(*arguments)["summary"]
    assert (summary["failing"], summary["exitCode"]) == (failing, code)


def test_warnings_of_a_folder_with_too_many_are_what_fails(
    teams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("ads/.caption-qa.yml").unlink()
    Path("school/b.srt").write_text(WARNING)
    capsys.readouterr()
    formats = ["--format=full", "--format=junit=j.xml", "--format=concise=c.txt"]
    assert main(["check", "--min-severity=error", *formats]) == 1
    lines = capsys.readouterr().out.splitlines()
    shown = [line.strip().split(" ")[1] for line in lines if line.lstrip().startswith("--> ")]
    assert shown[-2:] == ["school/a.srt:6:1", "school/b.srt:6:1"]
    assert "fails: overlapping_cues 2" in lines
    junit = Path("j.xml").read_text("utf-8")
    assert junit.count("<failure ") == 2
    assert re.findall(r"^school/..srt", Path("c.txt").read_text("utf-8"), re.M) == [
        "school/a.srt", "school/b.srt"
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [["--fail-on=warning"], ["--max-warnings=0"]])
def test_each_folder_has_its_verdict_whatever_the_command_line_overrides(
    teams: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    Path("school/b.srt").write_text(WARNING)
    _, lines = check(capsys)
    code, overridden = check(capsys, *arguments)
    assert code == 1
    assert [line.split(" fail")[0].split(" pass")[0] for line in overridden[-5:-1]] == [
        line.split(" fail")[0].split(" pass")[0] for line in lines[-5:-1]
    ]
    assert [line.partition(":")[0] for line in lines[-5:-1]] == [
        "ads", "archive", "school", "other files"
    ]  # fmt: skip
    if arguments == ["--fail-on=warning"]:
        assert "2 findings in school (fail-on: warning)" in overridden[-1]
        assert "1 finding (fail-on: warning), 1 finding in ads" in overridden[-1]


def test_fail_on_sets_aside_the_number_of_warnings_of_every_configuration(teams: Path) -> None:
    for folder in ("school", "talks", "."):
        Path(folder, ".caption-qa.yml").write_text("preset: none\nmax-warnings: 0\n")
    Path("ads/a.srt").unlink()
    assert results(report())["school"] == "fail"
    summary = report("--fail-on=never")["summary"]
    assert (summary["failing"], summary["exitCode"]) == (0, 0)


def test_the_report_says_what_decides_where(teams: Path) -> None:
    loaded = report()
    assert results(loaded) == {"ads": "fail", "archive": "pass", "school": "pass"}
    gates = {file["path"]: file.get("gate") for file in loaded["files"]}
    assert gates["talks/a.srt"] is None
    assert gates["archive/old/a.srt"] == {
        "folder": "archive",
        "failOn": ["never"],
        "maxWarnings": None,
    }
    assert loaded["summary"]["failing"] == 1


def test_shards_keep_the_folders_own(teams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = ("concise", "markdown", "github", "junit")
    whole = main(["check", *(f"--format={name}=whole.{name}" for name in formats)])
    parts = []
    for number in (1, 2, 3):
        parts.append(f"part-{number}.json")
        main(["check", f"--shard={number}/3", f"--format=json={parts[-1]}", "--exit-zero"])
    merged = main(["merge", *(f"--format={name}=merged.{name}" for name in formats), *parts])
    assert (whole, merged) == (1, 1)
    for name in formats:
        assert Path(f"merged.{name}").read_bytes() == Path(f"whole.{name}").read_bytes()


def test_parts_that_were_checked_by_other_rules_of_a_folder_are_no_run(
    teams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        main(["check", f"--shard={number}/2", f"--format=json=part-{number}.json", "--exit-zero"])
        Path("ads/.caption-qa.yml").write_text("fail-on: never\n")
    capsys.readouterr()
    assert main(["merge", "part-1.json", "part-2.json"]) == 2
    assert "the settings" in capsys.readouterr().err


def test_each_folder_has_a_baseline(teams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("ads/.caption-qa.yml").write_text("fail-on: warning\nbaseline: known.json\n")
    Path(".caption-qa.yml").write_text("fail-on: warning\nbaseline: known.json\n")
    assert main(["check"]) == 2  # the one of the run is not there
    assert main(["baseline", "write", "talks"]) == 0
    assert main(["check"]) == 2  # and neither is that of the ads
    assert "ads/.caption-qa.yml:2" in capsys.readouterr().err
    assert main(["baseline", "write"]) == 0
    assert capsys.readouterr().err == (
        'caption-qa: 3 files left out, for which no baseline is in force: write "baseline:" into '
        "archive/.caption-qa.yml, school/.caption-qa.yml\n"
    )
    assert set(json.loads(Path("known.json").read_bytes())["files"]) == {"talks/a.srt"}
    assert set(json.loads(Path("ads/known.json").read_bytes())["files"]) == {"a.srt"}
    loaded = report()
    assert loaded["summary"]["known"] == 2  # of the archive and the school none are in force
    assert loaded["summary"]["exitCode"] == 0
    Path("ads/b.srt").write_text(WARNING)
    assert results(report())["ads"] == "fail"
    # A baseline that is asked for is that of all.
    Path("empty.json").write_text('{"files": {}, "kind": "caption-qa baseline", "version": 1}')
    assert report("--baseline=empty.json")["summary"]["known"] == 0


def test_a_suggestion_fails_only_where_a_folder_says_so(teams: Path) -> None:
    spaces = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nBy  it\n\n" for n in range(1, 12)
    )
    Path("ads/.caption-qa.yml").write_text("preset: none\nfail-on: [double_space]\n")
    for folder in ("ads", "talks"):
        Path(folder, "a.srt").write_text(spaces)
    summary = report()["summary"]
    failing = {each["folder"]: each["failing"] for each in summary["folders"]}
    assert failing == {"ads": 11, "archive": 0, "school": 0}
    assert summary["failing"] == 11


def test_what_is_in_force_can_be_asked(teams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--show-settings", "ads/a.srt"])
    out = capsys.readouterr().out
    assert re.search(r"fail-on = warning +# ads/.caption-qa.yml:2", out)


def test_a_file_that_cannot_be_checked_is_an_error_of_its_folder(teams: Path) -> None:
    Path("ads/gone.srt").symlink_to("nowhere.srt")
    loaded = report("ads/gone.srt", "school")
    assert results(loaded) == {"ads": "error", "school": "pass"}
    assert loaded["summary"]["exitCode"] == 2


def test_the_summary_has_a_table_of_folders(teams: Path) -> None:
    main(["check", "--format=markdown=s.md", "--format=html=s.html"])
    page = Path("s.md").read_text("utf-8")
    assert "| `ads` | 1 | 0 | 1 | failed: 1 finding (fail-on: warning) |\n" in page
    assert "| other files | 1 | 0 | 1 | passed (fail-on: error) |\n" in page
    fails = page.partition("### What fails")[2].partition("###")[0]
    assert "ads/a.srt" in fails
    assert "archive" not in fails
    assert "<li>ads: 1 file, 0 errors, 1 warning: failed" in Path("s.html").read_text("utf-8")
