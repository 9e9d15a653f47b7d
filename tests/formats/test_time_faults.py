"""What stands in the place of a time and is none is named with its reason, in every format that has times in text."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.text import timecode
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.formats._time_faults import fault
from caption_qa_action.formats._time_readings import only_reading

NO_NUMBER = "is what a program writes where it has no number"
FAULTS = {
    "NaN": NO_NUMBER,
    "-Infinity": NO_NUMBER,
    "undefined": NO_NUMBER,
    "NaN:NaN:NaN": NO_NUMBER,
    "None:None": NO_NUMBER,
    "00:00:NaN": NO_NUMBER,
    "1.5e-7": "is a number with an exponent",
    "00:00:xx": '"xx" stands where digits are wanted',
    "00:00:1-5": "a sign stands within it",
}
# Each with a sound caption above one with a time in question, at its start and at its end.
_SCRIPT = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Text\nDialogue: 0,0:00:01.00,0:00:02.00,Default,One\n"
    "Dialogue: 0,{},{},Default,Two\n"
)
_SCC_LINES = (
    "Scenarist_SCC V1.0\n\n00:00:01:00\t942c\n\n{}\t9420 9420 94ae 94ae 9470 9470 5477 ef80 942f 942f\n\n"
    "{}\t942c 942c\n"
)
_FCPXML = (
    '<fcpxml version="1.9"><resources><format id="r1" frameDuration="100/2500s"/></resources><library><event><project>'
    '<sequence format="r1"><spine><gap offset="0s" duration="10s" start="0s"><caption lane="1" offset="{}" '
    'duration="{}"><text><text-style ref="ts1">Two</text-style></text></caption></gap></spine></sequence></project>'
    "</event></library></fcpxml>\n"
)
TEMPLATES = {
    "srt": ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n{} --> {}\nTwo\n", "00:00:03,000"),
    "webvtt": ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n{} --> {}\nTwo\n", "00:03.000"),
    "sbv": ("a.sbv", "0:00:01.000,0:00:02.000\nOne\n\n{},{}\nTwo\n", "0:00:03.000"),
    "ass": ("a.ass", _SCRIPT, "0:00:03.00"),
    "ttml": (
        "a.ttml",
        '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div><p begin="{}" end="{}">Two</p></div></body></tt>',
        "3s",
    ),
    "sami": (
        "a.smi",
        "<SAMI><HEAD></HEAD><BODY>\n<SYNC Start={}><P Class=EN>Two\n<SYNC Start={}><P Class=EN>&nbsp;\n</BODY></SAMI>",
        "3000",
    ),
    "scc": ("a.scc", _SCC_LINES, "00:00:03:00"),
    "lrc": ("a.lrc", "[00:01.00]One\n[{}]Two\n[{}]Three\n", "00:03.00"),
    "microdvd": ("a.sub", "{{1}}{{25}}One\n{{{}}}{{{}}}Two\n{{100}}{{150}}Three\n", "75"),
    "mpl2": ("a.mpl", "[10][20]One\n[{}][{}]Two\n[40][50]Three\n", "30"),
    "csv": ("a.csv", 'start,end,text\n1000,2000,"One"\n{},{},"Two"\n', "3000"),
    "tsv": ("a.tsv", "start\tend\ttext\n1000\t2000\tOne\n{}\t{}\tTwo\n", "3000"),
    "spruce_stl": ("a.stl", "00:00:01:00 , 00:00:02:00 , One\n{} , {} , Two\n", "00:00:03:00"),
    "json": ("a.json", '{{"version":1,"cues":[{{"startMs":"{}","endMs":"{}","lines":["Two"]}}]}}', "3000"),
    "asr_json": ("a.json", '{{"text":"Two","segments":[{{"start":"{}","end":"{}","text":"Two"}}]}}', "3.0"),
    "timedtext": ("a.srv3", '<timedtext format="3"><body><p t="{}" d="{}">Two</p></body></timedtext>\n', "3000"),
    "fcpxml": ("a.fcpxml", _FCPXML, "3s"),
    "asr_console": ("a.txt", "[00:00:01.000 --> 00:00:02.000]  One\n[{} --> {}]  Two\n", "00:00:03.000"),
}  # fmt: skip


def test_every_format_with_times_in_text_is_tried() -> None:
    assert TEMPLATES.keys() == set(FORMATS) - {"stl"}  # whose times are bytes


@pytest.mark.parametrize("format", TEMPLATES)
@pytest.mark.parametrize("written", FAULTS)
def test_what_is_wrong_with_a_time_is_named(format: str, written: str) -> None:
    name, template, sound = TEMPLATES[format]
    if format == "asr_json" and written == "1.5e-7":
        return  # a number of seconds, as JSON has them
    for times in ((written, sound), (sound, written)):
        document = parse(Source.of(template.format(*times), name))
        assert document.format == format
        messages = [problem.message for problem in document.problems]
        assert any(FAULTS[written] in message for message in messages), (times, messages)
        made = convert(document, "webvtt" if format == "srt" else "srt")
        assert "Two" in made.text, times
        guesses = {"time that cannot be read", "cue without an end"}
        assert guesses & {loss.kind for loss in made.losses}, times


@pytest.mark.parametrize(
    "written, expected",
    [
        ("", ""),
        ("1.5", ": it is a fraction alone"),
        ("1500", ": it is a number alone, of seconds, milliseconds or frames"),
        ("-1,5", ": it is a number with a sign"),
        ("1h 2m", ": it is a number with a unit"),
        ("PT1.5S", ": it is written as a duration of ISO 8601"),
        ("2024-01-01T00:00:01Z", ": it is a date"),
        ("00:00:05.33.5", ": it has 5 parts, and a time has 4 at most"),
        ("00:05.33.5", ": it has more than one fraction"),
        ("00:00::01", ": a part of it has no digits"),
        ("00:61:01.000", ": its minutes or seconds are above 59"),
        ("00:00:01.000", ": it is written as the time of a clock"),
        ("...", ": it has no digits"),
        ("1..5", ": it is no number"),
        ("[object Object]", f': "[object Object]" {NO_NUMBER}'),
    ],
)
def test_faults_of_times(written: str, expected: str) -> None:
    assert fault(written) == expected


# What means one time alone, and the milliseconds of it.
READINGS = {
    "5,500": 5500,
    "00.00.05,500": 5500,
    "00-00-05,500": 5500,
    "+00:00:05,500": 5500,
    "00:00:O5,500": 5500,
    "00:00:05,5OO": 5500,
    "(00:00:05,500": 5500,
    "00:00:05:500": 5500,
    "00:05.500": 5500,
    "00:00:05": 5000,
    "5.5s": 5500,
    "5500ms": 5500,
    "1m 5s": 65_000,
    "PT1M5.5S": 65_500,
}
# The comma is no part of a time where it stands between the fields.
_FIELDS = ("ass", "csv", "sbv", "spruce_stl")


@pytest.mark.parametrize("format", TEMPLATES)
@pytest.mark.parametrize("written", READINGS)
def test_the_one_time_that_a_message_names_is_used_and_is_a_guess(
    format: str, written: str
) -> None:
    name, template, sound = TEMPLATES[format]
    text = written.replace(",", ".") if format in _FIELDS else written
    for index, times in enumerate(((text, sound), (sound, text))):
        document = parse(Source.of(template.format(*times), name))
        named = re.findall(
            r": [^;]*; taken for ([0-9:.]+)", "\n".join(each.message for each in document.problems)
        )
        cues = [cue for cue in document.cues if "Two" in document.plain(cue)]
        for shown in named:
            [cue] = cues
            stated = (cue.start_ms, cue.end_ms)
            if format == "timedtext":  # has durations
                stated = (cue.start_ms, cue.end_ms - cue.start_ms)
            assert timecode(stated[index]) == shown == timecode(READINGS[written]), times
            assert cue.number in document.guessed, times


@pytest.mark.parametrize("written", READINGS)
def test_a_time_that_most_formats_have_not_is_named_in_some(written: str) -> None:
    named = [
        format
        for format, (name, template, sound) in TEMPLATES.items()
        if any(
            f"; taken for {timecode(READINGS[written])}" in problem.message
            for problem in parse(Source.of(template.format(written, sound), name)).problems
        )
    ]
    assert len(named) > 4, named


@pytest.mark.parametrize(
    "written, ms",
    [
        *READINGS.items(),
        ("-5.5", None),
        ("5500", None),
        ("1e3", None),
        ("1m", None),
        ("00:05", None),
        ("00:05:500", None),
        ("00:00:63,000", None),
        ("00:00:05,5", None),
        ("00:00:05,1000", 6000),
        ("00:00:05:12", None),
        ("00.00.05", None),
        ("2024-01-01", None),
        ("NaN", None),
        ("00:00:NaN", None),
        ("OO:OO:OO", None),
        ("...", None),
        ("", None),
        ("T1.5S", 1500),
        ("PT", None),
        ("1.5.5", None),
        ("[00:00:05 500]", 5500),
        ("00 : 00 : 05 , 500", 5500),
        ("100000000h 1s", None),
        ("27777777h 1s", 99_999_997_201_000),
    ],
)
def test_what_means_one_time_and_what_means_none_or_two(written: str, ms: int | None) -> None:
    assert only_reading(written) == ms


def test_a_number_under_a_name_with_its_unit_is_read() -> None:
    template = '{{"version":1,"cues":[{{"{}":"3000","{}":4000,"lines":["Two"]}}]}}'
    document = parse(Source.of(template.format("startMs", "endMs"), "a.json"))
    assert (document.cues[0].start_ms, set(document.guessed)) == (3000, {1})
    assert 'the string "3000"; taken for 00:00:03.000' in document.problems[0].message
    document = parse(Source.of(template.format("start", "end"), "a.json"), "json")
    assert document.cues[0].start_ms == 0
    assert "taken for" not in document.problems[0].message


def test_a_line_that_ends_at_a_guessed_time_has_a_guessed_end() -> None:
    text = "[offset:500]\n[00:01.00]One\n[00.00.03.500]Two\n[00:05.00]Three\n"
    document = parse(Source.of(text, "a.lrc"))
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues][:2] == [(500, 3000), (3000, 4500)]
    assert {1, 2} <= document.guessed


def test_a_start_of_sami_with_blanks_in_it_is_read_whole() -> None:
    text = "<SAMI><BODY><SYNC Start=00:00:05 500 End=7000><P>Two\n<SYNC Start=8000><P>&nbsp;\n</BODY></SAMI>"
    document = parse(Source.of(text, "a.smi"))
    assert (document.cues[0].start_ms, set(document.guessed)) == (5500, {1})


def test_200_characters_in_the_place_of_a_time_are_looked_at() -> None:
    assert "exponent" in fault("1" * 198 + "e5")
    assert "exponent" not in fault("1" * 199 + "e5")


def test_units_behind_numbers_are_counted() -> None:
    assert only_reading("1h 2m 3s 4ms") == 3_723_004


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("+00:59:59,500", 3_599_500), ("+00:60:00,500", None), ("+00:00:60,500", None), ("+01:00", None),
        ("00:00:01,1000", 2000), ("nan:00:01,000", None), ("00:00:01,000 NaN", None), ("undefined", None), ("", None),
    ],
)  # fmt: skip
def test_a_clock_has_no_more_than_59_minutes_and_seconds(written: str, ms: int | None) -> None:
    assert only_reading(written) == ms


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("00:59:59.500", "it is written as the time of a clock"), ("00:60:00", "its minutes or seconds are above 59"),
        ("00:00:60.500", "its minutes or seconds are above 59"), ("00:75", "it is written as the time of a clock"),
        ("75:00:00", "it is written as the time of a clock"),
    ],
)  # fmt: skip
def test_what_is_above_59_is_named(written: str, reason: str) -> None:
    assert fault(written) == f": {reason}"


@pytest.mark.parametrize("format", ["srt", "sbv"])
@pytest.mark.parametrize(
    ("time", "kind"),
    [
        ("00:60:00", "above_59"), ("00:00:60", "above_59"), ("00:100:00", "range"),
        ("00:00:100", "range"),
    ],
)  # fmt: skip
def test_readers_lose_what_three_digits_hold_and_carry_what_two_do(
    format: str, time: str, kind: str
) -> None:
    name, template, _ = TEMPLATES[format]
    point = "," if format == "srt" else "."
    text = template.format(f"{time}{point}500", f"3:00:00{point}500")
    document = parse(Source.of(text, name))
    assert [each.detail for each in document.problems] == [kind]
