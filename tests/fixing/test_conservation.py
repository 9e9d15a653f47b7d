"""No fix loses a word: the law of the judge, and an oracle that shares nothing with it."""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.source import DELETES, MOVES, REPLACES, REVEALS, Edit, Fix, Span
from caption_qa_action.fixing import mend
from caption_qa_action.fixing._edits import edited
from caption_qa_action.fixing._judge import is_safe
from caption_qa_action.pipeline import Diagnosed, diagnose
from caption_qa_action.rules import RULES, load
from tests.rules.samples import case_files, case_sample
from tests.sampling import WHOLE, examples, one_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
EVERYTHING = config.Arguments(select=("all",), preview=True)


def in_force(path: str, select: tuple[str, ...] = ("all",)) -> Settings:
    arguments = EVERYTHING._replace(select=select)
    return config.load(arguments, isolated=True).settings_for(path)


# References that HTML, and so WebVTT, reads without their semicolon as well, such as `&copy 2020`.
_WITHOUT_SEMICOLON = "|".join(name for name in html5 if not name.endswith(";"))
SYNTAX = (
    r"<[^<>\n]*>|\{[^{}\n]*\}|&[a-z]+;|(?i:webvtt)"
    rf"|&(?:{_WITHOUT_SEMICOLON})(?![\w;=])"
    r"|(?i:(?<!\S)(?:vertical|line|position|size|align|[adlst]|[xy][12])[:\uff1a]"
    r"(?:[-0-9.,%]|start|middle|center|end|left|right|rl|lr)+(?!\S))|region:"
)


def spoken(text: str) -> Counter[str]:
    """How often each letter stands outside tags, braces and settings, however it is read."""
    return Counter(re.findall(r"[^\W\d_]", re.sub(SYNTAX, " ", text)))


def judged(
    text: str,
    edits: tuple[Edit, ...],
    words: str = "",
    code: str = "empty_cue",
    path: str = "a.srt",
) -> bool:
    """Whether the judge lets a fix pass, with no rule on that could see what it does."""
    in_use = in_force(path, ("no_cues",))
    before = diagnose(path, text.encode(), in_use)
    start, end = edits[0].span
    place = before.document.source.position
    finding = Diagnostic(
        path, code, Severity.ERROR, "", Span(start, end), place(start), place(end), 1, 0, 0,
        Fix("do it", edits, words=words), (),
    )  # fmt: skip
    data = edited(before.document.source, [finding])
    assert data is not None
    return is_safe(before, diagnose(path, data, in_use), [finding])


def replacing(text: str, old: str, new: str) -> tuple[Edit, ...]:
    start = text.index(old)
    return (Edit(Span(start, start + len(old)), new),)


SRT = "1\n00:00:01,000 --> 00:00:02,000 after the times\nOne two.\n\n2\n00:00:03,000 --> 00:00:04,000\nThree.\n"
VTT = (
    "WEBVTT - a title\n\nNOTE a remark\n\nchapter one\n00:01.000 --> 00:02.000 align:start outside\n"
    "One &amp; <i>two</i>.\n\nlost line\n"
)


@pytest.mark.parametrize(
    "text, path, old, new",
    [
        (SRT, "a.srt", "two", ""),
        (SRT, "a.srt", "two", "too"),
        (SRT, "a.srt", "One two", "two One"),
        (SRT, "a.srt", " after the times", ""),
        (SRT, "a.srt", "2\n00:00:03,000 --> 00:00:04,000\nThree.\n", ""),
        (SRT, "a.srt", "Three", "Three more"),
        (VTT, "a.vtt", " - a title", ""),
        (VTT, "a.vtt", "NOTE a remark\n\n", ""),
        (VTT, "a.vtt", "chapter one\n", ""),
        (VTT, "a.vtt", " outside", ""),
        (VTT, "a.vtt", "lost line\n", ""),
        (VTT, "a.vtt", "two", "<two"),
        (VTT.replace("One", "x <Come in"), "a.vtt", "x <Come in", "x"),
        (VTT.replace("One", "<Come in> x"), "a.vtt", "<Come in> x", "x"),
    ],
)
def test_a_fix_that_changes_words_without_declaring_it_is_refused(
    text: str, path: str, old: str, new: str
) -> None:
    assert not judged(text, replacing(text, old, new), path=path)


