"""The guides and the README do what they say: every command is understood, every tutorial is run.

In a tutorial a fence with `title="FILE"` is a file, and what a `console` fence shows after `$ ` is run;
the lines below must come out, where `...` stands for anything.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from caption_qa_action.cli import COMMANDS, parser_of

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "index.md", *sorted(ROOT.glob("docs/guides/*.md"))]
FENCE = re.compile(r"^```(\w*)(?: title=\"([^\"]*)\")?\n(.*?)^```$", re.M | re.S)
# Captions, keys and settings of whoever runs the tests are no part of a guide.
KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "LANG")


class Fence(NamedTuple):
    """A block of code: its language, the file that it is, and its lines."""

    language: str
    title: str
    text: str


def fences(page: Path) -> list[Fence]:
    return [Fence(*match) for match in FENCE.findall(page.read_text(encoding="utf-8"))]


def tutorials() -> list[Path]:
    return [page for page in PAGES if any(fence.title for fence in fences(page))]


def name_of(page: Path) -> str:
    return page.stem


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_is_understood(page: Path) -> None:
    for words in commands(page):
        if words[0].startswith("-") or words[0].isupper():
            continue  # caption-qa --version, caption-qa COMMAND --help
        assert words[0] in COMMANDS, f"caption-qa {shlex.join(words)}"
        assert understood(words), f"caption-qa {shlex.join(words)}"


def understood(words: list[str]) -> bool:
    """Whether the parser of a command takes these arguments."""
    try:
        parser_of(words[0]).parse_args(words[1:])
    except SystemExit as stop:
        return stop.code == 0  # --help
    return True


def commands(page: Path) -> list[list[str]]:
    """The arguments of every caption-qa in the shell fences of a page."""
    found = []
    for fence in fences(page):
        if fence.language not in ("sh", "console"):
            continue
        for line in re.sub(r"\\\n\s*", " ", fence.text).splitlines():
            if fence.language == "console" and not line.startswith("$ "):
                continue
            words = shlex.split(line.removeprefix("$ "), comments=True)
            for part in split_at_operators(words):
                if part[:1] == ["caption-qa"] and len(part) > 1:
                    found.append(part[1:])
    return found


def split_at_operators(words: list[str]) -> list[list[str]]:
    """Words of a line as commands, without what is redirected."""
    parts: list[list[str]] = [[]]
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in ("&&", "||", "|", ";", "&"):
            parts.append([])
        elif word in ("<", ">", ">>"):
            skip = True
        elif not re.match(r"\d?>", word) and not (not parts[-1] and "=" in word):
            parts[-1].append(word)
    return parts


@pytest.mark.slow
@pytest.mark.parametrize("page", tutorials(), ids=name_of)
def test_a_tutorial_comes_out_as_it_says(page: Path, tmp_path: Path) -> None:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}",
        "HOME": str(tmp_path),
        "CAPTION_QA_CACHE_DIR": str(tmp_path / ".cache"),
        "NO_COLOR": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Ann", f"GIT_{role}_EMAIL": "ann@example.org"}
    here = tmp_path / "there"
    here.mkdir()
    top = here
    for fence in fences(page):
        if fence.title:
            path = top / fence.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.text, encoding="utf-8", newline="\n")
        elif fence.language == "console":
            for command, expected in steps(fence.text):
                if command.startswith("cd "):
                    here /= command.removeprefix("cd ")
                    continue
                got = run(command, here, environment)
                assert matches(expected, got), f"$ {command}\n{got}\n--- the guide says\n{expected}"


def steps(text: str) -> list[tuple[str, str]]:
    """The commands of a console with what they say."""
    parts = re.split(r"(?m)^\$ (.*)\n", text)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def run(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a command says, on both channels."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout


def matches(expected: str, got: str) -> bool:
    """Whether something came out as it is written there; `...` is anything, and so is the end of a silent step."""
    pattern = re.escape(expected.strip()).replace(r"\.\.\.", "(?:.|\n)*")
    return re.fullmatch(pattern, got.strip()) is not None


def test_the_readme_is_short_and_shows_a_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 320, "what one looks up belongs into a guide"
    assert "docs/assets/check.svg" in readme
