"""What mending does to files, and what it must never do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.errors import FixFailed
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.text import timecode
from caption_qa_action.files.decode import writes_back
from caption_qa_action.fixing import Result, _attempt, mend
from caption_qa_action.pipeline import Diagnosed, diagnose
from caption_qa_action.rules import load
from tests.captions import Caption, everything
from tests.sampling import examples, one_of

# Whatever SubRip and WebVTT there is, and of other formats what is not a sample of a rule.
FILES = [
    caption
    for caption in everything()
    if caption.name.endswith((".srt", ".vtt")) or not caption.id.startswith(("tests/", "examples/"))
]
LARGE_BYTES = 100_000


def in_force(path: str, **arguments: str) -> Settings:
    return config.load(config.Arguments(**arguments), isolated=True).settings_for(path)  # type: ignore[arg-type]


def mended(text: str, path: str = "talk.srt", *, unsafe: bool = False) -> str:
    result, _ = mend(path, text.encode(), in_force(path), unsafe=unsafe)
    return result.data.decode()


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    "caption, unsafe",
    [
        pytest.param(caption, unsafe, id=f"{caption}-{'unsafe' if unsafe else 'safe'}")
        for caption in one_of(2, FILES)
        for unsafe in (False, True)
        # The largest are mended with safe fixes alone, to keep the tests short.
        if not unsafe or caption.size <= LARGE_BYTES
    ],
)
def test_a_mended_file_is_sound_and_settles(caption: Caption, unsafe: bool) -> None:
    path, data = caption.name, caption.data
    in_use = in_force(path)
    before = diagnose(path, data, in_use)
    if not writes_back(before.document.source):
        with pytest.raises(FixFailed, match="cannot be written back"):
            mend(path, data, in_use, unsafe=unsafe)
        return
    result, after = mend(path, data, in_use, unsafe=unsafe)
    again, _ = mend(path, result.data, in_use, unsafe=unsafe)
    assert again.data == result.data, "a second run changes nothing"
    assert len(unexpected(result, after)) <= len(before.diagnostics)
    if not unsafe:
        assert shown(before.document) == shown(after.document), "safe fixes change nothing visible"
        left = [item for item in after.diagnostics if item.fix is not None and item.fix.safe]
        assert not left, "no safe fix is forgotten"
        assert not result.reverted, "what a check announces as safe is made"
    if not result.fixes:
        assert result.data == data


def unexpected(result: Result, after: Diagnosed) -> list[Diagnostic]:
    """What is found, but for what the fixes leave on purpose: U+FFFD in place of each NUL."""
    left = {code for made, _ in result.fixes for code in load(made).leaves}
    return [item for item in after.diagnostics if item.code not in left]


def shown(document: object) -> str:
    cues = document.cues  # type: ignore[attr-defined]
    text = "".join(document.plain(cue) for cue in cues)  # type: ignore[attr-defined]
    # A browser shows a sign of what was lost for a NUL (WebVTT, 6.1, step 1).
    if document.traits.reads_nul:  # type: ignore[attr-defined]
        text = text.replace("\0", "\ufffd")
    return re.sub("[\\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", "", text)


def test_what_is_not_mended_stays_byte_for_byte() -> None:
    text = (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nGerman: stra\u00dfe \x0b \r\n\r\n"
        "2\r\n00:00:03.000 --> 00:00:04,000\r\nTwo\r\n"
    )
    assert mended(text).encode().count(b"\r\n") == text.encode().count(b"\r\n")
    assert "00:00:03,000 --> 00:00:04,000" in mended(text)


def test_a_fix_that_would_bring_a_new_finding_is_left_out() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:04,000\nOne is here\n\n"
        "2\n00:00:06,000 --> 00:00:03,000\nTwo is here\n\n"
    )
    result, left = mend("talk.srt", text.encode(), in_force("talk.srt"), unsafe=True)
    assert result.reverted == ("negative_duration",)
    assert "negative_duration" in {item.code for item in left.diagnostics}


def test_a_setting_that_browsers_ignore_is_removed_although_cues_overlap() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:03.000 align:top\nOne is here\n\n"
        "00:02.000 --> 00:04.000\nTwo is here\n"
    )
    before = diagnose("talk.vtt", text.encode(), in_force("talk.vtt")).diagnostics
    assert {item.code for item in before} == {"setting_invalid", "overlapping_cues"}
    assert mended(text, "talk.vtt") == text.replace(" align:top", "")


@pytest.mark.parametrize("times", ["05,000 --> 00:00:xx,000", "05,000 --> 00:xx:10,000", "A --> B"])
def test_no_time_is_put_in_the_place_of_one_that_is_none(times: str) -> None:
    text = f"1\n00:00:{times}\nHello there.\n"
    assert mended(text, unsafe=True) == text


def test_one_fix_at_fault_does_not_keep_the_others_back() -> None:
    good = "".join(
        f"{number}\n00:0{number}:01,000 -> 00:0{number}:03,000\nCue number {number}\n\n"
        for number in range(1, 9)
    )
    bad = "9\n00:09:06,000 --> 00:09:03,000\nBackwards\n\n10\n00:09:04,000 --> 00:09:08,000\nForwards\n"
    result, left = mend("talk.srt", (good + bad).encode(), in_force("talk.srt"), unsafe=True)
    assert "negative_duration" in result.reverted
    assert "invalid_timestamp" not in {item.code for item in left.diagnostics}


def test_a_file_that_cannot_be_written_back_is_left_alone() -> None:
    # 0x815C and 0x815F have two spellings each in Shift_JIS as Windows writes it.
    text = b"1\n00:00:01.000 --> 00:00:02,000\n" + b"\xfa\x4a\x87\x54\n"
    in_use = in_force("talk.srt", encoding="cp932")
    if writes_back(diagnose("talk.srt", text, in_use).document.source):
        pytest.skip("this Python writes the characters back as they were")
    with pytest.raises(FixFailed, match="cannot be written back"):
        mend("talk.srt", text, in_use)


LINES = st.sampled_from(
    [
        "1",
        "2",
        "3",
        "One <i>two",
        "Three",
        "",
        "",
        " ",
        "a  b",
        "Fish & chips",
        "A --> B",
        "\ufeff4",
        *("00:00:01,000 --> 00:00:02,000", "00:00:03.000 -> 00:00:04,000", "0:0:5 --> 0:0:6"),
        *("WEBVTT", "NOTE x", "00:01.000 --> 00:02.000 align:middle", "</b>", "{\\an8}up"),
    ]
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(LINES, max_size=16), st.booleans(), st.sampled_from(["talk.srt", "talk.vtt"]))
def test_any_arrangement_of_lines_is_mended_soundly(
    lines: list[str], unsafe: bool, path: str
) -> None:
    data = "\n".join(lines).encode()
    in_use = in_force(path)
    before = diagnose(path, data, in_use)
    result, after = mend(path, data, in_use, unsafe=unsafe)
    assert len(unexpected(result, after)) <= len(before.diagnostics)
    if not unsafe:
        assert shown(before.document) == shown(after.document)
    assert mend(path, result.data, in_use, unsafe=unsafe)[0].data == result.data


LATE_CUE = "".join(
    f"{number}\n{'05:00:00,000 --> 05:00:02,000' if number == 4 else f'00:01:{number:02},000 --> 00:01:{number:02},900'}\n"
    f"Line {chr(96 + number)}\n\n"
    for number in range(1, 27)
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("late.srt", LATE_CUE),
        ("late.vtt", "WEBVTT\n\n" + LATE_CUE.replace(",", ".")),
        ("page.vtt", "<html><body>Not found</body></html>\n"),
        ("glued.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000Come in.\n\n00:04.000 --> 00:06.000\u3000Yes.\nNo.\n"),
        ("glued.srt", "1\n00:00:01,000 --> 00:00:03,000Come in.\nSit down.\n"),
        ("value.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000 line:10%Come in.\nSit down.\n"),
        ("japanese.srt", "1\n00:00:01,000 --> 00:00:03,000\n\x93ú\x96{\x8dê\x81B and \x9d\n"),
        (
            "hours.ass",
            "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Start, End, Text\n"
            "Dialogue: 1000:00:05.00,1000:00:06.00,Very late\n",
        ),
    ],
)  # fmt: skip
def test_words_of_damaged_files_stay_and_one_run_suffices(name: str, text: str) -> None:
    once = mended(text, name)
    assert mended(once, name) == once, "safe fixes settle in one run"
    for part in re.findall(r"[^\W\d_]{2,}|[\x81\x8d\x8f\x90\x9d]", text):
        assert part in once
    unsafe = mended(text, name, unsafe=True)
    assert mended(unsafe, name, unsafe=True) == unsafe
    for part in ("Come in.", "Yes.", "Line z"):
        assert part in unsafe or part not in text


def test_cues_below_one_that_is_late_go_up_together() -> None:
    starts = re.findall(r"(\S+) -->", mended(LATE_CUE, unsafe=True))
    assert starts == sorted(starts)
    assert len(starts) == 26


def test_a_file_that_is_in_no_format_is_not_touched() -> None:
    page = "\ufeff<html>\r\n<body>Not found  </body></html>"
    for name in ("page.vtt", "page.srt", "page.ttml", "page.sbv", "page.ass"):
        assert mended(page, name, unsafe=True) == page


@pytest.mark.parametrize("read_as", ["latin-1", "cp1251"])
def test_misread_text_is_turned_back_before_its_characters_are_mended(read_as: str) -> None:
    meant = "C’est déjà la première fois, où êtes-vous?"
    misread = meant.encode().decode(read_as)
    text = "".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{misread}\n\n"
        for number in range(1, 6)
    )
    assert meant in mended(text, unsafe=True)
    assert misread in mended(text)


def test_a_format_line_stands_where_players_read_it() -> None:
    text = (
        "[Script Info]\nScriptType: v4.00+\nPlayResX: 384\nPlayResY: 288\n\n[V4+ Styles]\n"
        "Format: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n[Another part]\n\n"
        "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,One is here\n"
    )
    result, left = mend("talk.ass", text.encode(), in_force("talk.ass"))
    assert "[Events]\nFormat: Layer, Start" in result.data.decode()
    assert "ass_missing_format" not in {item.code for item in left.diagnostics}


def cue(number: int, start_ms: int, text: str) -> str:
    start, end = (timecode(ms).replace(".", ",") for ms in (start_ms, start_ms + 1500))
    return f"{number}\n{start} --> {end}\n{text}\n\n"


def test_a_cue_that_shows_nothing_is_deleted_and_those_below_it_are_numbered_anew() -> None:
    given = cue(1, 1000, "A.") + cue(2, 3000, "") + cue(3, 5000, "B.")
    assert mended(given, unsafe=True) == cue(1, 1000, "A.") + cue(2, 5000, "B.")


@pytest.mark.parametrize("count", [6, 60, 600])
def test_a_file_in_reverse_is_mended_in_a_few_rounds(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = []

    def counted(*arguments: Any) -> Diagnosed:
        checks.append(1)
        return diagnose(*arguments)

    monkeypatch.setattr(_attempt, "diagnose", counted)
    starts = [at * 2000 for at in range(count)]
    given = "".join(cue(at, start, f"{start}") for at, start in enumerate(reversed(starts), 1))
    expected = "".join(cue(at, start, f"{start}") for at, start in enumerate(starts, 1))
    assert mended(given, unsafe=True).rstrip() == expected.rstrip()
    assert len(checks) <= 4


def test_blocks_below_a_cue_are_moved_above_it_in_one_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked = []

    def count(*arguments: Any) -> Diagnosed:
        checked.append(arguments)
        return diagnose(*arguments)

    monkeypatch.setattr(_attempt, "diagnose", count)
    late = "".join(
        f"STYLE\n::cue(.{name}) {{ color: red }}\n\nREGION\nid:{name}\n\n" for name in "dcba"
    )
    cue = "00:01.000 --> 00:03.000\nHello.\n\n"
    text = f"WEBVTT\n\n{cue}{late}{cue.replace('00:0', '00:1')}"
    result, _ = mend("talk.vtt", text.encode(), in_force("talk.vtt"), unsafe=True)
    assert result.data.decode().startswith(f"WEBVTT\n\n{late}{cue}")
    assert (len(result.fixes), result.reverted) == (8, ())
    assert len(checked) == 2  # as it was, and after all of them


def test_a_small_file_is_checked_a_hundred_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of these fixes each can be made alone, and no two together."""
    checked = []

    def count(*arguments: Any) -> Diagnosed:
        checked.append(arguments)
        return diagnose(*arguments)

    def is_alone(before: Diagnosed, after: Diagnosed, chosen: Sequence[Diagnostic]) -> bool:
        return len(chosen) == 1

    monkeypatch.setattr(_attempt, "diagnose", count)
    monkeypatch.setattr(_attempt, "is_safe", is_alone)
    text = f"WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n{'<![CDATA[' * 444}\n"
    result, _ = mend("talk.vtt", text.encode(), in_force("talk.vtt"), unsafe=True)
    assert "bare_less_than" in result.reverted
    assert 90 < len(checked) <= 104  # and what was begun is brought to an end


def test_a_cue_with_the_number_of_another_is_renamed() -> None:
    text = "WEBVTT\n\n1\n00:01.000 --> 00:02.500\nHello.\n\n1\n00:03.000 --> 00:04.500\nBye now.\n"
    assert "\n1-2\n00:03" in mended(text, "talk.vtt", unsafe=True)