@pytest.mark.parametrize(
    "text, path, old, new",
    [
        (SRT, "a.srt", "One two", "One  two"),
        (SRT, "a.srt", "02,000 after the times", "02,000\nafter the times"),
        (SRT, "a.srt", "1\n", "7\n"),
        (VTT, "a.vtt", "align:start ", ""),
        (VTT, "a.vtt", "<i>two</i>", "two"),
        (VTT, "a.vtt", "WEBVTT - a", "WEBVTT a"),
    ],
)
def test_a_fix_that_keeps_the_words_passes(text: str, path: str, old: str, new: str) -> None:
    assert judged(text, replacing(text, old, new), path=path)


def test_what_is_declared_passes_where_the_rule_may_do_it() -> None:
    edits = replacing(SRT, "2\n00:00:03,000 --> 00:00:04,000\nThree.\n", "")
    assert judged(SRT, edits, DELETES, "advertisement")
    assert not judged(SRT, edits, DELETES, "empty_cue"), "its page does not say so"
    assert not judged(SRT, edits, REPLACES, "advertisement"), "another thing than its page says"
    changed = replacing(SRT, "two", "too")
    assert judged(SRT, changed, REPLACES, "mojibake")


def test_a_move_keeps_what_it_moves() -> None:
    second = "2\n00:00:03,000 --> 00:00:04,000\nThree.\n"
    at = SRT.index(second)
    deletion = Edit(Span(at, len(SRT)), "")
    assert judged(SRT, (Edit(Span(0, 0), second + "\n"), deletion), MOVES, "cues_out_of_order")
    shorter = second.replace("Three", "Thre")
    assert not judged(SRT, (Edit(Span(0, 0), shorter + "\n"), deletion), MOVES, "cues_out_of_order")


def test_many_moves_in_one_fix_keep_what_each_of_them_moves() -> None:
    cues = [f"{at}\n00:00:0{at},000 --> 00:00:0{at},500\nWord {at}.\n\n" for at in range(1, 6)]
    text = "".join(cues[at] for at in (2, 0, 4, 1, 3))

    def deletion(at: int) -> Edit:
        start = text.index(cues[at])
        return Edit(Span(start, start + len(cues[at])), "")

    def insertion(before: int, *moved: int) -> Edit:
        start = text.index(cues[before])
        return Edit(Span(start, start), "".join(cues[at] for at in moved))

    sound = (insertion(2, 0, 1), deletion(0), deletion(1), insertion(4, 3), deletion(3))
    assert judged(text, sound, MOVES, "cues_out_of_order")
    other_order = (sound[0], deletion(1), deletion(0), *sound[3:])
    assert not judged(text, other_order, MOVES, "cues_out_of_order")
    one_lost = (insertion(2, 0), *sound[1:])
    assert not judged(text, one_lost, MOVES, "cues_out_of_order")


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_that_may_change_words_has_a_fix_and_says_it(code: str) -> None:
    rule = load(code)
    assert set(rule.words) <= {DELETES, REPLACES, MOVES, REVEALS}
    # "" stands for a fix that leaves the words as they are.
    assert set(rule.mended_after) <= {"", DELETES, REPLACES, MOVES, REVEALS}
    assert rule.words or not rule.mended_first, "what is mended first turns words back"
    if rule.words:
        assert "## Fix" in rule.page


def lost_words(path: str, data: bytes, in_use: Settings, *, unsafe: bool) -> Counter[str]:
    """The words that a file has no more after mending, though no rule may take words away."""
    result, after = mend(path, data, in_use, unsafe=unsafe)
    if any(load(code).words for code, _ in result.fixes):
        return Counter()
    before = diagnose(path, data, in_use)
    return spoken(before.document.source.text) - spoken(after.document.source.text)


# In the others words and markup are distinguished by the format alone.
LINES_OF_TEXT = (".srt", ".vtt", ".sbv", ".lrc", ".sub")
CASES = [(code, name) for code, name in case_files() if name.endswith(LINES_OF_TEXT)]


@pytest.mark.sampled(10)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("code, name", one_of(2, CASES))
def test_mending_a_case_loses_no_word(code: str, name: str, unsafe: bool) -> None:
    sample = case_sample(code, name)
    try:
        lost = lost_words(sample.path, sample.data, in_force(sample.path), unsafe=unsafe)
    except CaptionQaError:
        return  # nothing was written
    assert not lost


