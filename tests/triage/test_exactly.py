"""Suppressions and baselines at their edges: the last day, the last cue, the last millisecond."""

from __future__ import annotations

import json

import pytest

from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.settings import RuleSetting, Settings, Suppression
from caption_qa_action.core.source import Source, Span
from caption_qa_action.formats import parse
from caption_qa_action.triage import baseline
from caption_qa_action.triage.suppressions import OWN as OWN_CODES
from caption_qa_action.triage.suppressions import Known, Suppressed, suppress

OWN = (RuleSetting("unused_suppression"), RuleSetting("expired_suppression"))
SETTINGS = Settings("youtube", (*OWN, RuleSetting("one"), RuleSetting("two")), today="2026-06-01")
NEW_NAMES = {"uno": "one"}
KNOWN = Known(("one", "two", *OWN_CODES), lambda code: NEW_NAMES.get(code, ""))


def webvtt(*blocks: str) -> Document:
    """A file with these blocks; `|` is a cue."""
    cues = iter(range(1, 60))
    made = [
        f"00:{second:02}.000 --> 00:{second:02}.500\nHello" if block == "|" else block
        for block in blocks
        for second in [next(cues) if block == "|" else 0]
    ]
    return parse(Source.of("WEBVTT\n\n" + "\n\n".join(made) + "\n", "a.vtt"))


def on_cue(document: Document, number: int, code: str = "one") -> Diagnostic:
    cue = document.cues[number - 1]
    return at(document, cue.text_start, code)


def at(document: Document, offset: int, code: str = "one", *, outside: bool = False) -> Diagnostic:
    source = document.source
    cue = None if outside else document.cue_at(offset)
    return Diagnostic(
        source.path, code, Severity.ERROR, "found", Span(offset, offset + 1),
        source.position(offset), source.position(offset + 1), cue.number if cue else 0,
        cue.start_ms if cue else None, cue.end_ms if cue else None,
    )  # fmt: skip


def suppressed(
    document: Document, *diagnostics: Diagnostic, settings: Settings = SETTINGS
) -> Suppressed:
    return suppress(document, diagnostics, settings, KNOWN)


def messages(result: Suppressed) -> list[str]:
    return [f"{each.code}: {each.message}" for each in result.diagnostics]


def test_a_former_code_suppresses_and_is_reported() -> None:
    document = webvtt("NOTE caption-qa: ignore[uno, \ttwo ] for a reason", "|")
    result = suppressed(document, on_cue(document, 1), on_cue(document, 1, "two"))
    assert result.hidden == 2
    assert messages(result) == [
        'unused_suppression: "uno" is deprecated and now called "one"; write that'
    ]


def test_two_former_codes_are_reported_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NEW_NAMES, "due", "two")
    document = webvtt("NOTE caption-qa: ignore[uno,due]", "|")
    result = suppressed(document, on_cue(document, 1))
    assert messages(result) == [
        'unused_suppression: "uno" is deprecated and now called "one",'
        ' "due" is deprecated and now called "two"; write that'
    ]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore[three]", 'this comment names no rule: there is no "three"'),
        ("ignore[]", 'this comment names no rule: there is no ""'),
        ("ignore", "this comment is not understood; write ignore[code] or ignore-file[code], and a reason"),
        ("ignore[one]", "this comment is about the next cue, and there is none"),
    ],
)  # fmt: skip
def test_a_comment_that_does_nothing_says_why(comment: str, message: str) -> None:
    document = webvtt("|", f"NOTE caption-qa: {comment}")
    result = suppressed(document, on_cue(document, 1))
    assert result.hidden == 0
    assert [each.message for each in result.diagnostics if each.code == "unused_suppression"] == [
        message
    ]


@pytest.mark.parametrize(
    ("until", "hidden"), [("2026-05-31", 0), ("2026-06-01", 1), ("2026-06-02", 1)]
)
def test_a_comment_does_its_work_on_its_last_day(until: str, hidden: int) -> None:
    document = webvtt(f"NOTE caption-qa: ignore[one] until {until} for a while", "|")
    result = suppressed(document, on_cue(document, 1))
    assert result.hidden == hidden
    expired = f"this suppression expired after {until}; 1 finding is told again"
    assert (f"expired_suppression: {expired}" in messages(result)) == (not hidden)


