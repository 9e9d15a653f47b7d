"""The words of a file, where they stand, and what fixes may do to them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

import caption_qa_action as qa
from caption_qa_action.core.conservation import (
    RawLines,
    Words,
    _without_syntax,
    keep_words,
    words_beside_times,
)
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.revealed import has_words, parted_words
from caption_qa_action.core.revealed import words as words_in
from caption_qa_action.core.source import DELETES, MOVES, REPLACES, Edit, Fix, Span
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing._judge import is_safe
from caption_qa_action.formats import parse
from caption_qa_action.pipeline import Diagnosed

TIMES = "00:00:01,000 --> 00:00:02,000"
SRT = f"1\n{TIMES} beside\nOne <i>two</i>.\n\n2\n00:00:03,000 --> 00:00:04,000\nThree 4.\n"
VTT = (
    "WEBVTT - title\n\nSTYLE\n::cue {color: red}\n\nNOTE remark\n\nchapter\n"
    "00:01.000 --> 00:02.000 align:start outside\nOne &amp; two.\n\nlost\n"
)


def document(text: str, path: str = "a.srt") -> Document:
    return parse(decode(path, text.encode()))


def words(text: str, path: str = "a.srt", *, shown: bool = False) -> str:
    return Words(document(text, path), shown=shown).text


def replacing(text: str, old: str, new: str, declared: str = "") -> Fix:
    start = text.index(old)
    return Fix("do it", (Edit(Span(start, start + len(old)), new),), words=declared)


def spliced(text: str, fixes: tuple[Fix, ...]) -> str:
    """A text after fixes, from its end."""
    for (start, end), new in sorted((edit for fix in fixes for edit in fix.edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def kept(text: str, *fixes: Fix, path: str = "a.srt") -> bool:
    return keep_words(document(text, path), document(spliced(text, fixes), path), fixes)


def test_words_are_the_letters_and_digits_in_their_order() -> None:
    assert words(SRT) == "besideOnetwoThree4"
    assert words(SRT, shown=True) == "OnetwoThree4"
    assert words(VTT, "a.vtt") == "titlecuecolorredremarkchapteroutsideOnetwolost"
    assert words(VTT, "a.vtt", shown=True) == "Onetwo"


@pytest.mark.parametrize("number", ["7", "#2.", "00012", "9" * 18])
def test_the_number_of_a_cue_is_no_word(number: str) -> None:
    assert words(f"{number}\n{TIMES}\nx\n") == "x"


@pytest.mark.parametrize("name", ["9" * 19, "1 2"])
def test_a_name_of_a_cue_is_words(name: str) -> None:
    assert words(f"WEBVTT\n\n{name}\n00:01.000 --> 00:02.000\nx\n", "a.vtt") == (
        name.replace(" ", "") + "x"
    )


@pytest.mark.parametrize("filler", ["\u115f", "\u1160", "\u3164", "\uffa0", "_", "\u200b", "-"])
def test_what_nobody_sees_is_no_word(filler: str) -> None:
    assert words(f"1\n{TIMES}\nA{filler}b\n") == "Ab"


@pytest.mark.parametrize(
    "setting", ["vertical:rl", "line:0", "position:5%", "size:9%", "align:start", "A:start", "size:3px",
                "align:top",
                "D:vertical", "L:1", "S:2", "T:3", "X1:10", "Y2:5"],
)  # fmt: skip
def test_a_cue_setting_is_no_word(setting: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000 {setting}\nx\n"
    assert words(text, "a.vtt") == "x"


@pytest.mark.parametrize(
    ("setting", "found"),
    [("align:Spoken", "alignSpoken"), ("region:Anna", "Anna"), ("A:Hello", "AHello"), ("left", "left"),
     ("align: start", "alignstart")],
)  # fmt: skip
def test_what_may_be_spoken_is_a_word_in_a_setting_too(setting: str, found: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000 {setting}\nx\n"
    assert words(text, "a.vtt") == f"{found}x"


@pytest.mark.parametrize(
    "other", ["Anna:hello", "xalign:start", "X3:10", "X1:a", "B:start", "line"]
)
def test_what_only_resembles_a_cue_setting_is_words(other: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000 {other}\nx\n"
    assert words(text, "a.vtt") == other.replace(":", "") + "x"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("WEBVTT", ""),
        ("\ufeffWEBVTT", ""),
        ("WEBVTT FILE", ""),
        ("WEBVTT FILED", "D"),
        ("webvtt here", "here"),
        ("WEBVTT\n\nNOTE", ""),
        ("WEBVTT\n\nNOTEBOOK", "NOTEBOOK"),
        ("WEBVTT\n\nSTYLE", ""),
    ],
)
def test_keywords_are_no_words(header: str, expected: str) -> None:
    text = f"{header}\n\n00:01.000 --> 00:02.000\nx\n"
    assert words(text, "a.vtt") == expected + "x"


def test_what_webvtt_hides_is_words_that_are_not_shown() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nx <Come in\n"
    assert words(text, "a.vtt") == "xComein"
    assert words(text, "a.vtt", shown=True) == "x"
    tag = text.replace("<Come in", "<v Ann>in")
    assert words(tag, "a.vtt") == "xin"


def test_each_place_has_so_many_words_before_it() -> None:
    """Where nothing but letters and digits counts, it is the length of the words up to there."""
    known = Words(document(SRT))
    assert known.count_before(0) == 0
    for word, before in (("beside", 0), ("One", 6), ("two", 9), ("Three", 12), ("4.", 17)):
        at = SRT.index(word, SRT.index(word) if word != "4." else SRT.index("Three"))
        assert known.count_before(at) == before, word
        assert known.count_before(at + 1) == before + 1, word
    assert known.count_before(len(SRT)) == len(known.text) == 18
    assert known.count_before(len(SRT) + 100) == 18


def test_no_word_begins_inside_a_tag() -> None:
    known = Words(document(SRT))
    opening = SRT.index("<i>")
    assert [known.count_before(opening + at) for at in range(4)] == [9, 9, 9, 9]
    closing = SRT.index("</i>")
    assert [known.count_before(closing + at) for at in range(5)] == [12] * 5


def test_a_place_without_words_before_it_has_none() -> None:
    known = Words(document("WEBVTT\n\nNOTE a\n\n00:01.000 --> 00:02.000\nx\n", "a.vtt"))
    assert known.count_before(0) == 0
    assert Words(document("", "a.srt")).count_before(0) == 0
    assert Words(document("", "a.srt")).place(0) == ""


def test_a_place_is_in_a_cue_or_in_other_text_or_in_neither() -> None:
    known = Words(document(SRT))
    text = SRT.index("One")
    end = SRT.index(".\n") + 1
    assert [known.place(at) for at in (text, text + 1, end)] == ["cue"] * 3
    assert known.place(end + 1) == "", "after the text of a cue"
    assert known.place(SRT.index("<i>")) == "cue", "before a tag"
    assert known.place(SRT.index("<i>") + 1) == "", "in a tag"
    assert known.place(SRT.index("<i>") + 3) == "cue", "after a tag"
    beside = SRT.index("beside")
    assert known.place(beside) == known.place(beside + 5) == "raw"
    assert known.place(beside + 6) == "", "the end of other text is no more of it"
    assert known.place(0) == "raw", "the number of a cue stands where a name might"
    assert known.place(SRT.index("-->")) == ""


def test_a_place_among_words_that_viewers_read_is_in_a_cue_only() -> None:
    known = Words(document(SRT), shown=True)
    assert known.place(0) == ""
    assert known.place(SRT.index("beside")) == ""
    assert known.place(SRT.index("Three")) == "cue"


def test_text_beside_the_times_is_what_is_no_setting() -> None:
    file = document(VTT, "a.vtt")
    (span,) = words_beside_times(file, file.cues[0])
    assert VTT[span.start : span.end] == " align:start outside"
    plain = document(VTT.replace(" outside", ""), "a.vtt")
    assert words_beside_times(plain, plain.cues[0]) == ()
    ttml = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">x</p></div></body></tt>'
    file = document(ttml, "a.ttml")
    assert words_beside_times(file, file.cues[0]) == ()


def test_text_beside_the_times_may_stand_before_and_between_them() -> None:
    file = document("1\nA 00:00:01,000 b --> 00:00:02,000 c\nOne\n", "a.srt")
    found = [file.source.text[slice(*span)] for span in words_beside_times(file, file.cues[0])]
    assert found == ["A ", " b --> ", " c"]


@pytest.mark.parametrize(
    ("old", "new", "declared", "expected"),
    [
        ("One", "Un", "", False),
        ("One", "Un", REPLACES, True),
        ("One", "", DELETES, True),
        ("beside", "aside", REPLACES, True),
        (" beside", "", DELETES, True),
        ("One", "<b>Un</b>", REPLACES, True),
        ("<i>two", "<b>zwei", REPLACES, True),
        ("1\n", "5\n", "", True),
        ("1\n", "five\n", "", False),
        ("Three 4", "Four 3", "", False),
        ("Three 4", "Three  4", "", True),
        ("2\n00:00:03,000 --> 00:00:04,000\nThree 4.\n", "", DELETES, True),
        ("2\n00:00:03,000 --> 00:00:04,000\nThree 4.\n", "", "", False),
        ("Three 4", "Three4", "", False),
        ("Three 4", "Three\n4", "", True),
        ("Three 4", "Three 4 ", "", True),
        ("Three 4", "Three\u00ad 4", "", True),
    ],
)
def test_words_change_where_a_fix_declares_it(
    old: str, new: str, declared: str, expected: bool
) -> None:
    assert kept(SRT, replacing(SRT, old, new, declared)) is expected


def test_what_one_fix_declares_is_no_licence_for_another() -> None:
    declared, silent = replacing(SRT, "One", "Un", REPLACES), replacing(SRT, "Three", "Drei")
    assert kept(SRT, declared)
    assert not kept(SRT, declared, silent)
    assert kept(SRT, declared, silent._replace(words=REPLACES))


def test_what_is_declared_must_come_about() -> None:
    fix = replacing(SRT, "One", "Un", REPLACES)
    assert not keep_words(document(SRT), document(SRT), [fix])
    assert not keep_words(document(SRT), document(SRT.replace("One", "Une")), [fix])


def test_two_fixes_of_one_place_are_refused() -> None:
    both = replacing(SRT, "One", "Un", REPLACES), replacing(SRT, "ne", "", DELETES)
    after = document(SRT.replace("One", "Un"))
    assert not keep_words(document(SRT), after, both)
    neighbours = replacing(SRT, "On", "U", REPLACES), replacing(SRT, "e <i>t", "n <i>t", REPLACES)
    assert kept(SRT, *neighbours), "to touch is not to overlap"


def test_changes_between_the_same_letters_stay_in_their_order() -> None:
    text = SRT.replace("One", "|+ +-One")
    fix = Fix(
        "write letters",
        (
            Edit(Span(text.index("|+"), text.index("|+") + 2), "z"),
            Edit(Span(text.index("+-"), text.index("+-") + 2), "a"),
        ),
        words=REPLACES,
    )
    assert kept(text, fix)


def test_cues_change_places_with_every_word() -> None:
    second = SRT[SRT.index("2\n") :]
    at = SRT.index(second)
    there, gone = Edit(Span(0, 0), second + "\n"), Edit(Span(at, len(SRT)), "")
    assert kept(SRT, Fix("move", (there, gone), words=MOVES))
    assert not kept(SRT, Fix("move", (there, gone)))
    less = there._replace(replacement=second.replace("Three", "Thre") + "\n")
    assert not kept(SRT, Fix("move", (less, gone), words=MOVES))
    assert not kept(SRT, Fix("move", (there._replace(replacement="3\n"), gone), words=MOVES))


def test_a_fix_brings_to_light_but_hides_nothing() -> None:
    hidden = "WEBVTT\n\n00:01.000 --> 00:02.000\nx <Come in\n"
    seen = hidden.replace("<", "&lt;")
    fix = replacing(hidden, "<", "&lt;")
    assert keep_words(document(hidden, "a.vtt"), document(seen, "a.vtt"), [fix])
    assert not keep_words(document(seen, "a.vtt"), document(hidden, "a.vtt"), [])


def vtt(*texts: str) -> Document:
    cues = (f"00:0{at}.000 --> 00:0{at}.900\n{text}\n" for at, text in enumerate(texts))
    return document("WEBVTT\n\n" + "\n".join(cues), "a.vtt")


def before_each(known: Words, file: Document, *marks: str) -> list[int]:
    return [known.count_before(file.source.text.index(mark)) for mark in marks]


def test_hidden_words_stand_before_a_place_only_where_they_count() -> None:
    file = vtt("a <Come> dear")
    assert before_each(Words(file), file, "dear", "ear") == [5, 6]
    assert before_each(Words(file, shown=True), file, "dear", "ear") == [1, 2]


def test_outside_cues_a_tag_is_text() -> None:
    text = "WEBVTT\n\nNOTE a <b>x &amp; y\n\n00:01.000 --> 00:02.000\nz\n"
    file = document(text, "a.vtt")
    assert before_each(Words(file), file, "a <", "b>", ">x", "x", "&", "amp", "y", "z") == [
        0, 1, 2, 2, 3, 3, 6, 7,
    ]  # fmt: skip


def test_a_tag_that_begins_in_another_cue_is_none_in_this_one() -> None:
    file = vtt("One <b two", "three> four")
    assert Words(file).text == "Onebtwothreefour"
    assert before_each(Words(file), file, "wo\n", "three", "hree", "four") == [5, 7, 8, 12]


def test_the_last_tag_before_a_place_is_the_one_that_it_is_in() -> None:
    file = vtt("<i>a</i> c <b>d</b> longer")
    place = file.source.text.index("<b>") + 1
    assert [Words(file).count_before(place + at) for at in range(3)] == [2, 2, 2]
    assert Words(file).place(place) == ""


def test_a_fix_may_write_what_is_hidden() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne two\n"
    assert kept(text, replacing(text, "One", "<Come> in", REPLACES), path="a.vtt")


def test_a_move_and_another_change_go_together() -> None:
    second = SRT[SRT.index("2\n") :]
    at = SRT.index(second)
    moves = Fix(
        "move", (Edit(Span(0, 0), second + "\n"), Edit(Span(at, len(SRT)), "")), words=MOVES
    )
    changes = replacing(SRT, "One", "Un", REPLACES)
    assert kept(SRT, moves, changes)
    assert kept(SRT, changes, moves)


@pytest.mark.parametrize(("places", "is_kept"), [(200, True), (4000, False)])
def test_so_many_places_of_one_line_are_looked_at_and_no_more(
    places: int, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is counted from the beginning of the line: of 4,000 words in one cue that took a minute."""
    read = []
    in_cue = Words.in_cue

    def count(known: Words, raw: str) -> str:
        read.append(len(raw))
        return in_cue(known, raw)

    monkeypatch.setattr(Words, "in_cue", count)
    text = f"1\n{TIMES}\n{'the ' * places}\n"
    starts = range(text.index("the"), text.rindex("the") + 1, 4)
    edits = tuple(Edit(Span(at, at + 3), "THE") for at in starts)
    assert len(edits) == places
    assert kept(text, Fix("do it", edits, words=REPLACES)) == is_kept
    assert sum(read) < 1_500_000


