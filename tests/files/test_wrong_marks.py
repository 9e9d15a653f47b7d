"""A byte order mark that the text below it contradicts."""

from __future__ import annotations

import codecs

import pytest

from caption_qa_action.files.decode import decode
from tests.files.sentences import SENTENCES, srt


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
@pytest.mark.parametrize("tag, encoding", [("en", "ascii"), ("fr", "utf-8"), ("fr", "cp1252")])
def test_text_of_single_bytes_below_a_wide_mark_is_not_read_in_pairs(
    mark: bytes, tag: str, encoding: str
) -> None:
    text = srt(list(SENTENCES[tag][1])).encode(encoding, "replace")
    source = decode("talk.srt", mark + text)
    assert "-->" in source.text
    assert source.problems
    assert source.encode(source.text) == mark + text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_right_mark_decides(encoding: str) -> None:
    text = srt(list(SENTENCES["ja"][1]))
    assert decode("talk.srt", text.encode(encoding)).text == text
