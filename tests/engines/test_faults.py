"""Faults, which programs ask for, are the diagnostics of the same rules without their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Diagnostic, Fault, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.preset import READABILITY
from caption_qa_action.core.rule import Offenders
from caption_qa_action.core.settings import Settings
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.engines.bundled.faults import faults_of
from caption_qa_action.pipeline import read_document
from caption_qa_action.rules import load_all
from tests.delivery.messy import CAPTIONS

PRESETS = ("generic", "lms", "netflix-en", "html5", "bbc-16x9")


def settings_of(preset: str) -> Settings:
    arguments = config.Arguments(preset=preset)
    return config.load(arguments, isolated=True).settings_for("captions")


def read(name: str, settings: Settings) -> Document | None:
    try:
        return read_document(name, CAPTIONS[name].encode(), settings)
    except FileError:
        return None


@pytest.mark.parametrize("preset", PRESETS)
def test_faults_are_the_diagnostics_without_their_words(preset: str) -> None:
    settings = settings_of(preset)
    compared = 0
    for name in CAPTIONS:
        document, again = read(name, settings), read(name, settings)
        if document is None or again is None:
            continue
        diagnostics, faults = check_document(document, settings), faults_of(again, settings)
        if any(each.fix and each.fix.safe for each in diagnostics):
            assert faults is None, name
            continue
        assert faults is not None, name
        assert Counter(faults) == Counter(map(without_words, diagnostics)), name
        compared += len(faults)
    assert compared > 50


def without_words(each: Diagnostic) -> Fault:
    return Fault(each.code, each.severity, each.cue)


def test_no_fix_at_a_cue_that_breaks_a_limit_is_safe() -> None:
    """Which faults count on: they make none of these findings."""
    settings = settings_of("netflix-en")
    counting: set[str] = set()
    for name in CAPTIONS:
        document = read(name, settings)
        for rule in load_all() if document is not None else ():
            assert document is not None
            found = rule.check(document) if rule.covers(document.traits) else ()
            if isinstance(found, Offenders):
                counting.add(rule.code)
                assert not any(each.fix and each.fix.safe for each in found), (rule.code, name)
                numbers = [len(list(found.describe(cue))) for cue in found.cues]
                assert numbers == [found.count(cue) for cue in found.cues], (rule.code, name)
    assert counting >= {"line_too_long", "reading_speed_high"}


@pytest.mark.parametrize("preset", PRESETS)
def test_statuses_are_those_of_all_faults(preset: str) -> None:
    """What `delivery.process` derives of faults: what is left to mend, whether it is uncomfortable to read."""
    settings, fewer = settings_of(preset), 0
    for name in CAPTIONS:
        document, again = read(name, settings), read(name, settings)
        if document is None or again is None:
            continue
        faults, some = faults_of(document, settings), faults_of(again, settings, for_status=True)
        if faults is None or some is None:
            assert faults is some, name
            continue
        assert Counter(filter(at_least_a_warning, faults)) == Counter(
            filter(at_least_a_warning, some)
        ), name
        assert is_uncomfortable(faults) == is_uncomfortable(some), name
        fewer += len(faults) - len(some)
    assert fewer > 10 or preset not in ("lms", "html5")


def at_least_a_warning(fault: Fault) -> bool:
    return fault.severity >= Severity.WARNING


def is_uncomfortable(faults: Sequence[Fault]) -> bool:
    return any(fault.code in READABILITY for fault in faults)


def test_a_rule_that_need_not_run_has_no_safe_fix_and_no_severity_of_its_own() -> None:
    rules = [rule for rule in load_all() if not rule.safely_mended]
    assert {rule.code for rule in rules} >= {"advertisement", "asr_artifact", "unbalanced_quotes"}
    found = 0
    for rule in rules:
        folder = Path(__file__).parents[1] / "rules" / rule.code
        for path in sorted(folder.iterdir()):
            if path.suffix not in (".srt", ".vtt", ".ttml", ".ass"):
                continue
            document = read_document(path.name, path.read_bytes(), settings_of("generic"))
            for finding in rule.check(document):
                found += 1
                assert finding.severity is None, path
                assert finding.fix is None or not finding.fix.safe, path
    assert found > 20
