"""The engine in this package: findings become diagnostics in order, however many there are."""

from __future__ import annotations

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.source import Source
from caption_qa_action.engines.bundled import check
from caption_qa_action.formats import FORMATS
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


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_empty_file_is_checked_by_the_rules_that_may_find_something(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    format = FORMATS[name]
    path = f"a.xx{format.traits.usual_suffix}"
    settings = load(Arguments(select=("all",)), isolated=True).settings_for(path)
    in_force = check._InForce(settings, format.traits)
    assert 5 < len(in_force.of_empty) < len(in_force.rules) / 2
    for data in (b"", b"\xef\xbb\xbf"):
        document = format.parse(Source(path, data, ""))
        expected = check.find_all(document, settings)
        with monkeypatch.context() as every:
            every.setattr(check, "_is_empty", lambda document: False)
            assert check.find_all(format.parse(Source(path, data, "")), settings) == expected
