"""Plugins written by hand, good and hostile, and the command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

SRC = Path(__file__).parents[2] / "src"
CAPTIONS = "1\n00:00:01,000 --> 00:00:03,000\nI said STOP that.\n"
PAGE = '''"""Something is found.

    ## Why

    It matters.
    """'''
RULE = f"""
from caption_qa_action import Edit, Finding, Fix, Severity, Span

SEVERITY = Severity.ERROR
WORDS = ("replaces",)


def check(document, *, word: str = "STOP"):
    {PAGE}
    start = document.source.text.find(word)
    if start >= 0:
        span = Span(start, start + len(word))
        yield Finding(span, f"{{word}} is shouted", Fix("say it", (Edit(span, word.lower()),), words="replaces"))
"""


class Run(NamedTuple):
    code: int
    out: str
    err: str


class World:
    """A folder that is checked, `tree`; one for installed plugins, `site`; and a file that code leaves."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder / "tree"
        self.site = folder / "site"
        self.marker = folder / "marker"
        self.folder = folder
        for each in (self.tree, self.site):
            each.mkdir()
        self.tree.joinpath("talk.srt").write_text(CAPTIONS)

    @property
    def mark(self) -> str:
        """A line of Python that shows that it was run."""
        return f"open({str(self.marker)!r}, 'a').close()\n"

    def plugin(
        self,
        where: Path,
        rules: Mapping[str, str],
        *,
        name: str = "house",
        package: str = "caption_house",
        module: Path | None = None,
        distribution: str = "caption-house",
    ) -> None:
        """An installed plugin: its metadata in one folder, its package there or elsewhere; it leaves a mark."""
        about = where / f"{distribution.replace('-', '_')}-1.0.dist-info"
        about.mkdir(parents=True)
        about.joinpath("METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n"
        )
        about.joinpath("entry_points.txt").write_text(f"[caption_qa.rules]\n{name} = {package}\n")
        inside = (module or where) / package
        inside.mkdir(parents=True)
        inside.joinpath("__init__.py").write_text(self.mark)
        for rule, text in rules.items():
            inside.joinpath(f"{rule}.py").write_text(text)

    def configure(self, text: str, where: Path | None = None) -> None:
        (where or self.tree).joinpath(".caption-qa.yml").write_text(text)

    def run(
        self,
        *arguments: str,
        path: tuple[Path | str, ...] = (),
        cwd: Path | None = None,
        python: tuple[str, ...] = (sys.executable,),
        **variables: str,
    ) -> Run:
        """The command, started in the folder that is checked as `python -m` starts it."""
        kept = {
            name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ
        }
        environment = {
            **kept,
            "PYTHONPATH": os.pathsep.join(map(str, (*path, SRC))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "CAPTION_QA_CACHE_DIR": str(self.folder / "cache"),
            **variables,
        }
        done = subprocess.run(
            [*python, "-m", "caption_qa_action", *arguments],
            cwd=cwd or self.tree,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    def was_run(self) -> bool:
        """Whether the code of a plugin was run."""
        return self.marker.exists()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def house(world: World) -> World:
    """A world with the plugin `house` installed, which has the rule `house/shouted`."""
    world.plugin(world.site, {"shouted": RULE})
    return world


Check = Callable[..., Run]
