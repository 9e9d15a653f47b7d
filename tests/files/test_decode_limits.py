"""From how much UTF-8 on a file with bad bytes is UTF-8, and how many of its bad places are shown."""

from __future__ import annotations

import pytest

from caption_qa_action.core import legacy_encodings
from caption_qa_action.core.source import Source
from caption_qa_action.files import decode as module
from caption_qa_action.files.decode import decode


@pytest.mark.parametrize(
    ("valid", "invalid", "surely"),
    [(9, 1, False), (10, 1, True), (10, 5, True), (10, 6, False), (11, 6, False), (12, 6, True), (13, 6, True),
     (40, 20, True), (40, 21, False), (5, 1, False)],
)  # fmt: skip
def test_ten_characters_and_twice_as_many_as_bad_bytes_are_utf8(
    valid: int, invalid: int, surely: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise other encodings are tried: `asked` says whether they were."""
    asked = []

    def legacy(path: str, data: bytes, good: int, bad: int) -> Source:
        asked.append((good, bad))
        return Source(path, data, "")

    monkeypatch.setattr(module, "_decode_legacy", legacy)
    data = (
        b"1\n00:00:01,000 --> 00:00:02,000\n" + "é ".encode() * valid + b"\xff " * invalid + b"\n"
    )
    source = decode("a.srt", data)
    assert asked == ([] if surely else [(valid, invalid)])
    assert (source.text != "") is surely


@pytest.mark.parametrize(("places", "shown"), [(19, 19), (20, 20), (21, 21), (22, 21), (500, 21)])
def test_twenty_bad_places_are_shown_and_the_rest_is_counted(places: int, shown: int) -> None:
    data = ("é" * 2000).encode() + b"\xff " * places
    problems = [
        each for each in decode("a.srt", data).problems if each.code == "invalid_utf8_bytes"
    ]
    assert len(problems) == shown
    more = places - 20
    if more > 0:
        count = "1 more place has" if more == 1 else f"{more} more places have"
        assert problems[-1].message == f"{count} bytes that are not valid UTF-8"
        assert problems[-1].detail == "more"
    assert [each.detail for each in problems[:20]] == [""] * min(places, 20)


@pytest.mark.parametrize("line_ends", [False, True])
def test_most_encodings_are_tried_on_the_beginning_alone(
    monkeypatch: pytest.MonkeyPatch, line_ends: bool
) -> None:
    """Also where the beginning is in a line that does not end: 47 readings of all of it took seconds."""
    read: list[int] = []
    score = legacy_encodings._score

    def count(sample: bytes, *arguments: object) -> legacy_encodings.Reading:
        read.append(len(sample))
        return score(sample, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(legacy_encodings, "_score", count)
    text = ("w\u00f6rd\n" if line_ends else "w\u00f6rd ") * 2_000
    assert legacy_encodings.weigh(text.encode("latin-1"), "")
    assert max(read[:-8]) <= 4_000
    assert read[-8:] == [len(text)] * 8
    read.clear()
    assert legacy_encodings.weigh("w\u00f6rd".encode("latin-1"), "")
    assert len(read) == len(legacy_encodings._rate("w\u00f6rd".encode("latin-1")))
