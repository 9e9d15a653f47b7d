"""What a conversion of EBU STL leaves out is named as people read it, and not as bytes."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
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