def test_findings_that_are_reported_again_are_counted() -> None:
    document = webvtt("NOTE caption-qa: ignore-file[one] until 2026-05-01", "|", "|")
    result = suppressed(document, on_cue(document, 1), on_cue(document, 2))
    assert messages(result)[0].endswith("2 findings are told again")


@pytest.mark.parametrize(("expires", "hidden"), [("2026-05-31", 0), ("2026-06-01", 1), ("", 1)])
def test_the_configuration_suppresses_on_its_last_day(expires: str, hidden: int) -> None:
    document = webvtt("|", "|")
    settings = SETTINGS._replace(
        suppressions=(Suppression(("one",), expires=expires, origin="a.yml:3"),)
    )
    result = suppressed(document, on_cue(document, 1), settings=settings)
    assert result.hidden == hidden
    assert result.used == ("a.yml:3",)
    expired = "the suppression in a.yml:3 expired after 2026-05-31; 1 finding is told again"
    assert (f"expired_suppression: {expired}" in messages(result)) == (not hidden)
    twice = suppressed(document, on_cue(document, 1), on_cue(document, 2), settings=settings)
    assert twice.hidden == 2 * hidden
    assert hidden or messages(twice)[0].endswith("2 findings are told again")


@pytest.mark.parametrize("cue", range(1, 6))
def test_the_configuration_suppresses_from_its_first_cue_to_its_last(cue: int) -> None:
    document = webvtt(*"|||||")
    settings = SETTINGS._replace(suppressions=(Suppression(("one",), 2, 4, origin="x"),))
    result = suppressed(document, on_cue(document, cue), settings=settings)
    assert result.hidden == (2 <= cue <= 4)
    assert result.used == (("x",) if 2 <= cue <= 4 else ())


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "hidden"),
    [
        (0, -1, 1), (2000, 2000, 1), (2001, 3000, 0), (0, 1999, 0), (0, 2000, 1), (2000, 9000, 1),
        (0, 0, 0),
    ],
)  # fmt: skip
def test_the_configuration_suppresses_in_its_stretch(
    start_ms: int, end_ms: int, hidden: int
) -> None:
    document = webvtt("|", "|")
    each = Suppression(("one",), start_ms=start_ms, end_ms=end_ms, origin="x")
    settings = SETTINGS._replace(suppressions=(each,))
    assert suppressed(document, on_cue(document, 2), settings=settings).hidden == hidden
    # What has no time is in no stretch.
    outside = at(document, 0)
    assert suppressed(document, outside, settings=settings).hidden == (end_ms < 0)


def test_another_code_is_not_suppressed() -> None:
    document = webvtt("NOTE caption-qa: ignore[two]", "|")
    settings = SETTINGS._replace(suppressions=(Suppression(("two",), origin="x"),))
    result = suppressed(document, on_cue(document, 1), settings=settings)
    assert (result.hidden, result.used) == (0, ())
    assert messages(result)[0] == (
        "unused_suppression: nothing to suppress: the next cue has no two"
    )


def test_a_comment_whose_rule_does_not_run_is_not_idle() -> None:
    document = webvtt("NOTE caption-qa: ignore-file[two]", "|")
    assert messages(suppressed(document)) == [
        "unused_suppression: nothing to suppress: this file has no two"
    ]
    settings = SETTINGS._replace(rules=(*OWN, RuleSetting("one")))
    assert messages(suppressed(document, settings=settings)) == []


def test_a_finding_between_a_comment_and_its_cue_is_of_that_cue() -> None:
    document = webvtt("|", "NOTE caption-qa: ignore[one]", "NOTE between", "|", "NOTE after", "|")
    text = document.source.text
    places = [
        (text.index("caption-qa"), 1),
        (text.index("caption-qa") - 1, 0),
        (text.index("NOTE between"), 1),
        (text.index("NOTE after"), 0),
        (0, 0),
        (len(text), 0),
    ]
    for offset, hidden in places:
        result = suppressed(document, at(document, offset, outside=True))
        assert result.hidden == hidden, offset


