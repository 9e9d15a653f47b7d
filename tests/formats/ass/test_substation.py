"""SubStation Alpha, the version before ASS: its styles as those of ASS, and its colours."""

from __future__ import annotations

import pytest

from caption_qa_action import convert_text
from caption_qa_action.core.source import Source
from caption_qa_action.formats import ass, parse

_EVENT = "Dialogue: Marked=0,0:00:01.00,0:00:02.00,One,Cher,0000,0000,0000,,x\n"
SSA = (
    "[Script Info]\nScriptType: v4.00\nPlayResX: 1920\nPlayResY: 1080\n\n[V4 Styles]\n"
    "Format: Name, PrimaryColour, TertiaryColour, Bold, Italic, Alignment, AlphaLevel\n"
    "Style: One,{color},0,{bold},{italic},{alignment},0\n\n[Events]\n"
    "Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n" + _EVENT
)


def of_style(*, color: str = "16777215", bold: int = 0, italic: int = 0, alignment: int = 2) -> str:
    return SSA.format(color=color, bold=bold, italic=italic, alignment=alignment)


# From the bottom to the top and from left to right: SubStation counts 1 to 3, 9 to 11, 5 to 7, ASS 1 to 9.
@pytest.mark.parametrize(
    ("alignment", "keypad"),
    [(1, 1), (2, 2), (3, 3), (9, 4), (10, 5), (11, 6), (5, 7), (6, 8), (7, 9), (0, 2), (12, 2)],
)
def test_alignment_becomes_that_of_ass(alignment: int, keypad: int) -> None:
    made = convert_text(of_style(alignment=alignment), "talk.ssa", to="ass")
    override = "" if keypad == 2 else f"{{\\an{keypad}}}"
    assert made.text.endswith(
        f"Dialogue: 0,0:00:01.00,0:00:02.00,Default,Cher,0,0,0,,{override}x\n"
    )
    assert made.losses == ()


def test_a_file_becomes_one_of_ass_with_its_looks() -> None:
    made = convert_text(of_style(color="255", bold=-1, italic=-1), "talk.ssa", to="ass")
    assert "ScriptType: v4.00+\n" in made.text
    assert "[V4+ Styles]\n" in made.text
    assert "[V4 Styles]" not in made.text
    assert made.text.endswith(r",,{\b1\i1\c&H0000FF&}x" + "\n")
    assert made.losses == ()


# Blue, green and red, in this order, behind how transparent it is; a number without a letter is decimal.
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&H0000FFFF", "#ffff00"), ("&HFFFF", "#ffff00"), ("&H0000FFFF&", "#ffff00"), ("&hff", "#ff0000"),
        ("H00FF00", "#00ff00"), ("&HFFFFFF", ""), ("&H80FF0000", "#0000ff7f"), ("&HFF0000FF", "#ff000000"),
        ("65535", "#ffff00"), ("16711680", "#0000ff"), ("16777215", ""), ("-2147483640", "#0800007f"), ("", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_old", [True, False])
def test_colours_are_hexadecimal_or_decimal_numbers(written: str, read: str, is_old: bool) -> None:
    text = of_style(color=written)
    if not is_old:
        text = text.replace("v4.00", "v4.00+").replace("V4 ", "V4+ ").replace("Tertiary", "Outline")
    (event,) = ass.to_timeline(parse(Source.of(text, "talk.ass"))).events
    assert event.runs[0].style.color == read
