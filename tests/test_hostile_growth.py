"""Captions whose work once grew with the square of them; `python benchmarks/hostile.py` measures thousands of others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import caption_qa_action as qa
from tests.growth import assert_linear

pytestmark = pytest.mark.slow

TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><head><styling>',
    '</styling></head><body style="s0"><div><p begin="1s" end="2s">Hello</p></div></body></tt>',
)


def in_reverse(count: int) -> str:
    """Each cue is to be moved, and asks for the line end of the file."""
    cues = ((count - at, at) for at in range(count))
    return "".join(
        f"{number}\n{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02},000 --> 99:00:00,000\nHi.\n\n"
        for second, number in cues
    )


def empty_cues(count: int) -> str:
    """All go at once, and not by halves."""
    return "00:00:01,000 --> 00:00:02,000\n" * count


def settings(count: int) -> str:
    """Each is deleted, and stands behind all before it."""
    return f"WEBVTT\n\n00:01.000 --> 00:02.000{' align:' * count}\nHello.\n"


def chained_styles(count: int) -> str:
    """Each hands on what it was handed, and an attribute more."""
    styles = (f'<style xml:id="s{at}" style="s{at + 1}" tts:a{at}="1"/>' for at in range(count))
    return TTML[0] + "".join(styles) + TTML[1]


def digits_of_a_time(count: int) -> str:
    """Each may be the first of a number with an exponent."""
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="{"9" * count}s">Hi</p></div></body></tt>'


def lines_of_one_letter(count: int) -> str:
    return "1\n00:00:01,000 --> 09:00:00,000\n" + "a\n" * count


def lines_of_dashes(count: int) -> str:
    """Blanks and dashes may stand before a label, also on the lines before it."""
    return "1\n00:00:01,000 --> 09:00:00,000\nAN APPLE\n" + "-\n" * count


def long_lines_of_one_cue(count: int) -> str:
    """Its lines in the file are not those on the screen, so that each stands for the whole cue."""
    lines = ("word " * 60 + "in the|") * count
    return f"{{100}}{{200}}Words.\n{{300}}{{400}}Words.\n{{500}}{{600}}{lines}\n"


def blanks_behind_times(count: int) -> str:
    """Each may stand before a number, or behind what stands before it."""
    return f"1\n00:00:01,000 --> 00:00:02,000{' ' * count}x\nx\n"


def long_word(count: int) -> str:
    """It has no sign between two letters, whichever of its letters may begin it."""
    return f"1\n00:00:01,000 --> 00:00:09,000\nГде {'a' * count}\n"


def signs_on_one_line(count: int) -> str:
    """Each is taken out, unless its line was misread."""
    return "{100}{200}" + "a word\u200b|" * count + "\n"


def open_tags_in_one_cue(count: int) -> str:
    """Each is escaped, which brings to light what stands in the cue."""
    return "WEBVTT\n\n00:01.000 --> 00:05.000\n" + "<a " * count + "\n"


def find_mojibake(text: str) -> object:
    return qa.check_text(text, "a.srt", select=["mojibake"])


def check_break(text: str) -> object:
    return qa.check_text(text, "a.en.sub", select=["bad_line_break"])


def check(name: str) -> Callable[[str], object]:
    return lambda text: qa.check_text(text, name)


def mend(name: str) -> Callable[[str], object]:
    return lambda text: qa.fix_text(text, name, unsafe=True)


def deliver(name: str) -> Callable[[str], object]:
    return lambda text: qa.process_text(text, name, preset="youtube", fix_profile="auto-split-cps")


@pytest.mark.parametrize(
    ("make", "work", "count"),
    [
        (in_reverse, check("a.srt"), 2000),
        (empty_cues, mend("a.srt"), 1000),
        (settings, mend("a.vtt"), 1500),
        (chained_styles, check("a.ttml"), 800),
        (digits_of_a_time, check("a.ttml"), 2000),
        (lines_of_one_letter, deliver("a.srt"), 4000),
        (lines_of_dashes, check("a.srt"), 2000),
        (long_lines_of_one_cue, check_break, 800),
        (blanks_behind_times, mend("a.srt"), 2000),
        (long_word, find_mojibake, 2000),
        (signs_on_one_line, check("a.sub"), 400),
        (open_tags_in_one_cue, mend("a.vtt"), 1500),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_work_grows_with_the_captions(
    make: Callable[[int], str], work: Callable[[str], object], count: int
) -> None:
    assert_linear(make, work, count)
