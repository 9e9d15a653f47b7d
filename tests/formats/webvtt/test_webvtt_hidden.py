"""What a conversion names as hidden is what players hide of a cue, and nothing else."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import webvtt


@pytest.mark.parametrize(
    ("text", "shown", "hidden"),
    [
        ("1 < 2 and 3 > 2 okay", "1  2 okay", ["< 2 and 3 >"]),
        ("1 < 2 and <b>3</b>", "1 3", ["< 2 and <b>"]),
        ("a <3 b> c <5 d", "a  c ", ["<3 b>", "<5 d"]),
        ("<b>one</b> <c.red>two</c>", "one two", []),
    ],
)
def test_the_loss_names_the_words_that_are_hidden(text: str, shown: str, hidden: list[str]) -> None:
    document = webvtt.parse(Source.of(f"WEBVTT\n\n00:01.000 --> 00:03.000\n{text}\n"))
    timeline = webvtt.to_timeline(document)
    assert [event.text for event in timeline.events] == [shown]
    losses = [loss for loss in timeline.losses if loss.kind == "hidden text"]
    assert [(loss.shown, loss.number) for loss in losses] == [
        (part, len(hidden)) for part in hidden[:1]
    ]
