"""What a conversion of EBU STL leaves out is named as people read it, and not as bytes."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import stl
from tests.formats.stl.samples import SAMPLES


def test_a_comment_is_named_by_its_text_and_user_data_as_such() -> None:
    data = SAMPLES["comment.stl"]
    assert isinstance(data, bytes)
    text = data.decode("latin-1")
    timeline = stl.to_timeline(stl.parse(Source.of(text)))
    assert [event.text for event in timeline.events] == ["c"]
    losses = {(loss.kind, loss.shown) for loss in timeline.losses}
    assert {("comment", "a"), ("metadata", "user data")} <= losses


@pytest.mark.parametrize(
    "codes, shown",
    [("\x7f-\x7f", "code 7F, which means"), ("\x7f-\xd0", "codes 7F, D0, which mean")],
)
def test_a_code_that_means_nothing_is_counted_once(codes: str, shown: str) -> None:
    data = SAMPLES["title.stl"]
    assert isinstance(data, bytes)
    text = (
        data.decode("latin-1")
        .replace("a\x8f\x8f", codes, 1)
        .replace("850STL25.0110009", "850STL25.0110409")
    )
    problems = stl.parse(Source.of(text)).problems
    (problem,) = [problem for problem in problems if problem.code == "stl_undefined_code"]
    assert problem.message == f"cue 1 has the {shown} no character in code table 04"


# Where each text of the header stands (EBU Tech 3264, table "GSI block"): its first byte and its length.
HEADER_TEXTS = {
    "episode": (48, 32),
    "translated title": (80, 32),
    "translated episode": (112, 32),
    "translator": (144, 32),
    "contact of the translator": (176, 32),
    "reference": (208, 16),
    "publisher": (277, 32),
    "editor": (309, 32),
    "contact of the editor": (341, 32),
    "area of users": (448, 576),
}


@pytest.mark.parametrize("name", HEADER_TEXTS)
def test_a_text_of_the_header_is_named_in_its_code_page(name: str) -> None:
    data = SAMPLES["no-title.stl"]
    assert isinstance(data, bytes)
    start, length = HEADER_TEXTS[name]
    text = "Ann, René".encode("cp850")
    for place in (start, start + length - len(text)):
        header = data[:place] + text + data[place + len(text) :]
        document = stl.parse(Source.of(header.decode("latin-1")))
        losses = convert(document, "srt").losses
        assert [loss.shown for loss in losses if loss.kind == "metadata"] == ["Ann, René"]
    plain = convert(stl.parse(Source.of(data.decode("latin-1"))), "srt")
    assert "metadata" not in [loss.kind for loss in plain.losses]


def test_unused_space_parts_words_within_a_block_and_none_between_blocks() -> None:
    data = SAMPLES["no-title.stl"]
    assert isinstance(data, bytes)
    text = data.decode("latin-1").replace("a\x8f\x8fa", "a").replace("a\x8f\x8f", "a\x8fb", 1)
    [event] = stl.to_timeline(stl.parse(Source.of(text))).events
    assert event.text == "a b"
