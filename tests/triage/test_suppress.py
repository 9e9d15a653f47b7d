"""Which findings a suppression hides, and what is found about the suppression, one condition at a time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.settings import RuleSetting, Settings, Suppression
from caption_qa_action.core.source import Span
from caption_qa_action.triage.suppressions import Directive, Known, directives, suppress
from tests.triage.documents import document_of, finding

RENAMED = {"empty_caption": "empty_cue", "old_b": "b"}
KNOWN = Known(("a", "b", "empty_cue", "unused_suppression"), lambda code: RENAMED.get(code, ""))
CODES = ("a", "b", "empty_cue", "expired_suppression", "unused_suppression")
SETTINGS = Settings("youtube", tuple(map(RuleSetting, CODES)), today="2026-06-01")
CUE = "00:0{n}.000 --> 00:0{n}.500\nText {n}\n\n"


def vtt(*blocks: str) -> Document:
    """A block each; a number stands for a cue."""
    return document_of(
        "WEBVTT\n\n"
        + "".join(CUE.format(n=b) if b.isdigit() else f"NOTE caption-qa: {b}\n\n" for b in blocks)
    )


def outcome(
    document: Document, *found: Diagnostic, settings: Settings = SETTINGS
) -> tuple[list[str], list[str]]:
    """The codes that are reported, and the messages about suppressions."""
    result = suppress(document, found, settings, KNOWN)
    reported = [each for each in result.diagnostics if not each.code.endswith("_suppression")]
    assert result.hidden == len(found) - len(reported)
    messages = [each.message for each in result.diagnostics if each.code.endswith("_suppression")]
    return [f"{each.code}@{each.cue}" for each in reported], messages


# Which comments are directives, and what they declare.


def only(document: Document) -> Directive:
    (found,) = directives(document, KNOWN)
    return found


def test_a_text_without_the_mark_has_no_directive() -> None:
    assert directives(vtt("x"), KNOWN)[0].fault
    assert directives(document_of("WEBVTT\n\nNOTE caption qa: ignore[a]\n"), KNOWN) == []


@pytest.mark.parametrize(
    "comment, expected",
    [
        ("ignore[a]", Directive(Span(0, 0), ("a",), 1)),
        ("ignore-file[a]", Directive(Span(0, 0), ("a",), 0)),
        ("ignore[ a ,\tb ] why", Directive(Span(0, 0), ("a", "b"), 1)),
        ("ignore[a] until 2027-01-31 why", Directive(Span(0, 0), ("a",), 1, "2027-01-31")),
        ("ignore[a] until 2027-01-311", Directive(Span(0, 0), ("a",), 1)),
        ("ignore[a]until 2027-01-31", Directive(Span(0, 0), ("a",), 1)),
        (
            "ignore[empty_caption]",
            Directive(
                Span(0, 0),
                ("empty_cue",),
                1,
                advice='"empty_caption" is deprecated and now called "empty_cue"; write that',
            ),
        ),
        (
            "ignore-file[empty_caption,a,old_b] until 2027-01-31",
            Directive(
                Span(0, 0),
                ("empty_cue", "a", "b"),
                0,
                "2027-01-31",
                advice='"empty_caption" is deprecated and now called "empty_cue", '
                '"old_b" is deprecated and now called "b"; write that',
            ),
        ),
        (
            "ignore[a,empty_cu]",
            Directive(
                Span(0, 0),
                ("a", "empty_cu"),
                fault='names no rule: there is no "empty_cu" (did you mean "empty_cue"?)',
            ),
        ),
        (
            "ignore[,old_b]",
            Directive(
                Span(0, 0),
                ("", "b"),
                fault='names no rule: there is no ""',
                advice='"old_b" is deprecated and now called "b"; write that',
            ),
        ),
        (
            "ignore a",
            Directive(
                Span(0, 0),
                (),
                fault="is not understood; write ignore[code] or ignore-file[code], and a reason",
            ),
        ),
    ],
)
def test_a_comment_declares(comment: str, expected: Directive) -> None:
    found = only(vtt(comment, "1"))
    assert found._replace(span=Span(0, 0)) == expected


@pytest.mark.parametrize("room, is_understood", [(1991, True), (1992, False)])
def test_the_codes_of_a_comment_have_a_limit(room: int, is_understood: bool) -> None:
    found = only(vtt(f"ignore[{'a'.rjust(room)}]", "1"))  # 2,000 characters after the mark
    assert (found.fault == "") is is_understood


def test_the_place_of_a_directive_is_what_is_written() -> None:
    document = document_of(
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        "<!-- \t caption-qa: ignore-file[a] a song \t--> caption-qa: ignore-file[b]"
        "<!-- caption-qa: ignore-file[b]",
        "a.ttml",
    )
    first, second = directives(document, KNOWN)
    text = document.source.text
    assert text[slice(*first.span)] == "caption-qa: ignore-file[a] a song"
    assert text[slice(*second.span)] == "caption-qa: ignore-file[b]"
    assert second.span.start == text.rindex("caption-qa")


def test_what_follows_a_comment_at_once_is_outside() -> None:
    """The end of a comment is exclusive, the begin inclusive."""
    lines = "[Script Info]\n; x\ncaption-qa: ignore-file[a]\n;caption-qa: ignore-file[b]\n"
    assert [each.codes for each in directives(document_of(lines, "a.ass"), KNOWN)] == [("b",)]


def test_the_next_cue_is_the_one_whose_block_begins_behind_the_comment() -> None:
    found = directives(vtt("1", "ignore[a]", "ignore[b]", "2", "3", "ignore[a]"), KNOWN)
    assert [each.cue for each in found] == [2, 2, 0]
    assert found[2].fault == "is about the next cue, and there is none"


def test_a_comment_of_sami_is_a_directive() -> None:
    text = (
        "<SAMI><BODY>\n<!-- caption-qa: ignore-file[a] -->\n<SYNC Start=1000><P>Hi\n</BODY></SAMI>"
    )
    assert only(document_of(text, "a.smi")).codes == ("a",)


def test_a_comment_inside_a_cue_is_about_that_cue() -> None:
    note = "<!-- caption-qa: ignore[a] -->"
    document = document_of(
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>\n'
        f'<p begin="1s" end="2s">{note}one</p>\n{note}'
        f'<p begin="3s" end="4s">two {note}</p>{note}\n'
        f'<p begin="5s" end="6s">three</p>\n</div></body></tt>\n',
        "a.ttml",
    )
    assert [each.cue for each in directives(document, KNOWN)] == [1, 2, 2, 3]


# What is hidden.


def test_without_suppressions_the_findings_are_as_they_were() -> None:
    document = vtt("1")
    found = (finding(document, "b", "Text 1"), finding(document, "a", "Text 1"))
    result = suppress(document, found, SETTINGS, KNOWN)
    assert result == (found, 0, ())


def test_a_comment_hides_its_code_on_its_cue_alone() -> None:
    document = vtt("ignore[a]", "1", "2")
    found = [finding(document, code, text) for text in ("Text 1", "Text 2") for code in "ab"]
    assert outcome(document, *found) == (["b@1", "a@2", "b@2"], [])


def test_a_comment_about_the_file_hides_its_code_on_all() -> None:
    document = vtt("1", "2", "ignore-file[a]")
    found = [finding(document, "a", "Text 1"), finding(document, "a", 0), finding(document, "b", 0)]
    assert outcome(document, *found) == (["b@0"], [])


def test_a_suppression_cannot_hide_what_is_found_about_suppressions() -> None:
    document = vtt("ignore-file[unused_suppression]", "ignore[b]", "1")
    suppression = Suppression(("unused_suppression", "expired_suppression"), origin="c.yml:1")
    codes, messages = outcome(document, settings=SETTINGS._replace(suppressions=(suppression,)))
    assert codes == []
    assert messages == [
        "nothing to suppress: this file has no unused_suppression",
        "nothing to suppress: the next cue has no b",
    ]
    own = [finding(document, code, 0) for code in ("unused_suppression", "expired_suppression")]
    result = suppress(document, own, SETTINGS._replace(suppressions=(suppression,)), KNOWN)
    assert result.hidden == 0
    assert result.used == ()
    assert set(own) < set(result.diagnostics)


def test_everything_that_suppresses_a_finding_has_been_of_use() -> None:
    document = vtt("ignore-file[a]", "ignore[a]", "1")
    entry = Suppression(("a",), origin="c.yml:1")
    settings = SETTINGS._replace(suppressions=(entry, entry._replace(origin="b.yml:7")))
    found = finding(document, "a", "Text 1")
    assert outcome(document, found, settings=settings) == ([], [])
    assert suppress(document, [found], settings, KNOWN).used == ("b.yml:7", "c.yml:1")


@pytest.mark.parametrize(
    "place, is_hidden",
    [
        (lambda text: text.index("NOTE") - 1, False),  # before the comment
        (lambda text: text.index("caption-qa"), True),  # where it begins
        (lambda text: text.index("caption-qa") - 1, False),
        (lambda text: text.index("00:02.000") - 1, True),  # between it and its cue
        (lambda text: text.index("00:02.000"), True),
        (lambda text: len(text), False),  # after the last cue
    ],
)
def test_what_stands_between_a_comment_and_its_cue_is_of_that_cue(
    place: Callable[[str], int], is_hidden: bool
) -> None:
    document = vtt("1", "ignore[a]", "2")
    at = place(document.source.text)
    codes, _ = outcome(document, finding(document, "a", at, cue=0))
    assert (codes == []) is is_hidden


def test_a_finding_stays_with_its_cue_wherever_it_stands() -> None:
    document = vtt("1", "ignore[a]", "2")
    between = document.source.text.index("caption-qa")
    assert outcome(document, finding(document, "a", between, cue=1))[0] == ["a@1"]
    assert outcome(document, finding(document, "a", between, cue=2))[0] == []


def test_what_is_of_no_cue_is_not_of_the_first() -> None:
    document = vtt("ignore[a]", "1", "x", "2")
    found = [
        finding(document, "a", at, cue=0)
        for at in (document.source.text.index("NOTE caption-qa: x"), len(document.source.text))
    ]
    assert outcome(document, *found)[0] == ["a@0", "a@0"]


def test_of_several_comments_about_a_cue_the_first_counts_for_what_is_between() -> None:
    document = vtt("1", "ignore[b]", "ignore[a]", "2")
    at = document.source.text.index("ignore[b]")
    assert outcome(document, finding(document, "a", at, cue=0))[0] == []


def test_a_comment_about_the_file_makes_no_place_part_of_a_cue() -> None:
    document = vtt("ignore-file[b]", "1", "ignore-file[empty_cue]", "ignore[a]", "2")
    at = document.source.text.index("ignore-file[empty_cue]")
    assert outcome(document, finding(document, "a", at, cue=0))[0] == ["a@0"]


# What is found about suppressions.


@pytest.mark.parametrize(
    "count, message",
    [
        (0, "this suppression expired after 2026-05-31; 0 findings are told again"),
        (1, "this suppression expired after 2026-05-31; 1 finding is told again"),
        (2, "this suppression expired after 2026-05-31; 2 findings are told again"),
    ],
)
def test_an_expired_comment_hides_nothing_and_counts(count: int, message: str) -> None:
    document = vtt("ignore[a,b] until 2026-05-31", "1")
    found = [finding(document, code, "Text 1") for code in "ab"][:count]
    assert outcome(document, *found) == ([f"{each.code}@1" for each in found], [message])


def test_an_expired_comment_leaves_a_living_one_in_force() -> None:
    document = vtt("ignore[a] until 2026-05-31", "ignore[a]", "1")
    codes, messages = outcome(document, finding(document, "a", "Text 1"))
    assert codes == []
    assert len(messages) == 1


@pytest.mark.parametrize("today, is_past", [("2026-05-31", False), ("2026-06-01", True)])
def test_an_entry_of_the_configuration_expires_after_its_last_day(
    today: str, is_past: bool
) -> None:
    document = vtt("1")
    entry = Suppression(("a",), expires="2026-05-31", origin="c.yml:1")
    settings = SETTINGS._replace(suppressions=(entry,), today=today)
    found = finding(document, "a", "Text 1")
    assert outcome(document, found, settings=settings)[0] == (["a@1"] if is_past else [])
    assert suppress(document, [found], settings, KNOWN).used == ("c.yml:1",)


def test_an_expired_entry_is_found_once_at_its_first_finding_with_the_number() -> None:
    document = vtt("1", "2", "3")
    expired = Suppression(("a",), expires="2026-05-31", origin="c.yml:1")
    settings = SETTINGS._replace(suppressions=(expired,))
    found = [finding(document, "a", f"Text {n}") for n in (2, 3)]
    result = suppress(document, found, settings, KNOWN)
    (about,) = (each for each in result.diagnostics if each.code == "expired_suppression")
    assert about == found[0]._replace(
        code="expired_suppression",
        message="the suppression in c.yml:1 expired after 2026-05-31; 2 findings are told again",
    )
    assert outcome(document, settings=settings) == ([], [])


def test_a_comment_for_a_code_that_did_not_run_is_not_called_idle() -> None:
    document = vtt("ignore[a,b]", "1")
    settings = SETTINGS._replace(rules=tuple(r for r in SETTINGS.rules if r.code != "b"))
    assert outcome(document, settings=settings) == ([], [])
    assert outcome(document)[1] == ["nothing to suppress: the next cue has no a, b"]
    assert outcome(document, finding(document, "b", "Text 1"))[1] == []


def test_a_finding_for_another_cue_is_no_use_of_a_comment() -> None:
    document = vtt("ignore[a]", "1", "2")
    codes, messages = outcome(document, finding(document, "a", "Text 2"))
    assert codes == ["a@2"]
    assert messages == ["nothing to suppress: the next cue has no a"]


def test_a_deprecated_code_works_and_is_found() -> None:
    document = vtt("ignore[empty_caption]", "1")
    codes, messages = outcome(document, finding(document, "empty_cue", "Text 1"))
    assert codes == []
    assert messages == ['"empty_caption" is deprecated and now called "empty_cue"; write that']


def test_a_comment_with_a_fault_does_nothing_and_is_found() -> None:
    document = vtt("ignore[a,nosuch]", "1")
    codes, messages = outcome(document, finding(document, "a", "Text 1"))
    assert codes == ["a@1"]
    assert messages == ['this comment names no rule: there is no "nosuch"']


@pytest.mark.parametrize(
    "setting, severity",
    [
        (RuleSetting("unused_suppression"), Severity.WARNING),
        (RuleSetting("unused_suppression", suggested=True), Severity.INFO),
        (RuleSetting("unused_suppression", Severity.ERROR, suggested=True), Severity.ERROR),
        (None, None),
    ],
)
def test_how_bad_it_is_is_for_the_settings_to_decide(
    setting: RuleSetting | None, severity: Severity | None
) -> None:
    document = vtt("ignore-file[nosuch]", "1")
    rules = (setting,) if setting else ()
    result = suppress(document, [], SETTINGS._replace(rules=rules), KNOWN)
    assert [each.severity for each in result.diagnostics] == ([severity] if severity else [])


def test_what_is_found_about_a_comment_has_its_whole_place() -> None:
    document = document_of(
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>\n'
        '<p begin="1s" end="2s">one</p>\n'
        '<p begin="3s" end="4s">two <!-- caption-qa: ignore[a] --></p>\n</div></body></tt>\n',
        "b.ttml",
    )
    (about,) = suppress(document, [], SETTINGS, KNOWN).diagnostics
    start = document.source.text.index("caption-qa")
    assert about == Diagnostic(
        "b.ttml",
        "unused_suppression",
        Severity.WARNING,
        "nothing to suppress: the next cue has no a",
        Span(start, start + 21),
        document.source.position(start),
        document.source.position(start + 21),
        2,
        3000,
        4000,
    )


def test_what_is_found_about_a_comment_between_cues_is_of_none() -> None:
    document = vtt("1", "ignore[a]", "2")
    (about,) = suppress(document, [], SETTINGS, KNOWN).diagnostics
    assert (about.cue, about.start_ms, about.end_ms) == (0, None, None)


def test_findings_are_sorted_by_place_and_code() -> None:
    document = vtt("1", "ignore[b]", "2")
    found = [finding(document, code, "Text 2") for code in ("empty_cue", "a")]
    result = suppress(document, found, SETTINGS, KNOWN)
    assert [each.code for each in result.diagnostics] == ["unused_suppression", "a", "empty_cue"]


# The entries of the configuration.


@pytest.mark.parametrize(
    "entry, cues",
    [
        (Suppression(("a",)), "123456"),
        (Suppression(("b", "a")), "123456"),
        (Suppression(("b",)), ""),
        (Suppression(("a",), 2, 4), "234"),
        (Suppression(("a",), 3, 3), "3"),
        (Suppression(("a",), start_ms=2000, end_ms=4000), "234"),
        (Suppression(("a",), start_ms=2001, end_ms=3999), "3"),
        (Suppression(("a",), start_ms=0, end_ms=0), ""),
        (Suppression(("a",), 3, 6, start_ms=2000, end_ms=4000), "34"),
    ],
)
def test_an_entry_covers_codes_cues_and_times_with_both_ends(entry: Suppression, cues: str) -> None:
    document = vtt(*"123456")
    settings = SETTINGS._replace(suppressions=(entry._replace(origin="c.yml:1"),))
    found = [finding(document, "a", f"Text {n}") for n in "123456"]
    codes, _ = outcome(document, *found, settings=settings)
    assert codes == [f"a@{n}" for n in "123456" if n not in cues]


@pytest.mark.parametrize(
    "entry, is_hidden",
    [
        (Suppression(("a",)), True),
        (Suppression(("a",), 1, 9), False),
        (Suppression(("a",), start_ms=0, end_ms=99_000), False),
    ],
)
def test_a_finding_outside_cues_has_no_cue_and_no_time(entry: Suppression, is_hidden: bool) -> None:
    document = vtt("1")
    settings = SETTINGS._replace(suppressions=(entry,))
    codes, _ = outcome(document, finding(document, "a", 0), settings=settings)
    assert (codes == []) is is_hidden


def test_a_cue_that_starts_at_zero_is_in_time_from_zero() -> None:
    document = vtt("0")
    entry = Suppression(("a",), start_ms=0, end_ms=0)
    settings = SETTINGS._replace(suppressions=(entry,))
    assert outcome(document, finding(document, "a", "Text 0"), settings=settings)[0] == []


# The date.


@pytest.mark.parametrize("is_comment", [True, False])
@pytest.mark.parametrize("until, is_past", [("2031-03-04", True), ("2031-03-05", False)])
def test_without_a_date_in_the_settings_that_of_the_clock_counts(
    until: str, is_past: bool, is_comment: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = SimpleNamespace(isoformat=lambda: "2031-03-05")
    clock = SimpleNamespace(date=SimpleNamespace(today=lambda: today))
    monkeypatch.setitem(sys.modules, "datetime", clock)
    document = vtt(f"ignore[a] until {until}" if is_comment else "x", "1")
    entries = () if is_comment else (Suppression(("a",), expires=until),)
    settings = SETTINGS._replace(today="", suppressions=entries)
    found = finding(document, "a", "Text 1")
    assert outcome(document, found, settings=settings)[0] == (["a@1"] if is_past else [])


def test_where_nothing_expires_no_date_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datetime", SimpleNamespace())
    document = vtt("ignore[a]", "1")
    settings = SETTINGS._replace(today="", suppressions=(Suppression(("a",)),))
    assert outcome(document, finding(document, "a", "Text 1"), settings=settings) == ([], [])
