"""What is wrong with a document, for programs: faults, which no one reads, in half the time that diagnostics take.

Deliveries are checked again and again while they are mended, and only the last result is looked at by people.
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Fault, Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.rule import Find, Offenders
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.engines.bundled.check import find_all, may_be_mended
from caption_qa_action.rules import plugin_of
from caption_qa_action.triage.folding import stand_apart


def faults_of(document: Document, settings: Settings) -> list[Fault] | None:
    """What `check_document` finds, as faults in no order; None where a safe fix is among it."""
    counting = _Counting(document)
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

    def __init__(self, document: Document) -> None:
        self.faults: list[Fault] = []
        self._stand_apart = stand_apart(document)

    def sieve(
        self, find: Find, setting: RuleSetting, usual: Severity
    ) -> Iterator[tuple[Severity, Finding]]:
        """What a rule finds beside those cues, each with its severity; `usual` is that of the rule."""
        decided = setting.decided_severity
        found = find()
        if not isinstance(found, Offenders) or not self._stand_apart or plugin_of(setting.code):
            yield from ((decided or each.severity or usual, each) for each in found)
            return
        code, severity, count = setting.code, decided or usual, found.count
        self.faults += [
            Fault(code, severity, cue.number) for cue in found.cues for _ in range(count(cue))
        ]
