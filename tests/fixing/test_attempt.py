"""How a file is mended round by round: what is tried, refused, tried again, and given up.

The checks are stand-ins, so that a test says what each fix brings about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import FindSiblings
from caption_qa_action.core.errors import FixFailed
from caption_qa_action.core.settings import Settings
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import Result, _attempt, mend
from caption_qa_action.formats import parse
from caption_qa_action.pipeline import Diagnosed
from tests.fixing.examples import cues, found, permit_words

SETTINGS = Settings("youtube", ())
Check = Callable[[str], Sequence[Diagnostic]]


class Bench:
    """Mends texts by stand-ins for the rules, and counts how often the file is checked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.checked: list[str] = []
        self.encodings: list[str] = []
        self._check: Check = lambda text: ()
        monkeypatch.setattr(_attempt, "diagnose", self._diagnose)
        permit_words(monkeypatch)

    def _diagnose(
        self, path: str, data: bytes, settings: Settings, siblings: FindSiblings
    ) -> Diagnosed:
        source = decode(path, data, settings.encoding)
        self.checked.append(source.text)
        self.encodings.append(settings.encoding)
        return Diagnosed(parse(source), tuple(self._check(source.text)))

    def mend(
        self, data: str | bytes, check: Check, *, unsafe: bool = False, encoding: str = ""
    ) -> Result:
        """What a text comes to."""
        self._check = check
        self.checked.clear()
        self.encodings.clear()
        data = data.encode() if isinstance(data, str) else data
        settings = SETTINGS._replace(encoding=encoding)
        result, left = mend("talk.srt", data, settings, unsafe=unsafe)
        assert left.document.source.data == result.data, "what is left is what was found last"
        return result


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(monkeypatch)


def replacing(old: str, new: str, code: str = "", *, safe: bool = True) -> Check:
    """A rule that finds a word, and puts another in its place."""

    def check(text: str) -> list[Diagnostic]:
        document = parse(decode("talk.srt", text.encode()))
        return [
            found(
                code or f"{old}_found",
                (match.start(), match.end(), new),
                cue=cue.number if (cue := document.cue_at(match.start())) else 0,
                at=match.start(),
                safe=safe,
            )
            for match in re.finditer(rf"\b{old}\b", text)
        ]

    return check


def finding(pattern: str, code: str) -> Check:
    """A rule that finds a pattern, and knows no cure."""
    return lambda text: [found(code, at=match.start()) for match in re.finditer(pattern, text)]


def every(*checks: Check) -> Check:
    return lambda text: sorted(
        (item for check in checks for item in check(text)), key=lambda item: item.span
    )


def test_a_sound_file_is_checked_once_and_stays(bench: Bench) -> None:
    text = cues("fine")
    assert bench.mend(text, replacing("bad", "good")) == (text.encode(), (), ())
    assert len(bench.checked) == 1


def test_fixes_are_made_together_and_named_in_order(bench: Bench) -> None:
    check = every(replacing("bad", "good"), replacing("wrong", "right"))
    result = bench.mend(cues("bad", "wrong", "bad"), check)
    assert result.data.decode() == cues("good", "right", "good")
    titles = ["bad_found", "wrong_found", "bad_found"]
    assert result.fixes == tuple((code, f"mend {code}") for code in titles)
    assert result.reverted == ()
    # As it was, and after all of them.
    assert len(bench.checked) == 2


def test_only_safe_fixes_are_made_unless_asked(bench: Bench) -> None:
    check = every(replacing("bad", "good"), replacing("wrong", "right", safe=False))
    text = cues("bad", "wrong")
    assert bench.mend(text, check).data.decode() == cues("good", "wrong")
    assert bench.mend(text, check, unsafe=True).data.decode() == cues("good", "right")


def test_fixes_that_touch_are_made_in_two_rounds(bench: Bench) -> None:
    check = every(replacing("bad", "good"), replacing("bad wrong", "right"))
    result = bench.mend(cues("bad wrong"), check)
    assert result.data.decode() == cues("good wrong")
    assert result.fixes == (("bad_found", "mend bad_found"),)


def test_a_fix_at_fault_is_refused_and_its_neighbours_of_another_rule_made(bench: Bench) -> None:
    check = every(
        replacing("bad", "worse"), finding("worse", "worse_found"), replacing("wrong", "right")
    )
    result = bench.mend(cues("bad", "wrong", "bad"), check)
    assert result.data.decode() == cues("bad", "right", "bad")
    assert result.fixes == (("wrong_found", "mend wrong_found"),)
    assert result.reverted == ("bad_found",)


