"""The page of the growth table: its numbers are those of what was measured."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

ENDLESS = float("inf")


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    return importlib.import_module("hostile_page")


def test_the_heading_counts_every_input_and_only_times_that_ended(pages: Any) -> None:
    every = list(pages.inputs())
    measured = [pages.Measured(name, "check", 32_000, [0.06]) for name in every]
    failed = pages.Measured(every[0], "parse (failed)", 1, [ENDLESS])
    heading = pages.page([*measured, failed], 32_000).splitlines()[3]
    assert heading.startswith(f"{len(every):,} of the {len(every):,} inputs, ")
    assert heading.endswith(f" {len(every) * 0.06 / 60:.0f} minutes of a processor.")


def test_a_step_that_did_not_end_is_listed_as_a_defect(pages: Any) -> None:
    lines = pages.page([pages.Measured("a", "check (failed)", 1, [ENDLESS])], 32_000).splitlines()
    assert "| a | check (failed) | 0.00 | inf | a defect |" in lines


def test_what_the_steps_over_a_bound_do_most_is_counted(pages: Any) -> None:
    measured = [
        pages.Measured("a", "fix safe", 1_000, [1.0, 2.0], 7, 9_000),
        pages.Measured("b", "process warn-only ted", 1_000, [1.0, 2.0], 4, 123_456),
        pages.Measured("c", "check", 1_000, [0.0], 0, 0),
    ]
    text = pages.page(measured, 32_000)
    assert "checked up to 7 times, with up to 123,456 of these in all" in text
