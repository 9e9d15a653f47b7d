"""Findings that repeat, folded while they are made: those that nobody will see are not made, or not kept.

What is left is what `collapse_repeated_findings` leaves of all findings. Where something else looks at single
findings before (a baseline, a suppression, changed cues, a fix, a server), all are made, and that shortens them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.rule import Find, Offenders
from caption_qa_action.core.settings import FailOn, RuleSetting
from caption_qa_action.triage.repeated_findings import fewest_repeated, with_count

# In which order a finding was made, since those at one place stay in it; its severity, and itself.
_Found: TypeAlias = tuple[int, Severity, Finding]

# So many findings of a rule are kept while it is not known whether they are folded. Where there were more and they are
# not, the rule looks again: in a file of a million cues half of them may have some each.
_MOST_KEPT = 50_000


def stand_apart(document: Document) -> bool:
    """Whether no two cues have one place in the file, so that findings at it are those of one cue."""
    cues = document.cues
    return not document.traits.cues_share_text or len({cue.block_start for cue in cues}) == len(
        cues
    )


class Folding:
    """Folds the findings of one rule after the other, in one document."""

    def __init__(self, document: Document, fail_on: FailOn) -> None:
        self._document = document
        self._cues = len(document.cues)
        self._stand_apart = stand_apart(document)
        self._fail_on = fail_on

    def sieve(
        self, find: Find, setting: RuleSetting, usual: Severity
    ) -> Iterator[tuple[Severity, Finding]]:
        """What a rule finds, each with its severity; `usual` is that of the rule."""
        decided = setting.decided_severity
        found = find()
        if isinstance(found, Offenders) and self._stand_apart:
            severity = decided or usual
            fewest = self._fewest(setting, severity)
            if fewest is None or len(found.cues) < fewest:
                yield from ((severity, finding) for finding in found)
            else:
                yield severity, self._first_of(found)
            return
        groups: dict[Severity, _Group | None] = {}
        kept: list[_Found] = []
        for order, finding in enumerate(found):
            severity = decided or finding.severity or usual
            if severity not in groups:
                fewest = self._fewest(setting, severity)
                groups[severity] = None if fewest is None else _Group(fewest)
            group = groups[severity]
            if group is None:
                kept.append((order, severity, finding))
            else:
                cue = self._document.cue_at(finding.span.start)
                group.add((order, severity, finding), cue.number if cue else 0)
        dropped: set[Severity] = set()
        for severity, group in groups.items():
            if group is not None and group.has_dropped:
                dropped.add(severity)
            elif group is not None:
                kept += group.findings(self._cues)
        if dropped:
            kept += _of_severities(find(), dropped, decided, usual)
        kept.sort(key=lambda each: each[0])
        for _, severity, finding in kept:
            yield severity, finding

    def _fewest(self, setting: RuleSetting, severity: Severity) -> int | None:
        return fewest_repeated(setting, severity, self._cues, self._fail_on)

    def _first_of(self, offenders: Offenders) -> Finding:
        first = min(offenders.cues, key=lambda cue: cue.number)
        finding = next(iter(offenders.describe(first)))
        return with_count(finding, len(offenders.cues), self._cues)


def _of_severities(
    found: Iterable[Finding], severities: set[Severity], decided: Severity | None, usual: Severity
) -> Iterator[_Found]:
    for order, finding in enumerate(found):
        severity = decided or finding.severity or usual
        if severity in severities:
            yield order, severity, finding


class _Group:
    """Findings of one code and severity: all of them, or the first and the number of cues that have one."""

    __slots__ = ("_dropped", "_fewest", "_found", "_numbers")

    def __init__(self, fewest: int) -> None:
        self._fewest = fewest
        self._found: list[_Found] = []
        self._numbers: set[int] = set()
        self._dropped = False

    def add(self, found: _Found, cue: int) -> None:
        self._numbers.add(cue)
        self._found.append(found)
        if self._is_folded or len(self._found) > _MOST_KEPT:
            # Of those at one place the one that was made first.
            self._found = [min(self._found, key=lambda each: each[2].span)]
            self._dropped = True

    @property
    def _is_folded(self) -> bool:
        return len(self._numbers) >= self._fewest

    @property
    def has_dropped(self) -> bool:
        """Whether all are to be reported and not all were kept."""
        return self._dropped and not self._is_folded

    def findings(self, cues: int) -> list[_Found]:
        """What is left of them, in a file of so many cues."""
        if not self._is_folded:
            return self._found
        order, severity, first = self._found[0]
        return [(order, severity, with_count(first, len(self._numbers), cues))]