def test_a_suppression_cannot_hide_that_it_is_idle() -> None:
    document = webvtt("NOTE caption-qa: ignore-file[unused_suppression]", "|")
    idle = on_cue(document, 1, "unused_suppression")
    assert suppressed(document, idle).hidden == 0


def test_findings_come_back_in_the_order_of_their_places() -> None:
    document = webvtt("|", "NOTE caption-qa: ignore[two]", "|")
    first, second = on_cue(document, 1), on_cue(document, 2)
    result = suppressed(document, first, second)
    assert [each.code for each in result.diagnostics] == ["one", "unused_suppression", "one"]


@pytest.mark.parametrize(
    ("setting", "severity"),
    [
        (RuleSetting("unused_suppression"), Severity.WARNING),
        (RuleSetting("unused_suppression", suggested=True), Severity.INFO),
        (RuleSetting("unused_suppression", Severity.ERROR), Severity.ERROR),
        (RuleSetting("unused_suppression", Severity.ERROR, suggested=True), Severity.ERROR),
    ],
)
def test_an_idle_suppression_is_as_bad_as_it_is_set(
    setting: RuleSetting, severity: Severity
) -> None:
    document = webvtt("NOTE caption-qa: ignore[one]", "|")
    (each,) = suppressed(
        document, settings=SETTINGS._replace(rules=(setting, RuleSetting("one")))
    ).diagnostics
    assert each.severity is severity
    assert document.source.text[slice(*each.span)] == "caption-qa: ignore[one]"
    assert (each.cue, each.start_ms, each.end_ms) == (0, None, None)


def test_each_finding_of_a_baseline_is_counted() -> None:
    document = webvtt("|", "|", "|")
    found = [on_cue(document, number) for number in (1, 2, 3)]
    counted = baseline.count(document, [*found, on_cue(document, 1, "unused_suppression")])
    assert baseline.total(counted) == 3
    assert set(counted) == {"one"}
    twice = baseline.count(document, [found[0], found[0]])
    assert baseline.total(twice) == 2
    compared = baseline.compare(document, [*found, found[0]], counted, ["one"])
    assert (len(compared.diagnostics), compared.known, compared.stale) == (1, 3, 0)
    other = baseline.compare(document, [on_cue(document, 1, "two")], counted, ["one", "two"])
    assert (len(other.diagnostics), other.known, other.stale) == (1, 0, 3)


def test_what_is_left_of_a_baseline_is_the_smaller_number() -> None:
    known = {"one": {"a": 3, "b": 2}, "two": {"c": 5}, "off": {"d": 7}}
    now = {"one": {"a": 2, "b": 9}}
    assert baseline.without_stale(known, now, ["one", "two"]) == {
        "one": {"a": 2, "b": 2},
        "off": {"d": 7},
    }


def wrong(data: bytes) -> str:
    with pytest.raises(UsageError) as caught:
        baseline.parse("known.json", data)
    return str(caught.value)


ANEW = "if it was a baseline, delete it and write it anew: caption-qa baseline write"
MARK = "0123456789abcdef"


