"""What is folded while it is found is what is folded of all findings afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Diagnostic, Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.rule import Offenders, Value
from caption_qa_action.core.settings import FailOn, RuleSetting, Settings, Suppression
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.engines.bundled.check import check_document, rule_in_force
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.pipeline import Job, check_file
from caption_qa_action.rules import load
from caption_qa_action.runs.one_file import check_one
from caption_qa_action.triage.baseline import count
from caption_qa_action.triage.folding import Folding, stand_apart
from caption_qa_action.triage.repeated_findings import collapse_repeated_findings
from caption_qa_action.workspace.discover import File
from tests.captions import everything
from tests.captions.caption import Caption
from tests.sampling import WHOLE, is_quick
from tests.triage.documents import document_of

# So many files are drawn; with `python3 dev.py test tests/triage/test_folding.py`, change it to take all.
_FILES = 100 if WHOLE else 15 if is_quick() else 40
_LARGEST_BYTES = 40_000
FAIL_ON = (FailOn(), FailOn(None), FailOn(Severity.WARNING), FailOn(max_warnings=3))
# Every limit once so that nothing keeps it, or nothing breaks it, and once as it is.
LIMITS = (None, 1, 9_999)


def repeating() -> Iterator[Caption]:
    """Captions in which most cues break a limit, repeat another or overlap it, in all formats that are written."""
    texts = ("word " * 30, "a", "Twice.", "Twice.", "one\ntwo\nthree", "漢字" * 30, "अनुवाद " * 12)
    for title, step_ms, shown_ms, said in (
        ("mixed", 700, 900, texts),
        ("same", 1000, 1000, ("The same.",)),
        ("fast", 100, 90, ("Too much to read in so short a time.",)),
        ("slow", 9000, 8950, ("A  gap of two frames.",)),
    ):
        events = tuple(
            Event(step_ms * at, step_ms * at + shown_ms, (Run(said[at % len(said)]),), cue=at + 1)
            for at in range(42)
        )
        for name in FORMATS:
            if FORMATS[name].is_written:
                text = FORMATS[name].write(Timeline(events, "en")).text
                yield Caption.of(name, f"{title}{FORMATS[name].traits.usual_suffix}", text)


def captions() -> list[Caption]:
    found = [caption for caption in everything() if caption.size <= _LARGEST_BYTES]
    return [*repeating(), *random.Random(17).sample(found, min(_FILES, len(found)))]


def settings_of(limit: int | None, *, suggested: bool) -> Settings:
    """Every rule, with no severity but its own, and the limits of all at one value."""
    arguments = config.Arguments(preset="youtube", select=("all",), preview=True)
    every = config.load(arguments, isolated=True)
    settings = every.settings_for("talk.srt")
    return settings._replace(
        open_preset=None,
        rules=tuple(
            RuleSetting(each.code, None, suggested, _options(each, limit), each.explicit)
            for each in settings.rules
        ),
    )


def _options(setting: RuleSetting, limit: int | None) -> Mapping[str, Value]:
    if limit is None:
        return setting.options
    return {
        name: {} if isinstance(value, Mapping) else limit
        for name, value in load(setting.code).options.items()
        if name.startswith("limit_")
    }


def both(
    document: Document, settings: Settings, fail_on: FailOn
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The diagnostics that are folded while they are found, and those that are folded afterwards."""
    cues = len(document.cues)
    early = check_document(document, settings, Folding(document, fail_on))
    late = collapse_repeated_findings(check_document(document, settings), cues, settings, fail_on)
    return early, late


@pytest.mark.sampled(4)
@pytest.mark.parametrize("suggested", [True, False])
@pytest.mark.parametrize("limit", LIMITS)
def test_both_ways_come_to_the_same(limit: int | None, suggested: bool) -> None:
    settings = settings_of(limit, suggested=suggested)
    folded = 0
    for number, caption in enumerate(captions()):
        document = parse(decode(caption.name, caption.data))
        early, late = both(document, settings, FAIL_ON[number % len(FAIL_ON)])
        assert early == late, caption
        folded += sum(each.others > 0 for each in early)
    assert folded > 10  # else nothing is tried


@pytest.mark.parametrize("limit", LIMITS)
def test_offenders_have_findings_each_at_its_cue_and_in_order(limit: int | None) -> None:
    settings = settings_of(limit, suggested=True)
    seen = set()
    for caption in captions():
        document = parse(decode(caption.name, caption.data))
        for setting in settings.rules:
            rule = rule_in_force(setting, document.traits, preview=True)
            found = rule.check(document, **setting.options) if rule else None
            if isinstance(found, Offenders) and stand_apart(document):
                seen.add(setting.code)
                assert len({id(cue) for cue in found.cues}) == len(found.cues)
                for cue in found.cues:
                    spans = [finding.span for finding in found.describe(cue)]
                    assert len(spans) == found.count(cue) > 0, setting.code
                    assert spans == sorted(spans)
                    assert {document.cue_at(span.start) for span in spans} == {cue}, setting.code
                assert all(finding.severity is None for finding in found)
    assert len(seen) >= 7


def lines(count: int) -> Document:
    cues = (
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\ntext {at}\n"
        for at in range(count)
    )
    return document_of("WEBVTT\n\n" + "\n".join(cues))


def at_cues(document: Document, numbers: Iterable[int]) -> Iterator[Finding]:
    for number in numbers:
        yield Finding(document.cues[number - 1].text_span, f"cue {number}")


