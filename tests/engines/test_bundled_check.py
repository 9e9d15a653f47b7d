"""The engine in this package: findings become diagnostics in order, however many there are."""

from __future__ import annotations

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.engines.bundled import check
from caption_qa_action.pipeline import check_bytes

TEXT = "".join(
    f"7\n00:00:0{at},000 --> 00:00:0{at + 2},000\nTwo  blanks  here \n\n" for at in range(1, 7)
)


def found() -> tuple[Diagnostic, ...]:
    settings = load(Arguments(select=("all",)), isolated=True).settings_for("a.srt")
    return check_bytes("a.srt", TEXT.encode(), settings).diagnostics


@pytest.mark.parametrize("at_once", [1, 2, 7, 1000])
def test_findings_that_are_located_some_at_a_time_are_the_same(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = found()
    assert len(expected) > 20
    assert any(each.related for each in expected)
    monkeypatch.setattr(check, "_LOCATED_AT_ONCE", at_once)
    assert found() == expected