WORDS = (
    "Come",
    "in",
    "the",
    "kettle",
    "Öl",
    "привет",
    "水",
    "3 < 4",
    "<i>tea</i>",
    "&amp;",
    "--",
    "[x]",
)
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
BROKEN = (
    "00:00:0{0},000 --> 00:00:0{1},500", "00:00:0{0}.000 -> 00:00:0{1}.500", "0:0:{0},0 --> 0:0:{1},1000",
    "[00:0{0}.000 --> 00:0{1}.000]", "00:0{0}.000 --> 00:0{1}.000", "00:00:0{1},000 --> 00:00:0{0},000", "",
)  # fmt: skip
TAILS = (
    "",
    " align:Spoken",
    " region:Spoken line:5%",
    " A:Spoken",
    " align:start",
    " line：15%",
    " A:start",
    " position:abc",
    " X1:1 X2:2",
    " Anna:hello",
    " foo:bar",
)


@pytest.mark.parametrize(
    "name", ["align", "line", "position", "size", "vertical", "region", "A", "L", ""]
)
@pytest.mark.parametrize("word", ["Spoken", "left!", "20people", "Öl", "no"])
@pytest.mark.parametrize("path", ["a.vtt", "a.srt"])
def test_no_safe_fix_takes_a_word_from_a_timing_line(name: str, word: str, path: str) -> None:
    setting = f"{name}:{word}" if name else word
    head = "WEBVTT\n\nREGION\nid:a\nscroll:Spoken\nlines\n\n" if path == "a.vtt" else "1\n"
    for tail in (setting, f"align:end {setting}", f"{setting} align:end", f"{setting} {setting}"):
        text = f"{head}00:00:01.000 --> 00:00:09.000 {tail}\nTea\n"
        result, _ = mend(path, text.encode(), in_force(path, ("default",)))
        # A name may go, and the first of two that are the same.
        assert word in result.data.decode()
        assert ("scroll:Spoken\nlines" in result.data.decode()) == (path == "a.vtt")


@pytest.mark.parametrize("path", ["a.vtt", "a.srt"])
def test_words_after_the_times_become_text_however_much_there_is_of_it(path: str) -> None:
    said = "I think so, and the others agree, and whoever comes late will have to agree as well"
    head, stop = ("WEBVTT\n\n", ".") if path == "a.vtt" else ("1\n", ",")
    text = f"{head}00:00:01{stop}000 --> 00:00:02{stop}000 {said}\nTea is here.\n"
    assert f"\n{said}\nTea is here." in fixed(text, path)


@pytest.mark.parametrize(
    ("tail", "mended"),
    [("line：15%", "line:15%"), ("Line:0", "line:0"), ("align: start", "align:start")],
)
@pytest.mark.parametrize("preset", ["youtube", "html5"])
def test_a_setting_is_mended_whatever_the_output_can_hold(
    tail: str, mended: str, preset: str
) -> None:
    text = f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000 {tail}\nTea is here.\n"
    arguments = config.Arguments(preset=preset)
    settings_in_use = config.load(arguments, isolated=True).settings_for("a.vtt")
    result, _ = mend("a.vtt", text.encode(), settings_in_use, unsafe=True)
    assert f"04.000 {mended}\n" in result.data.decode()


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    """A file with words in every place where people put them, well made or not."""
    suffix = draw(st.sampled_from((".srt", ".vtt", ".sbv")))
    newline = draw(st.sampled_from(("\n", "\r\n")))
    parts = []
    if suffix == ".vtt":
        parts.append(
            draw(st.sampled_from(("WEBVTT", "WEBVTT - title", "webvtt", "", "NOTE remark")))
        )
    for number in range(1, draw(st.integers(1, 5))):
        start = draw(st.integers(0, 8))
        timing = draw(st.sampled_from(BROKEN)).format(start, draw(st.integers(start, 9)))
        tail = draw(st.one_of(st.sampled_from(TAILS), LINES.map(" {}".format)))
        head = draw(st.sampled_from((f"{number}", f"#{number}.", "", "a name")))
        body = draw(st.lists(LINES, max_size=3))
        lines = [line for line in (head, timing + tail, *body) if line]
        parts.append(newline.join(lines))
    separator = newline * draw(st.integers(1, 3))
    return f"talk{suffix}", separator.join(parts) + newline


