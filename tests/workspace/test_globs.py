"""Globs on the command line mean what they mean to git, and no pattern takes longer than it is long."""

from __future__ import annotations

import re
import subprocess
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.core.globs import compile_patterns
from caption_qa_action.workspace._globs import compile_glob

PART = st.sampled_from(["*", "**/", "?", "a", "b", "/", ".", "[ab]", "[!a]", "a*", "*b"])
GLOB = st.lists(PART, min_size=1, max_size=6).map("".join)
BRACES = st.lists(
    st.sampled_from(["a", "b", "*", "/", "{a,b}", "{a,,ab}", "{*a,b?}", "**/"]), max_size=5
)
PATH = st.text("ab./", min_size=1, max_size=7).filter(
    lambda path: all(part.strip(".") for part in path.split("/"))
)


def as_regex(glob: str) -> str:
    """What a glob without braces means, tried in every way: right, and slow."""
    tokens = re.findall(r"\*\*/|\*\*|\[[^]]*\]|.", glob)
    meanings = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]", "[!a]": "[^/a]"}
    return "".join(meanings.get(token, token.replace(".", r"\.")) for token in tokens) + "(?:/.+)?"


@given(GLOB, st.lists(PATH, min_size=1, max_size=5))
def test_a_glob_matches_what_trying_every_way_finds(glob: str, paths: list[str]) -> None:
    matches = compile_glob(glob)
    for path in paths:
        assert matches(path) == (re.fullmatch(as_regex(glob), path) is not None), path


@given(BRACES, st.lists(PATH, min_size=1, max_size=5))
def test_braces_are_each_of_their_alternatives(parts: list[str], paths: list[str]) -> None:
    alternatives = [part.strip("{}").split(",") for part in parts]
    each = [compile_glob("".join(texts)) for texts in product(*alternatives)]
    matches = compile_glob("".join(parts))
    for path in paths:
        assert matches(path) == any(one(path) for one in each), path


NAMES = [
    "a.srt", "b.vtt", "ab.srt", ".srt", "a/a.srt", "a/b/a.srt", "a/b/c/b.vtt", "b/a/a.srt", "ba/b.srt",
    "a-b/c.srt", "c/e.srt", "c/a b.srt",
]  # fmt: skip
GLOBS = [
    "*.srt", "?.srt", "[ab].srt", "[!a].srt", "[a-b]*.srt", "**/*.srt", "**/a.srt", "a/**/a.srt", "a/**/*.vtt",
    "*/a.srt", "*/*/a.srt", "a/*", "a/b", "**/b", "c/*.srt", "c/?.srt", "**/**/a.srt", "*a/*.srt", "[^b]/*.srt",
    "**/c/**/*", "a*b*", "*-*/*",
]  # fmt: skip


def test_git_matches_the_same_files(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    for glob in GLOBS:
        # What is in a folder that matches is checked as well.
        globs = [f":(glob){glob}", f":(glob){glob}/**"]
        command = ["git", "ls-files", "-z", "--others", "--", *globs]
        done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        found = set(done.stdout.decode().split("\0")) - {""}
        assert {name for name in NAMES if compile_glob(glob)(name)} == found, glob


HOSTILE = [
    ("*a" * 300 + "b", "a" * 600),
    ("**/" * 300 + "b", "a/" * 600 + "c"),
    ("**/a/" * 300 + "b", "a/" * 600 + "c"),
    ("*/**/" * 300 + "b", "a/" * 600 + "c"),
    ("a*/**/*a*a/" * 100 + "b", "aaaa/" * 200 + "c"),
]


@pytest.mark.slow
@pytest.mark.parametrize("glob, path", HOSTILE, ids=range(len(HOSTILE)))
def test_no_pattern_tries_every_way(glob: str, path: str) -> None:
    """Exponential matching would never come to an end here."""
    assert not compile_glob(glob)(path)
    assert not compile_patterns([glob])(path)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["{a,b}", "{a,aa}", "{*a,*b}", "{a,}"])
def test_no_braces_try_every_way(part: str) -> None:
    assert not compile_glob(part * 200)("a" * 400 + "c")
