"""What a conversion of EBU STL leaves out is named as people read it, and not as bytes."""

from __future__ import annotations

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
