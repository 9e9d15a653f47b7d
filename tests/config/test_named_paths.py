"""What a configuration names is a regular file of the repository; nothing else is opened, shown or waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from tests.config.conftest import WriteFile

SECRET = "token: hunter2\nother: [hunter2\n"
pytestmark = pytest.mark.real_rules
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture(autouse=True)
def repository(project: Path, write: WriteFile) -> Path:
    """A repository in the folder `project`, with a secret in its `.git` and one beside it."""
    (project / ".git").mkdir(exist_ok=True)
    write("a.srt", "1\n00:00:01,000 --> 00:00:03,000\nHello there.\n")
    write(".git/secret.yml", SECRET)
    (project.parent / "secret.yml").write_text(SECRET, encoding="utf-8")
    return project


def refused(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What a check says that ends with 2."""
    assert main(["check", *more, "a.srt"]) == 2
    shown = capsys.readouterr()
    assert "hunter2" not in shown.out + shown.err
    assert "Traceback" not in shown.err
    return shown.err


@pytest.mark.parametrize("key", ["extend", "baseline"])
@pytest.mark.parametrize(
    "path",
    [
        "../secret.yml",
        "{parent}/secret.yml",
        "sub/../../secret.yml",
        ".git/secret.yml",
        ".GIT/secret.yml",
    ],
)
def test_a_path_out_of_the_repository_is_refused(
    key: str, path: str, write: WriteFile, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(".caption-qa.yml", f"preset: zoom\n{key}: {path.format(parent=project.parent)}\n")
    assert f"{key}: leads outside of the repository; " in refused(capsys)


@posix
@pytest.mark.parametrize("key", ["extend", "baseline"])
@pytest.mark.parametrize("kind", ["link", "folder link", "nested"])
def test_a_link_out_of_the_repository_is_refused(
    key: str, kind: str, write: WriteFile, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "link.yml").symlink_to(project.parent / "secret.yml")
    (project / "out").symlink_to(project.parent)
    name = {"link": "link.yml", "folder link": "out/secret.yml", "nested": "link.yml"}[kind]
    if kind == "nested":
        write("base.yml", f"{key}: {name}\n")
        write(".caption-qa.yml", "extend: base.yml\n")
    else:
        write(".caption-qa.yml", f"{key}: {name}\n")
    assert f"{key}: leads outside of the repository; " in refused(capsys)


@posix
@pytest.mark.parametrize("name", [".caption-qa.yml", "pyproject.toml"])
def test_a_configuration_that_is_a_link_out_of_the_repository_is_refused(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = project.parent / f"outside-{name}"
    outside.write_text(SECRET if name.endswith("yml") else "[tool.caption-qa]\nx = 'hunter2'\n")
    (project / name).symlink_to(outside)
    assert "leads outside of the repository; pass the file with --config" in refused(capsys)


@posix
@pytest.mark.parametrize("key", ["extend", "baseline"])
@pytest.mark.parametrize(
    "target", ["pipe.yml", "folder", "/dev/zero", "/dev/stdin", "/proc/self/environ"]
)
def test_no_pipe_folder_or_device_is_opened(
    key: str, target: str, write: WriteFile, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(project / "pipe.yml")
    (project / "folder").mkdir()
    write(".caption-qa.yml", f"{key}: {target}\n")
    reason = "leads outside" if target.startswith("/") else "is not a regular file"
    assert reason in refused(capsys)


@posix
@pytest.mark.parametrize("name", [".caption-qa.yml", "pyproject.toml", ".gitignore", ".git"])
def test_a_pipe_in_the_place_of_a_file_that_is_looked_for_is_not_waited_for(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if (project / name).is_dir():
        (project / ".git/secret.yml").unlink()
        (project / ".git").rmdir()
    os.mkfifo(project / name)
    expected = 2 if name == ".caption-qa.yml" else 0
    assert main(["check", "."]) == expected


def test_what_is_no_configuration_is_not_shown(
    write: WriteFile, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("secret.yml", "keys.yaml", "keys.toml"):
        write(".caption-qa.yml", f"extend: {name}\n")
        write(name, SECRET if name != "keys.yaml" else "hunter2: 1\nb: &hunter2 1\n")
        assert f"{name}:" in (shown := refused(capsys)) or name.endswith("toml")
        assert "is no configuration of caption-qa" in shown
    write("env", "hunter2")
    write(".caption-qa.yml", "extend: env\n")
    assert "names no .yml, .yaml or .toml file" in refused(capsys)


def test_a_mistake_in_an_extended_configuration_is_shown(
    write: WriteFile, capsys: pytest.CaptureFixture[str]
) -> None:
    write(".caption-qa.yml", "extend: base.yml\n")
    write("base.yml", "preset: zoom\nignroe: x\n")
    assert "base.yml:2:1: ignroe: " in refused(capsys)


def test_a_flag_of_the_user_leads_where_they_say(
    write: WriteFile, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = project.parent / "shared"
    shared.mkdir()
    (shared / "qa.yml").write_text("extend: base.yml\n", encoding="utf-8")
    (shared / "base.yml").write_text("preset: zoom\n", encoding="utf-8")
    baseline = shared / "known.json"
    assert main(["baseline", "write", "a.srt", "--baseline", str(baseline)]) == 0
    options = ["--config", str(shared / "qa.yml"), "--baseline", str(baseline)]
    assert main(["check", *options, "a.srt"]) == 0
    (shared / "base.yml").write_text("extend: ../secret.yml\n", encoding="utf-8")
    assert "extend: leads outside" in refused(capsys, *options)


@posix
def test_a_baseline_that_is_a_pipe_is_not_waited_for_whoever_names_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(project / "pipe")
    assert 'cannot read the baseline "pipe": is not a regular' in refused(capsys, "--baseline=pipe")


@posix
@pytest.mark.parametrize("path", ["out/report.json", "report.json", "into/report.json"])
def test_no_report_goes_out_of_the_repository_by_a_link_of_it(
    path: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "out").symlink_to(project.parent)
    (project / "into").symlink_to(project / ".git")
    (project / "report.json").symlink_to(project.parent / "precious.json")
    shown = refused(capsys, "--format", f"json={path}")
    assert "leads out of the repository, or into its .git, by a symbolic link" in shown
    assert not (project.parent / "precious.json").exists()
    assert not (project.parent / "report.json").exists()
    report = project.parent / "named.json"
    assert main(["check", "--format", f"json={report}", "a.srt"]) == 0
    assert report.exists()
