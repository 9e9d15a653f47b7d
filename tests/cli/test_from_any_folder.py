"""A file comes to the same verdict and findings from whatever folder of its repository the run starts.

Each setting of a configuration is set in the configuration at the top, in that of the team, or in both.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action import config
from caption_qa_action.cli import main
from caption_qa_action.config._model import ConfigModel

ERROR = "1\n00:00:09,000 --> 00:00:08,000\nThe ferry stays in its shed.\n"
WARNINGS = (
    "1\n00:00:01,000 --> 00:00:03,000\nThe river  freezes in December.\n\n"
    "2\n00:00:02,000 --> 00:00:02,400\nBy January you can walk across.\n"
)
FILES = {
    "team/warnings.srt": WARNINGS,
    "team/error.srt": ERROR,
    "team/gen/a.srt": WARNINGS,
    "other/a.srt": WARNINGS,
}
_SUPPRESSION = (
    "{files: '**', codes: [overlapping_cues, negative_duration], reason: this is how they are}"
)
# Two values for each setting, as YAML; in one where the second would not be another one.
VALUES = {
    "preset": ("tiktok", "netflix-en"),
    "language": ("de", "ja"),
    "encoding": ("latin-1", "utf-16"),
    "input-format": ("sbv", "lrc"),
    "kind": ("metadata", "chapters"),
    "preview": ("true", "false"),
    "select": ("[timing]", "[text]"),
    "extend-select": ("[reading_speed_wpm_high]", "[all_caps]"),
    "ignore": ("[timing]", "[text]"),
    "severity": ("{overlapping_cues: error}", "{overlapping_cues: info}"),
    "options": (
        "{duration_too_short: {limit_ms: 3000}}",
        "{duration_too_short: {limit_ms: 100}}",
    ),
    "extend": ("base.yml",),
    "required-version": ("'>=0'",),
    "engine": ("remote", "bundled"),
    "api-url": ("http://127.0.0.1:9/",),
    "quota-policy": ("bundled", "fail"),
    "fail-on": ("warning", "never"),
    "max-warnings": ("0", "50"),
    "limits": ("{seconds_per_file: 30}", "{seconds_per_file: 40}"),
    "cache": ("{limit: 3}", "{limit: 5}"),
    "exclude": ("[gen/]", "[team/gen/]"),
    "extend-exclude": ("[gen/]", "[team/gen/]"),
    "presets": (
        "{house: {extends: tiktok, ignore: [timing]}}",
        "{house: {extends: vimeo, ignore: [text]}}",
    ),
    "suppressions": (f"[{_SUPPRESSION}]",),
    "baseline": ("known.json",),
    "plugins": ("[]",),
    "overrides": (
        "[{files: '**', ignore: [timing]}]",
        "[{files: '*.srt', severity: {negative_duration: warning}}]",
    ),
}


def key_of(name: str) -> str:
    alias = ConfigModel.model_fields[name].alias
    return alias or name


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / ".git").mkdir()
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for folder in ("", "team"):
        (tmp_path / folder / "base.yml").write_text("fail-on: warning\nignore: [timing]\n")
    monkeypatch.chdir(tmp_path)
    for folder in ("", "team"):
        main(["baseline", "write", "--isolated", f"--baseline={folder or '.'}/known.json"])
    return tmp_path


def verdict(
    capsys: pytest.CaptureFixture[str], start: Path, file: Path, *options: str
) -> tuple[int, Any]:
    """The exit code of a check of one file, and what was found."""
    os.chdir(start)
    capsys.readouterr()
    shown = os.path.relpath(file, start)
    code = main(["check", "--format=json", "--no-cache", *options, shown])
    out = capsys.readouterr().out
    if not out:
        return code, None
    (report,) = json.loads(out)["files"]
    found = [(each["code"], each["severity"], each["line"]) for each in report["diagnostics"]]
    kept = ("status", "preset", "known", "suppressed", "language")
    return code, ([report.get(name) for name in kept], found)


def test_every_setting_is_looked_at() -> None:
    assert set(VALUES) == {key_of(name) for name in ConfigModel.model_fields}


def settings(key: str) -> list[tuple[str, str]]:
    """What the configuration at the top and that of the team say: one of them, or each something else."""
    first, *others = VALUES[key]
    mine, theirs = f"{key}: {first}\n", f"{key}: {[first, *others][-1]}\n"
    nothing = "language: en\n" if key == "preset" else "preset: none\n"
    return [(mine, nothing), (nothing, mine), (mine, theirs)]


@pytest.mark.parametrize("key", VALUES)
def test_a_file_comes_to_the_same_from_any_folder(
    repository: Path, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    for top, team in settings(key):
        (repository / ".caption-qa.yml").write_text(top)
        (repository / "team/.caption-qa.yml").write_text(team)
        for name in FILES:
            outcomes = {
                start: verdict(capsys, repository / start, repository / name, "--force-exclude")
                for start in (".", "team", "other")
            }
            assert len({repr(each) for each in outcomes.values()}) == 1, (top, team, name, outcomes)


def test_what_is_extended_is_in_force_from_any_folder(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = f"presets: {VALUES['presets'][0]}\nbaseline: known.json\nmax-warnings: 0\n"
    (repository / ".caption-qa.yml").write_text(house)
    (repository / "team/.caption-qa.yml").write_text("extend: ../.caption-qa.yml\npreset: house\n")
    for start in (".", "team", "other"):
        code, found = verdict(capsys, repository / start, repository / "team/warnings.srt")
        assert (code, found[0][1]) == (0, "house")


def test_what_a_configuration_above_excludes_stays_out_from_any_folder(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / ".caption-qa.yml").write_text("extend-exclude: [gen/]\n")
    (repository / "team/.caption-qa.yml").write_text("exclude: []\n")
    for start in (".", "team", "other"):
        file = repository / "team/gen/a.srt"
        assert verdict(capsys, repository / start, file, "--force-exclude")[1][0][0] == "skipped"
        os.chdir(repository / start)
        main(["check", "--show-files", os.path.relpath(repository / "team")])
        assert "gen" not in capsys.readouterr().out


def test_limits_are_those_of_the_outermost_configuration_from_any_folder(repository: Path) -> None:
    (repository / ".caption-qa.yml").write_text(
        "limits: {seconds_per_file: 7}\ncache: {limit: 3}\n"
    )
    (repository / "team/.caption-qa.yml").write_text("limits: {seconds_per_file: 9}\n")
    for start in (".", "team", "team/gen", "other"):
        os.chdir(repository / start)
        configuration = config.load(config.Arguments())
        limits = configuration.settings_for(str(repository / "team/error.srt")).limits
        assert (limits.seconds_per_file, configuration.cache_megabytes) == (7, 3)
        assert [each for each in configuration.warnings if "limits has no effect here" in each]


def test_a_configuration_of_one_folder_decides_nothing_beside_it(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "team/.caption-qa.yml").write_text("fail-on: warning\nmax-warnings: 0\n")
    for start in (".", "team", "other"):
        assert verdict(capsys, repository / start, repository / "other/a.srt")[0] == 0
        assert verdict(capsys, repository / start, repository / "team/warnings.srt")[0] == 1


def test_warnings_that_the_command_line_counts_are_those_of_all_folders(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One in each of two folders of which one has a configuration, so that two are too many for a limit of one."""
    (repository / "team/.caption-qa.yml").write_text(
        "fail-on: [error, all_caps]\nmax-warnings: 9\n"
    )
    files = ["--select=overlapping_cues", "team/warnings.srt", "other/a.srt"]
    for limit, code in ((0, 1), (1, 1), (2, 0)):
        whole = ["--format=concise=whole.txt", f"--max-warnings={limit}"]
        assert main(["check", *whole, *files]) == code
        parts = []
        for number in (1, 2):
            parts.append(f"part-{number}.json")
            arguments = [f"--max-warnings={limit}", f"--shard={number}/2", "--exit-zero"]
            main(["check", *arguments, f"--format=json={parts[-1]}", *files])
        assert main(["merge", "--format=concise=merged.txt", *parts]) == code
        assert Path("merged.txt").read_bytes() == Path("whole.txt").read_bytes()
