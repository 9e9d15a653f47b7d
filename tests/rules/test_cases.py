"""Every case file against the findings written down beside it."""

from __future__ import annotations

import os

import pytest

from tests.rules.samples import CASES, case_files, case_sample, check_alone


@pytest.mark.parametrize("code, name", list(case_files()))
def test_a_case_file_gives_the_findings_beside_it(
    code: str, name: str, update_goldens: bool
) -> None:
    found, _ = check_alone(code, case_sample(code, name))
    actual = "".join(
        f"{finding.start.line}:{finding.start.column}-{finding.end.line}:{finding.end.column} "
        f"{finding.severity.label} {finding.message}\n"
        for finding in found
    )
    if ".ok." in name:
        assert actual == ""
        return
    assert actual, "a case file without findings has .ok. in its name"
    golden = os.path.join(CASES, code, f"{name}.expected")
    if update_goldens:
        with open(golden, "w", encoding="utf-8", newline="\n") as file:
            file.write(actual)
    with open(golden, encoding="utf-8", newline="") as file:
        assert actual == file.read()
