"""Findings that repeat, folded while they are made: those that nobody will see are not made, or not kept.

What is left is what `collapse_repeated_findings` leaves of all findings. Where something else looks at single
findings before (a baseline, a suppression, changed cues, a fix, a server), all are made, and that shortens them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.rule import Offenders
from caption_qa_action.core.settings import FailOn, RuleSetting
from caption_qa_action.triage.repeated_findings import fewest_repeated, with_count


class Folding:
    """Folds the findings of one rule after the other, in one document."""

    def __init__(self, document: Document, fail_on: FailOn) -> None:
        self._document = document
        self._cues = len(document.cues)
        self._fail_on = fail_on

    def fold(
        self, found: Iterable[Finding], setting: RuleSetting, usual: Severity
    ) -> Iterator[tuple[Severity, Finding]]:
        """What a rule finds, each with its severity; `usual` is that of the rule."""
        decided = setting.decided_severity
        if isinstance(found, Offenders) and not self._document.traits.cues_share_text:
            severity = decided or usual
            fewest = self._fewest(setting, severity)
            if fewest is None or len(found.cues) < fewest:
                yield from ((severity, finding) for finding in found)
            else:
                yield severity, self._first_of(found)
            return
        groups: dict[Severity, _Group | None] = {}
        for finding in found:
            severity = decided or finding.severity or usual
            if severity not in groups:
                fewest = self._fewest(setting, severity)
                groups[severity] = None if fewest is None else _Group(fewest)
            group = groups[severity]
            if group is None:
                yield severity, finding
            else:
                cue = self._document.cue_at(finding.span.start)
                group.add(finding, cue.number if cue else 0)
        for severity, group in groups.items():
            if group is not None:
                yield from ((severity, finding) for finding in group.findings(self._cues))

    def _fewest(self, setting: RuleSetting, severity: Severity) -> int | None:
        return fewest_repeated(setting, severity, self._cues, self._fail_on)

    def _first_of(self, offenders: Offenders) -> Finding:
        first = min(offenders.cues, key=lambda cue: cue.number)
        finding = next(iter(offenders.describe(first)))
        return with_count(finding, len(offenders.cues), self._cues)


class _Group:
    """Findings of one code and severity: all of them, or the first and the number of cues that have one."""

    __slots__ = ("_fewest", "_found", "_numbers")

    def __init__(self, fewest: int) -> None:
        self._fewest = fewest
        self._found: list[Finding] = []
        self._numbers: set[int] = set()

    def add(self, finding: Finding, cue: int) -> None:
        self._numbers.add(cue)
        self._found.append(finding)
        if len(self._numbers) >= self._fewest:
            # Of those at one place the one that was made first.
            self._found = [min(self._found, key=lambda each: each.span)]

    def findings(self, cues: int) -> list[Finding]:
        """What is left of them, in a file of so many cues."""
        if len(self._numbers) < self._fewest:
            return self._found
        return [with_count(self._found[0], len(self._numbers), cues)]
