"""Tests of which `test_sampling.py` runs what a quick run has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sampling import examples

tried: list[int] = []


@pytest.mark.parametrize("number", range(39))
def test_many(number: int) -> None:
    assert number < 39


@pytest.mark.sampled(4)
@pytest.mark.parametrize("letter", "abcd")
def test_sampled(letter: str) -> None:
    assert letter == "a"


@pytest.mark.parametrize("letter", "abc")
def test_few(letter: str) -> None:
    assert letter in "abc"


@pytest.mark.slow
def test_slow() -> None:
    pytest.fail("slow")


@given(st.integers())
def test_examples(number: int) -> None:
    tried.append(number)


@settings(max_examples=examples(300))
@given(st.integers())
def test_more_examples(number: int) -> None:
    tried.append(number)


def test_how_many_examples() -> None:
    assert len(tried) == 20 + 30
