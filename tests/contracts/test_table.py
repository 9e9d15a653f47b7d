"""The tables of what the two HTTP contracts say: each line names tests, and these are there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from caption_qa_action.runs import transcript_run

TESTS = Path(__file__).parents[1]
TABLES = sorted(Path(__file__).parent.glob("*.yml"))


def rows() -> list[Any]:
    return [
        pytest.param(row, id=f"{table.stem}: {row['says']}")
        for table in TABLES
        for row in yaml.safe_load(table.read_text(encoding="utf-8"))
    ]


@cache
def names_in(path: str) -> frozenset[str]:
    """The test functions of a module."""
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


@pytest.mark.parametrize("row", rows())
def test_each_sentence_of_a_contract_names_the_tests_that_hold_it(row: dict[str, Any]) -> None:
    assert set(row) == {"says", "about", "tests"}
    assert row["about"] in ("server", "client")
    assert row["tests"]
    for test in row["tests"]:
        path, _, name = test.partition("::")
        assert name.startswith("test_")
        assert name in names_in(path), test


def test_no_sentence_is_there_twice() -> None:
    said = [row.values[0]["says"] for row in rows()]
    assert len(said) == len(set(said)) > 60


def test_jobs_are_asked_for_as_often_as_the_page_says() -> None:
    assert (transcript_run._FIRST_PAUSE, transcript_run._LONGEST_PAUSE) == (1.0, 2.0)
