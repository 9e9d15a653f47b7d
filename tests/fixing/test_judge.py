"""The judge of fixes: what makes a file less sound, and which fixes are laid to blame."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import _judge
from caption_qa_action.fixing._judge import OffsetMap, group_independent, is_safe, suspects
from caption_qa_action.formats import parse
from caption_qa_action.pipeline import Diagnosed
from tests.fixing.examples import cues, diagnosed, found, permit_words

ONE = cues("Hello")
AT = ONE.index("Hello")


@pytest.fixture(autouse=True)
def any_rule_replaces(monkeypatch: pytest.MonkeyPatch) -> None:
    permit_words(monkeypatch)


def text_edited(text: str, *chosen: Diagnostic) -> str:
    """A text after fixes, spliced from its end."""
    edits = sorted(edit for item in chosen if item.fix for edit in item.fix.edits)
    for (start, end), replacement in reversed(edits):
        text = text[:start] + replacement + text[end:]
    return text


def judged(text: str, *chosen: Diagnostic) -> bool:
    """What the judge says of a file after fixes that do what they say."""
    return is_safe(diagnosed(text), diagnosed(text_edited(text, *chosen)), chosen)


def test_a_file_is_as_sound_as_itself() -> None:
    assert is_safe(diagnosed(ONE), diagnosed(ONE), [])


def test_a_new_problem_is_not_safe() -> None:
    broken = ONE.replace(",900", ".900")
    assert diagnosed(broken).document.problems
    assert not diagnosed(broken).diagnostics
    assert not is_safe(diagnosed(ONE), diagnosed(broken), [])


def test_a_problem_that_goes_is_safe() -> None:
    broken = ONE.replace(",900", ".900")
    assert is_safe(diagnosed(broken), diagnosed(ONE), [])


def test_a_problem_of_decoding_counts_as_well() -> None:
    coffee = cues("Caf\u00e9")
    latin = Diagnosed(parse(decode("talk.srt", coffee.encode("latin-1"))), ())
    assert latin.document.source.problems
    assert latin.document.source.text == coffee
    assert not is_safe(diagnosed(coffee), latin, [])
    assert is_safe(latin, diagnosed(coffee), [])


def test_a_fix_that_does_more_to_words_than_its_rule_declares_is_not_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fix = found("some_code", (AT, AT + 5, "Hallo"))
    assert judged(ONE, fix)
    monkeypatch.setattr(_judge, "load", lambda code: SimpleNamespace(words=(), leaves=()))
    assert not judged(ONE, fix)


def test_another_format_is_not_safe() -> None:
    webvtt = "WEBVTT\n\n00:01.000 --> 00:01.900\nHello\n"
    before, after = diagnosed(ONE), diagnosed(webvtt, path="talk.vtt")
    assert (before.document.format, after.document.format) == ("srt", "webvtt")
    assert not after.document.problems
    assert not is_safe(before, after, [])


def test_another_format_is_not_safe_even_with_fewer_problems() -> None:
    broken = ONE.replace(",900", ".900")
    webvtt = "WEBVTT\n\n00:01.000 --> 00:01.900\nHello\n"
    assert not is_safe(diagnosed(broken), diagnosed(webvtt, path="talk.vtt"), [])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], ["a"], False),
        (["a"], ["a"], True),
        (["a"], ["a", "a"], False),
        (["a", "a"], ["a"], True),
        # One more of a code is not made good by one less of another.
        (["a", "a", "a"], ["b"], False),
        (["a", "b"], ["b", "a"], True),
        (["a"], [], True),
    ],
)
def test_no_code_may_be_found_more_often(
    before: list[str], after: list[str], expected: bool
) -> None:
    assert (
        is_safe(diagnosed(ONE, *map(found, before)), diagnosed(ONE, *map(found, after)), [])
        is expected
    )


def test_text_that_no_edit_removes_must_stay() -> None:
    assert not is_safe(diagnosed(ONE), diagnosed(cues("Hell")), [])
    assert not is_safe(diagnosed(cues("Hello", "you")), diagnosed(ONE), [])


def test_text_that_no_edit_adds_must_not_come() -> None:
    assert not is_safe(diagnosed(ONE), diagnosed(cues("Hello!")), [])


def test_edits_may_remove_and_add_what_they_say() -> None:
    assert judged(ONE, found("a", (AT, AT + 1, "")))
    assert judged(ONE, found("a", (AT + 5, AT + 5, "!")))
    assert judged(ONE, found("a", (AT, AT + 5, "World")))
    assert judged(ONE, found("a", (AT, AT + 1, "")), found("b", (AT + 5, AT + 5, "!")))


def test_an_edit_is_no_licence_for_another_character() -> None:
    remove_h = [found("a", (AT, AT + 1, ""))]
    assert not is_safe(diagnosed(ONE), diagnosed(cues("Hllo")), remove_h)
    add_mark = [found("a", (AT + 5, AT + 5, "!"))]
    assert not is_safe(diagnosed(ONE), diagnosed(cues("Hello?")), add_mark)


def test_each_character_counts_as_often_as_it_is_edited() -> None:
    remove_one = [found("a", (AT + 2, AT + 3, ""))]
    assert is_safe(diagnosed(ONE), diagnosed(cues("Helo")), remove_one)
    assert not is_safe(diagnosed(ONE), diagnosed(cues("Heo")), remove_one)
    add_one = [found("a", (AT + 2, AT + 2, "l"))]
    assert is_safe(diagnosed(ONE), diagnosed(cues("Helllo")), add_one)
    assert not is_safe(diagnosed(ONE), diagnosed(cues("Hellllo")), add_one)


def test_a_finding_without_a_fix_edits_nothing() -> None:
    assert is_safe(diagnosed(ONE), diagnosed(ONE), [found("a")])
    assert not is_safe(diagnosed(ONE), diagnosed(cues("Hell")), [found("a")])


BLANKS = [" ", "\n", "\t", "\N{NO-BREAK SPACE}"]


@pytest.mark.parametrize("blank", BLANKS)
def test_white_space_may_come(blank: str) -> None:
    assert is_safe(diagnosed(ONE), diagnosed(cues(f"Hel{blank}lo")), [])


@pytest.mark.parametrize("blank", BLANKS)
def test_white_space_may_go_where_it_parts_no_words(blank: str) -> None:
    assert is_safe(diagnosed(cues(f"He{blank}!")), diagnosed(cues("He!")), [])
    assert not is_safe(diagnosed(cues(f"Hel{blank}lo")), diagnosed(ONE), [])


@pytest.mark.parametrize("character", ["-", ".", "\N{IDEOGRAPHIC SPACE}", "\N{EM SPACE}", "1"])
def test_any_other_character_may_not(character: str) -> None:
    shown = diagnosed(cues(f"Hel{character}lo"))
    assert not is_safe(diagnosed(ONE), shown, [])
    assert not is_safe(shown, diagnosed(ONE), [])


def test_markup_is_not_visible_text() -> None:
    assert is_safe(diagnosed(cues("<i>Hello</i>")), diagnosed(ONE), [])


FOUR = cues("One", "Two", "Three", "Four")
TEXTS = ["One", "Two", "Three", "Four"]


def in_each_cue() -> list[Diagnostic]:
    return [
        found("fixed", (FOUR.index(text), FOUR.index(text), ">>"), cue=number, at=FOUR.index(text))
        for number, text in enumerate(TEXTS, start=1)
    ]


def suspected(chosen: list[Diagnostic], *new: Diagnostic) -> list[int]:
    """The cues of the fixes that are suspects when something new is found after them."""
    after = diagnosed(text_edited(FOUR, *chosen), *new)
    ids = suspects(diagnosed(FOUR), after, chosen)
    return [item.cue for item in chosen if id(item) in ids]


def test_nothing_new_makes_no_suspects() -> None:
    assert suspected(in_each_cue()) == []


@pytest.mark.parametrize(("cue", "expected"), [(1, [1, 2]), (2, [1, 2, 3]), (4, [3, 4])])
def test_the_fixes_in_and_beside_the_cue_of_a_new_finding_are_suspects(
    cue: int, expected: list[int]
) -> None:
    chosen = in_each_cue()
    place = text_edited(FOUR, *chosen).index(TEXTS[cue - 1])
    assert suspected(chosen, found("new", at=place)) == expected


def test_the_place_of_a_new_finding_is_looked_for_in_the_text_before() -> None:
    # Ten thousand characters are put before everything: offsets alone would lead past the last cue.
    far = [found("fixed", (0, 0, "\n" * 10_000), cue=1)]
    after = text_edited(FOUR, *far).index("Two")
    assert suspected(far, found("new", at=after)) == [1]
    three = text_edited(FOUR, *far).index("Three")
    assert suspected(far, found("new", at=three)) == []


def test_what_was_found_before_is_not_new_where_it_has_moved_to() -> None:
    chosen = in_each_cue()
    place = FOUR.index("Two") + 1
    moved = text_edited(FOUR, *chosen).index("Two") + 1
    before: Diagnosed = diagnosed(FOUR, found("known", at=place))
    after = diagnosed(text_edited(FOUR, *chosen), found("known", at=moved))
    assert suspects(before, after, chosen) == set()
    other = diagnosed(text_edited(FOUR, *chosen), found("another", at=moved))
    assert len(suspects(before, other, chosen)) == 3


def test_new_problems_make_suspects_too() -> None:
    chosen = [found("fixed", (FOUR.index("3,900"), FOUR.index("3,900") + 5, "x"), cue=3)]
    after = diagnosed(text_edited(FOUR, *chosen))
    assert after.document.problems
    assert suspects(diagnosed(FOUR), after, chosen) == {id(chosen[0])}


def test_a_finding_outside_cues_makes_no_suspects() -> None:
    text = "WEBVTT - x\n\nNOTE y\n\n00:01.000 --> 00:02.000\nOne\n"
    chosen = [found("fixed", (text.index("One"), text.index("One"), ">>"), cue=1)]
    before = diagnosed(text, path="a.vtt")
    after = diagnosed(text_edited(text, *chosen), found("new", at=0), path="a.vtt")
    assert suspects(before, after, chosen) == set()


def test_fixes_of_one_group_are_no_suspects_of_one_finding() -> None:
    chosen = [found(f"code{index}", cue=cue) for index, cue in enumerate([1, 1, 2, 3, 4, 4, 4, 9])]
    groups = group_independent(chosen)
    assert sorted(id(item) for group in groups for item in group) == sorted(map(id, chosen))
    for group in groups:
        numbers = sorted(item.cue for item in group)
        assert all(right - left > 2 for left, right in itertools.pairwise(numbers))


def test_groups_are_as_few_as_they_can_be() -> None:
    each = [found(cue=cue) for cue in range(1, 31)]
    assert sorted(map(len, group_independent(each))) == [10, 10, 10]
    twice = [found(cue=cue) for cue in range(1, 31) for _ in range(2)]
    assert sorted(map(len, group_independent(twice))) == [10] * 6


@pytest.mark.parametrize(
    "edits",
    [
        [(2, 2, "abc")],
        [(2, 5, "")],
        [(2, 5, "x")],
        [(2, 5, "wxyz")],
        [(0, 1, ""), (3, 3, "pq"), (5, 8, "r"), (9, 10, "stu")],
        [(0, 0, "ab"), (10, 10, "cd")],
    ],
)
def test_a_place_is_followed_back_through_the_edits(edits: list[tuple[int, int, str]]) -> None:
    text = "0123456789"
    chosen = [found(f"code{index}", edit) for index, edit in enumerate(edits)]
    after = text_edited(text, *chosen)
    back = OffsetMap(reversed_halves(chosen))
    for offset, character in enumerate(after):
        if character.isdigit():
            assert text[back.offset(offset)] == character
    assert back.offset(len(after)) == len(text)


def reversed_halves(chosen: list[Diagnostic]) -> list[Diagnostic]:
    """The same in another order, which must not matter."""
    return chosen[::-1]


def test_without_edits_a_place_is_itself() -> None:
    assert [OffsetMap([]).offset(place) for place in (0, 1, 99)] == [0, 1, 99]
