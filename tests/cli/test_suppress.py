"""`caption-qa suppress`, as a user calls it: what it writes holds at once, and it harms nothing."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from caption_qa_action.cli import main

CONFIG = ".caption-qa.yml"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nThe river freezes.\n"
TWICE = BAD + "\n2\n00:00:09,000 --> 00:00:07,000\nIn December it does.\n"
OLD = "# Ours.\npreset: youtube   # as agreed\n\nsuppressions:\n    # none yet\n# The end.\n"

Suppress = Callable[..., tuple[int, str, str]]


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The top of a repository, with captions that have one negative duration, and two."""
    folder = tmp_path / "work"
    (folder / ".git").mkdir(parents=True)
    (folder / "talks").mkdir()
    (folder / "talks/one.srt").write_text(BAD, encoding="utf-8")
    (folder / "talks/two.srt").write_text(TWICE, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CAPTION_QA_TODAY", "2026-06-01")
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def suppress(top: Path, capsys: pytest.CaptureFixture[str]) -> Suppress:
    """Runs the command: its exit code, what it prints, and its errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["suppress", *arguments])
        out, error = capsys.readouterr()
        return code, out, error

    return run


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], int, str]:
    """What a check of everything still finds as errors, how much is suppressed, and its errors."""
    capsys.readouterr()
    main(["check", "--format", "json", *arguments])
    out, error = capsys.readouterr()
    report = json.loads(out)
    codes = [
        f"{file['path']}:{each['cue']}"
        for file in report["files"]
        for each in file["diagnostics"]
        if each["code"] == "negative_duration"
    ]
    return codes, report["summary"]["suppressed"], error


def entries(name: str = CONFIG) -> object:
    return yaml.safe_load(Path(name).read_text(encoding="utf-8"))["suppressions"]


def test_a_new_configuration_is_written_at_the_top_and_holds(
    suppress: Suppress, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("talks")
    code, out, error = suppress("negative_duration", "one.srt", "--reason=they sing: so")
    assert (code, error) == (0, "")
    assert out == (
        "wrote ../.caption-qa.yml: line 3 suppresses negative_duration in one.srt (1 finding now)\n"
    )
    monkeypatch.chdir("..")
    assert entries() == [
        {"files": "talks/one.srt", "codes": "negative_duration", "reason": "they sing: so"}
    ]
    assert checked(capsys) == (["talks/two.srt:1", "talks/two.srt:2"], 1, "")


def test_a_configuration_keeps_all_it_has(
    suppress: Suppress, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(CONFIG).write_bytes(OLD.replace("\n", "\r\n").encode())
    arguments = ("negative_duration", "talks/two.srt", "--cue=2", "--until=2026-06-01")
    code, out, error = suppress(*arguments, "--reason", "a flashing sign")
    assert (code, error) == (0, "")
    assert out.startswith(f"changed {CONFIG}: line 5 suppresses negative_duration in talks/two.srt")
    new = """\
# Ours.
preset: youtube   # as agreed

suppressions:
  - files: talks/two.srt
    codes: negative_duration
    cues: 2
    reason: a flashing sign
    expires: '2026-06-01'
    # none yet
# The end.
"""
    assert Path(CONFIG).read_bytes().decode() == new.replace("\n", "\r\n")
    assert checked(capsys) == (["talks/one.srt:1", "talks/two.srt:1"], 1, "")


def test_the_same_entry_is_not_added_again(suppress: Suppress) -> None:
    arguments = ("negative_duration", "talks/two.srt", "--cue", "1-2")
    assert suppress(*arguments)[0] == 0
    before = Path(CONFIG).read_bytes()
    code, out, error = suppress(*arguments, "--reason=another")
    assert (code, out, error) == (0, f"left {CONFIG}: line 3 says so already\n", "")
    assert Path(CONFIG).read_bytes() == before
    suppress(*arguments, "--until=2027-01-31")
    suppress("negative_duration", "talks/two.srt", "--cue=1")
    # What other entries suppress already is counted all the same.
    assert "(2 findings now)" in suppress("negative_duration", "talks/two.srt")[1]
    found = entries()
    assert isinstance(found, list)
    assert [each.get("cues") for each in found] == ["1-2", "1-2", 1, None]


def test_a_dry_run_shows_the_change_and_writes_nothing(suppress: Suppress) -> None:
    Path(CONFIG).write_text(OLD, encoding="utf-8")
    code, out, _ = suppress("negative_duration", "talks/one.srt", "--dry-run")
    assert code == 0
    assert f"--- a/{CONFIG}\n+++ b/{CONFIG}\n" in out
    assert "\n+  - files: talks/one.srt\n" in out
    assert out.endswith("nothing was written (--dry-run)\n")
    assert Path(CONFIG).read_text(encoding="utf-8") == OLD


def test_what_suppresses_nothing_now_is_written_with_a_warning(
    suppress: Suppress, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, error = suppress("line_too_long", "talks", "--reason=a legal text")
    assert code == 0
    assert error == (
        "caption-qa: warning: nothing to suppress now: there is no line_too_long in talks\n"
    )
    assert f"the entry in {CONFIG}:3 suppresses nothing" in checked(capsys)[2]


@pytest.mark.parametrize("cue, found", [("1", 1), ("1-2", 2), ("", 2)])
def test_the_findings_that_are_covered_are_counted(
    suppress: Suppress, capsys: pytest.CaptureFixture[str], cue: str, found: int
) -> None:
    _, out, _ = suppress("negative_duration", "talks/two.srt", "--cue", cue)
    assert f"({found} finding{'s' * (found > 1)} now)" in out
    assert 'its reason is "no reason given"' in out
    assert checked(capsys)[1:] == (found, "")


@pytest.mark.parametrize(
    "arguments, why",
    [
        (("negativ_duration", "talks"), 'did you mean "negative_duration"'),
        (("all", "talks"), "stands for several codes"),
        (("timing", "talks"), "stands for several codes"),
        (("unused_suppression", "talks"), "cannot be suppressed"),
        (("negative_duration", "talk"), 'there is no file "talk"'),
        (("negative_duration", "talks", "--cue=1"), "this is a folder"),
        (("negative_duration", "talks/two.srt", "--cue=3"), "talks/two.srt has 2 cues"),
        (("negative_duration", "talks/two.srt", "--cue=2-3"), "talks/two.srt has 2 cues"),
        (("negative_duration", "talks/two.srt", "--cue=0"), '"0" is no cue'),
        (("negative_duration", "talks", "--until=2026-05-31"), "2026-05-31 has passed"),
        (("negative_duration", "talks", "--until=31.12.2026"), '"31.12.2026" is no day'),
        (("negative_duration", "talks", "--until=2026-02-30"), '"2026-02-30" is no day'),
        (("negative_duration", "talks", "--reason= "), "--reason says nothing"),
        (("negative_duration", "talks", "--config=house.yml"), "there is no file house.yml"),
    ],
)
def test_what_means_nothing_is_refused(
    suppress: Suppress, arguments: tuple[str, ...], why: str
) -> None:
    code, out, error = suppress(*arguments)
    assert (code, out) == (2, "")
    assert why in error
    assert not Path(CONFIG).exists()


@pytest.mark.parametrize(
    "old, why",
    [
        ("a:\n\t- b\n", f"{CONFIG}:2:1: not valid YAML"),
        ("preset: zoom\npreset: vimeo\n", f"{CONFIG}:2:1: preset: is given twice"),
        ("preset: zoom\n---\npreset: vimeo\n", "expected a single document"),
        ("suppressions: yes\n", f"{CONFIG}:1:15: suppressions"),
        ("preset: zoom\n...\n", "nothing can be added without changing what it says"),
    ],
)
def test_a_configuration_that_cannot_be_edited_is_left_alone(
    suppress: Suppress, old: str, why: str
) -> None:
    Path(CONFIG).write_text(old, encoding="utf-8")
    code, out, error = suppress("negative_duration", "talks/one.srt")
    assert (code, out) == (2, "")
    assert why in error
    assert Path(CONFIG).read_text(encoding="utf-8") == old


NAMES = [
    "a b.srt",
    "#1.srt",
    "!x.srt",
    "[1] a*.srt",
    "a\\b.srt",
    "x .srt",
    "ü.srt",
    "-a.srt",
    "a: #.srt",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", ["", "deep [x]/", "#d/"])
def test_the_pattern_is_of_that_file_alone(
    suppress: Suppress, capsys: pytest.CaptureFixture[str], folder: str, name: str
) -> None:
    if os.name == "nt" and set(name) & set('\\*:"'):
        pytest.skip("no name of a file there")
    others = [f"{folder}deep/{name}", f"{folder}b.srt", f"{folder}ab.srt", f"{folder}1.srt"]
    for path in (folder + name, *others):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(BAD, encoding="utf-8")
    before = set(checked(capsys)[0])
    assert suppress("negative_duration", f"./{folder}{name}", "--cue=1")[0] == 0
    assert before - set(checked(capsys)[0]) == {f"{folder}{name}:1"}


def test_a_name_that_no_pattern_holds_is_refused(suppress: Suppress) -> None:
    for name in ("a\nb.srt", os.fsdecode(b"\xff.srt")):
        try:
            Path(name).write_text(BAD, encoding="utf-8")
        except OSError:
            pytest.skip("no name of a file there")
        code, _, error = suppress("negative_duration", name)
        assert code == 2
        assert "cannot be named by a pattern" in error
    assert not Path(CONFIG).exists()


def test_the_closest_configuration_is_the_one(
    suppress: Suppress, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(CONFIG).write_text("preset: youtube\n", encoding="utf-8")
    Path("talks/.caption-qa.yml").write_text("extend: ../.caption-qa.yml\n", encoding="utf-8")
    assert suppress("negative_duration", "talks/one.srt")[0] == 0
    assert suppress("negative_duration", "talks")[0] == 0
    found = entries("talks/.caption-qa.yml")
    assert isinstance(found, list)
    assert [each["files"] for each in found] == ["/one.srt", "**"]
    assert Path(CONFIG).read_text(encoding="utf-8") == "preset: youtube\n"
    assert checked(capsys)[:2] == ([], 3)


def test_a_table_in_pyproject_gets_one_more(
    suppress: Suppress, capsys: pytest.CaptureFixture[str]
) -> None:
    old = '[tool.caption-qa]\npreset = "youtube"  # ours\n\n[tool.ruff]\nline-length = 100\n'
    Path("pyproject.toml").write_text(old, encoding="utf-8")
    code, out, _ = suppress("negative_duration", "talks/one.srt", "--reason=a sign")
    assert code == 0
    assert out.startswith("changed pyproject.toml: line 4 suppresses negative_duration")
    assert suppress("negative_duration", "talks/one.srt")[1].startswith(
        "left pyproject.toml: line 4"
    )
    new = Path("pyproject.toml").read_text(encoding="utf-8")
    assert [line for line in old.splitlines() if line not in new.splitlines()] == []
    assert tomllib.loads(new)["tool"]["caption-qa"]["suppressions"] == [
        {"files": "talks/one.srt", "codes": "negative_duration", "reason": "a sign"}
    ]
    assert checked(capsys)[1:] == (1, "")


def test_a_configuration_that_is_named_gets_it(
    suppress: Suppress, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("house.yml").write_text("{preset: youtube}", encoding="utf-8")
    assert suppress("negative_duration", "talks/one.srt", "--config=house.yml")[0] == 0
    assert not Path(CONFIG).exists()
    assert checked(capsys, "--config=house.yml")[1] == 1


def test_a_link_stays_a_link(suppress: Suppress) -> None:
    Path("house.yml").write_text("preset: youtube\n", encoding="utf-8")
    try:
        Path(CONFIG).symlink_to("house.yml")
    except OSError:
        pytest.skip("no symbolic links here")
    assert suppress("negative_duration", "talks/one.srt")[0] == 0
    assert Path(CONFIG).is_symlink()
    assert entries("house.yml") == entries(CONFIG)


def test_a_code_that_only_a_server_knows_is_not_counted(suppress: Suppress) -> None:
    code, out, error = suppress("remote:house_rule", "talks/one.srt")
    assert (code, error) == (0, "")
    assert "finding" not in out
    assert suppress("remote:house_rule", "talks/one.srt")[1].startswith("left ")


def test_hostile_names_and_reasons_reach_no_terminal(suppress: Suppress) -> None:
    name = "talks/\x1b[31m.srt"
    try:
        Path(name).write_text(BAD, encoding="utf-8")
    except OSError:
        pytest.skip("no name of a file there")
    code, out, error = suppress("negative_duration", name, "--reason=a\nb\x1b", "--dry-run")
    assert code == 0
    assert "\x1b" not in out + error
    assert suppress("negative_duration", name, "--reason=a\nb\x1b")[0] == 0
    found = entries()
    assert isinstance(found, list)
    assert found[0]["reason"] == "a\nb\x1b"
