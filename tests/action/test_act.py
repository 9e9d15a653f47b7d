"""The example workflows, run by a real runner on repositories with captions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import package_index
from tests.action.act import WORKFLOWS, Act, Run
from tests.repository import Repository
from tests.tools import ROOT

pytestmark = [
    pytest.mark.slow,
    # One runner at a time: it keeps its cache in one place.
    pytest.mark.xdist_group("act"),
    pytest.mark.skipif(sys.platform == "win32", reason="act runs bash of its own there"),
]

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
OVERLAP = GOOD + "\n2\n00:00:02,000 --> 00:00:05,000\nBy January you can walk across.\n"
NEGATIVE = GOOD + "\n2\n00:00:09,000 --> 00:00:08,000\nThe ferry stays in its shed.\n"
SOURCE = str(ROOT / "src")
PUSH: dict[str, Any] = {"ref": "refs/heads/main", "repository": {"default_branch": "main"}}


@pytest.fixture(scope="module")
def act(tmp_path_factory: pytest.TempPathFactory) -> Act:
    package_index.required()
    return Act(tmp_path_factory.mktemp("act"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with all the example workflows."""
    made = Repository.new(tmp_path / "work")
    made.commit(
        {f".github/workflows/{path.name}": path.read_bytes() for path in WORKFLOWS.glob("*.yml")}
    )
    return made


def result(run: Run) -> tuple[int, str]:
    return run.code, run.outputs.get("result", run.log)


def test_good_captions_pass(act: Act, repository: Repository) -> None:
    repository.commit({"captions/good.srt": GOOD})
    run = act.run(repository, "minimal.yml", "push", PUSH)
    assert result(run) == (0, "pass")
    assert run.commands == []
    assert run.outputs["files-checked"] == "1"
    assert run.summary.startswith("## caption-qa: passed")


def test_an_error_fails_the_job_and_is_annotated(act: Act, repository: Repository) -> None:
    repository.commit({"captions/bad.srt": NEGATIVE, "captions/good.srt": OVERLAP})
    run = act.run(repository, "minimal.yml", "push", PUSH)
    assert result(run) == (1, "fail")
    assert run.annotations("error") == [("captions/bad.srt", "caption-qa (negative_duration)")]
    assert run.annotations("warning") == [("captions/good.srt", "caption-qa (overlapping_cues)")]
    assert {name: run.outputs[name] for name in ("errors", "warnings", "exit-code")} == {
        "errors": "1",
        "warnings": "1",
        "exit-code": "1",
    }
    assert "failed: 1 finding" in run.summary


def test_thirty_findings_that_fail_in_ten_files(act: Act, repository: Repository) -> None:
    cues = "\n".join(
        f"{n}\n00:00:{n}9,000 --> 00:00:{n}8,000\nThe ferry stays in its shed.\n" for n in (1, 2, 3)
    )
    names = [f"captions/{number}.srt" for number in range(10)]
    commit = repository.commit({**dict.fromkeys(names, cues), "captions/good.srt": OVERLAP})
    run = act.run(repository, "page.yml", "push", PUSH)
    if len(run.annotations("error")) < len(names):
        # Of ten lines that follow each other at once, the emulator has read five, once in eight runs.
        run = act.run(repository, "page.yml", "push", PUSH)
    assert result(run) == (1, "fail")
    assert {name: run.outputs[name] for name in ("errors", "files-checked", "exit-code")} == {
        "errors": "30",
        "files-checked": "11",
        "exit-code": "1",
    }
    # An annotation for each file, first those of what fails.
    assert [file for file, _ in run.annotations("error")] == names
    assert [name for name, _, _ in run.commands[:10]] == ["error"] * 10
    assert all("(and 2 more in this file: lines 6, 10)" in text for _, _, text in run.commands[:10])
    start, end = (
        run.lines.index("::group::caption-qa: every finding"),
        run.lines.index("::endgroup::"),
    )
    listed = run.lines[start + 1 : end]
    assert sum("error[negative_duration]" in line for line in listed) == 30
    assert sum("warning[overlapping_cues]" in line for line in listed) == 1
    shown = run.summary.splitlines()
    assert shown[0] == "## caption-qa: failed: 30 findings (fail-on: error)"
    fails = run.summary.partition("### What fails")[2].partition("###")[0]
    assert fails.count(f"/blob/{commit}/captions/") == 30
    assert f"/blob/{commit}/captions/7.srt#L6)" in fails
    page = Path(run.outputs["report-html"])
    assert page.name == "caption-report.html"


