"""What a quick run leaves out, that it is no room, and that what is drawn is tried whole by a command."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dev
from tests import conftest, sampling

TESTS = Path(__file__).parent
ROOT = TESTS.parent
# Their tests start programs or servers, each of them.
SLOW_ROOMS = {"hooks", "precommit"}

_DRAWS = {"WHOLE", "one_of"}


def test_a_quick_run_leaves_out_what_is_slow_and_most_of_what_is_much() -> None:
    quick = TESTS / "quick"
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "--quick", "-v", "-n", "0", "-p", "no:cacheprovider",
            "-o", "python_files=*.py", quick,
        ],
        cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    run = re.findall(r"::test_([a-z_]+)\S* PASSED", done.stdout)
    few = {name: run.count(name) for name in run}
    assert few.pop("many") == conftest._MANY_MEMBERS
    assert few == {
        "sampled": 1, "few": 3, "examples": 1, "more_examples": 1, "how_many_examples": 1,
    }  # fmt: skip
    left_out = 39 - conftest._MANY_MEMBERS + 3 + 1
    assert (
        f"quick: {left_out} slow or sampled tests are left out, besides modules of slow tests (1)"
        in done.stdout
    )


def quick_tests(folder: Path) -> Iterator[str]:
    """The tests below a folder that a quick run has at least a part of, as they are written."""
    for path in sorted(folder.rglob("test_*.py")):
        source = path.read_bytes()
        if conftest._SLOW_MODULE.search(source):
            continue
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                marks = "\n".join(map(ast.unparse, node.decorator_list))
                if not re.search(r"\bslow\b", marks):
                    yield node.name


ROOMS = sorted(
    path.name for path in TESTS.iterdir() if path.is_dir() and any(path.rglob("test_*.py"))
)


@pytest.mark.parametrize("room", sorted({*ROOMS} - SLOW_ROOMS))
def test_every_room_has_quick_tests(room: str) -> None:
    assert len(list(quick_tests(TESTS / room))) >= 2


@pytest.mark.parametrize("room", sorted(SLOW_ROOMS))
def test_a_slow_room_has_no_quick_test(room: str) -> None:
    assert list(quick_tests(TESTS / room)) == []


def draws(source: str) -> bool:
    """Whether a module of tests imports what draws a sample, anywhere in it."""
    return any(
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("tests.")
        and not _DRAWS.isdisjoint(alias.name for alias in node.names)
        for node in ast.walk(ast.parse(source))
    )


@pytest.mark.parametrize(
    ("source", "is_drawn"),
    [
        ("from tests.sampling import one_of", True),
        ("from tests.delivery.streams import (\n    WHOLE,\n    made,\n)", True),
        ("def test():\n    from tests.sampling import one_of as few", True),
        ("from tests.sampling import made", False),
        ("from random import one_of", False),
    ],
)
def test_an_import_of_what_draws_is_seen(source: str, is_drawn: bool) -> None:
    assert draws(source) == is_drawn


def test_what_is_drawn_is_tried_whole_by_a_command() -> None:
    drawn = {
        path.relative_to(ROOT).as_posix()
        for path in TESTS.rglob("test_*.py")
        if draws(path.read_text(encoding="utf-8"))
    }
    assert {path for path in drawn if not path.startswith(dev.LAWS)} == set()
    for law in dev.LAWS:
        assert (ROOT / law).exists(), law


def test_what_is_drawn_depends_on_its_name_alone() -> None:
    members = [f"talk-{number}.srt" for number in range(1000)]
    drawn = sampling.one_of(4, members)
    assert sampling.WHOLE or 200 < len(drawn) < 300
    assert sampling.one_of(4, members[500:]) == [each for each in drawn if each in members[500:]]
