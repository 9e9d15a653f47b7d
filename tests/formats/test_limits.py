"""How much the readers take: at the limit, one below it, one above it."""

from __future__ import annotations

from collections import Counter

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.formats._json_values import Reader
from caption_qa_action.formats.json.cues import _milliseconds
from caption_qa_action.formats.webvtt.timing import browser_times


def read(path: str, text: str) -> Document:
    return parse(decode(path, text.encode()))


def codes(document: Document) -> Counter[str]:
    return Counter(problem.code for problem in document.problems)


@pytest.mark.parametrize(("depth", "is_read"), [(31, True), (32, True), (33, False), (64, False)])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_json_is_read_32_levels_deep(opening: str, closing: str, depth: int, is_read: bool) -> None:
    reader = Reader(opening * (depth - 1) + opening[0] + closing[-1] + closing * (depth - 1))
    reader.value(0)
    messages = [problem.message for problem in reader.problems]
    assert ("values are nested more than 32 levels deep" in messages) != is_read


@pytest.mark.parametrize("count", [199, 200, 201, 999])
def test_200_places_that_are_no_json_are_noticed(count: int) -> None:
    reader = Reader("")
    for place in range(count):
        reader.error(Span(place, place + 1), "wrong")
        reader.error(Span(place, place + 2), "the same place")
    assert len(reader.problems) == min(count, 200)


@pytest.mark.parametrize("count", [999, 1000, 1001, 3000])
def test_1000_cues_that_are_none_are_noticed(count: int) -> None:
    cues = ", ".join(["1"] * count)
    document = read(
        "a.json", '{"format": "captionpass-json", "version": 1, "cues": [' + cues + "]}"
    )
    assert codes(document)["json_schema"] == min(count, 1000)


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("form", ["{}", "{}.0", "{}e0"])
def test_a_time_in_json_is_at_most_that_of_fifteen_digits(sign: str, form: str) -> None:
    assert _milliseconds(sign + form.format(10**14)) == int(f"{sign}{10**14}")
    assert _milliseconds(sign + form.format(10**14 - 1)) == int(f"{sign}{10**14 - 1}")
    assert _milliseconds(sign + form.format(10**14 + 1)) is None


TTML = '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{}</div></body></tt>'


@pytest.mark.parametrize(
    ("depth", "is_read"), [(255, True), (256, True), (257, False), (2560, False)]
)
def test_xml_is_read_256_elements_deep(depth: int, is_read: bool) -> None:
    spans = depth - 4  # tt, body, div and p are above them
    cue = f'<p begin="1s" end="2s">{"<span>" * spans}a{"</span>" * spans}</p>'
    document = read("a.ttml", TTML.format(cue))
    assert ("xml_nested_too_deep" not in codes(document)) == is_read
    assert document.plain(document.cues[0]) == "a"


@pytest.mark.parametrize(("depth", "is_seen"), [(48, True), (49, True), (50, False), (500, False)])
def test_tags_of_sami_count_50_deep(depth: int, is_seen: bool) -> None:
    text = f"<SAMI><BODY><SYNC Start=1000><P>{'<i>' * depth}<b>a</b></P><SYNC Start=2000><P>&nbsp;</P></BODY></SAMI>"
    document = read("a.smi", text)
    (event,) = FORMATS.module(document.format).to_timeline(document).events
    (run,) = event.runs
    assert (run.text, run.style.italic, run.style.bold) == ("a", True, is_seen)


@pytest.mark.parametrize(
    ("hours", "read_as"),
    [
        ("999999998", 999_999_998),
        ("999999999", 999_999_999),
        ("0000999999998", 999_999_998),
        ("1000000000", 999_999_999),
        ("9" * 40, 999_999_999),
    ],
)
def test_hours_of_webvtt_are_at_most_a_billion(hours: str, read_as: int) -> None:
    times = browser_times(f"{hours}:00:00.000 --> {hours}:00:01.000")
    assert times == (read_as * 3_600_000, read_as * 3_600_000 + 1000)


@pytest.mark.parametrize(("minutes", "seconds"), [(59, 59), (60, 0), (0, 60), (99, 99)])
def test_minutes_and_seconds_of_webvtt_end_at_59(minutes: int, seconds: int) -> None:
    times = browser_times(f"00:00.000 --> 01:{minutes:02}:{seconds:02}.000")
    right = minutes <= 59 and seconds <= 59
    assert (times is not None) == right


# How long a caption without a readable end stays, in each format.
UNENDED = {
    "srt": ("a.srt", "1\n00:00:01,000 --> nonsense\nHello\n", 2000),
    "webvtt": ("a.vtt", "WEBVTT\n\n00:01.000 --> nonsense\nHello\n", 2000),
    "sbv": ("a.sbv", "0:00:01.000,nonsense\nHello\n\n0:01:00.000,0:01:02.000\nBye\n", 2000),
    "microdvd": ("a.sub", "{25}{50}One\n{100}{}Hello\n", 2000),
    "sami": ("a.smi", "<SAMI><BODY><SYNC Start=1000><P>Hello</BODY></SAMI>", 4000),
    "lrc": ("a.lrc", "[00:01.00]Hello\n", 5000),
    "ttml": ("a.ttml", TTML.format('<p begin="1s">Hello</p>'), 10_000),
    "json": ("a.json", '{"cues": [{"start": 1000, "text": "Hello"}]}', 2000),
    "asr_json": ("a.json", '{"segments": [{"start": 1.0, "end": "x", "text": "Hello"}]}', 2000),
    "asr_console": (
        "a.txt",
        "[00:00.000 --> 00:01.000] One\n[00:01.000 --> 00:7x.000] Hello\n",
        2000,
    ),
    "timedtext": ("a.srv1", '<transcript><text start="1">Hello</text></transcript>', 2000),
    "mpl2": ("a.mpl", "[10][20]One\n[30][]Hello\n", 2000),
    "spruce_stl": ("a.stl", "00:00:01:00 , 00:00:02:99 , Hello\n", 2000),
    "scc": (
        "a.scc",
        "Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9470 c8e5 6c6c ef80 942f\n",
        5038,
    ),  # 150 frames after its last code
}


@pytest.mark.parametrize("name", UNENDED)
def test_a_caption_without_an_end_stays_for_a_while(name: str) -> None:
    path, text, duration_ms = UNENDED[name]
    document = read(path, text)
    assert document.format == name
    (cue,) = [cue for cue in document.cues if document.plain(cue) == "Hello"]
    assert cue.duration_ms == duration_ms


@pytest.mark.parametrize(
    ("weight", "bold"), [("0", False), ("1", True), ("599", False), ("600", True), ("700", True)]
)
def test_letters_of_ass_are_bold_from_600_on(weight: str, bold: bool) -> None:
    text = (
        "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Text\n"
        f"Dialogue: 0,0:00:01.00,0:00:02.00,{{\\b{weight}}}Hello\n"
    )
    document = read("a.ass", text)
    (event,) = FORMATS.module(document.format).to_timeline(document).events
    assert [run.style.bold for run in event.runs] == [bold]
