"""Findings at cues that break a limit, counted while they are made: one that a baseline knows is not made.

What is left is what `baseline.compare` leaves of all findings, and what is counted is what `baseline.count` counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.fingerprint import Fingerprints
from caption_qa_action.core.rule import Find, Offenders
from caption_qa_action.core.settings import RuleSetting
from caption_qa_action.triage.baseline import Counts
from caption_qa_action.triage.folding import stand_apart


class KnownOffenders:
    """Counts the findings of one rule after the other, in one document.

    `left` are the known counts that are not met yet; None where all are counted and none is made. `counted` has
    those that were not made.
    """

    def __init__(self, document: Document, known: Counts | None) -> None:
        self._stand_apart = stand_apart(document)
        self._fingerprints = Fingerprints(document)
        self.left = None if known is None else {code: dict(of) for code, of in known.items()}
        self.counted: dict[str, Counter[str]] = {}

    def sieve(
        self, find: Find, setting: RuleSetting, usual: Severity
    ) -> Iterator[tuple[Severity, Finding]]:
        """What a rule finds and is not known, each with its severity; `usual` is that of the rule."""
        decided = setting.decided_severity
        found = find()
        is_counted = self.left is None or setting.code in self.left
        if is_counted and isinstance(found, Offenders) and self._stand_apart:
            found = self._not_known(setting.code, found)
        return ((decided or each.severity or usual, each) for each in found)

    def _not_known(self, code: str, offenders: Offenders) -> list[Finding]:
        known = None if self.left is None else dict(self.left[code])
        of_cue = self._fingerprints.of_cue
        counted: Counter[str] = Counter()
        made: list[Finding] = []
        for cue in sorted(offenders.cues, key=_place):
            mark = of_cue(code, cue)
            number = offenders.count(cue)
            met = number if known is None else min(number, known.get(mark, 0))
            if met:
                counted[mark] += met
            if known is not None:
                known[mark] = known.get(mark, 0) - met
            if met < number:
                made += list(offenders.describe(cue))[met:]
        # Nothing has raised: what a rule finds that does is not counted.
        self.counted[code] = counted
        if self.left is not None and known is not None:
            self.left[code] = known
        return made


def _place(cue: Cue) -> int:
    return cue.block_start
