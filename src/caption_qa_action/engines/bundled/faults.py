"""What is wrong with a document, for programs: faults, which no one reads, in half the time that diagnostics take.

Deliveries are checked again and again while they are mended, and only the last result is looked at by people.
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Fault, Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.preset import READABILITY
from caption_qa_action.core.rule import Find, Offenders
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.engines.bundled.check import find_all, may_be_mended
from caption_qa_action.rules import RULES, load, plugin_of
from caption_qa_action.triage.folding import stand_apart


def faults_of(
    document: Document, settings: Settings, *, for_status: bool = False
) -> list[Fault] | None:
    """What `check_document` finds, as faults in no order; None where a safe fix is among it.

    Who asks `for_status` gets all that is more than an info, and of infos some: one of those about reading, where
    there is one.
    """
    counting = _Counting(document, for_status=for_status)
    found = find_all(document, settings, counting)
    if may_be_mended(document) and any(each.fix and each.fix.safe for *_, each in found):
        return None
    cue_at = document.cue_at
    faults = counting.faults
    for span, code, _, severity, _ in found:
        cue = cue_at(span.start)
        faults.append(Fault(code, severity, cue.number if cue else 0))
    return faults


class _Counting:
    """Counts cues that break a limit as faults, and makes no findings of them; none of their fixes is safe."""

    def __init__(self, document: Document, *, for_status: bool) -> None:
        self.faults: list[Fault] = []
        self._for_status = for_status
        self._stand_apart = stand_apart(document)

    def sieve(
        self, find: Find, setting: RuleSetting, usual: Severity
    ) -> Iterator[tuple[Severity, Finding]]:
        """What a rule finds beside those cues, each with its severity; `usual` is that of the rule."""
        decided = setting.decided_severity
        if self._for_status and self._is_unseen(setting.code, decided or usual):
            return
        found = find()
        if not isinstance(found, Offenders) or not self._stand_apart or plugin_of(setting.code):
            yield from ((decided or each.severity or usual, each) for each in found)
            return
        code, severity, count = setting.code, decided or usual, found.count
        self.faults += [
            Fault(code, severity, cue.number) for cue in found.cues for _ in range(count(cue))
        ]

    def _is_unseen(self, code: str, severity: Severity) -> bool:
        """Whether no status depends on what a rule finds."""
        if severity is not Severity.INFO or code not in RULES:
            return False
        if code in READABILITY:
            return any(each.code in READABILITY for each in self.faults)
        return not load(code).safely_mended
