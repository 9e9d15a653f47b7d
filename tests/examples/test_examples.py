"""Everything in `examples/` does what its README says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import caption_qa_action.presets as presets
from caption_qa_action import __version__
from caption_qa_action.cli import main
from caption_qa_action.rules import RULES

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
CAPTIONS = EXAMPLES / "captions"
WORKFLOWS = sorted((EXAMPLES / "workflows").glob("*.yml"))
ACTION = "caption-qa/caption-qa-action"

# What a newcomer is to see in the bad examples, without the suggestions.
BAD = {
    "bad.srt": {"negative_duration", "invalid_timestamp", "unclosed_tag", "empty_cue"},
    "bad.vtt": {
        "bare_ampersand",
        "invalid_timestamp",
        "mojibake",
        "negative_duration",
        "overlapping_cues",
        "setting_invalid",
        "stray_end_tag",
        "unclosed_tag",
    },
}


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code of a check, and its report."""
    code = main(["check", "--format=json", *arguments])
    out, error = capsys.readouterr()
    assert error == ""
    report: dict[str, Any] = json.loads(out)
    return code, report


def test_the_folder_as_a_whole_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code, report = check(capsys, "examples/captions")
    assert code == 1
    assert report["summary"]["unreadable"] == 0
    assert len(report["files"]) == len([*CAPTIONS.rglob("*.srt"), *CAPTIONS.rglob("*.vtt")])


@pytest.mark.parametrize(
    "name",
    [
        path.relative_to(CAPTIONS).as_posix()
        for path in sorted(CAPTIONS.rglob("*.*"))
        if path.suffix in (".srt", ".vtt") and path.name not in BAD
    ],
)
def test_a_good_example_has_no_finding(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, report = check(capsys, f"examples/captions/{name}")
    assert code == 0
    assert report["files"][0]["diagnostics"] == []


@pytest.mark.parametrize("name", BAD)
def test_a_bad_example_shows_these_defects(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, report = check(capsys, f"examples/captions/{name}")
    assert code == 1
    found = report["files"][0]["diagnostics"]
    assert {each["code"] for each in found if each["severity"] != "info"} == BAD[name]


@pytest.mark.parametrize(
    "path", sorted((EXAMPLES / "config").iterdir()), ids=lambda path: path.name
)
def test_a_configuration_is_valid_and_good_captions_pass_with_it(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    name = path.relative_to(ROOT).as_posix()
    code, _ = check(capsys, f"--config={name}", "examples/captions/good.srt")
    assert code == 0
    code, _ = check(capsys, f"--config={name}", "examples/captions/bad.srt")
    assert code == 1


def workflow(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def uses_of_the_action(path: Path) -> list[dict[str, Any]]:
    return [
        step
        for job in workflow(path)["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith(f"{ACTION}@")
    ]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_uses_this_version_with_inputs_that_exist(path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = uses_of_the_action(path)
    assert steps
    for step in steps:
        assert step["uses"] == f"{ACTION}@v{__version__}"
        inputs = step.get("with", {})
        assert set(inputs) <= set(action["inputs"])
        codes = str(inputs.get("fail-on", "")).split()
        assert set(codes) - {"error", "warning", "info", "never"} <= set(RULES)
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"steps\.captions\.outputs\.([a-z-]+)", text):
        assert name in action["outputs"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_takes_no_more_rights_than_it_needs(path: Path) -> None:
    loaded = workflow(path)
    assert loaded["permissions"] == {}
    for job in loaded["jobs"].values():
        more = {"security-events": "write"} if path.name == "code-scanning.yml" else {}
        read = {"contents": "read"} if "actions/checkout@" in str(job["steps"]) else {}
        assert job["permissions"] == {**read, **more}
        assert all("${{" not in step.get("run", "") for step in job["steps"])
        checkouts = [step for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_presets_of_the_matrix_exist() -> None:
    jobs = workflow(EXAMPLES / "workflows" / "presets.yml")["jobs"]
    wanted = jobs["captions"]["strategy"]["matrix"]["preset"]
    assert set(wanted) <= set(presets.names())


def test_the_pre_commit_example_names_this_version_and_a_hook_that_exists() -> None:
    loaded = yaml.safe_load((EXAMPLES / "pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repository,) = loaded["repos"]
    assert repository["repo"] == f"https://github.com/{ACTION}"
    assert repository["rev"] == f"v{__version__}"
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in manifest}


def test_the_arguments_of_the_pre_commit_example_are_accepted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    loaded = yaml.safe_load((EXAMPLES / "pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = loaded["repos"][0]["hooks"]
    code, _ = check(capsys, *hook["args"], "examples/captions/good.srt")
    assert code == 0


def test_every_example_is_in_the_readme_and_every_link_leads_somewhere() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    links = set(re.findall(r"\]\(([^)]+)\)", readme))
    assert all((EXAMPLES / link).exists() for link in links)
    for path in EXAMPLES.rglob("*"):
        name = path.relative_to(EXAMPLES).as_posix()
        listed = any(name == link or name.startswith(f"{link}/") for link in links - {"captions"})
        assert path.is_dir() or listed or name == "README.md", name
