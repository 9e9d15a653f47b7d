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
    compare(code, name, update_goldens=update_goldens)


def test_each_rule_finds_what_it_should_in_one_file() -> None:
    """For a quick run, which has no more than a few of the case files above: one of each rule."""
    by_rule: dict[str, list[str]] = {}
    for code, name in case_files():
        by_rule.setdefault(code, []).append(name)
    for code, names in by_rule.items():
        with_findings = [name for name in names if ".ok." not in name]
        for name in [*with_findings, *names][:1]:
            compare(code, name)


def compare(code: str, name: str, *, update_goldens: bool = False) -> None:
    """Fails, with the name of the file, where it gives other findings."""
    found, source = check_alone(code, case_sample(code, name))
    lines = []
    for finding in found:
        start, end = finding.start, finding.end
        place = f"{start.line}:{start.column}-{end.line}:{end.column}"
        lines.append(f"{place} {finding.severity.label} {finding.message}")
        lines += fix_lines(source, finding.fix)
    actual = "".join(f"{line}\n" for line in lines)
    if ".ok." in name:
        assert actual == "", f"{code}/{name}"
        return
    assert actual, "a case file without findings has .ok. in its name"
    golden = os.path.join(CASES, code, f"{name}.expected")
    if update_goldens:
        with open(golden, "w", encoding="utf-8", newline="\n") as file:
            file.write(actual)
    with open(golden, encoding="utf-8", newline="") as file:
        assert actual == file.read(), f"{code}/{name}"
