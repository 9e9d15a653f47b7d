"""Bytes that no encoding reads: U+FFFD in every format, a loss by name, and never a lone surrogate."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.delivery.convert import convert, losses_in
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse

SAMPLES = {
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\néèà caf# déjà\n",
    "a.vtt": "WEBVTT\n\nid#\n00:01.000 --> 00:02.000\n<v Ann#>éèà caf# <ruby>a<rt>b#</rt></ruby> déjà\n",
    "a.sbv": "0:00:01.000,0:00:02.000\néèà caf# déjà\n",
    "a.ttml": '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">éèà caf# déjà</p></div></body></tt>',
    "a.ass": "[Script Info]\nTitle: a#\n[Events]\nFormat: Start, End, Style, Name, Text\n"
    "Dialogue: 0:00:01.00,0:00:02.00,D,N#,éèà caf# déjà\n",
    "a.json": '{"format":"captionpass-json","version":1,"cues":[{"index":1,"startMs":1000,"endMs":2000,"lines":["éèà caf# déjà"]}]}',
}
TARGETS = [name for name in FORMATS if FORMATS[name].is_written]


def read(path: str) -> Document:
    return parse(decode(path, SAMPLES[path].encode().replace(b"#", b"\xff")))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("path", SAMPLES)
def test_an_undecodable_byte_is_a_loss_in_every_format(path: str, target: str) -> None:
    document = read(path)
    written = convert(document, target)
    written.text.encode()
    assert "caf\ufffd" in written.text
    (loss,) = [loss for loss in written.losses if loss.kind == "undecodable byte"]
    assert loss.number == SAMPLES[path].count("#")
    assert loss.shown == "\\xff"
    if document.format != target:
        assert loss in losses_in(document, target)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("path", "written", "number"),
    [
        ("a.json", r"\ud800", 1),
        ("a.json", r"\uDFFF\ud83d\ude00", 1),
        ("a.json", r"\ud83d\ude00 \\ud800", 0),
        ("a.vtt", "&#xD800;", 3),
        ("a.vtt", "&#128512;", 0),
        ("a.ttml", "&#57343;", 1),
    ],
)
def test_a_number_of_no_character_is_a_loss_wherever_it_is_written_anew(
    path: str, written: str, number: int, target: str
) -> None:
    document = parse(decode(path, SAMPLES[path].replace("#", written).encode()))
    made = convert(document, target)
    found = [loss for loss in made.losses if loss.kind == "undecodable byte"]
    if made.text == document.source.text or not number:
        assert not found
        return
    (loss,) = found
    assert written.startswith(loss.shown)
    assert (loss.number, loss.cue) == (number, 1)
    if document.format != target:
        assert loss in losses_in(document, target)


@pytest.mark.parametrize("target", ["json", "ttml"])
def test_a_title_with_an_undecodable_byte_is_kept(target: str) -> None:
    assert "a\ufffd" in convert(read("a.ass"), target).text.replace("caf\ufffd", "")
