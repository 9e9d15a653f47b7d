"""What is wrong with a document, for programs: faults, which no one reads, in half the time that diagnostics take.

Deliveries are checked again and again while they are mended, and only the last result is looked at by people.
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Fault, Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.rule import Find, Offenders
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.engines.bundled.check import find_all, may_be_mended
from caption_qa_action.rules import plugin_of
from caption_qa_action.triage.folding import stand_apart


def faults_of(document: Document, settings: Settings) -> list[Fault] | None:
    """What `check_document` finds, as faults in the order of the rules; None where a safe fix is among it."""
    found = find_all(document, settings, _Counting(document))
    if may_be_mended(document) and any(each.fix and each.fix.safe for *_, each in found):
        return None
    cue_at = document.cue_at
    faults: list[Fault] = []
    for span, code, _, severity, _ in found:
        cue = cue_at(span.start)
        faults.append(Fault(code, severity, cue.number if cue else 0))
    return faults


class _Counting:
    """Leaves the findings at cues that break a limit without words, place and fix; none of their fixes is safe."""

    def __init__(self, document: Document) -> None:
        self._stand_apart = stand_apart(document)

    def sieve(
        self, find: Find, setting: RuleSetting, usual: Severity
    ) -> Iterator[tuple[Severity, Finding]]:
        """What a rule finds, each with its severity; `usual` is that of the rule."""
        decided = setting.decided_severity
        found = find()
        if not isinstance(found, Offenders) or not self._stand_apart or plugin_of(setting.code):
            yield from ((decided or each.severity or usual, each) for each in found)
            return
        for cue in found.cues:
            finding = Finding(Span(cue.block_start, cue.block_start), "")
            for _ in range(found.count(cue)):
                yield decided or usual, finding
