"""Files and standard input mended: what is written, what is only shown, and what is reported."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import Mending, StreamMending
from caption_qa_action.fixing._diff import diff
from caption_qa_action.pipeline import Job
from caption_qa_action.rules import load
from caption_qa_action.workspace.discover import File

SAFE_AND_NOT = Settings(
    "youtube", (RuleSetting("invalid_timestamp"), RuleSetting("negative_duration"))
)
BROKEN = "1\n00:00:03.000 --> 00:00:01,000\nHello\n"
SAFELY = BROKEN.replace("03.000", "03,000")
WHOLLY = "1\n00:00:01,000 --> 00:00:03,000\nHello\n"


def job(path: Path, settings: Settings = SAFE_AND_NOT) -> Job:
    return Job(File(path.name, str(path)), settings)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.srt"
    path.write_bytes(BROKEN.encode())
    return path


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_file_is_mended_where_it_lies(file: Path, unsafe: bool) -> None:
    report = Mending(unsafe=unsafe).check(job(file))
    assert file.read_bytes().decode() == (WHOLLY if unsafe else SAFELY)
    assert report.mended is not None
    assert [code for code, _ in report.mended.fixes] == [
        "invalid_timestamp",
        *["negative_duration"] * unsafe,
    ]
    assert report.mended.diff == ""
    assert [each.code for each in report.diagnostics] == ["negative_duration"] * (not unsafe)


@pytest.mark.parametrize("stream", [False, True])
def test_a_fix_that_was_refused_is_not_announced_again(
    tmp_path: Path, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:03.000\nO\0ne is here\n"
    path = tmp_path / "talk.vtt"
    path.write_bytes(data)
    # What a fix brings without saying so refuses it.
    monkeypatch.setattr(load("nul_character"), "leaves", ())
    settings = Settings(
        "youtube", (RuleSetting("nul_character"), RuleSetting("replacement_character"))
    )
    if stream:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    file = File("talk.vtt", "" if stream else str(path))
    report = (StreamMending(Mending()) if stream else Mending()).check(Job(file, settings))
    assert report.mended is not None
    assert report.mended.reverted == ("nul_character",)
    assert [(each.code, each.fix) for each in report.diagnostics] == [("nul_character", None)]


def test_a_file_is_only_shown_as_a_diff(file: Path) -> None:
    report = Mending(write=False, diff=True).check(job(file))
    assert file.read_bytes().decode() == BROKEN
    assert report.mended is not None
    assert report.mended.diff.splitlines() == [
        "--- a/talk.srt",
        "+++ b/talk.srt",
        "@@ -1,4 +1,4 @@",
        " 1",
        "-00:00:03.000 --> 00:00:01,000",
        "+00:00:03,000 --> 00:00:01,000",
        " Hello",
        " ",
    ]
    # What is reported is the file as it still is.
    assert {each.code for each in report.diagnostics} == {"invalid_timestamp", "negative_duration"}


def test_a_sound_file_has_no_diff_and_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(WHOLLY.encode())
    before = path.stat().st_mtime_ns, path.stat().st_ino
    report = Mending(diff=True).check(job(path))
    assert report.mended is not None
    assert (report.mended.fixes, report.mended.diff) == ((), "")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_the_diff_is_of_the_text_in_the_encoding_that_is_declared(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(BROKEN.replace("Hello", "\u017d\u00e1k").encode("cp1250"))
    settings = SAFE_AND_NOT._replace(encoding="cp1250")
    report = Mending(write=False, diff=True).check(job(path, settings))
    assert report.mended is not None
    assert " \u017d\u00e1k" in report.mended.diff.splitlines()
    assert "(cp1250)" not in report.mended.diff


def test_rules_that_compare_languages_see_the_siblings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rules = RuleSetting("invalid_timestamp"), RuleSetting("sibling_cue_count", explicit=True)
    settings = Settings("youtube", rules)
    path = tmp_path / "talk.de.srt"
    path.write_text(BROKEN)
    (tmp_path / "talk.en.srt").write_text(WHOLLY + "\n2\n00:00:05,000 --> 00:00:06,000\nBye\n")
    for mending in (Mending(write=False), Mending()):
        report = mending.check(job(path, settings))
        assert "sibling_cue_count" in {each.code for each in report.diagnostics}


class Stdin:
    """Standard input that holds some bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize("unsafe", [False, True])
def test_standard_input_is_mended_in_memory(monkeypatch: pytest.MonkeyPatch, unsafe: bool) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(BROKEN.encode()))
    stream = StreamMending(Mending(unsafe=unsafe))
    assert stream.data == b""
    report = stream.check(Job(File("talk.srt", ""), SAFE_AND_NOT))
    assert stream.data.decode() == (WHOLLY if unsafe else SAFELY)
    assert report.mended is not None
    assert len(report.mended.fixes) == 1 + unsafe
    assert report.mended.reverted == ()


def test_standard_input_tells_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # Ended where it starts and the other way round, the cue would overlap the next.
    text = WHOLLY.replace("00:00:01,000 --> 00:00:03,000", "00:00:06,000 --> 00:00:03,000")
    text += "\n2\n00:00:04,000 --> 00:00:09,000\nThere\n"
    settings = Settings("youtube", (RuleSetting("negative_duration"), RuleSetting("overlapping_cues")))  # fmt: skip
    monkeypatch.setattr(sys, "stdin", Stdin(text.encode()))
    stream = StreamMending(Mending(unsafe=True))
    report = stream.check(Job(File("talk.srt", ""), settings))
    assert stream.data.decode() == text
    assert report.mended is not None
    assert report.mended.reverted == ("negative_duration",)


def test_a_diff_shows_line_ends_and_odd_characters_escaped() -> None:
    before = decode("a\x1b.srt", b"one\r\ntwo\x07\rthree\n")
    after = decode("a\x1b.srt", b"one\r\ntwo\rthree\n")
    assert diff(before, after).splitlines() == [
        "--- a/a\\x1b.srt",
        "+++ b/a\\x1b.srt",
        "@@ -1,4 +1,4 @@",
        " one",
        "-two\\x07",
        "+two",
        " three",
        " ",
    ]


def test_a_diff_names_the_encodings_where_they_differ() -> None:
    before, after = decode("a.srt", b"\xef\xbb\xbfone\n"), decode("a.srt", b"one\n")
    assert diff(before, after) == (
        "--- a/a.srt  (utf-8 with a byte order mark)\n+++ b/a.srt  (utf-8)\n"
    )


def test_a_diff_of_a_declared_encoding_shows_its_text(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(BROKEN.replace("Hello", "\u010dau \u0159").encode("cp1250"))
    settings = SAFE_AND_NOT._replace(encoding="cp1250")
    report = Mending(write=False, diff=True).check(job(path, settings))
    assert report.mended is not None
    assert " \u010dau \u0159" in report.mended.diff.splitlines()
    assert "-00:00:03.000 --> 00:00:01,000" in report.mended.diff
