"""`examples/plugin` is a package that can be installed, and its own tests pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.conftest import PAGE, RULE, SRC, World

SAMPLES = "".join(
    f"""

    ## {heading}

    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    {word}
    ```"""
    for heading, word in (("Bad", "STOP"), ("Good", "Stop"))
)

EXAMPLE = Path(__file__).parents[2] / "examples" / "plugin"
pytestmark = [pytest.mark.xdist_group("plugin"), pytest.mark.slow]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, installed into a folder; nothing is fetched."""
    target = tmp_path_factory.mktemp("installed")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps",
         "--no-build-isolation", "--disable-pip-version-check", "--target", str(target), str(EXAMPLE)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return target


def test_its_own_tests_pass(installed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=EXAMPLE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (installed, SRC)))},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 passed" in done.stdout


def test_it_is_used_as_its_guide_says(installed: Path, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.configure(
        "plugins: [house]\nextend-select: [house/missing_credit]\n"
        "options:\n  house/shouted_word: {allowed: [NATO, BBC]}\n"
    )
    done = world.run("check", "--format=concise", "--allow-plugin", "house", path=(installed,))
    assert "talk.srt:3:8: warning[house/shouted_word]" in done.out
    assert "info[house/missing_credit]" in done.out
    world.run("check", "--fix", "--unsafe-fixes", "--allow-plugin", "house", path=(installed,))
    assert "I said stop that." in world.tree.joinpath("talk.srt").read_text()


def test_the_helper_notices_cases_that_do_not_come_out(installed: Path, tmp_path: Path) -> None:
    for folder, name, message in (
        ("shouted_word", "wrong.ok.srt", "nothing should be found, but is: 3:3"),
        ("missing_credit", "wrong.srt", "nothing is found"),
        ("no_rule", "a.srt", "is the folder of no rule"),
    ):
        cases = tmp_path / folder / "cases"
        cases.joinpath(folder).mkdir(parents=True)
        text = "a STOP" if folder == "shouted_word" else "Captions by Jo"
        cases.joinpath(folder, name).write_text(f"1\n00:00:01,000 --> 00:00:03,000\n{text}\n")
        code = (
            "from caption_qa_action.testing import cases_of_plugin\n"
            f"for case in cases_of_plugin('house', {str(cases)!r}): case.check()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (installed, SRC)))},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert message in done.stderr


def test_the_helper_notices_a_fix_that_changes_words_and_does_not_say_so(tmp_path: Path) -> None:
    world = World(tmp_path)
    page = PAGE.replace("It matters.", "It matters." + SAMPLES)
    rule = RULE.replace(PAGE, page).replace(', words="replaces"', "")
    world.plugin(world.site, {"shouted": rule})
    code = (
        "from caption_qa_action.testing import cases_of_plugin\n"
        "for case in cases_of_plugin('house'): case.check()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (world.site, SRC)))},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "changes words that it does not declare (say so: WORDS =" in done.stderr
