"""The examples for other CI systems: valid by their schemas, and their commands do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from caption_qa_action import __version__
from caption_qa_action.formats import shared_suffixes, suffixes

ROOT = Path(__file__).parents[2]
CI = ROOT / "examples" / "ci"
GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nThe river <b>freezes</b> in December.\n"
INSTALL = f"git+https://github.com/caption-qa/caption-qa-action@v{__version__}"

Shell = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the examples are for POSIX shells"),
]


@pytest.mark.parametrize(
    "name, schema, options",
    [
        ("gitlab-ci.yml", "gitlab-ci", ["--data-transform=gitlab-ci"]),
        (
            "azure-pipelines.yml",
            "azure-pipelines",
            # Its patterns are not written for Unicode.
            ["--data-transform=azure-pipelines", "--regex-variant=nonunicode"],
        ),
        ("circleci.yml", "circle-ci", []),
    ],
)
def test_it_is_as_the_schema_of_the_system_says(name: str, schema: str, options: list[str]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", f"--builtin-schema=vendor.{schema}"]
    done = subprocess.run([*command, *options, str(CI / name)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs a command in a folder with captions, with caption-qa on PATH."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "caption-qa"
    text = f'#!/bin/sh\nexec "{sys.executable}" -m caption_qa_action "$@"\n'
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    (work / "talk.srt").write_text(GOOD, encoding="utf-8")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT", "CI"))
    }
    environment |= {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
    }

    def run(command: str, **captions: str) -> subprocess.CompletedProcess[str]:
        for name, content in captions.items():
            (work / f"{name}.srt").write_text(content, encoding="utf-8")
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command],
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    return run


def load(name: str) -> Any:
    return yaml.safe_load((CI / name).read_text(encoding="utf-8"))


def passes_then_fails(shell: Shell, command: str) -> None:
    done = shell(command)
    assert done.returncode == 0, done.stderr
    done = shell(command, bad=BAD)
    assert done.returncode == 1, done.stderr
    assert "negative_duration" in done.stdout


def test_gitlab(shell: Shell, tmp_path: Path) -> None:
    job = load("gitlab-ci.yml")["captions"]
    assert any(INSTALL in line for line in job["before_script"])
    passes_then_fails(shell, "\n".join(job["script"]))
    reports = job["artifacts"]["reports"]
    found = json.loads((tmp_path / "work" / reports["codequality"]).read_text(encoding="utf-8"))
    assert {each["location"]["path"] for each in found} == {"bad.srt"}
    assert (tmp_path / "work" / reports["junit"]).exists()
    assert job["artifacts"]["when"] == "always"


def test_azure_pipelines(shell: Shell, tmp_path: Path) -> None:
    _, install, check, publish = load("azure-pipelines.yml")["steps"]
    assert INSTALL in install["bash"]
    done = shell(check["bash"], bad=BAD)
    assert done.returncode == 1
    assert "##vso[task.logissue type=error;sourcepath=bad.srt" in done.stdout
    assert (tmp_path / "work" / publish["inputs"]["testResultsFiles"]).exists()


def test_circleci(shell: Shell, tmp_path: Path) -> None:
    _, install, check, store = load("circleci.yml")["jobs"]["captions"]["steps"]
    assert INSTALL in install["run"]["command"]
    passes_then_fails(shell, check["run"]["command"])
    folder = tmp_path / "work" / store["store_test_results"]["path"]
    assert [path.name for path in folder.glob("*/*.xml")] == ["results.xml"]


def test_jenkins(shell: Shell, tmp_path: Path) -> None:
    text = (CI / "Jenkinsfile").read_text(encoding="utf-8")
    install, check = re.findall(r"^ +sh '(.*)'$", text, re.M)
    assert INSTALL in install
    assert check.startswith(".caption-qa/bin/caption-qa check ")
    passes_then_fails(shell, check.removeprefix(".caption-qa/bin/"))
    for name in re.findall(r"'([\w-]+\.xml)'", text):
        assert (tmp_path / "work" / name).exists()
    assert text.count("{") == text.count("}")


def test_reviewdog(shell: Shell, tmp_path: Path) -> None:
    # What reviewdog makes of it is its own business; here it keeps what it is given.
    reviewdog = tmp_path / "programs" / "reviewdog"
    reviewdog.write_text('#!/bin/sh\ncat > given.json\necho "$@" > options\n', encoding="utf-8")
    reviewdog.chmod(0o755)
    done = shell(str(CI / "reviewdog.sh"), bad=BAD)
    assert done.returncode == 0, done.stderr
    given = json.loads((tmp_path / "work/given.json").read_text(encoding="utf-8"))
    assert {each["location"]["path"] for each in given["diagnostics"]} == {"bad.srt"}
    options = (tmp_path / "work/options").read_text(encoding="utf-8")
    assert options.startswith("-f=rdjson -name=caption-qa -reporter=github-pr-review")


def test_megalinter(shell: Shell, tmp_path: Path) -> None:
    descriptor = load("caption-qa.megalinter-descriptor.yml")
    assert set(descriptor["file_extensions"]) <= set(suffixes()) - set(shared_suffixes()) | {".stl"}
    (linter,) = descriptor["linters"]
    assert INSTALL in linter["install"]["dockerfile"][0]
    command = [linter["cli_executable"], *linter["cli_lint_extra_args"]]
    done = shell(" ".join([*command, "talk.srt", "bad.srt"]), bad=BAD)
    assert done.returncode == 1
    counted = re.search(linter["cli_lint_errors_regex"], done.stdout)
    assert counted
    assert counted[1] == "1"
    (tmp_path / "work" / linter["config_file_name"]).write_text("preset: vimeo\n", encoding="utf-8")
    config = [linter["cli_config_arg_name"], linter["config_file_name"]]
    done = shell(" ".join([*command, *config, linter["cli_lint_fix_arg_name"], "talk.srt"]))
    assert done.returncode == 0, done.stderr
    assert (
        shell(f"{command[0]} {linter['cli_version_arg_name']}").stdout.strip().endswith(__version__)
    )


def test_every_example_installs_this_version() -> None:
    for path in CI.iterdir():
        for version in re.findall(
            r"caption-qa-action@v([0-9.]+)", path.read_text(encoding="utf-8")
        ):
            assert version == __version__, path.name
