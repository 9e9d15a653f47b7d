"""How much of a finding the reports for machines hold: at the limit, and one above it."""

from __future__ import annotations

import pytest

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.source import Edit, Fix, Position, Source, Span
from caption_qa_action.reporters import _sarif_parts, rdjson

PLACE = Position(1, 1)
SOURCE = Source.of("x" * 9000)


def finding(fix: Fix | None = None, related: int = 0) -> Diagnostic:
    return Diagnostic(
        "a.srt", "one", Severity.ERROR, "m", Span(0, 1), PLACE, PLACE, fix=fix,
        related=((PLACE, "there"),) * related,
    )  # fmt: skip


def sarif(diagnostic: Diagnostic) -> dict[str, list[object]]:
    described = _sarif_parts.result("a.srt", diagnostic, ("0" * 16, 0), SOURCE.position)
    assert isinstance(described, dict)
    return described  # type: ignore[return-value]


@pytest.mark.parametrize("count", [1, 99, 100, 101, 1000])
def test_sarif_has_at_most_100_related_places(count: int) -> None:
    assert len(sarif(finding(related=count))["relatedLocations"]) == min(count, 100)


def edits(*replacements: str) -> Fix:
    return Fix(
        "mend it", tuple(Edit(Span(at, at + 1), text) for at, text in enumerate(replacements))
    )


@pytest.mark.parametrize(
    ("fix", "is_kept"),
    [
        (edits(*["a"] * 50), True),
        (edits(*["a"] * 51), False),
        (edits("a" * 5000), True),
        (edits("a" * 5001), False),
        (edits("a" * 2500, "a" * 2500), True),
        (edits("a" * 2500, "a" * 2501), False),
        (edits(), False),
        (edits("a")._replace(encoding="utf-8"), False),
    ],
)
def test_sarif_keeps_small_fixes(fix: Fix, is_kept: bool) -> None:
    assert ("fixes" in sarif(finding(fix))) is is_kept


@pytest.mark.parametrize(
    ("fix", "is_kept"),
    [
        (edits("a" * 2000), True),
        (edits("a" * 2001), False),
        (Fix("t", (Edit(Span(0, 2000), ""),)), True),
        (Fix("t", (Edit(Span(0, 2001), ""),)), False),
        # What stands between two edits counts on both sides.
        (Fix("t", (Edit(Span(0, 0), "a"), Edit(Span(1999, 1999), ""))), True),
        (Fix("t", (Edit(Span(0, 0), "ab"), Edit(Span(1999, 1999), ""))), False),
        (edits(), False),
        (edits("a")._replace(encoding="utf-8"), False),
    ],
)
def test_rdjson_suggests_small_fixes(fix: Fix, is_kept: bool) -> None:
    places = rdjson._Places(SOURCE, [finding(fix)])
    assert (places.suggestion(fix) is not None) is is_kept