SUGGESTED = RuleSetting("double_space", suggested=True)


def fold(document: Document, found: Iterable[Finding]) -> list[tuple[Severity, Finding]]:
    return list(Folding(document, FailOn()).sieve(lambda: found, SUGGESTED, Severity.WARNING))


def test_no_more_findings_are_kept_than_may_be_reported() -> None:
    document = lines(100)
    made: list[int] = []

    def describe(number: int) -> Finding:
        made.append(number)
        return Finding(document.cues[number - 1].text_span, "long")

    offenders = Offenders(document.cues, lambda cue: (describe(cue.number),))
    folding = Folding(document, FailOn())
    ((severity, finding),) = folding.sieve(lambda: offenders, SUGGESTED, Severity.WARNING)
    assert severity is Severity.INFO
    assert finding.message == "long (and 99 more of 100 cues)"
    assert made == [1]


@pytest.mark.parametrize(("count", "is_folded"), [(5, False), (6, True)])
def test_it_takes_more_than_five_in_a_hundred(count: int, is_folded: bool) -> None:
    document = lines(100)
    numbers = range(50, 50 + count)
    for found in (
        at_cues(document, numbers),
        Offenders(document.cues[49 : 49 + count], lambda cue: at_cues(document, [cue.number])),
    ):
        left = [finding.message for _, finding in fold(document, found)]
        assert left == (
            [f"cue 50 (and {count - 1} more of 100 cues)"]
            if is_folded
            else [f"cue {number}" for number in numbers]
        )


def test_the_first_in_the_file_stands_for_all_whatever_is_found_first() -> None:
    document = lines(20)
    numbers = [9, 8, 12, 3, 7, 11]
    for found in (
        at_cues(document, numbers),
        Offenders(
            [document.cues[number - 1] for number in numbers],
            lambda cue: at_cues(document, [cue.number]),
        ),
    ):
        ((_, finding),) = fold(document, found)
        assert finding.message.startswith("cue 3 (and 5 more")


def test_findings_of_two_severities_are_folded_apart_and_stay_in_order() -> None:
    document = lines(10)

    def found() -> Iterator[Finding]:
        for cue in document.cues:
            yield Finding(cue.text_span, "mild")
            yield Finding(cue.text_span, "bad", severity=Severity.ERROR)

    folding = Folding(document, FailOn(None))
    left = list(folding.sieve(found, RuleSetting("double_space"), Severity.WARNING))
    assert [severity for severity, _ in left] == [Severity.WARNING] + [Severity.ERROR] * 10


def test_findings_that_are_not_folded_stay_in_order() -> None:
    document = lines(10)
    at = Span(0, 0)
    made = [
        Finding(at, str(number), severity=(Severity.ERROR, None)[number % 2]) for number in range(6)
    ]
    left = Folding(document, FailOn()).sieve(
        lambda: made, RuleSetting("double_space"), Severity.WARNING
    )
    assert [finding for _, finding in left] == made


@pytest.mark.parametrize(("count", "is_folded"), [(50, False), (51, True)])
def test_a_rule_with_more_findings_than_are_kept_looks_again_where_all_are_reported(
    count: int, is_folded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caption_qa_action.triage.folding._MOST_KEPT", 3)
    document = lines(100)
    looks: list[int] = []

    def find() -> Iterator[Finding]:
        looks.append(count)
        for number in range(1, count + 1):
            yield from at_cues(document, [number] * 3)
            yield Finding(Span(0, 0), f"error {number}", severity=Severity.ERROR)

    folding = Folding(document, FailOn())
    left = [
        finding.message
        for _, finding in folding.sieve(find, RuleSetting("double_space"), Severity.WARNING)
    ]
    assert len(looks) == (1 if is_folded else 2)
    if is_folded:
        assert left[0] == "cue 1 (and 50 more of 100 cues)"
        assert left[1:] == [f"error {number}" for number in range(1, 52)]
    else:
        assert left == [finding.message for finding in find()]


COMMENT = "NOTE caption-qa: ignore[double_space] as it is sung\n\n"


@pytest.mark.parametrize("case", ["plain", "comment", "suppression", "baseline"])
def test_a_file_has_the_same_report_whether_single_findings_are_looked_at(
    case: str, tmp_path: Path
) -> None:
    text = lines(30).source.text.replace("text", "two  blanks")
    if case == "comment":
        text = text.replace("00:00:04.000", COMMENT + "00:00:04.000", 1)
    path = tmp_path / "talk.vtt"
    path.write_bytes(text.encode())
    settings = settings_of(1, suggested=True)
    if case == "suppression":
        settings = settings._replace(suppressions=(Suppression(("line_too_long",), 3, 5),))
    elif case == "baseline":
        first = check_file(Job(File("talk.vtt", str(path)), settings))
        assert first.document is not None
        settings = settings._replace(baseline=count(first.document, first.diagnostics[::2]))
    job = Job(File("talk.vtt", str(path)), settings)
    report = check_one(job, FailOn())
    whole = check_one(job, FailOn(), check=check_file)
    assert _comparable(report) == _comparable(whole)
    assert (report.suppressed > 0) == (case in ("comment", "suppression"))
    assert (report.known > 0) == (case == "baseline")


def _comparable(report: FileReport) -> object:
    return report._replace(source=None, document=None)