def test_a_broken_baseline_is_reported_with_the_entry() -> None:
    def file(**content: object) -> bytes:
        return json.dumps({"kind": "caption-qa baseline", "version": 1, **content}).encode()

    assert wrong(b"{}\xff").startswith(
        f"broken baseline known.json: not valid UTF-8 at byte 2; {ANEW}"
    )
    assert wrong(b"{").startswith("broken baseline known.json: not valid JSON: ")
    assert wrong(b"<<<<<<< x").endswith(ANEW)
    assert wrong(b"<<<<<<< x\n>>>>>>> y").endswith(
        "it has a merge conflict; resolve it, or delete the file and write it anew"
    )
    assert wrong(b"[]").startswith("broken baseline known.json: it is no baseline")
    assert "this is version 1" in wrong(file(version=2))
    version = "x" * 90
    shown = wrong(file(version=version))
    assert "x" * 30 in shown
    assert "x" * 40 not in shown
    assert wrong(file(files=[])).startswith(
        'broken baseline known.json: "files": is not a mapping; '
    )
    entry = "; correct it, or delete the file and write it anew"
    assert wrong(file(files={"a.srt": []})) == (
        f'broken baseline known.json: "a.srt": is not a mapping of codes{entry}'
    )
    for count in (0, -1, True, 1.0, "1"):
        message = wrong(file(files={"a.srt": {"one": {MARK: count}}}))
        assert "not 1 or more" in message, count
    for mark in (MARK[1:], f"{MARK}0", MARK.upper()):
        assert "is no fingerprint" in wrong(file(files={"a.srt": {"one": {mark: 1}}}))
    assert baseline.parse("known.json", file(files={"a.srt": {"one": {MARK: 1}}}))


def test_a_baseline_is_written_an_entry_a_line() -> None:
    assert baseline.dump({"b.srt": {"one": {MARK: 2}}, "a.srt": {}}).decode().splitlines() == [
        "{",
        ' "files": {',
        '  "b.srt": {',
        '   "one": {',
        f'    "{MARK}": 2',
        "   }",
        "  }",
        " },",
        ' "kind": "caption-qa baseline",',
        ' "version": 1',
        "}",
    ]


def test_a_comment_about_the_file_and_an_expired_one_about_the_cue_hide_together() -> None:
    """Whichever of the two is looked at last: one of them is in force."""
    for first, second in (("-file", ""), ("", "-file")):
        document = webvtt(
            f"NOTE caption-qa: ignore{first}[one] until 2026-01-01 reason",
            f"NOTE caption-qa: ignore{second}[one] reason",
            "|",
        )
        assert suppressed(document, on_cue(document, 1)).hidden == 1


def test_a_comment_at_the_end_of_a_cue_is_about_the_next_one() -> None:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        '<p begin="1s" end="2s">a</p><!-- caption-qa: ignore[one] reason --><p begin="3s" end="4s">b</p>'
        "</div></body></tt>"
    )
    document = parse(Source.of(text, "a.ttml"))
    assert suppressed(document, on_cue(document, 2)).hidden == 1
    assert suppressed(document, on_cue(document, 1)).hidden == 0


@pytest.mark.parametrize("code", ["one\u00a0", "\u3000one", "one\x0b", "Xone", "oneX"])
def test_only_blanks_and_tabs_stand_around_a_code(code: str) -> None:
    (found,) = suppressed(webvtt(f"NOTE caption-qa: ignore[{code}] reason", "|")).diagnostics
    assert "names no rule" in found.message


@pytest.mark.parametrize(("end", "kept"), [(" \t", 0), ("\u00a0", 1), ("X", 1), ("X \t ", 1)])
def test_a_comment_ends_before_its_last_blanks(end: str, kept: int) -> None:
    comment = "caption-qa: ignore[three] reason"
    (found,) = suppressed(webvtt(f"NOTE {comment}{end}", "|")).diagnostics
    assert found.span.end - found.span.start == len(comment) + kept


def test_a_rule_that_fails_is_neither_suppressed_nor_known() -> None:
    document = webvtt(f"NOTE caption-qa: ignore-file[{INTERNAL_ERROR}] reason", "|")
    crash = on_cue(document, 1, INTERNAL_ERROR)
    entry = Suppression((INTERNAL_ERROR,), origin="a.yaml:1")
    known = Known((*KNOWN.codes, INTERNAL_ERROR), lambda code: "")
    settings = SETTINGS._replace(suppressions=(entry,))
    assert suppress(document, [crash], settings, known).diagnostics[-1] == crash
    counts = baseline.count(document, [on_cue(document, 1), crash])
    assert list(counts) == ["one"]
    old = {INTERNAL_ERROR: dict(counts["one"])}
    assert baseline.compare(document, [crash], old, ["one"]).diagnostics == (crash,)
