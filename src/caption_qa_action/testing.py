"""For the tests of a plugin: the samples on the pages of its rules and its case files, as cases to run.

```python
from pathlib import Path

import pytest

from caption_qa_action.testing import Case, cases_of_plugin


@pytest.mark.parametrize("case", cases_of_plugin("house", Path(__file__).parent / "cases"), ids=str)
def test_a_case_comes_out_as_it_should(case: Case) -> None:
    case.check()
```

The plugin is installed beside caption-qa, as its users have it; `pip install --editable .` will do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from caption_qa_action.core.conservation import keep_words
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.source import Fix, Source
from caption_qa_action.fixing import edited
from caption_qa_action.plugins import use
from caption_qa_action.rules import RULES, load
from caption_qa_action.samples import BAD, GOOD, Sample, case_sample, check_alone, samples

# Of what stands beside a case file.
_BESIDE = (".options", ".siblings", ".expected")


class Case(NamedTuple):
    """A caption file and whether a rule must find something in it."""

    code: str
    name: str
    sample: Sample
    is_bad: bool

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"

    def check(self) -> None:
        """Raise AssertionError where the rule finds too little or too much, or a fix does not help."""
        report = check_alone(self.code, self.sample)
        found = "; ".join(map(_shown, report.diagnostics))
        if report.status != "checked":
            raise AssertionError(f"{self}: {report.reason}")
        if self.is_bad and not found:
            raise AssertionError(f"{self}: nothing is found")
        if found and not self.is_bad:
            raise AssertionError(f"{self}: nothing should be found, but is: {found}")
        if report.source is not None:
            self._check_fixes(report, report.source)

    def _check_fixes(self, before: FileReport, source: Source) -> None:
        for each in before.diagnostics:
            data = edited(source, [each]) if each.fix else None
            if each.fix is None or data is None:
                continue
            after = check_alone(self.code, self.sample._replace(data=data))
            if len(after.diagnostics) >= len(before.diagnostics):
                raise AssertionError(f"{self}: its fix does not mend {_shown(each)}")
            if not _keeps_words(before.document, after.document, each.fix):
                raise AssertionError(
                    f"{self}: its fix is never made, as it changes words that it does not declare "
                    f'(say so: WORDS = ("replaces",) and Fix(..., words="replaces")): {_shown(each)}'
                )


def _keeps_words(before: Document | None, after: Document | None, fix: Fix) -> bool:
    """Whether the words are what a fix declares, as `--fix` asks before it makes one."""
    return before is None or after is None or keep_words(before, after, [fix])


def _shown(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.line}:{diagnostic.column}"
    return f"{place}: {diagnostic.severity.label}: {diagnostic.message}"


def cases_of_plugin(plugin: str, folder: str | os.PathLike[str] = "") -> list[Case]:
    """The samples on the pages of an installed plugin's rules, and the case files in a folder.

    Under `## Bad` on a page a rule must find something, under `## Good` nothing. The case files of a
    rule are in the folder of its name: in `shouted_word/one.srt` it must find something, in
    `shouted_word/other.ok.srt` nothing. Options stand in `one.srt.options` as YAML, files in other
    languages in the folder `one.srt.siblings`.

    Raises UsageError for a plugin that is not installed or not as it should be, for a page without
    samples, and for a folder that is not named after a rule.
    """
    try:
        use(plugin, trusted=True)
    except ValueError as error:
        raise UsageError(str(error)) from None
    cases: list[Case] = []
    codes = [code for code, group in RULES.groups.items() if group == plugin]
    for code in codes:
        cases += _page_cases(load(code))
    if folder:
        cases += _case_files(plugin, os.fspath(folder), codes)
    return cases


def _page_cases(rule: Rule) -> Iterator[Case]:
    for heading in (BAD, GOOD):
        found = samples(rule, heading)
        if not found:
            raise UsageError(f"the page of {rule.code} has no sample under ## {heading}")
        for number, sample in enumerate(found, 1):
            yield Case(rule.code, f"{heading} {number}", sample, heading == BAD)


def _case_files(plugin: str, folder: str, codes: list[str]) -> Iterator[Case]:
    for name in sorted(os.listdir(folder)):
        inside = os.path.join(folder, name)
        if not os.path.isdir(inside) or name.startswith((".", "_")):
            continue
        code = f"{plugin}/{name}"
        if code not in codes:
            raise UsageError(f"{inside} is the folder of no rule; there are {', '.join(codes)}")
        for file in sorted(os.listdir(inside)):
            if not file.endswith(_BESIDE) and not file.startswith("."):
                sample = case_sample(code, os.path.join(inside, file))
                yield Case(code, file, sample, ".ok." not in file)
