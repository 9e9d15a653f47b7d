"""A rule that raises is a finding of its own, and costs no other rule anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic, Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.rule import Value
from caption_qa_action.core.source import Span
from caption_qa_action.pipeline import diagnose
from caption_qa_action.rules import load

TEXT = "1\n00:00:01,000 --> 00:00:03,000\nWhere  have you been? \n"


def checked(*select: str) -> tuple[Diagnostic, ...]:
    arguments = config.Arguments(select=select)
    settings = config.load(arguments, isolated=True).settings_for("a.srt")
    return diagnose("a.srt", TEXT.encode(), settings).diagnostics


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, *found: Finding) -> None:
    """Let `double_space` raise, after some findings."""

    def check(document: Document, **options: Value) -> Iterator[Finding]:
        yield from found
        raise error

    monkeypatch.setattr(load("double_space"), "check", check)


def test_a_rule_that_raises_is_an_error_at_the_start_and_the_others_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = checked("double_space", "edge_space")
    assert [each.code for each in before] == ["double_space", "edge_space"]
    failing(monkeypatch, RuntimeError("oh"), Finding(Span(1, 2), "half of what there is"))
    crash, other = checked("double_space", "edge_space")
    assert other == before[1]
    assert (crash.code, crash.severity, crash.span) == (INTERNAL_ERROR, Severity.ERROR, (0, 0))
    assert crash.fix is None
    assert crash.message == (
        "rule double_space failed (RuntimeError: oh) and has found nothing; this is a bug of "
        "caption-qa, please report it with the file"
    )


def test_what_failed_says_is_cut_and_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ValueError("\x1b[31m\n::error::" + "x" * 5000))
    (crash,) = checked("double_space")
    assert "\x1b" not in crash.message
    assert "\n" not in crash.message
    shown = crash.message.partition("(")[2].partition(")")[0]
    assert shown.startswith("ValueError: ")
    assert len(shown) == 200


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_whoever_ends_the_program_ends_it(
    error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, error)
    with pytest.raises(type(error)):
        checked("double_space")


def test_what_a_rule_quotes_of_the_file_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules of plugins may put text into a message as it is."""

    def check(document: Document, **options: Value) -> Iterator[Finding]:
        yield Finding(Span(1, 2), "\x1b[31m\n::error::\u202e\u00e9")

    monkeypatch.setattr(load("double_space"), "check", check)
    (found,) = checked("double_space")
    assert found.message == "\\x1b[31m\\n::error::\\u202e\u00e9"