@pytest.mark.parametrize("count", [2, 3, 5, 9, 12])
@pytest.mark.parametrize("faulty", ["first", "middle", "last"])
def test_of_many_fixes_of_a_rule_only_the_one_at_fault_is_refused(
    bench: Bench, count: int, faulty: str
) -> None:
    at = {"first": 0, "middle": count // 2, "last": count - 1}[faulty]
    texts = [f"bad {chr(97 + index)}" for index in range(count)]
    word = texts[at][-1]
    check = every(replacing("bad", "good"), finding(f"good {word}", "new"))
    result = bench.mend(cues(*texts), check)
    expected = [text if text[-1] == word else f"good {text[-1]}" for text in texts]
    assert result.data.decode() == cues(*expected)
    assert result.reverted == ("bad_found",)
    assert len(result.fixes) == count - 1


def test_faults_that_show_nowhere_are_found_by_halving(bench: Bench) -> None:
    """The text that is lost is lost at the end of the file, far from the fix: nobody is suspect."""

    def check(text: str) -> list[Diagnostic]:
        # Where "good c" stands, a fault appears outside every cue.
        items = list(replacing("bad", "good")(text))
        return [*items, *([found("new", at=len(text) + 10)] if "good c" in text else [])]

    texts = [f"bad {letter}" for letter in "abcdefgh"]
    result = bench.mend(cues(*texts), check)
    expected = [text.replace("bad", "good") if text[-1] != "c" else text for text in texts]
    assert result.data.decode() == cues(*expected)
    assert len(result.fixes) == 7


def test_each_half_holds_but_not_both_together(bench: Bench) -> None:
    """Two fixes that hold alone and not beside each other: the first of them is made."""

    def check(text: str) -> list[Diagnostic]:
        items = list(replacing("bad", "good")(text))
        return [*items, *([found("new", at=len(text) + 10)] if text.count("good") > 1 else [])]

    result = bench.mend(cues("bad a", "bad b"), check)
    assert result.data.decode() == cues("good a", "bad b")
    assert result.reverted == ("bad_found",)


def test_what_was_refused_is_tried_again_after_others_were_made(bench: Bench) -> None:
    """`bad` may become `good` only where nothing is `wrong` any more."""

    def check(text: str) -> list[Diagnostic]:
        items = list(every(replacing("bad", "good"), replacing("wrong", "right"))(text))
        clash = "good" in text and "bad" not in text and text.count("right") < 1
        return [*items, *([found("clash")] if clash else [])]

    def strict(text: str) -> list[Diagnostic]:
        items = list(every(replacing("bad", "good"), replacing("wrong", "right"))(text))
        both = "good" in text and "right" in text and "seen" not in text
        return [*items, *([found("clash")] if both else [])]

    result = bench.mend(cues("wrong", "x", "bad"), check)
    assert result.data.decode() == cues("right", "x", "good")
    result = bench.mend(cues("wrong", "x", "bad"), strict)
    assert result.data.decode() == cues("right", "x", "bad")
    assert result.reverted == ("bad_found",)


def test_a_refused_fix_is_not_named_once_it_is_made(bench: Bench) -> None:
    """The second fix needs what the first comes to in two rounds."""

    def check(text: str) -> list[Diagnostic]:
        fixes = every(
            replacing("bad2", "bad1", "bad"), replacing("bad1", "good", "bad"), replacing("open", "closed")
        )  # fmt: skip
        early = "closed" in text and "good" not in text
        return [*fixes(text), *([found("early", at=text.index("closed"))] if early else [])]

    result = bench.mend(cues("bad2", "x", "y", "open"), check)
    assert result.data.decode() == cues("good", "x", "y", "closed")
    assert result.reverted == ()
    assert [code for code, _ in result.fixes] == ["bad", "bad", "open_found"]


def counting(limit: int) -> Check:
    """A rule whose fix makes its finding anew, up to a number."""

    def check(text: str) -> list[Diagnostic]:
        match = re.search(r"n(\d+)", text)
        assert match is not None
        number = int(match[1])
        if number >= limit:
            return []
        return [found("counted", (*match.span(), f"n{number + 1:03}"), at=match.start(), cue=1)]

    return check


@pytest.mark.parametrize(
    ("rounds", "settles"), [(1, True), (9, True), (10, True), (11, False), (30, False)]
)
def test_a_file_that_does_not_get_better_is_given_up(
    bench: Bench, rounds: int, settles: bool
) -> None:
    text = cues("n000")
    check = counting(rounds)
    if settles:
        result = bench.mend(text, check)
        assert result.data.decode() == cues(f"n{rounds:03}")
        assert len(result.fixes) == rounds
    else:
        with pytest.raises(FixFailed, match=r"it still changes after many rounds \((counted)?\)"):
            bench.mend(text, check)
        assert len(bench.checked) == 11, "ten rounds, and the file as it was"


def shrinking(text: str) -> list[Diagnostic]:
    """A finding for each sign, of which only the first can be mended: there is less to do each time."""
    places = [match.start() for match in re.finditer("#", text)]
    fixes: list[Diagnostic] = [
        found("sign", (place, place + 1, ""), at=place) for place in places[:1]
    ]
    return fixes + [found("sign", at=place) for place in places[1:]]


@pytest.mark.parametrize(("signs", "left"), [(11, 0), (49, 0), (50, 0), (51, 1), (60, 10)])
def test_a_file_that_gets_better_has_fifty_rounds_and_what_is_then_left_stays(
    bench: Bench, signs: int, left: int
) -> None:
    result = bench.mend(cues("#" * signs + "x"), shrinking)
    assert result.data.decode() == cues("#" * left + "x")
    assert result.reverted == (("sign",) if left else ())
    assert len(result.fixes) == signs - left
    assert len(bench.checked) <= 51, "the file as it was, and fifty rounds"


def test_fixes_that_undo_each_other_are_left_out_and_the_others_are_made(bench: Bench) -> None:
    """Text that could be mojibake either way; also where the circle begins after some rounds."""
    circle = every(replacing("there", "back", "odd"), replacing("back", "there", "odd"))
    result = bench.mend(cues("there", "bad"), every(circle, replacing("bad", "good", "wrong")))
    assert result.data.decode() in (cues("there", "good"), cues("back", "good"))
    assert result.reverted == ("odd",)
    assert [code for code, _ in result.fixes].count("wrong") == 1
    later = every(replacing("start", "there", "odd"), circle)
    assert bench.mend(cues("start"), later).data.decode() == cues("there")
    # What is mended beside it, in the same rounds, is no part of the circle.
    later = every(later, replacing("bad", "worse", "wrong"), replacing("worse", "good", "wrong"))
    result = bench.mend(cues("start", "bad"), later)
    assert result.data.decode() in (cues("there", "good"), cues("back", "good"))
    assert result.reverted == ("odd",)


def test_the_error_names_the_file_and_what_is_left(bench: Bench) -> None:
    check = every(counting(99), finding("n0", "no_cure"))
    with pytest.raises(FixFailed) as caught:
        bench.mend(cues("n000"), check)
    assert caught.value.path == "talk.srt"
    assert caught.value.message == "not mended: it still changes after many rounds (counted)"


def test_text_that_cannot_be_written_back_is_not_touched(bench: Bench) -> None:
    # This code page has two bytes for some characters; `encode` writes only one of them.
    data = cues("bad x").replace("x", "\u222a").encode("cp932").replace(b"\x81\xbe", b"\x87\x9b")
    check = replacing("bad", "good")
    if b"\x87\x9b".decode("cp932").encode("cp932") == b"\x87\x9b":
        pytest.skip("this Python writes the character back as it was")
    message = r"text in cp932 cannot be written back exactly; convert it to UTF-8"
    with pytest.raises(FixFailed, match=message):
        bench.mend(data, check, encoding="cp932")
    # What has nothing to mend needs no way back.
    assert bench.mend(data, finding("never", "never"), encoding="cp932").data == data


def test_the_encoding_is_changed_first_and_alone(bench: Bench) -> None:
    pending = [True]

    def check(text: str) -> list[Diagnostic]:
        items = list(replacing("bad", "good")(text))
        return [*items, found("encoding_not_utf8", encoding="utf-8")] if pending[0] else items

    data = cues("bad caf\u00e9").encode("cp1252")

    def once(text: str) -> list[Diagnostic]:
        items = check(text)
        pending[0] = len(bench.checked) < 1
        return items

    result = bench.mend(data, once, encoding="cp1252")
    assert result.data == cues("good caf\u00e9").encode()
    assert [code for code, _ in result.fixes] == ["encoding_not_utf8", "bad_found"]
    # The declared encoding is that of the file as it was; what is written is found to be UTF-8.
    assert bench.encodings == ["cp1252", "", ""]


def test_a_character_that_the_encoding_lacks_is_refused(bench: Bench) -> None:
    check = every(replacing("bad", "\u0107"), replacing("wrong", "right"))
    result = bench.mend(cues("bad", "x", "y", "wrong").encode("cp1252"), check, encoding="cp1252")
    assert result.data == cues("bad", "x", "y", "right").encode("cp1252")
    assert result.reverted == ("bad_found",)


def trials(
    bench: Bench,
    size: int,
    faults: int,
    sound: int = 0,
    noted: Sequence[Diagnostic] = (),
    encoding: str = "utf-8",
) -> int:
    """How often a file of a size is tried in which so many fixes are at fault, each after some that are sound."""
    text = cues(*[*["odd"] * sound, "bad"] * faults, "")
    text = text[:-1] + "x" * (size - len(text)) + "é\n"
    fixes = every(replacing("bad", "good", "fix"), replacing("odd", "even", "fix"))

    def check(text: str) -> list[Diagnostic]:
        new = [found("new", at=len(text) + 10) for _ in range(text.count("good"))]
        return [*sorted(fixes(text), key=lambda item: item.span), *new, *noted]

    result = bench.mend(text.encode(encoding), check)
    assert b"good" not in result.data
    assert "fix" in result.reverted
    return len(bench.checked) - 1


# At most 64 times and for a megabyte in all, and then six times; and once for each half that waits its
# turn by then, unless the file has been checked enough; and once for all together that have held in parts.
@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, 64 + 4 + 1),
        (10_000, 64 + 4 + 1),
        (20_000, 6 + 49 + 1),
        (100_000, 6 + 9 + 1),
        (2_600_000, 6),
    ],
)
def test_a_file_is_tried_less_often_the_larger_it_is(
    bench: Bench, size: int, expected: int
) -> None:
    assert trials(bench, size, 90, sound=1) == expected


