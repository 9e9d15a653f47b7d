"""What is counted while it is found is what is counted, and matched with a baseline, of all findings afterwards."""

from __future__ import annotations

import random

import pytest

from caption_qa_action import pipeline
from caption_qa_action.core.cue import Cue
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn
from caption_qa_action.pipeline import Job, check_file
from caption_qa_action.rules.layout import line_too_long
from caption_qa_action.triage import baseline
from caption_qa_action.triage.baseline import Counts
from caption_qa_action.workspace.discover import File
from tests.captions.caption import Caption
from tests.triage.test_folding import LIMITS, captions, settings_of

CAPTIONS = captions()


def report_of(
    caption: Caption, limit: int | None, known: Counts | None, **how: object
) -> FileReport:
    settings = settings_of(limit, suggested=True)._replace(baseline=known)
    found = pipeline.diagnose(caption.name, caption.data, settings, **how)  # type: ignore[arg-type]
    return pipeline.report(found, settings)


def counts_of(report: FileReport) -> Counts:
    assert report.document is not None
    return baseline.count(report.document, report.diagnostics, report.counted)


def some_of(counts: Counts, chance: random.Random) -> Counts:
    """A baseline that knows some findings, others too often, and some that are gone."""
    known: dict[str, dict[str, int]] = {}
    for code, marks in counts.items():
        for mark, number in marks.items():
            share = chance.choice([0, number, number // 2, number + 1])
            if share:
                known.setdefault(code, {})[mark] = share
    known.setdefault("line_too_long", {})["0123456789abcdef"] = 2
    return known


@pytest.mark.sampled(3)
@pytest.mark.parametrize("limit", LIMITS)
def test_both_ways_come_to_the_same(limit: int | None) -> None:
    chance = random.Random(limit)
    matched = 0
    for caption in CAPTIONS:
        whole = report_of(caption, limit, None)
        counts = counts_of(whole)
        counted = report_of(caption, limit, None, counts=True)
        assert counts == counts_of(counted)
        known = some_of(counts, chance)
        late = report_of(caption, limit, known)
        early = report_of(caption, limit, known, folded_for=FailOn())
        assert early.diagnostics == late.diagnostics, caption
        assert (early.known, early.stale) == (late.known, late.stale), caption
        matched += early.known
    assert matched > 100  # else nothing is tried


def test_what_is_known_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    (caption, *_) = CAPTIONS
    whole = report_of(caption, 1, None)
    known = counts_of(whole)
    made: list[Cue] = []
    monkeypatch.setattr(line_too_long, "line_spans", lambda document, cue: made.append(cue))
    early = report_of(caption, 1, known, folded_for=FailOn())
    assert early.known == baseline.total(known)
    assert not early.diagnostics
    assert not made


def test_a_suppression_is_about_single_findings() -> None:
    data = (
        b"WEBVTT\n\nNOTE caption-qa: ignore-file[line_too_long] as it is so\n\n00:01.000 --> 00:02.000\n"
        + b"word " * 40
    )
    report = report_of(Caption.of("webvtt", "a.vtt", data.decode()), 1, None, counts=True)
    assert report.suppressed
    assert not report.counted


def test_a_file_that_cannot_be_read_has_no_counts() -> None:
    settings = settings_of(1, suggested=True)
    report = check_file(Job(File("gone.srt", "/nowhere/gone.srt"), settings), counts=True)
    assert (report.status, report.counted) == ("unreadable", {})
