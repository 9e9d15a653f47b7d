"""No command writes a file outside of the repository through a link that stands in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from caption_qa_action.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")

CAPTIONS = b"1\n00:00:03,000 --> 00:00:01,000\nThe river freezes in December.\n"
REFUSED = "leads out of the repository, or into its .git, by a symbolic link"

# What a user may call without a look at what is there, and the file of the repository that it writes.
COMMANDS = [
    ("captions.srt", "check --fix --unsafe-fixes captions.srt"),
    ("talk.vtt", "convert --force --to vtt talk.srt"),
    ("talk.vtt", "process --force --output talk.vtt talk.srt"),
    ("out/talk.vtt", "convert --force --to vtt --out-dir out talk.srt"),
    (".caption-qa-baseline.json", "baseline write talk.srt"),
    ("known.json", "baseline write --baseline known.json talk.srt"),
    (".pre-commit-config.yaml", "init"),
    ("report.json", "check --format json=report.json talk.srt"),
]


@pytest.fixture(params=["repository", "folder"])
def project(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A repository with captions, and a plain folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    if request.param == "repository":
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    (folder / "talk.srt").write_bytes(CAPTIONS)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_what_a_link_leads_to_outside_stays_as_it_is(
    name: str, command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    precious = outside / os.path.basename(name)
    if name.endswith(".yaml"):
        precious.write_bytes(b"repos: []\n")
    elif not command.startswith("baseline"):  # which reads what is there, so its link leads nowhere
        precious.write_bytes(CAPTIONS)
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    place = project / name
    if place.parent == project:
        place.symlink_to(precious)
    else:
        place.parent.symlink_to(outside)
    assert main(command.split()) == 2
    assert REFUSED in "".join(capsys.readouterr())
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == before


@pytest.mark.parametrize(("name", "command"), COMMANDS[:2])
def test_a_link_within_the_repository_stays_and_its_target_is_written(
    name: str, command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = project / f"elsewhere{os.path.splitext(name)[1]}"
    target.write_bytes(CAPTIONS)
    (project / name).symlink_to(target.name)
    assert main(command.split()) in (0, 1)
    assert (project / name).is_symlink()
    assert target.read_bytes() != CAPTIONS
