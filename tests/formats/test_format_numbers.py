"""The numbers that formats are made of, each where one more or less would show."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.stacking import WEBVTT, anchor
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse, scc, stl
from caption_qa_action.formats.ass.styles import legacy_alignment
from caption_qa_action.formats.microdvd.lines import frame_rate
from caption_qa_action.formats.scc.decoder import Caption
from caption_qa_action.formats.webvtt.timestamp_map import offset_ms
from tests.formats.test_broadcast import caption, events, stl_file


def read(path: str, data: bytes | str) -> Document:
    return parse(decode(path, data.encode() if isinstance(data, str) else data))


def placed(path: str, text: str) -> Placement:
    document = read(path, text)
    event: Event = FORMATS[document.format].to_timeline(document).events[0]
    return event.placement


# SubStation Alpha.


@pytest.mark.parametrize(
    ("number", "keypad"),
    [(0, 2), (1, 1), (2, 2), (3, 3), (4, 6), (5, 7), (6, 8), (7, 9), (8, 3), (9, 4), (10, 5), (11, 6), (12, 2)],
)  # fmt: skip
def test_alignments_of_ssa_are_those_of_a_keypad(number: int, keypad: int) -> None:
    assert legacy_alignment(number) == keypad


SRT_HEAD = "1\n00:00:01,000 --> 00:00:02,000\n"
KEYPAD = {
    1: ("left", "bottom"), 2: ("center", "bottom"), 3: ("right", "bottom"),
    4: ("left", "middle"), 5: ("center", "middle"), 6: ("right", "middle"),
    7: ("left", "top"), 8: ("center", "top"), 9: ("right", "top"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("number", "keypad"),
    [(0, 2), (1, 1), (2, 2), (3, 3), (4, 2), (5, 7), (6, 8), (7, 9), (8, 2), (9, 4), (10, 5), (11, 6), (12, 2)],
)  # fmt: skip
def test_old_anchors_in_srt_are_those_of_a_keypad(number: int, keypad: int) -> None:
    placement = placed("a.srt", f"{SRT_HEAD}{{\\a{number}}}x\n")
    assert (placement.align, placement.vertical) == KEYPAD[keypad]


@pytest.mark.parametrize("target", ["srt", "ass"])
@pytest.mark.parametrize("keypad", KEYPAD)
def test_a_place_is_written_as_its_key(keypad: int, target: str) -> None:
    place = Placement(*KEYPAD[keypad])
    text = FORMATS[target].write(Timeline((Event(0, 1000, (Run("x"),), place),))).text
    assert re.findall(r"\\an([0-9])", text) == ([str(keypad)] if keypad != 2 else [])


def test_places_in_srt_are_on_a_grid_of_384_by_288() -> None:
    placement = placed("a.srt", f"{SRT_HEAD}{{\\pos(96,216)}}x\n")
    assert (placement.x_percent, placement.y_percent) == (25, 75)
    placement = placed("a.srt", f"{SRT_HEAD}{{\\pos(384,288)}}x\n")
    assert (placement.x_percent, placement.y_percent) == (100, 100)


def test_a_script_is_written_for_a_picture_of_1920_by_1080_with_margins_of_a_twentieth() -> None:
    place = Placement("center", "middle", 25.0, 75.0)
    text = FORMATS["ass"].write(Timeline((Event(0, 1000, (Run("x"),), place),))).text
    assert "PlayResX: 1920\nPlayResY: 1080\n" in text
    assert r"\pos(480,810)" in text
    assert ",96,96,54,1\n" in text


ASS = (
    "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ass", ASS + "Dialogue: 0,0:00:01.00,never,Default,,0,0,0,,x\n"),
        ("a.sbv", "0:00:01.000,never\nx\n"),
    ],
)
def test_a_caption_whose_end_is_lost_stays_for_two_seconds(path: str, text: str) -> None:
    (cue,) = read(path, text).cues
    assert (cue.start_ms, cue.end_ms) == (1000, 3000)


# MicroDVD.


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("23.976", Fraction(24000, 1001)), ("23.98", Fraction(24000, 1001)), ("23.97", None),
        ("29.97", Fraction(30000, 1001)), ("47.952", Fraction(48000, 1001)), ("59.94", Fraction(60000, 1001)),
        ("119.88", Fraction(120000, 1001)), ("25", Fraction(25)), ("1", Fraction(1)), ("1000", Fraction(1000)),
    ],
)  # fmt: skip
def test_a_rate_of_ntsc_video_is_exact(written: str, rate: Fraction | None) -> None:
    expected = Fraction(written) if rate is None else rate
    assert frame_rate(written) == expected


@pytest.mark.parametrize("written", ["0.999", "1000.001"])
def test_no_video_has_such_a_rate(written: str) -> None:
    assert frame_rate(written) is None


def test_microdvd_without_a_rate_has_that_of_films_on_ntsc_video() -> None:
    (cue,) = read("a.sub", "{24000}{48000}x\n").cues
    assert (cue.start_ms, cue.end_ms) == (1_001_000, 2_002_000)


# Console output of recognisers.


@pytest.mark.parametrize("before, format", [(20, "asr_console"), (21, "unknown")])
def test_twenty_lines_may_stand_before_what_was_heard(before: int, format: str) -> None:
    assert read("a.txt", "warning\n" * before + "[00:00.000 --> 00:01.000] x\n").format == format


def test_console_output_under_the_name_of_captions_is_a_damaged_file() -> None:
    text = "[00:00.000 --> 00:01.000] x\n"
    assert read("a.srt", text).format == "srt"
    assert [read(path, text).format for path in ("a.txt", "a")] == ["asr_console"] * 2


# MPL2.


def test_times_of_mpl2_are_tenths_of_a_second() -> None:
    (cue,) = read("a.mpl", "[604][640]x\n").cues
    assert (cue.start_ms, cue.end_ms) == (60_400, 64_000)


# SCC.


def line_of(width: int, start: int) -> Caption:
    made = Caption()
    made.rows[15] = {start + at: ("x", Style()) for at in range(width)}
    return made


@pytest.mark.parametrize(
    ("left", "right", "align"),
    [(0, 0, "center"), (0, 4, "center"), (4, 0, "center"), (0, 5, "left"), (6, 1, "right"), (7, 2, "left"),
     (10, 14, "center"), (10, 15, "left"), (5, 0, "right")],
)  # fmt: skip
def test_a_caption_is_centred_that_is_4_columns_from_the_middle_of_32(
    left: int, right: int, align: str
) -> None:
    assert line_of(32 - left - right, left).placement() == Placement(align, "bottom")


def test_a_row_of_scc_ends_at_column_32() -> None:
    letters = ["c1c1"] * 20  # two of the letter A each
    (event,) = events(scc, read("a.scc", caption("9420", "9470", *letters, "942f", "942c")))
    assert event.text == "A" * 32
    # A tab stays in the row, too; the first one leaves the first column empty.
    tabs = ["97a1", "c1c1"] * 12
    (event,) = events(scc, read("a.scc", caption("9420", "9470", *tabs, "942f", "942c")))
    assert len(event.text) == 31


# EBU STL.


def stl_at(start: tuple[int, ...], end: tuple[int, ...], rate: bytes = b"25") -> Document:
    data = bytearray(stl_file(b"x"))
    data[6:8] = rate
    data[1029:1033], data[1033:1037] = bytes(start), bytes(end)
    return read("a.stl", bytes(data))


@pytest.mark.parametrize(
    ("rate", "frames", "ms"),
    [
        (b"25", 1, 40), (b"24", 1, 42), (b"24", 2, 83), (b"30", 1, 33), (b"30", 2, 67), (b"23", 1, 42),
        (b"23", 12, 501), (b"23", 23, 959), (b"29", 15, 501), (b"29", 2, 67), (b"29", 29, 968),
    ],
)  # fmt: skip
def test_frames_of_stl_are_rounded_to_the_nearest_millisecond(
    rate: bytes, frames: int, ms: int
) -> None:
    document = stl_at((0, 0, 0, 0), (0, 0, 0, frames), rate)
    assert document.cues[0].end_ms == ms
    assert not document.problems


def test_an_hour_of_stl_at_the_rate_of_ntsc_is_counted_in_frames() -> None:
    assert stl_at((0, 0, 0, 0), (1, 0, 0, 0), b"29").cues[0].end_ms == 3_603_600
    assert stl_at((0, 0, 0, 0), (1, 0, 0, 0), b"23").cues[0].end_ms == 3_603_600


@pytest.mark.parametrize(
    ("time", "is_time"),
    [
        ((23, 59, 59, 24), True), ((24, 0, 0, 0), False), ((0, 60, 0, 0), False), ((0, 0, 60, 0), False),
        ((0, 0, 0, 25), False), ((255, 0, 0, 0), False),
    ],
)  # fmt: skip
def test_a_time_of_stl_is_one_of_a_day(time: tuple[int, ...], is_time: bool) -> None:
    document = stl_at((0, 0, 0, 0), time)
    assert ([problem.code for problem in document.problems] == []) == is_time
    assert is_time or [problem.code for problem in document.problems] == ["invalid_timestamp"]


@pytest.mark.parametrize(("rate", "last"), [(b"23", 23), (b"24", 23), (b"29", 29), (b"30", 29)])
def test_frames_of_stl_are_fewer_than_the_rate(rate: bytes, last: int) -> None:
    assert not stl_at((0, 0, 0, 0), (0, 0, 1, last), rate).problems
    assert stl_at((0, 0, 0, 0), (0, 0, 1, last + 1), rate).problems


@pytest.mark.parametrize(
    ("code", "language"),
    [(b"01", "sq"), (b"09", "en"), (b"08", "de"), (b"0F", "fr"), (b"2B", "wa"), (b"2C", ""), (b"00", ""),
     (b"56", "ru"), (b"65", "ko"), (b"69", "ja"), (b"70", "el"), (b"75", "zh"), (b"7E", "ar"), (b"57", "")],
)  # fmt: skip
def test_a_language_of_stl_has_its_number(code: bytes, language: str) -> None:
    data = bytearray(stl_file(b"x"))
    data[14:16] = code
    assert stl.to_timeline(read("a.stl", bytes(data))).language == language


@pytest.mark.parametrize("extension, kinds", [(0xFF, 1), (0xFE, 0)])
def test_a_block_of_user_data_is_no_caption(extension: int, kinds: int) -> None:
    data = bytearray(stl_file(b"x"))
    data[1027] = extension
    document = read("a.stl", bytes(data))
    assert len(document.cues) == kinds
    assert [block.kind for block in document.blocks] == ["header", "comment"][: 2 - kinds]


# WebVTT.


@pytest.mark.parametrize(
    ("line", "percent"),
    [("line:1", 5.33), ("line:10", 53.3), ("line:17", 90.61), ("line:18", 90.61), ("line:-2", 94.67),
     ("line:-18", 9.39), ("line:-20", 9.39), ("line:0", None), ("line:-1", None)],
)  # fmt: skip
def test_a_line_of_webvtt_is_a_part_of_the_height(line: str, percent: float | None) -> None:
    placement = placed("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000 {line}\nx\n")
    found = anchor(placement, WEBVTT) if placement.row else placement.y_percent
    assert found == (None if percent is None else pytest.approx(percent, abs=1e-9))


@pytest.mark.parametrize(
    ("settings", "x"),
    [
        ("position:0% align:left", None), ("position:50%", None), ("position:100% align:right", None),
        ("position:1% align:left", 1), ("position:51%", 51), ("position:99% align:right", 99),
        ("position:50% align:left", 50), ("position:0%", 0), ("position:100%", 100),
    ],
)  # fmt: skip
def test_a_position_that_the_alignment_says_is_none_of_its_own(
    settings: str, x: int | None
) -> None:
    assert placed("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000 {settings}\nx\n").x_percent == x


@pytest.mark.parametrize(
    ("ticks", "ms"), [(0, 0), (44, 0), (45, 1), (90, 1), (134, 1), (135, 2), (900_000, 10_000)]
)
def test_ninety_ticks_of_mpeg_are_a_millisecond(ticks: int, ms: int) -> None:
    assert offset_ms(f"MPEGTS:{ticks},LOCAL:00:00:00.000") == ms


@pytest.mark.parametrize(("size", "codes"), [(1024, []), (1023, ["stl_header_invalid"])])
def test_the_header_of_stl_has_1024_bytes(size: int, codes: list[str]) -> None:
    document = read("a.stl", stl_file()[:size])
    assert [problem.code for problem in document.problems] == codes
