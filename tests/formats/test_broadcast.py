"""SAMI, SCC and EBU STL: what is shown when, and that no file is too damaged to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action.cli import main
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse, sami, scc, stl
from tests.formats.test_contract import assert_well_formed
from tests.growth import assert_linear
from tests.sampling import examples

CASES = Path(__file__).parent


def read(path: str, data: bytes | str) -> Document:
    source = decode(path, data.encode() if isinstance(data, str) else data)
    document = parse(source)
    assert_well_formed(document)
    return document


def case(name: str) -> Document:
    return read(name, (CASES / name).read_bytes())


def events(module: ModuleType, document: Document) -> tuple[Event, ...]:
    found: tuple[Event, ...] = module.to_timeline(document).events
    return found


def caption(*words: str, time: str = "00:00:01:00") -> str:
    return f"Scenarist_SCC V1.0\n\n{time}\t{' '.join(words)}\n"


def test_a_pop_on_caption_is_shown_from_its_end_code_to_the_erase_code() -> None:
    document = case("scc/pop-on.scc")
    (event,) = events(scc, document)
    # 01:00:00;00 is frame 107,892; the end code is the 18th pair of its line.
    assert (event.start_ms, event.end_ms) == (3_600_564, 3_601_998)
    assert event.runs == (Run("HELLO\n"), Run("who", Style(italic=True)))
    assert document.plain(document.cues[0]) == "HELLO\nwho"


def test_each_row_of_rolling_captions_is_a_cue() -> None:
    first, second = events(scc, case("scc/roll-up.scc"))
    assert (first.text, second.text) == ("HI", "HI")
    assert first.end_ms <= second.start_ms < second.end_ms == 5005


def test_a_repeated_control_code_counts_once_and_a_third_counts_again() -> None:
    # Backspace, sent three times: once with its repetition, and once more.
    words = ["9420", "9420", "9470", "9470", "c8c8", "c849", "9421", "9421", "9421", "942f"]
    (event,) = events(scc, read("a.scc", caption(*words, "942f", "942c")))
    assert event.text == "HH"


def test_an_extended_character_replaces_the_one_before_it() -> None:
    # 'E' stands in for those who do not know the accented letter (CTA-608-E, 6.4.2).
    words = ["9420", "9470", "4580", "92a1", "92a1", "91b0", "942f", "942c"]
    (event,) = events(scc, read("a.scc", caption(*words)))
    assert event.text == "É®"


def test_the_second_channel_is_another_program() -> None:
    words = ["9420", "9470", "c849", "1c20", "1c70", "4949", "9420", "942f", "942c"]
    (event,) = events(scc, read("a.scc", caption(*words)))
    assert event.text == "HI"


def test_drop_frame_numbers_are_left_out_of_the_count() -> None:
    drop = read("a.scc", caption("9420", "9470", "c849", "942f", time="00:01:00;02"))
    full = read("a.scc", caption("9420", "9470", "c849", "942f", time="00:01:00:00"))
    assert drop.cues[0].start_ms == full.cues[0].start_ms == 60_160


def test_sami_clears_the_screen_with_a_blank() -> None:
    document = case("sami/two-languages.smi")
    first, korean, last = document.cues
    assert (first.start_ms, first.end_ms) == (1000, 2500)
    assert (korean.settings, document.placement(korean)) == ("krcc", "krcc")
    assert document.plain(first) == "Good evening,\nladies & gentlemen."
    assert last.start_ms == 3000
    assert document.language == "en-US"


def test_sami_in_another_language_is_named_as_lost() -> None:
    timeline = sami.to_timeline(case("sami/two-languages.smi"))
    assert [event.cue for event in timeline.events] == [1, 3]
    assert [(loss.kind, loss.number) for loss in timeline.losses] == [
        ("caption of another language", 1)
    ]
    assert timeline.events[1].runs == (Run("Sit down.", Style(color="#ffff00")),)


def test_a_line_end_between_two_tags_of_sami_is_no_line() -> None:
    text = "<SAMI><BODY><SYNC Start=1000><P>\n<b>One</b><br>\n<i>two</i>\n<b>three</b><SYNC Start=2000><P>&nbsp;</BODY>"
    (event,) = sami.to_timeline(sami.parse(Source.of(text))).events
    assert event.text == "One\ntwo three"


def test_sami_without_paragraphs_and_end_tags_is_read() -> None:
    document = read("a.smi", "<SAMI><SYNC START=10>One<SYNC START=20>&nbsp;<SYNC START='30'>Two")
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(10, 20), (30, 4030)]
    assert [document.plain(cue) for cue in document.cues] == ["One", "Two"]


def stl_file(*fields: bytes, table: bytes = b"00", programme: bytes = b"00000000") -> bytes:
    header = bytearray(b" " * 1024)
    header[:16] = b"850STL25.011" + table + b"09"
    header[238:243] = b"%05d" % len(fields)
    header[256:264] = programme
    blocks = b""
    for number, field in enumerate(fields, 1):
        about = bytes([0, number, 0, 255, 0, 10, 0, number, 0, 10, 0, number, 12, 20, 2, 0])
        blocks += about + field.ljust(112, b"\x8f")
    return bytes(header) + blocks


def test_subtitles_of_a_cumulative_set_may_be_shown_together() -> None:
    data = bytearray(stl_file(b"one", b"two", b"three", b"four"))
    starts = [1024 + 128 * at for at in range(4)]
    for start, status in zip(starts, (1, 2, 3, 0), strict=True):
        data[start + 4] = status
        data[start + 11] = 9  # until second nine
    document = read("a.stl", bytes(data))
    tracks = document.by_track(document.cues)
    assert [[cue.number for cue in track] for track in tracks] == [[1, 4], [2], [3]]


@pytest.mark.parametrize(
    "table, field, text",
    [
        (b"00", b"\xc2e \xc8u\xcdO \xfb \xcasA\xd5", "é üŐ ß s̊A♪"),
        (b"01", b"\xbf\xe0", "Пр"),
        (b"03", b"\xe1\xe2", "αβ"),
        (b"00", b"  one\x8a\x8atwo  three ", "one\ntwo three"),
        (b"00", b"\x0b\x0b\x03yes\x07no\x0a\x0a", "yes no"),
    ],
)
def test_stl_text_is_in_the_table_of_the_header(table: bytes, field: bytes, text: str) -> None:
    document = read("a.stl", stl_file(field, table=table))
    assert document.plain(document.cues[0]) == text


@pytest.mark.parametrize("table, field", [(b"00", b"a\xd9b\xe5"), (b"04", b"a\xdbb\xdc")])
def test_bytes_that_a_table_of_stl_does_not_define_are_lost_by_name(
    table: bytes, field: bytes
) -> None:
    document = read("a.stl", stl_file(b"sound", field, table=table))
    (loss,) = stl.FORMAT.to_timeline(document).losses
    assert (loss.kind, loss.number, loss.cue) == ("undecodable byte", 2, 2)


# Italics, underline and boxing on and off, the end of a line, and unused space.
STL_CONTROLS = {*range(0x20), *range(0x80, 0x86), 0x8A, 0x8F}


@pytest.mark.parametrize("form", [b"a%cb", b"%c", b"\xc2%c", b"a" * 111 + b"%c"])
@pytest.mark.parametrize("table", [b"00", b"01", b"02", b"03", b"04", b"99"])
def test_a_code_of_stl_that_means_no_character_is_reported_and_written_as_one(
    table: bytes, form: bytes
) -> None:
    for code in range(0x100):
        field = form % code
        document = read("a.stl", stl_file(field[:112], table=table))
        shown = document.plain(document.cues[0])
        reported = [item for item in document.problems if item.code == "stl_undefined_code"]
        assert ("\ufffd" in shown) == bool(reported), code
        assert code in STL_CONTROLS or reported or shown != "ab", code


def test_the_place_of_an_undefined_code_is_that_of_its_byte() -> None:
    data = bytearray(stl_file(b"sound", b"a" * 112, b"b\xe5"))
    data[1024 + 128 + 3] = 0  # the second subtitle goes on in the third block
    data[1024 + 256 + 1] = 2
    document = read("a.stl", bytes(data))
    (problem,) = document.problems
    assert document.source.text[problem.span.start : problem.span.end] == "\xe5"
    assert "cue 2 has the code E5, which means no character in code table 00" in problem.message


def test_stl_colours_and_italics_make_runs() -> None:
    document = read("a.stl", stl_file(b"\x03yes\x01\x80no\x81"))
    (event,) = events(stl, document)
    assert event.runs == (
        Run("yes", Style(color="#ffff00")),
        Run(" ", Style(color="#ff0000")),
        Run("no", Style(italic=True, color="#ff0000")),
    )
    assert event.placement == Placement()


def test_stl_times_count_from_the_start_of_the_programme() -> None:
    document = read("a.stl", stl_file(b"one", b"two", programme=b"10000000"))
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(1000, 1480), (2000, 2480)]


def test_bytes_of_stl_are_kept_and_are_one_line() -> None:
    data = stl_file(b"a\r\nb\x00\xff")
    source = decode("a.stl", data, "utf-8")
    assert source.binary
    assert source.encode(source.text) == data
    assert source.position(1040).line == 1


@settings(max_examples=examples(100), deadline=None)
@given(st.binary(max_size=400), st.integers(0, 1300))
def test_any_bytes_in_an_stl_file_are_read(noise: bytes, place: int) -> None:
    data = stl_file(b"one", b"two")
    document = read("a.stl", data[:11] + data[11:place] + noise + data[place:])
    events(stl, document)


WORDS = st.integers(0, 0xFFFF).map(lambda pair: f"{pair:04x}")
CONTROLS = st.sampled_from(
    [
        "9420",
        "9425",
        "9429",
        "942c",
        "942d",
        "942e",
        "942f",
        "9421",
        "9424",
        "9470",
        "94d0",
        "91ae",
        "97a1",
        "92a1",
        "91b0",
        "c849",
        "1c20",
    ]
)
SCC_LINES = st.lists(WORDS | CONTROLS | st.text(max_size=3), max_size=30).map(" ".join)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(SCC_LINES, max_size=5))
def test_any_codes_are_read(lines: list[str]) -> None:
    text = "\n".join(f"00:00:{number:02d}:00\t{line}" for number, line in enumerate(lines))
    document = scc.parse(Source.of(text))
    assert_well_formed(document)
    events(scc, document)


TAGS = st.sampled_from(
    (
        "<SYNC Start=10>",
        "<sync",
        "<P Class=A>",
        "<p>",
        "&nbsp;",
        "<br>",
        "</i>",
        "<i>",
        "<!--",
        "-->",
    )
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(TAGS | st.text(max_size=4), max_size=30).map("".join))
def test_any_tags_are_read(text: str) -> None:
    document = sami.parse(Source.of(text))
    assert_well_formed(document)
    for event in events(sami, document):
        assert event.text
        assert all(run.text for run in event.runs)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name, make, n",
    [
        ("a.smi", lambda n: "<SAMI>" + "<SYNC Start=1><P>" * n, 12_500),
        ("a.smi", lambda n: "<SAMI><SYNC Start=1>" + "<P>a" * n, 12_500),
        ("a.smi", lambda n: "<SAMI><SYNC Start=1>" + "<i>" * n + "</b>" * n, 25_000),
        ("a.smi", lambda n: "<SAMI>" + "<!-- " * n, 50_000),
        ("a.scc", lambda n: caption(*["9429 c849"] * n), 5_000),
        ("a.scc", lambda n: caption(*["9425 94ad c849"] * n), 5_000),
    ],
)
def test_a_hostile_file_is_read_in_linear_time(
    name: str, make: Callable[[int], str], n: int
) -> None:
    assert_linear(make, lambda text: read(name, text), n)


def test_other_files_with_these_suffixes_are_not_captions() -> None:
    assert stl.FORMAT.begins_file(stl_file())
    assert not stl.FORMAT.begins_file(b"solid cube\n")
    assert sami.FORMAT.begins_file(b"<SAMI>\n<HEAD>")
    assert not sami.FORMAT.begins_file(b'<smil xmlns="http://www.w3.org/ns/SMIL">')


def test_a_damaged_header_hides_no_file_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Path(__file__).parents[1] / "rules/stl_header_invalid/damaged-format.stl"
    (tmp_path / "a.stl").write_bytes(whole.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--isolated", "--format", "concise"]) == 1
    out = capsys.readouterr().out
    assert "a.stl:1:4: error[stl_header_invalid] the disk format is" in out
    assert "1 file checked" in out


@pytest.mark.parametrize(
    "time, reason",
    [
        ("00:00:01:31", '"00:00:01:31" counts frame 31; the frames of a second are 0 to 29'),
        ("00:00:61:00", '"00:00:61:00" has minutes or seconds above 59'),
        (
            "00:01:00;01",
            '"00:01:00;01" counts a frame that drop frame leaves out: after 00:59;29 comes 01:00;02',
        ),
        ("00:01:00;02", None),
        ("00:10:00;00", None),
        (
            "00:00:01.05",
            '"00:00:01.05" has "." before its frames; expected HH:MM:SS:FF or HH:MM:SS;FF',
        ),
    ],
)
def test_a_time_of_scc_that_cannot_be_is_named_by_what_is_wrong(
    time: str, reason: str | None
) -> None:
    document = read("a.scc", f"Scenarist_SCC V1.0\n\n{time}\t942c 942c\n".encode())
    found = [item.message for item in document.problems if item.code == "invalid_timestamp"]
    assert found == [reason] * bool(reason)


def test_a_frame_of_scc_that_does_not_exist_keeps_its_second() -> None:
    codes = "9420 9420 9470 9470 c8e5 ecec efa1 942f 942f"
    text = f"Scenarist_SCC V1.0\n\n00:00:05:31\t{codes}\n\n00:00:08:00\t942c 942c\n"
    (cue,) = read("a.scc", text.encode()).cues
    assert 5_900 < cue.start_ms < 6_300


def test_times_of_scc_that_count_frames_in_two_ways_are_named_once() -> None:
    lines = "".join(f"00:00:0{at}{mark}00\t942c 942c\n\n" for at, mark in enumerate("::;:;"))
    document = read("a.scc", f"Scenarist_SCC V1.0\n\n{lines}".encode())
    (found,) = [item.message for item in document.problems if item.code == "invalid_timestamp"]
    assert found.startswith('"00:00:02;00" has ";" before its frames, and the times above have ":"')
