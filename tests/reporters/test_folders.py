"""What fails a folder that decides for itself is shown as what fails, in every report."""

from __future__ import annotations

import pytest

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.settings import FailOn, Gate
from caption_qa_action.reporters import REPORTERS, Options, make
from tests.reporters.fixed_report import fixed_report

STRICT, LAX = FailOn(Severity.INFO), FailOn(None)
# These show what fails apart from the rest.
APART = {"full", "github", "html", "junit", "markdown"}


@pytest.mark.parametrize("name", list(REPORTERS))
def test_a_folder_decides_as_the_run_would(name: str) -> None:
    differs = False
    for file in fixed_report():
        by_run = {each: make(name, Options(fail_on=each)).part(file) for each in (STRICT, LAX)}
        differs |= by_run[STRICT] != by_run[LAX]
        if name in ("json", "json-lines"):
            continue  # states the folder itself
        for run, folder in ((STRICT, LAX), (LAX, STRICT)):
            gated = file._replace(gate=Gate("talks", folder))
            assert make(name, Options(fail_on=run)).part(gated) == by_run[folder]
    assert differs == (name in APART)
