"""What is captions by its name alone is never touched, and a rule that raises hides no other."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import INTERNAL_ERROR
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import NoCaptions
from caption_qa_action.core.report import Summary
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.rules import load

PROSE = "just some prose \r\nand more\t\n\x0bthird \u200bline\ufeff  with\0blanks "
EVERYTHING = config.load(config.Arguments(select=("all",), preview=True), isolated=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("suffix", [FORMATS[name].traits.usual_suffix for name in FORMATS])
def test_prose_with_the_suffix_of_captions_is_not_mended(suffix: str, encoding: str) -> None:
    path = f"notes{suffix}"
    data = PROSE.encode(encoding, "ignore")
    try:
        result, after = mend(path, data, EVERYTHING.settings_for(path), unsafe=True)
    except NoCaptions:
        return
    assert result.data == data
    assert not [each for each in after.diagnostics if each.fix]


_TIMED = "1\\par  \r\n00:00:01,000 --> 00:00:03,000\\par\r\nHello  there\x01\n"
FOREIGN = {
    "rich text": "{\\rtf1\\ansi\r\n" + _TIMED + "}",
    "PDF": f"%PDF-1.4\n1 0 obj  \r\n{_TIMED}endobj\n",
    "archive": f"PK\x03\x04 {_TIMED}",
    "web page": f"\n<!DOCTYPE html>\n<html><body>  \n<p>{_TIMED}</p>\r\n</body></html>",
    "bare web page": f"<HTML><body>  \n<p begin='1s' end='2s'>{_TIMED}</p>\r\n</body></HTML>",
    "drawing": "<svg><p>a  b</p>\r\n<p>&nbsp;</p>\n</svg>",
}


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("suffix", [FORMATS[name].traits.usual_suffix for name in FORMATS])
def test_a_file_of_another_kind_is_not_mended_under_the_suffix_of_captions(
    suffix: str, kind: str
) -> None:
    path, data = f"notes{suffix}", FOREIGN[kind].encode()
    try:
        result, after = mend(path, data, EVERYTHING.settings_for(path), unsafe=True)
    except NoCaptions:
        return
    assert result.data == data
    assert not [each for each in after.diagnostics if each.fix]
    # Lines of times without any timing line of captions may be in prose as well.
    if kind != "drawing":
        assert "unknown_format" in [each.code for each in after.diagnostics]


def test_an_empty_vtt_file_with_its_header_is_mended() -> None:
    data = b"WEBVTT  \r\nKind: captions\n"
    result, _ = mend("a.vtt", data, EVERYTHING.settings_for("a.vtt"))
    assert result.data != data


SRT = b"1\n00:00:01,000 --> 00:00:03,000\nWhere  to?\n\n2\n00:00:02,000 --> 00:00:04,000\n\xc3\x83\xc2\xa9t\xc3\x83\xc2\xa9\n"


def test_a_rule_that_raises_is_a_finding_and_the_others_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = config.load(config.Arguments(), isolated=True).settings_for("a.srt")
    before = check_bytes("a.srt", SRT, settings)
    codes = [each.code for each in before.diagnostics]
    assert "overlapping_cues" in codes
    rule = load("overlapping_cues")
    whole = rule.check

    def raising(document: Document, **options: object) -> object:
        yield next(iter(whole(document, **options)))  # type: ignore[arg-type]
        raise ValueError("bad \x1b[31m luck")

    monkeypatch.setattr(rule, "check", raising)
    after = check_bytes("a.srt", SRT, settings)
    assert after.status == "checked"
    assert [each.code for each in after.diagnostics if each.code != INTERNAL_ERROR] == [
        code for code in codes if code != "overlapping_cues"
    ]
    (crash,) = [each for each in after.diagnostics if each.code == INTERNAL_ERROR]
    assert "rule overlapping_cues failed (ValueError: bad " in crash.message
    assert "\x1b" not in crash.message
    assert crash.fix is None
    config_of_run = config.load(config.Arguments(fail_on=("never",)), isolated=True)
    summary = Summary(config_of_run.fail_on)
    summary.add(after)
    assert (summary.exit_code, summary.result) == (2, "error")


def test_nothing_hides_a_rule_that_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = load("double_space")
    monkeypatch.setattr(rule, "check", lambda document, **options: 1 / 0)
    commented = SRT + b"\n"
    settings = config.load(config.Arguments(), isolated=True).settings_for("a.srt")
    first = check_bytes("a.srt", commented, settings)
    from caption_qa_action.pipeline import diagnose
    from caption_qa_action.triage import baseline
    from caption_qa_action.workspace.changed_cues import State, of_the_change

    state = diagnose("a.srt", commented, settings)
    counts = baseline.count(state.document, state.diagnostics)
    assert INTERNAL_ERROR not in counts
    known = {**counts, INTERNAL_ERROR: {"x": 9}}
    again = check_bytes("a.srt", commented, settings._replace(baseline=known))
    assert INTERNAL_ERROR in [each.code for each in again.diagnostics]
    now = State(state.document, state.diagnostics)
    assert [each.code for each in of_the_change(now, now)] == [INTERNAL_ERROR]
    assert INTERNAL_ERROR in [each.code for each in first.diagnostics]
