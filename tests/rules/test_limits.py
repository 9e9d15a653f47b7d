"""Every number of a rule has its exact limit: what just keeps it is seen apart from what is a step beyond."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import caption_qa_action
from caption_qa_action.rules import RULES, load
from tests.rules.limits import Row, rows
from tests.rules.samples import check_alone

PACKAGE = Path(caption_qa_action.__file__).parent
ROWS = list(rows())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.code}-{row.number.rpartition(':')[2]}")
def test_a_limit_is_exact(row: Row) -> None:
    kept, _ = check_alone(row.code, row.kept)
    broken, _ = check_alone(row.code, row.broken)
    assert not row.sees(kept), [item.message for item in kept]
    assert row.sees(broken), [item.message for item in broken]


def module_path(code: str) -> str:
    """The module of a rule, in the package."""
    file = load(code).check.__code__.co_filename  # type: ignore[attr-defined]
    return Path(file).relative_to(PACKAGE).as_posix()


def rule_options() -> Iterator[tuple[str, str]]:
    """Every option of a rule that is a number, or numbers by language."""
    for code in RULES:
        for name, default in load(code).options.items():
            if type(default) in (int, float) or isinstance(default, dict):
                yield code, name


@pytest.mark.parametrize(("code", "option"), list(rule_options()))
def test_a_number_that_is_an_option_has_a_row(code: str, option: str) -> None:
    known = {(row.code, row.number) for row in ROWS}
    assert (code, option) in known, "add a row to tests/rules/limits.py"


def parts(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    """Each name of an assignment with its own value, where it can be known which that is."""
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    if not isinstance(target, ast.Tuple):
        return []
    values = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
    return [
        pair for each, own in zip(target.elts, values, strict=True) for pair in parts(each, own)
    ]


def has_number(value: ast.expr) -> bool:
    return any(
        isinstance(node, ast.Constant) and type(node.value) in (int, float)
        for node in ast.walk(value)
    )


def constants(path: Path) -> list[str]:
    """The names of a module's constants that are numbers, or hold some."""
    found = []
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets, value = [statement.target], statement.value
        else:
            continue
        for target in targets:
            found += [name for name, part in parts(target, value) if has_number(part)]
    return found


def rule_constants() -> Iterator[str]:
    for path in sorted((PACKAGE / "rules").rglob("*.py")):
        for name in constants(path):
            yield f"{path.relative_to(PACKAGE).as_posix()}:{name}"