# A cue or a finding counts as 20 bytes: 181 cues, 180 fixes and 2,000 findings as 47,220.
@pytest.mark.parametrize(("findings", "expected"), [(0, 6 + 49 + 1), (2_000, 6 + 21 + 1)])
def test_a_file_is_tried_less_often_the_more_is_found_in_it(
    bench: Bench, findings: int, expected: int
) -> None:
    more = [found("noted")] * findings
    assert trials(bench, 20_000, 90, sound=1, noted=more) == expected


def test_a_file_is_tried_less_often_where_its_encoding_is_guessed(bench: Bench) -> None:
    """A guess counts as 60,000 bytes."""
    assert trials(bench, 20_000, 90, sound=1, encoding="cp1252") == 6 + 12 + 1


@pytest.mark.parametrize(
    ("size", "expected"), [(0, 16 + 5), (20_000, 16 + 5), (100_000, 6 + 9), (2_600_000, 6)]
)
def test_where_no_trial_holds_the_rest_is_tried_as_a_whole(
    bench: Bench, size: int, expected: int
) -> None:
    assert trials(bench, size, 90) == expected


def test_where_another_fix_seems_at_fault_each_time_they_are_halved(bench: Bench) -> None:
    """As of comments that go on to the end of a file: each fix but the first shows the next as faulty."""
    text = cues(*["bad", "x", "y"] * 60)

    def check(text: str) -> list[Diagnostic]:
        new = [found("new", at=at) for at in [text.find("good")] if at >= 0]
        return [*replacing("bad", "good")(text), *new]

    result = bench.mend(text, check)
    assert (result.data.decode(), result.reverted) == (text, ("bad_found",))
    # All; three times without one; two halves, each the same; and so on.
    assert len(bench.checked) - 1 == 19


def test_what_is_left_when_a_file_has_been_checked_enough_is_refused(bench: Bench) -> None:
    text = cues("#" * 40 + "x" + "y" * 1_000_000)
    result = bench.mend(text, shrinking)
    assert result.data.decode() == cues("#" * 34 + "x" + "y" * 1_000_000)
    assert result.reverted == ("sign",)
    assert len(bench.checked) == 7, "the file as it was, and six rounds"


def test_a_file_of_few_faults_is_tried_no_more_than_it_needs(bench: Bench) -> None:
    # All, each half, and each of them alone.
    assert trials(bench, 0, 4) == 7
    assert trials(bench, 0, 1) == 1


def test_of_three_rules_only_the_one_at_fault_is_refused(bench: Bench) -> None:
    check = every(
        replacing("bad", "good"), replacing("wrong", "right"), replacing("open", "shut"),
        finding("right", "new"),
    )  # fmt: skip
    result = bench.mend(cues("bad", "x", "wrong", "x", "open"), check)
    assert result.data.decode() == cues("good", "x", "wrong", "x", "shut")
    assert result.fixes == (("bad_found", "mend bad_found"), ("open_found", "mend open_found"))
    assert result.reverted == ("wrong_found",)
