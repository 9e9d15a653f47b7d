"""What a time is read as is what its fix writes: in every format, however the time is written.

A conversion shows a cue when reading says, and a fix writes a time in the exact form; where they differ, one of
them shows it at another time than the other.
"""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.core.clock import OTHER_READING
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, parse

_ASS = (
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 384\nPlayResY: 288\n\n[V4+ Styles]\nFormat: Name, Fontname\n"
    "Style: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,{},{},Default,Words\n"
)
_TTML = '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div><p begin="{}" end="{}">Words</p></div></body></tt>'
_JSON = '{{"format": "captionpass-json", "version": 1, "cues": [{{"index": 1, "{0}": {2}, "{1}": {3}, "lines": ["Words"]}}]}}'
_FRACTIONS = (
    "",
    ".5",
    ".25",
    ".996",
    ".500",
    ".1000",
    ".0004",
    ".25000001",
    ",5",
    ",500",
    ",1000",
    ":05",
    ":500",
    ";5",
)
_THREE_PARTS = ["00:01:500", "00:07:000", "01:07:999", "00:00:07 500", "00:07 500"]
_CLOCKS = _THREE_PARTS + [
    f"{hours}7{fraction}" for hours in ("00:00:0", "0:0:", "00:0", "0") for fraction in _FRACTIONS
]
_NUMBERS = ["1.5", "1500", "1500.0", "1500.4", "1.5e3", "1500.5", "2.25", "0.1"]
# The template of a format, the times to write into it, and a later end that is exact. A fix rounds to `unit_ms`.
_KINDS: dict[str, tuple[str, list[str], str, int]] = {
    "a.srt": ("1\n{} --> {}\nWords\n", _CLOCKS, "09:00:19,000", 1),
    "a.vtt": ("WEBVTT\n\n{} --> {}\nWords\n", _CLOCKS, "09:00:19.000", 1),
    "a.sbv": ("{},{}\nWords\n", _CLOCKS, "9:00:19.000", 1),
    "a.ass": (_ASS, _CLOCKS, "9:00:19.00", 10),
    "a.ssa": (_ASS.replace("Layer", "Marked"), _CLOCKS, "9:00:19.00", 10),
    "a.ttml": (_TTML, [*_CLOCKS, "7.5", "7500ms", "7,5s", "7.5 s", "7.0004s"], "09:00:19.000", 1),
    "a.lrc": ("[{}]Words\n[{}]\n", [clock.removeprefix("00:") for clock in _CLOCKS], "99:19.00", 10),
    "a.smi": ("<SAMI><BODY>\n<SYNC Start={}><P>Words\n<SYNC Start={}><P>&nbsp;\n</BODY></SAMI>\n", _NUMBERS, "19000", 1),
    "a.json": (_JSON.replace("{0}", "startMs").replace("{1}", "endMs").replace("{2}", "{}").replace("{3}", "{}"), _NUMBERS, "19000", 1),
    "b.json": (_JSON.replace("{0}", "start").replace("{1}", "end").replace("{2}", "{}").replace("{3}", "{}"), ["1.5", "2.25", "0.1", "7", "7.0"], "9.5", 1),
    "a.tsv": ("start\tend\ttext\n{}\t{}\tWords\n", _NUMBERS, "19000", 1),
    "a.sub": ("{{{}}}{{{}}}Words\n", ["25", "25.0", " 25", "25.5"], "190", 1),
    "a.mpl": ("[{}][{}]Words\n", ["25", " 25", "25.5"], "190", 1),
    "a.stl": ("$FontName = Arial\n{},{},Words\n", ["00:00:07:05", "00:00:07;05", "0:0:7:5", "00:00:07.05", "00:00:07:31"], "00:00:19:00", 1),
}  # fmt: skip
# No rule that moves times on purpose.
_CODES = (
    "invalid_timestamp",
    "ass_time_precision",
    "json_time_not_integer",
    "sbv_subviewer_token",
)
_CASES = [
    pytest.param(name, template.format(*times), unit_ms, id=f"{name}-{times[0]}-{times[1]}")
    for name, (template, clocks, end, unit_ms) in _KINDS.items()
    for times in (*((clock, end) for clock in clocks), *((clock, clock) for clock in clocks))
]


def times_of(document: Document) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in document.cues]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("name, text, unit_ms", _CASES)
def test_a_time_that_readers_read_in_two_ways_has_no_safe_fix(
    name: str, text: str, unit_ms: int
) -> None:
    for problem in parse(decode(name, text.encode())).problems:
        if OTHER_READING in problem.message and problem.fix:
            assert not problem.fix.safe, problem.message


@pytest.mark.parametrize(
    "name, template",
    [
        ("a.srt", "1\n{} --> {}\nW\n"),
        ("a.vtt", "WEBVTT\n\n{} --> {}\nW\n"),
        ("a.sbv", "{},{}\nW\n"),
        ("a.ttml", _TTML),
    ],
)
def test_three_parts_whose_last_has_three_digits_end_in_milliseconds(
    name: str, template: str
) -> None:
    document = parse(decode(name, template.format("00:01:000", "00:03:250").encode()))
    assert times_of(document) == [(1000, 3250)]
    messages = " ".join(problem.message for problem in document.problems)
    assert f"00:00:01.000, {OTHER_READING} 00:01:00.000" in messages
    assert f"00:00:03.250, {OTHER_READING} 00:07:10.000" in messages


@pytest.mark.sampled(5)
@pytest.mark.parametrize("name, text, unit_ms", _CASES)
def test_a_fix_writes_the_time_that_is_read(name: str, text: str, unit_ms: int) -> None:
    before = parse(decode(name, text.encode()))
    if before.format not in FORMATS:
        return
    times = times_of(before)
    assert all(start_ms <= end_ms for start_ms, end_ms in times), "no way to write it is negative"
    arguments = config.Arguments(select=_CODES)
    settings = config.load(arguments, isolated=True).settings_for(name)
    try:
        result, after = mend(name, text.encode(), settings, unsafe=True)
    except CaptionQaError:
        return  # nothing was written
    if result.data == text.encode():
        return
    for read, written in zip(times, times_of(after.document), strict=True):
        assert all(
            one == other or abs(one - other) * 2 <= unit_ms
            for one, other in zip(read, written, strict=True)
        )