@pytest.mark.slow
@settings(max_examples=300 if WHOLE else examples(100), deadline=None)
@given(documents(), st.booleans())
def test_mending_a_damaged_file_loses_no_word_and_settles(
    document: tuple[str, str], unsafe: bool
) -> None:
    path, text = document
    in_use = in_force(path)
    try:
        result, after = mend(path, text.encode(), in_use, unsafe=unsafe)
    except CaptionQaError:
        return
    again, _ = mend(path, result.data, in_use, unsafe=unsafe)
    assert again.data == result.data, "a second run changes nothing"
    if not any(load(code).words for code, _ in result.fixes):
        assert not spoken(text) - spoken(after.document.source.text)
    assert after.document.format == diagnose(path, text.encode(), in_use).document.format


def test_a_diagnosed_file_is_what_the_judge_compares() -> None:
    before = diagnose("a.srt", SRT.encode(), in_force("a.srt", ("no_cues",)))
    assert isinstance(before, Diagnosed)
    assert is_safe(before, before, [])


def fixed(text: str, path: str) -> str:
    result, _ = mend(path, text.encode(), in_force(path, ("default",)), unsafe=True)
    return result.data.decode()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        # With a header of its own.
        (
            "a.vtt",
            "WEBVTT\n\n00:02.000 --> 00:04.000\nWe leave.\n\nWEBVTT\n\n"
            "00:00.000 --> 00:01.300\nNobody stays.\n\n00:01.400 --> 00:01.900\nBring a coat.\n",
        ),
        # With numbers of its own.
        (
            "a.srt",
            "1\n00:00:02,000 --> 00:00:04,000\nWe leave.\n\n2\n00:00:05,000 --> 00:00:07,000\nSoon.\n\n"
            "1\n00:00:00,000 --> 00:00:01,300\nNobody stays.\n\n"
            "2\n00:00:01,400 --> 00:00:01,900\nBring a coat.\n",
        ),
    ],
)
def test_no_cue_moves_into_a_file_that_was_pasted_above_it(path: str, text: str) -> None:
    mended = fixed(text, path)
    assert mended.index("We leave") < mended.index("Nobody stays") < mended.index("Bring a coat")
    # In one file they move.
    one = text.replace("\nWEBVTT\n\n", "").replace("\n\n1\n00:00:00", "\n\n3\n00:00:00")
    assert fixed(one, path).index("Nobody stays") < fixed(one, path).index("We leave")


@pytest.mark.parametrize("preset", ["html5", "netflix-en"])
@pytest.mark.parametrize("empty", ["<v Mo></v>", "", "&nbsp;", "\u200b"])
def test_an_empty_cue_ends_no_other(empty: str, preset: str) -> None:
    text = (
        "WEBVTT\n\n00:00:05.000 --> 00:00:09.300\nI think so, and the others agree.\n\n"
        f"00:00:{{}} --> 00:00:10.000\n{empty}\n\n00:00:10.400 --> 00:00:12.000\nThen let us begin.\n"
    )
    arguments = config.Arguments(preset=preset)
    settings_in_use = config.load(arguments, isolated=True).settings_for("a.vtt")
    for start in ("08.000", "09.300", "09.310"):
        data = text.format(start).encode()
        result, _ = mend("a.vtt", data, settings_in_use, unsafe=True)
        assert b"--> 00:00:09.300" in result.data


def test_misread_text_is_turned_back_before_anything_else_is_mended() -> None:
    # U+0085 and a soft hyphen are parts of misread letters here, and nothing to delete.
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\nÃ\x85ngstrÃ¶m trÃ¤umt, dÃ\xadas largos, cafÃ© y niÃ±o\n"
    )
    assert "Ångström träumt, días largos, café y niño" in fixed(text, "a.srt")


@pytest.mark.parametrize("above", ["Hel\x01lo to all", "It is  so", "Helo\u200b to all"])
def test_misread_text_is_turned_back_before_what_stands_above_it(above: str) -> None:
    text = (
        f"1\n00:00:01,000 --> 00:00:04,000\n{above}\n\n"
        "2\n00:00:05,000 --> 00:00:09,000\nÃ\x85ngstrÃ¶m trÃ¤umt, dÃ\xadas largos, cafÃ© y niÃ±o\n"
    )
    result, _ = mend("a.srt", text.encode(), in_force("a.srt", ("default",)), unsafe=True)
    codes = [code for code, _ in result.fixes]
    assert codes[0] == "mojibake", "first and alone"
    assert len(codes) > 1
    assert "Ångström träumt, días largos" in result.data.decode()
