"""Every case file against the findings, and the edits of their fixes, that are written down beside it."""

from __future__ import annotations

import os

import pytest

from tests.captions.reading import fix_lines
from tests.rules.samples import CASES, case_files, case_sample, check_alone


@pytest.mark.parametrize("code, name", list(case_files()))
def test_a_case_file_gives_the_findings_beside_it(
    code: str, name: str, update_goldens: bool
) -> None:
    found, source = check_alone(code, case_sample(code, name))
    lines = []
    for finding in found:
        start, end = finding.start, finding.end
        place = f"{start.line}:{start.column}-{end.line}:{end.column}"
        lines.append(f"{place} {finding.severity.label} {finding.message}")
        lines += fix_lines(source, finding.fix)
    actual = "".join(f"{line}\n" for line in lines)
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
