"""What the fix of `encoding_not_utf8` writes is what was read, and a doubtful file is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.cli import main
from tests.files.sentences import SENTENCES, encode, srt

FIX = ("check", "--isolated", "--fix", "--unsafe-fixes", "--exit-zero")
PAIRS = [(tag, name) for tag, (names, _) in SENTENCES.items() for name in names.split()[:1]]


@pytest.mark.parametrize("tag, encoding", PAIRS)
def test_the_file_is_written_as_it_was_read(tmp_path: Path, tag: str, encoding: str) -> None:
    data = encode(srt(list(SENTENCES[tag][1])), encoding)
    path = tmp_path / "talk.srt"
    path.write_bytes(data)
    main([*FIX, "--select", "encoding_not_utf8", str(path)])
    assert path.read_bytes().decode() == data.decode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        srt(["Au café."]).encode("cp1252"),
        srt(["啊阿"]).encode("gb2312"),
        (srt(list(SENTENCES["zh"][1])) * 2).encode("gb18030") + b"\xff\n",
    ],
)
def test_no_word_of_a_doubtful_file_is_mended(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(data)
    main([*FIX, "--select", "mojibake,invalid_utf8_bytes,encoding_not_utf8", str(path)])
    assert path.read_bytes() == data


def test_bytes_of_another_script_are_not_taken_for_latin_letters(tmp_path: Path) -> None:
    lines = list(SENTENCES["ru"][1])
    data = srt(lines).encode() + srt(lines[:3]).encode("cp1251")
    path = tmp_path / "talk.srt"
    path.write_bytes(data)
    main([*FIX, "--select", "invalid_utf8_bytes", str(path)])
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # A cue that an empty line has parted from its text.
        (
            "talk.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nYou?\n\n00:03.000 --> 00:04.000\n\nWhere were you?\n",
        ),
        # Swedish in Windows-1252 that was read as Windows-1251: in a word of two scripts one letter is no case.
        ("talk.srt", "1\n00:00:01,000 --> 00:00:03,000\nVad дr det fцr n\u0435got?\n"),
    ],
)
def test_what_may_be_something_else_stays(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    main(["check", "--isolated", "--fix", "--unsafe-fixes", "--exit-zero", str(path)])
    assert path.read_text(encoding="utf-8") == text