def test_only_the_chosen_codes_fail_the_job(act: Act, repository: Repository) -> None:
    repository.commit({"captions/bad.srt": NEGATIVE, "site/talk.vtt": "WEBVTT\n"})
    assert result(act.run(repository, "fail-on-codes.yml", "pull_request", {})) == (0, "pass")
    repository.commit({"captions/bad.srt": OVERLAP, "captions/drafts/x.srt": OVERLAP})
    run = act.run(repository, "fail-on-codes.yml", "pull_request", {})
    assert result(run) == (1, "fail")
    assert {file for file, _ in run.annotations("warning")} == {"captions/bad.srt"}


def test_a_report_is_kept_and_the_numbers_are_handed_on(act: Act, repository: Repository) -> None:
    repository.commit({"bad.srt": NEGATIVE, "overlap.srt": OVERLAP})
    run = act.run(repository, "report.yml", "push", PUSH)
    assert result(run) == (0, "pass")
    (shown,) = [line for line in run.lines if "errors and" in line]
    assert shown.startswith("1 errors and 1 warnings in 2 files, see ")
    assert shown.endswith("caption-report.json")


def test_a_runner_of_ones_own_brings_a_python(act: Act, repository: Repository) -> None:
    repository.commit({"bad.srt": NEGATIVE})
    assert result(act.run(repository, "self-hosted.yml", "pull_request", {})) == (1, "fail")


def test_several_presets_and_too_many_warnings(act: Act, repository: Repository) -> None:
    cues = (
        f"{number}\n00:00:{number:02d},000 --> 00:00:{number + 2:02d},000\nA line.\n"
        for number in range(1, 30)
    )
    repository.commit({"bad.srt": "\n".join(cues)})
    run = act.run(repository, "presets.yml", "pull_request", {})
    assert run.code == 1
    assert run.log.count("(max-warnings: 20)") >= 3
    # Annotations come from one of the three only.
    assert len(run.annotations("warning")) <= 10


def pull_request(repository: Repository, before: dict[str, str], after: dict[str, str]) -> Any:
    """Make a pull request and check its trial merge out; the event's payload."""
    repository.commit(dict(before))
    repository.git("checkout", "--quiet", "-b", "topic")
    head = repository.commit(dict(after))
    repository.git("checkout", "--quiet", "main")
    base = repository.commit({"theirs.srt": NEGATIVE})
    repository.git("checkout", "--quiet", "--detach")
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    return {"pull_request": {"head": {"sha": head}, "base": {"sha": base}}}


def test_only_what_a_pull_request_changes_is_reported(act: Act, repository: Repository) -> None:
    new = NEGATIVE + "\n3\n00:00:11,000 --> 00:00:12,500\nUntil <b>March.\n"
    payload = pull_request(
        repository, {"old.srt": NEGATIVE, "talk.srt": NEGATIVE}, {"talk.srt": new}
    )
    run = act.run(repository, "changed-only.yml", "pull_request", payload)
    assert result(run) == (0, "pass"), run.log
    assert run.annotations("error") == []
    assert run.annotations("warning") == [("talk.srt", "caption-qa (unclosed_tag)")]
    assert run.outputs["files-checked"] == "1"
    assert "not of this change" in run.summary


def test_a_pull_request_cannot_weaken_its_own_check(act: Act, repository: Repository) -> None:
    weakened = {
        ".caption-qa.yml": "exclude: ['*']\nfail-on: never\n",
        "talk.srt": NEGATIVE,
        "--exclude=*.srt": NEGATIVE,
        "talk.vtt": "WEBVTT\n\nNOTE caption-qa: ignore-file[negative_duration] mine\n\n"
        "00:09.000 --> 00:08.000\nHello.\n",
    }
    payload = pull_request(repository, {"talk.srt": GOOD}, weakened)
    run = act.run(repository, "strangers.yml", "pull_request", payload)
    assert result(run) == (1, "fail"), run.log
    files = {about.get("file") for name, about, _ in run.commands if name == "error"}
    # act drops what is behind a second equals sign.
    assert {"talk.srt", "talk.vtt", "theirs.srt"} <= files
    assert run.outputs["errors"] == "4"
    assert "(not in force)" in run.summary
    open_run = act.run(repository, "minimal.yml", "pull_request", payload)
    assert open_run.outputs["files-checked"] == "0"


