"""Which findings a change has caused or touched."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source, Span
from caption_qa_action.formats import parse
from caption_qa_action.workspace.changed_cues import State, of_the_change, unchanged


def document(*cues: str, path: str = "a.srt", newline: str = "\n") -> Document:
    """A file with a cue for each letter, whose time depends on the letter alone."""
    text = "\n".join(
        f"{number}\n{clock(cue)},000 --> {clock(cue)},900\n{cue}\n"
        for number, cue in enumerate(cues, start=1)
    )
    return parse(Source.of(text.replace("\n", newline), path))


def clock(cue: str) -> str:
    return f"00:00:{ord(cue[0]) - ord('a'):02}"


def finding(
    on: Document, cue: int, code: str = "code", related: Sequence[int] = (), at: int = 0
) -> Diagnostic:
    """A finding on a cue (0: at an offset outside cues), which points to others."""
    start = on.cues[cue - 1].text_start if cue else at
    places = tuple(
        (on.source.position(on.cues[other - 1].text_start), "the other") for other in related
    )
    place = on.source.position(start)
    return Diagnostic(
        "a.srt", code, Severity.ERROR, "found", Span(start, start + 1), place, place, cue,
        related=places,
    )  # fmt: skip


def kept(before: State, now: State) -> list[tuple[str, int]]:
    return [(each.code, each.cue) for each in of_the_change(before, now)]


def test_a_finding_on_a_cue_that_is_as_it_was_is_left_out() -> None:
    text = document("a", "b")
    state = State(text, (finding(text, 1),))
    assert kept(state, state) == []


def test_a_finding_on_a_cue_that_was_touched_is_kept() -> None:
    before, now = document("a", "b"), document("a", "b!")
    assert kept(
        State(before, (finding(before, 1), finding(before, 2))),
        State(now, (finding(now, 1), finding(now, 2))),
    ) == [("code", 2)]


def test_a_finding_that_a_cue_did_not_have_is_kept() -> None:
    text = document("a", "b")
    before = State(text, (finding(text, 1, "other"), finding(text, 2)))
    assert kept(before, State(text, (finding(text, 1), finding(text, 2)))) == [("code", 1)]


def test_a_finding_that_points_to_a_cue_that_was_touched_is_kept() -> None:
    before, now = document("a", "b", "c"), document("a", "b!", "c")
    for related, expected in [
        ([2], True),
        ([3], False),
        ([3, 2], True),
        ([2, 3], True),
        ([], False),
    ]:
        was = State(before, (finding(before, 1, related=related),))
        found = kept(was, State(now, (finding(now, 1, related=related),)))
        assert found == ([("code", 1)] if expected else []), related


@pytest.mark.parametrize("column", ["first", "last"])
def test_a_related_place_is_that_of_its_line_and_column(column: str) -> None:
    before, now = document("a", "bbbbbb", "c"), document("a", "bbbbb!", "c")
    cue = now.cues[1]
    offset = cue.text_start if column == "first" else cue.text_end - 1
    place = now.source.position(offset)
    points = finding(now, 3)._replace(related=((place, "there"),))
    assert kept(State(before, (finding(before, 3),)), State(now, (points,))) == [("code", 3)]
    # The first character of the cue after it is of a cue that was not touched.
    place = now.source.position(now.cues[2].block_start)
    points = finding(now, 3)._replace(related=((place, "there"),))
    assert kept(State(before, (finding(before, 3),)), State(now, (points,))) == []
    # And so is the last of the cue before it.
    place = now.source.position(cue.block_start - 1)
    points = finding(now, 3)._replace(related=((place, "there"),))
    assert kept(State(before, (finding(before, 3),)), State(now, (points,))) == []


def test_a_related_place_outside_cues_is_of_no_cue() -> None:
    text = parse(Source.of("WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\na\n", "a.vtt"))
    points = finding(text, 1)._replace(related=((text.source.position(0), "the header"),))
    state = State(text, (points,))
    assert kept(state, state) == []


def test_cues_keep_what_they_had_when_others_are_put_before_them() -> None:
    before, now = document("c", "d"), document("a", "c", "d")
    was = State(before, (finding(before, 1), finding(before, 2, "other")))
    is_now = State(now, (finding(now, 2), finding(now, 3, "other"), finding(now, 3)))
    assert kept(was, is_now) == [("code", 3)]


def test_line_ends_do_not_matter() -> None:
    cues = ("a", "b\nof two lines")
    before, now = document(*cues), document(*cues, newline="\r\n")
    assert unchanged(before, now) == {1: 1, 2: 2}
    assert unchanged(before, document(*cues, newline="\r")) == {1: 1, 2: 2}


@pytest.mark.parametrize(
    "now",
    [
        "1\n00:00:01,000 --> 00:00:02,000\nTwo\n",
        "1\n00:00:01,001 --> 00:00:02,000\nOne\n",
        "1\n00:00:01,000 --> 00:00:02,001\nOne\n",
        "1\n00:00:01,000 --> 00:00:02,000 X1:0\nOne\n",
    ],
    ids=["text", "start", "end", "settings"],
)
def test_a_cue_is_touched_by_each_of_its_parts(now: str) -> None:
    before = parse(Source.of("1\n00:00:01,000 --> 00:00:02,000\nOne\n", "a.srt"))
    assert unchanged(before, before) == {1: 1}
    assert unchanged(before, parse(Source.of(now, "a.srt"))) == {}


def test_a_printed_number_is_not_the_cue_s_own() -> None:
    before = parse(Source.of("1\n00:00:01,000 --> 00:00:02,000\nOne\n", "a.srt"))
    now = parse(Source.of("7\n00:00:01,000 --> 00:00:02,000\nOne\n", "a.srt"))
    assert unchanged(before, now) == {1: 1}


def test_a_cue_of_another_name_was_touched() -> None:
    texts = [f"WEBVTT\n\n{name}\n00:01.000 --> 00:02.000\na\n" for name in ("one", "two")]
    before, now = (parse(Source.of(text, "a.vtt")) for text in texts)
    assert unchanged(before, before) == {1: 1}
    assert unchanged(before, now) == {}


def longest_rising(numbers: Sequence[int]) -> int:
    """The length of the longest rising series, by trying all."""
    for length in range(len(numbers), 0, -1):
        for chosen in itertools.combinations(numbers, length):
            if all(left < right for left, right in itertools.pairwise(chosen)):
                return length
    return 0


def test_of_cues_that_were_moved_as_many_as_can_be_stay() -> None:
    names = "abcde"
    before = document(*names)
    for order in itertools.permutations(names):
        same = unchanged(before, document(*order))
        assert all(order[now - 1] == names[was - 1] for now, was in same.items())
        assert list(same) == sorted(same)
        assert list(same.values()) == sorted(same.values())
        assert len(same) == longest_rising([names.index(name) for name in order]), order


def test_of_cues_that_are_alike_each_stands_for_one() -> None:
    before, now = document("a", "a", "b"), document("a", "b")
    assert unchanged(before, now) == {1: 1, 2: 3}
    assert unchanged(now, before) == {1: 1, 3: 2}
    assert unchanged(document(), now) == {}


def outside(text: str, *codes: str) -> State:
    read = parse(Source.of(text, "a.vtt"))
    return State(read, tuple(finding(read, 0, code, at=text.index("NOTE")) for code in codes))


HEAD = "WEBVTT\n\n"
CUE = "\n\n00:01.000 --> 00:02.000\na\n"


def test_a_finding_outside_cues_is_new_when_there_were_fewer_like_it() -> None:
    text = f"{HEAD}NOTE x{CUE}"
    assert kept(outside(text, "one"), outside(text, "one")) == []
    assert kept(outside(text), outside(text, "one")) == [("one", 0)]
    assert kept(outside(text, "one"), outside(text, "one", "one")) == [("one", 0)]
    assert kept(outside(text, "one", "one"), outside(text, "one")) == []
    assert kept(outside(text, "other"), outside(text, "one")) == [("one", 0)]


@pytest.mark.parametrize(("length", "same"), [(199, False), (200, True), (201, True)])
def test_findings_outside_cues_are_compared_by_their_first_200_characters(
    length: int, same: bool
) -> None:
    def state(text: str) -> State:
        read = parse(Source.of(text, "a.vtt"))
        start = text.index("NOTE")
        each = finding(read, 0, at=start)
        return State(read, (each._replace(span=Span(start, len(text))),))

    note = "NOTE ".ljust(length, "x")
    before, now = state(f"{HEAD}{note}y{CUE}"), state(f"{HEAD}{note}z{CUE}")
    assert kept(before, now) == ([] if same else [("code", 0)])


def test_a_rule_that_fails_is_no_old_news() -> None:
    """Nobody may learn to live with it: it hides what the rule would have found."""
    text = document("a", "b")
    for number in (0, 1):
        state = State(text, (finding(text, number, INTERNAL_ERROR), finding(text, number)))
        assert kept(state, state) == [(INTERNAL_ERROR, number)]
