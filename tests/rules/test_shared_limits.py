"""Limits of what rules share: how deep tags are followed, and how many findings are reported one by one."""

from __future__ import annotations

from collections import Counter

import pytest

from caption_qa_action.api import check_text
from caption_qa_action.core.diagnostic import Finding
from caption_qa_action.core.document import Tag
from caption_qa_action.core.source import Edit, Fix, Source, Span
from caption_qa_action.formats import parse
from caption_qa_action.rules._repeated import fix_all, is_habit, merge_repeats
from caption_qa_action.rules.markup._nesting import nest
from caption_qa_action.rules.text import html_entity_in_srt

KNOWN = frozenset(["i", "b"])


@pytest.mark.parametrize(
    ("depth", "goes_on"), [(1, True), (63, True), (64, True), (65, False), (640, False)]
)
def test_tags_are_followed_64_deep(depth: int, goes_on: bool) -> None:
    tags = [Tag("start", "i", Span(at, at + 1)) for at in range(depth)]
    nesting = nest([*tags, Tag("end", "b", Span(depth, depth + 1))], KNOWN)
    assert nesting is not None
    assert len(nesting.unclosed) == (depth if goes_on else 65)
    assert len(nesting.stray) == goes_on


@pytest.mark.parametrize(("depth", "is_mended"), [(64, True), (65, False), (130, False)])
@pytest.mark.parametrize("end", ["", "</i>"])
def test_tags_that_are_not_followed_to_the_end_of_the_cue_are_not_closed(
    depth: int, is_mended: bool, end: str
) -> None:
    """They may be closed behind the place to which they are followed."""
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{'<i>' * depth}Bridge{end * depth}\n"
    found = [each for each in check_text(text, "a.srt").diagnostics if each.code == "unclosed_tag"]
    assert [each.fix is not None for each in found] == (
        [is_mended] if not (end and is_mended) else []
    )


def test_tags_that_were_closed_do_not_count() -> None:
    pair = [Tag("start", "i", Span(0, 1)), Tag("end", "i", Span(1, 2))]
    nesting = nest([*pair * 200, Tag("end", "b", Span(3, 4))], KNOWN)
    assert nesting is not None
    assert (len(nesting.unclosed), len(nesting.stray)) == (0, 1)
    assert nest(pair * 200, KNOWN) is None


def finding(place: int, message: str = "found", *, safe: bool = True) -> Finding:
    edit = Edit(Span(place, place + 1), "")
    return Finding(Span(place, place + 1), message, Fix("mend it", (edit,), safe))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_from_the_fourth_on_equal_findings_are_one(count: int) -> None:
    found = list(merge_repeats([finding(at) for at in range(count)]))
    if count <= 3:
        assert found == [finding(at) for at in range(count)]
    else:
        (merged,) = found
        assert merged.message == f"found ({count} times in this file)"
        assert merged.span == Span(0, 1)
        assert merged.fix is not None
        assert [edit.span.start for edit in merged.fix.edits] == list(range(count))
        assert merged.fix.title == "mend it"


def test_findings_that_differ_stay_apart() -> None:
    found = [finding(at, "even" if at % 2 else "odd") for at in range(7)]
    messages = Counter(each.message for each in merge_repeats(found))
    assert messages == {"odd (4 times in this file)": 1, "even": 3}


def test_fixes_are_made_together_or_not_at_all() -> None:
    safe, unsafe = finding(0).fix, finding(1, safe=False).fix
    both = fix_all([safe, unsafe], "mend all")
    assert both is not None
    assert not both.safe
    assert fix_all([safe, safe], "x") is not None
    assert fix_all([safe, None], "x") is None
    assert fix_all([], "x") is None


@pytest.mark.parametrize(
    ("found", "of", "percent", "expected"),
    [
        (19, 19, 25, False), (20, 20, 25, True), (20, 80, 25, False), (20, 79, 25, True),
        (21, 80, 25, True), (20, 20, 100, False), (50, 100, 50, False), (51, 100, 50, True),
    ],
)  # fmt: skip
def test_a_habit_is_more_than_a_share_and_not_a_few(
    found: int, of: int, percent: int, expected: bool
) -> None:
    assert is_habit(found, of, percent) is expected


@pytest.mark.parametrize("length, stays", [(196, True), (197, False)])
def test_an_escaped_tag_has_200_characters_at_most(length: int, stays: bool) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,000\n&lt;i{'x' * (length - 1)}&gt;\n"
    _, end = html_entity_in_srt.check(parse(Source.of(text, "a.srt")))
    assert (end.fix is None) == stays
