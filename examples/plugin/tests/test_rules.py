"""Every sample on the pages of the rules, and every case file."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.testing import Case, cases_of_plugin

CASES = cases_of_plugin("house", Path(__file__).parent / "cases")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_comes_out_as_it_should(case: Case) -> None:
    case.check()