# What text outside cues is made of, and what is left out where it begins or where a blank stands before it.
RAW = (
    *("\n", "\n", "\r\n", " ", "\t", "WEBVTT", "NOTE", "NOTE ", "STYLE", "REGION\n", "align:left", "align:"),
    *("region:a", "X1:12", "line:10%", "12", "2a", "#", "word", "id:a", "\u00ef\u00bb\u00bf" * 7, "\ufeff", "-"),
    *("size:50%and", "A:", "width:40% ", "\u5b57", "1", "_", "position:10%,start"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_text_outside_cues_is_counted_line_by_line_as_if_it_were_read_whole(seed: int) -> None:
    draw = Random(seed)
    number = f"{10**17 + seed}a\n\n--\n"
    for raw in (number, *("".join(draw.choices(RAW, k=draw.randint(0, 25))) for _ in range(10))):
        lines = RawLines(raw)
        for offset in range(len(raw) + 1):
            assert lines.count_before(offset) == len(words_in(_without_syntax(raw[:offset])))


def test_a_region_of_a_thousand_equal_settings_is_mended_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[int] = []

    def counting(before: Diagnosed, after: Diagnosed, chosen: Sequence[Diagnostic]) -> bool:
        tried.append(len(chosen))
        return is_safe(before, after, chosen)

    monkeypatch.setattr("caption_qa_action.fixing._attempt.is_safe", counting)
    text = "WEBVTT\n\nREGION\n" + "id:a\n" * 1600 + "\n00:01.000 --> 00:02.000\nWords.\n"
    mended = qa.fix_text(text, "a.vtt", unsafe=True)
    assert mended.text == "WEBVTT\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000\nWords.\n"
    assert tried == [1599]


_DIVISIONS = ("<div>", "</div>", "<div>", "</div>")


@pytest.mark.parametrize(
    ("text", "deleted", "new", "expected"),
    [
        ("<div>one</div><div>two</div>", _DIVISIONS, "onetwo", False),
        ("<div>one</div><div>two</div>", _DIVISIONS, "one\ntwo", True),
        ("one<x>two", ("<x>",), "onetwo", False),
        ("one<x> two", ("<x>",), "one two", True),
        ("Hel</c>lo", ("</c>",), "Hello", True),
        ("Hel</c><c.x>lo", ("</c><c.x>",), "Hello", True),
        ("the the cat", (" the",), "the cat", True),
        ("the the cat", ("the ", " "), "thecat", False),
    ],
)
@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
def test_no_fix_glues_words(
    name: str, text: str, deleted: tuple[str, ...], new: str, expected: bool
) -> None:
    head = "WEBVTT\n\n00:01.000 --> 00:03.000\n"
    if name == "a.srt":
        head = "1\n00:00:01,000 --> 00:00:03,000\n"
    before, after = document(f"{head}{text}\n", name), document(f"{head}{new}\n", name)
    edits, at = [], len(head)
    for part in deleted:
        start = before.source.text.index(part, at)
        at = start + len(part)
        edits.append(Edit(Span(start, at), ""))
    assert keep_words(before, after, [Fix("", tuple(edits), words=DELETES)]) is expected


def test_what_nobody_sees_parts_no_words() -> None:
    for invisible in ("\u00ad", "\u200d", "\u05b8", "\x07", "\ufeff"):
        assert parted_words(f"one{invisible}two") == "onetwo"
    for visible in (" ", "-", "\u3000", "\n", "\x0c", "<", "\u2019", "_"):
        assert parted_words(f"one{visible}two") == "one\ntwo"


def test_a_timing_line_without_words_is_seen_at_once_and_rightly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The short way agrees with the long one, whatever stands on the line, in every format with such lines."""
    draw = Random(15)
    clocks = (
        "00:00:01,000",
        "00:00:02.000",
        "00:01.000",
        "123:00:01.000",
        "00:60:01,000",
        "1:00:01,00",
    )
    texts = []
    for _ in range(300):
        line = draw.choice(clocks) + draw.choice((" --> ", " -->", "-->", " &gt; "))
        line += draw.choice((*clocks, "")) + draw.choice(("", " ", " 5", " a", "b", " align:start"))
        texts.append(
            f"{draw.choice(('1', '', 'x'))}\n{draw.choice(('', ' ', 'c '))}{line}\nWords.\n\n"
        )
    documents = [document("".join(texts)), document("WEBVTT\n\n" + "".join(texts), "a.vtt")]
    found = [[words_beside_times(each, cue) for cue in each.cues] for each in documents]
    for each in found:
        assert () in each
        assert any(each)
    monkeypatch.setattr("caption_qa_action.core.conservation._TIMES_ALONE", "(?!)")
    assert [[words_beside_times(each, cue) for cue in each.cues] for each in documents] == found


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u3164", "\uffa0\u115f", "_", "\u266a -", "\u3164a", "a", "_1", "\u4e00", "\u00bd"],
)
def test_a_text_has_words_where_it_has_letters_or_digits(text: str) -> None:
    assert has_words(text) == bool(words_in(text))
