"""What is asked of a text as it stands in the file hides nothing that strict readers refuse."""

from __future__ import annotations

import random

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.delivery import refused
from caption_qa_action.formats import parse

_KINDS = (
    "so it is", "今日は", "<i>a</i>", "<i></i>", "{\\an8}b", "&amp;", "&#x2028;", " ", "\u200b", "\u3164", "\u2028",
    "00:00:01,000 00:00:02,000", "0:1:2", "a:b", "\x0b",
)  # fmt: skip


@pytest.mark.parametrize("suffix", ["srt", "vtt", "sbv"])
def test_a_text_that_is_plain_has_nothing_that_readers_refuse(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(suffix)
    found = set()
    for _ in range(600):
        texts = ["".join(chance.choices(chance.sample(_KINDS, 2), k=2)) for _ in "12"]
        is_plain = refused._is_plain(document_of(texts, suffix))
        with monkeypatch.context() as patch:
            patch.setattr(refused, "_is_plain", lambda document: False)
            codes = refused._in_text(document_of(texts, suffix))
        assert not (is_plain and codes), texts
        found.add((is_plain, bool(codes)))
    assert found == {(True, False), (False, True), (False, False)}


def document_of(texts: list[str], suffix: str) -> Document:
    times = {
        "srt": "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n\n",
        "vtt": "00:00:0{0}.000 --> 00:00:0{0}.900\n{1}\n\n",
        "sbv": "0:00:0{0}.000,0:00:0{0}.900\n{1}\n\n",
    }[suffix]
    head = "WEBVTT\n\n" if suffix == "vtt" else ""
    blocks = (times.format(number, text) for number, text in enumerate(texts, 1))
    return parse(Source.of(head + "".join(blocks), f"talk.{suffix}"))