def test_one_step_for_all_teams_and_a_new_configuration_is_named(
    act: Act, repository: Repository
) -> None:
    payload = pull_request(
        repository,
        {"ads/.caption-qa.yml": "fail-on: warning\n", "ads/a.srt": OVERLAP, "talks/a.srt": OVERLAP},
        {"archive/.caption-qa.yml": "fail-on: never\n", "archive/a.srt": NEGATIVE},
    )
    repository.git("rm", "--quiet", "theirs.srt")
    run = act.run(repository, "minimal.yml", "pull_request", payload)
    assert result(run) == (1, "fail"), run.log
    assert "> This change adds 1 configuration of a folder" in run.summary
    assert "`archive/.caption-qa.yml`" in run.summary
    assert "| `ads` | 1 | 0 | 1 | failed: 1 finding (fail-on: warning) |" in run.summary
    assert "| `archive` | 1 | 1 | 0 | passed (fail-on: never) |" in run.summary
    # What fails comes first, though it is a warning.
    first, *_ = (about["file"] for name, about, _ in run.commands if name in ("error", "warning"))
    assert first == "ads/a.srt"


def test_where_it_cannot_be_known_everything_is_checked(act: Act, repository: Repository) -> None:
    repository.commit({"old.srt": NEGATIVE})
    run = act.run(repository, "changed-only.yml", "push", PUSH)
    assert result(run) == (1, "fail")
    (notice,) = [shown for name, _, shown in run.commands if name == "notice"]
    assert "every file is checked" in notice


def test_shards_come_to_one_verdict(act: Act, repository: Repository) -> None:
    names = [f"{number}.srt" for number in range(6)]
    repository.commit({**dict.fromkeys(names, GOOD), "a b.srt": NEGATIVE, "ü.srt": NEGATIVE})
    run = act.run(repository, "shards.yml", "pull_request", {})
    assert result(run) == (1, "fail")
    assert sorted(run.annotations("error")) == [
        ("a b.srt", "caption-qa (negative_duration)"),
        ("ü.srt", "caption-qa (negative_duration)"),
    ]
    assert (run.outputs["files-checked"], run.outputs["errors"]) == ("8", "2")
    assert "failed: 2 findings" in run.summary


def test_a_baseline_lets_old_findings_be(act: Act, repository: Repository) -> None:
    repository.commit({"old.srt": NEGATIVE})
    command = [sys.executable, "-m", "caption_qa_action", "baseline", "write"]
    done = subprocess.run(command, cwd=repository.folder, env={**os.environ, "PYTHONPATH": SOURCE})
    assert done.returncode == 0
    repository.commit({".caption-qa.yml": "baseline: .caption-qa-baseline.json\n"})
    run = act.run(repository, "minimal.yml", "push", PUSH)
    assert result(run) == (0, "pass"), run.log
    assert run.commands == []
    repository.commit({"new.srt": NEGATIVE})
    run = act.run(repository, "minimal.yml", "push", PUSH)
    assert result(run) == (1, "fail")
    assert run.annotations("error") == [("new.srt", "caption-qa (negative_duration)")]


def test_hostile_names_and_texts_are_no_commands(act: Act, repository: Repository) -> None:
    text = NEGATIVE.replace("The ferry", "::stop-commands::pwned\n##[add-mask]e <b>|`")
    # act drops a property with a second equals sign and unescapes `%25` first: neither is here.
    names = [
        "::error::pwned.srt",
        "##[error]pwned.srt",
        "a, b: c::warning::pwned.srt",
        "$(touch pwned).srt",
        "--config.srt",
        "-q.srt",
        "ü ñ/日本 x.srt",
    ]
    repository.commit(dict.fromkeys(names, text))
    run = act.run(repository, "minimal.yml", "push", PUSH)
    assert result(run) == (1, "fail")
    assert {name for name, _, _ in run.commands} <= {"error", "warning", "notice"}
    assert all(about["title"].startswith("caption-qa (") for _, about, _ in run.commands)
    assert {file for file, _ in run.annotations("error")} == set(names)
    assert not list(repository.folder.glob("**/pwned"))
    assert json.loads(run.outputs["errors"]) == len(names)
