"""Attributes of tags that no target holds are named, in every format that has tags."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import parse

FILES = {
    "talk.srt": "1\n00:00:01,000 --> 00:00:03,000\n{}\n",
    "talk.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\n{}\n",
    "talk.smi": "<SAMI><BODY><SYNC Start=1000><P>{}<SYNC Start=3000><P>&nbsp;</BODY></SAMI>",
}
TAGS = {
    "<i class=x>Hello</i>": "class=x",
    '<b title="loud words">Hello</b>': 'title="loud words"',
    "<u id = 'a b'>Hello</u>": "id = 'a b'",
    "Hel<br data-x=1>lo": "data-x=1",
}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("path", FILES)
def test_an_attribute_is_named(path: str, tag: str) -> None:
    document = parse(Source.of(FILES[path].format(tag), path))
    named = [
        (loss.kind, loss.shown)
        for loss in convert(document, "ass").losses
        if loss.kind in ("style class", "unread field", "hidden text")
    ]
    if "class" in tag and path == "talk.smi":  # the class of a language or a style
        assert named == []
        return
    assert len(named) == 1
    assert TAGS[tag] in named[0][1] or named[0] == ("style class", "class=x")


@pytest.mark.parametrize(
    "tag", ["<i>Hello</i>", "<b>2 = 2</b>", "<u>a</u> x=y", '<font color="#ff0000">Hello</font>']
)
@pytest.mark.parametrize("path", FILES)
def test_what_is_read_is_not(path: str, tag: str) -> None:
    document = parse(Source.of(FILES[path].format(tag), path))
    named = [loss.kind for loss in convert(document, "ass").losses]
    if path != "talk.vtt" or "font" not in tag:
        assert "unread field" not in named
