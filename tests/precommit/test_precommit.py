"""This checkout as a repository of hooks for the real pre-commit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from caption_qa_action.formats import suffixes
from tests.hostile_repository import CONFIGURATIONS, NAMES, put_configuration, put_names
from tests.precommit.conftest import Outcome, Place, configuration, git
from tests.repository import Repository

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nThe river freezes in December.\n"
CODE = "negative_duration"
# One environment serves them all, so one process runs them.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pre-commit")]


@pytest.fixture
def run(place: Place, tmp_path: Path) -> Callable[..., Outcome]:
    """Runs pre-commit with arguments on a repository that tracks the given files."""

    def pre_commit(*arguments: str, files: dict[str, bytes]) -> Outcome:
        git(tmp_path, place.environment, "init", "--quiet")
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        git(tmp_path, place.environment, "add", ".")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=tmp_path,
            env=place.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="backslashreplace",
        )
        return Outcome(done.returncode, done.stdout)

    return pre_commit


def test_a_stranger_can_try_the_hook_on_a_repository(
    place: Place, run: Callable[..., Outcome]
) -> None:
    files = {"captions/bad.srt": BAD.encode(), "captions/good.srt": GOOD.encode()}
    outcome = run("try-repo", str(place.hooks), "caption-qa", "--all-files", files=files)
    assert outcome.code == 1, outcome.output
    assert re.search(rf"^captions/bad\.srt:2:1: error\[{CODE}\] ", outcome.output, re.M), (
        outcome.output
    )
    assert "1 error" in outcome.output


def test_good_captions_of_every_kind_pass(place: Place, run: Callable[..., Outcome]) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa"),
        "captions/good.srt": GOOD.encode(),
        "captions/good.vtt": b"WEBVTT\n\n00:01.000 --> 00:03.000\nThe river freezes.\n",
        "notes.txt": b"A river, and --> no captions.\n",
        "notes.md": BAD.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 0, outcome.output
    assert "Passed" in outcome.output


def test_a_utf_16_file_is_checked_although_pre_commit_takes_it_for_binary(
    place: Place, run: Callable[..., Outcome]
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa"),
        "TALK.SRT": BAD.encode("utf-16"),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 1
    assert CODE in outcome.output


def test_only_the_files_of_the_commit_are_checked(
    place: Place, run: Callable[..., Outcome]
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa"),
        "bad.srt": BAD.encode(),
        "good.srt": GOOD.encode(),
    }
    outcome = run("run", "--files", "good.srt", files=files)
    assert outcome.code == 0, outcome.output


def test_excluded_files_stay_out_although_pre_commit_names_them(
    place: Place, run: Callable[..., Outcome]
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa"),
        ".caption-qa.yml": b"extend-exclude: drafts/\n",
        "drafts/bad.srt": BAD.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 0, outcome.output


def test_arguments_can_be_added(place: Place, run: Callable[..., Outcome]) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(
            place, "caption-qa", args=["--force-exclude", f"--ignore={CODE}"]
        ),
        "bad.srt": BAD.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 0, outcome.output


@pytest.mark.parametrize(
    "name, args",
    [
        ("--exclude=*.srt", []),
        ("--exclude=*.srt", ["--preset=youtube"]),
        ("--exit-zero.srt", ["--ignore", "empty_cue"]),
        ("-q.srt", []),
        ("--format=json=a.srt", []),
    ],
)
def test_no_name_is_taken_for_an_option(
    place: Place, run: Callable[..., Outcome], name: str, args: list[str]
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa", args=args),
        name: BAD.encode(),
        "bad.srt": BAD.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 1, outcome.output
    assert "- exit code: 2" in outcome.output
    assert "is an option, and there is a file of this name: to check the file" in outcome.output


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_hostile_names_and_links_are_checked_as_names(
    place: Place, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    put_names(Repository(tmp_path), NAMES)
    files = {".pre-commit-config.yaml": configuration(place, "caption-qa")}
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 1, outcome.output
    # One bad cue in each; pre-commit itself leaves links out.
    assert outcome.output.count(f"error[{CODE}]") == len(NAMES)
    assert f"{len(NAMES)} files checked" in outcome.output
    assert not list(tmp_path.rglob("started"))


@pytest.mark.parametrize("kind", sorted(CONFIGURATIONS))
def test_a_hostile_configuration_is_refused(
    place: Place, run: Callable[..., Outcome], tmp_path: Path, kind: str
) -> None:
    put_configuration(Repository(tmp_path), kind)
    files = {".pre-commit-config.yaml": configuration(place, "caption-qa")}
    outcome = run("run", "--all-files", files=files)
    assert (outcome.code, "- exit code: 2" in outcome.output) == (1, True), outcome.output
    assert "root:" not in outcome.output
    assert "[core]" not in outcome.output
    assert not (tmp_path.parent / "started").exists()


def test_arguments_of_users_come_behind_the_entry() -> None:
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert not [hook["id"] for hook in hooks if hook["entry"].split()[-1] == "--"]


def test_the_hook_for_the_whole_repository_checks_what_the_commit_does_not_touch(
    place: Place, run: Callable[..., Outcome]
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa-all"),
        "captions/bad.srt": BAD.encode(),
        "good.srt": GOOD.encode(),
    }
    outcome = run("run", "--files", "good.srt", files=files)
    assert outcome.code == 1
    assert "captions/bad.srt:2:1" in outcome.output


UNTIDY = GOOD.replace("00:00:01,000 --> ", "00:00:01.000 -> ")


def test_the_mending_hook_mends_and_fails_so_that_someone_looks(
    place: Place, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa-fix"),
        "talk.srt": UNTIDY.encode(),
        "good.srt": GOOD.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 1, outcome.output
    assert "files were modified by this hook" in outcome.output
    assert "invalid_timestamp" in outcome.output
    assert (tmp_path / "talk.srt").read_bytes() == GOOD.encode()
    again = run("run", "--all-files", files={"good.srt": GOOD.encode()})
    assert again.code == 0, again.output


def test_the_mending_hook_leaves_what_it_cannot_mend_to_the_other(
    place: Place, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa-fix"),
        "bad.srt": BAD.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 0, outcome.output
    assert (tmp_path / "bad.srt").read_bytes() == BAD.encode()


OTHERS = {
    "package.json": b'{"name": "site", "version": "1.0.0", "scripts": {"start": "node ."}}\n',
    "tsconfig.json": b'{\n  // for the editor\n  "compilerOptions": {"strict": true},\n}\n',
    "data/prices.tsv": b"start\tprice\ttext\n1990\t12.5\tbread\n1991\t13\tmilk\n",
    "empty.json": b"",
    "notes.txt": b"Call Ann at 10:30.\n",
    "layout.xml": b"<layout><item/></layout>\n",
}


@pytest.mark.parametrize("hook", ["caption-qa", "caption-qa-fix", "caption-qa-all"])
def test_a_commit_of_what_is_no_captions_is_green(
    place: Place, run: Callable[..., Outcome], tmp_path: Path, hook: str
) -> None:
    files = {".pre-commit-config.yaml": configuration(place, hook), **OTHERS}
    outcome = run("run", "--all-files", "--verbose", files=files)
    assert outcome.code == 0, outcome.output
    assert {name: (tmp_path / name).read_bytes() for name in OTHERS} == OTHERS


def test_the_mending_hook_leaves_excluded_files_alone(
    place: Place, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa-fix"),
        ".caption-qa.yml": b"extend-exclude: drafts/\n",
        "drafts/talk.srt": UNTIDY.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 0, outcome.output
    assert (tmp_path / "drafts/talk.srt").read_bytes() == UNTIDY.encode()


def test_the_hook_matches_every_suffix_that_the_tool_reads() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    pattern = hooks["caption-qa"]["files"]
    assert hooks["caption-qa-fix"]["files"] == pattern
    # pre-commit goes by names alone; what is no captions is skipped when it is looked at.
    for suffix in suffixes():
        assert re.search(pattern, f"captions/talk{suffix}")
        assert re.search(pattern, f"captions/TALK{suffix.upper()}")
        assert not re.search(pattern, f"captions/talk{suffix}.md")
        assert not re.search(pattern, f"captions/talk{suffix[1:]}")
    # pre-commit refuses a manifest that names a type it does not know.
    assert not any("types" in hook or "types_or" in hook for hook in hooks.values())


def test_once_installed_a_bad_commit_is_stopped_and_a_good_one_passes(
    place: Place, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa"),
        "talk.srt": BAD.encode(),
        "notes.md": b"one",
    }
    assert run("install", files=files).code == 0
    stopped = commit(place, tmp_path)
    assert stopped.code == 1
    assert f"talk.srt:2:1: error[{CODE}]" in stopped.output
    # What is staged is what is checked: the work tree is good already.
    (tmp_path / "talk.srt").write_bytes(GOOD.encode())
    assert commit(place, tmp_path).code == 1
    git(tmp_path, place.environment, "add", "talk.srt")
    passed = commit(place, tmp_path)
    assert passed.code == 0, passed.output
    # What the commit does not touch is not looked at.
    (tmp_path / "notes.md").write_bytes(b"two")
    git(tmp_path, place.environment, "add", "notes.md")
    assert "Skipped" in commit(place, tmp_path).output


def commit(place: Place, folder: Path) -> Outcome:
    done = subprocess.run(
        ["git", "commit", "--message", "a change"],
        cwd=folder,
        env=place.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="backslashreplace",
    )
    return Outcome(done.returncode, done.stdout)


def test_more_names_than_a_command_line_holds(place: Place, run: Callable[..., Outcome]) -> None:
    # pre-commit gives no more than 131,072 bytes to one command (pre_commit/xargs.py).
    names = [f"{number:04d}-{'x' * 190}.srt" for number in range(750)]
    assert sum(map(len, names)) > 131_072
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa"),
        **dict.fromkeys(names, GOOD.encode()),
        names[0]: BAD.encode(),
        names[-1]: BAD.encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 1
    assert len(re.findall(rf"^\d+-x+\.srt:2:1: error\[{CODE}\]", outcome.output, re.M)) == 2
    checked = re.findall(r"^(\d+) files checked", outcome.output, re.M)
    assert len(checked) == 2
    assert sum(map(int, checked)) == len(names)


def test_line_ends_of_windows_are_fine_and_stay(
    place: Place, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(place, "caption-qa"),
        ".gitattributes": b"*.srt -text\n",
        "talk.srt": GOOD.replace("\n", "\r\n").encode(),
    }
    assert run("run", "--all-files", files=files).code == 0
    files |= {
        ".pre-commit-config.yaml": configuration(place, "caption-qa-fix"),
        "talk.srt": UNTIDY.replace("\n", "\r\n").encode(),
    }
    outcome = run("run", "--all-files", files=files)
    assert outcome.code == 1
    assert "files were modified by this hook" in outcome.output
    assert (tmp_path / "talk.srt").read_bytes() == GOOD.replace("\n", "\r\n").encode()
