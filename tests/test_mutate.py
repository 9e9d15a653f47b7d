"""The command that changes the code: what it draws, and that what it names is there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="mutmut does not run on Windows")

from scripts import mutate

ROOT = Path(__file__).parents[1]
MUTANTS = [mutate.Mutant(f"m{at:03}", Path("a.py"), "not run") for at in range(100)]


def test_a_draw_is_the_same_each_time() -> None:
    drawn = mutate.draw(MUTANTS, 10, 1)
    assert drawn == mutate.draw(MUTANTS, 10, 1)
    assert drawn != mutate.draw(MUTANTS, 10, 2)
    assert len(set(drawn)) == 10
    assert drawn == sorted(drawn)
    assert mutate.draw(MUTANTS, 0, 1) == mutate.draw(MUTANTS, 100, 1) == MUTANTS


def test_what_was_not_run_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mutate, "WORK", tmp_path)
    killed = [mutant._replace(status="killed") for mutant in MUTANTS]
    assert mutate.report("fixing", killed, 100)
    assert not mutate.report("fixing", [*killed, MUTANTS[0]], 80)
    assert not mutate.report("fixing", [], 80)
    assert "fixing: 100.0 % of 100 noticed (100 killed)" in capsys.readouterr().out


@pytest.mark.parametrize("name", mutate.AREAS)
def test_an_area_is_a_package_with_tests(name: str) -> None:
    area = mutate.AREAS[name]
    assert (ROOT / mutate.PACKAGE / name / "__init__.py").exists()
    for test in (*area.tests, *area.left_out):
        path, _, function = test.partition("::")
        assert (ROOT / path).exists(), test
        assert not function or f"def {function}(" in (ROOT / path).read_text(encoding="utf-8")


def test_a_diff_is_known_by_its_lines_wherever_they_stand() -> None:
    text = "--- a\n+++ a\n@@ -1,3 +1,3 @@\n kept\n-    old = 1\n-    more\n+    new = 2\n"
    path = Path(mutate.PACKAGE) / "fixing" / "a.py"
    assert mutate.changed_lines(path, text) == ("fixing/a.py", "old = 1 more", "new = 2")


def test_what_no_test_can_notice_is_still_in_the_code() -> None:
    entries = tomllib.loads(mutate.EQUIVALENT.read_text(encoding="utf-8"))["mutant"]
    assert len(mutate.load_equivalent()) == len(entries)
    for entry in entries:
        code = (ROOT / mutate.PACKAGE / entry["module"]).read_text(encoding="utf-8")
        assert entry["before"] in " ".join(code.split()), entry
        assert entry["reason"]
