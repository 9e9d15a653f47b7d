"""The containers among the examples: what they copy is there, and where there is an engine they are built and run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action import __version__

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("examples/*/Containerfile"))
BAD = "1\n00:00:01,000 -> 00:00:03,000\nWhere have you been?\n"


def instructions(path: Path) -> list[tuple[str, str]]:
    """The instructions of a file, their lines joined."""
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    pairs = (line.partition(" ") for line in lines if line and not line.startswith("#"))
    return [(name, " ".join(rest.split())) for name, _, rest in pairs]


def engine() -> str:
    """The program that builds and runs containers here."""
    for name in ("docker", "podman"):
        program = shutil.which(name)
        if sys.platform == "linux" and program:
            answer = subprocess.run([program, "info"], capture_output=True)
            if answer.returncode == 0:
                return program
    pytest.skip("no engine for containers runs here")


def test_there_is_one_for_the_command_and_one_for_the_server() -> None:
    assert [path.parent.name for path in FILES] == ["container", "serve"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_what_is_copied_is_there_and_nobody_runs_as_root(path: Path) -> None:
    found = instructions(path)
    for name, rest in found:
        if name == "COPY":
            *sources, _ = rest.split()
            assert all((ROOT / source).exists() for source in sources), rest
    user = [rest for name, rest in found if name == "USER"]
    assert user == ["captions"]
    (entry,) = (rest for name, rest in found if name == "ENTRYPOINT")
    assert entry.startswith('["caption-qa"')


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_how_to_build_it_stands_in_it(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    assert re.search(rf"docker build -f {place} -t \S+ \.$", path.read_text("utf-8"), re.M)


@pytest.mark.slow
def test_the_command_checks_and_mends_a_folder(tmp_path: Path) -> None:
    program = engine()
    build = [program, "build", "-f", str(FILES[0]), "-t", "caption-qa-test", str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (tmp_path / "talk.srt").write_text(BAD, encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        user = f"{os.getuid()}:{os.getgid()}"
        options = ["--rm", "--network=none", "--user", user, "-v", f"{tmp_path}:/captions"]
        command = [program, "run", *options, "caption-qa-test", *arguments]
        return subprocess.run(command, capture_output=True, text=True)

    assert run("--version").stdout == f"caption-qa {__version__}\n"
    assert run().returncode == 1
    assert run("check", "--fix").returncode == 0
    assert (tmp_path / "talk.srt").read_text("utf-8") == BAD.replace("->", "-->")
