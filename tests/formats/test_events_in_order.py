"""Where the order of cues in a file means nothing, a conversion writes them in the order of time."""

from __future__ import annotations

import random

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import FORMATS, parse
from tests.captions import of_format

ANY_ORDER = [name for name in FORMATS if FORMATS[name].traits.cues_in_any_order]


def starts(text: str, path: str, name: str) -> list[int]:
    timeline = FORMATS[name].to_timeline(parse(Source.of(text, path), name))
    return [event.start_ms for event in timeline.events]


@pytest.mark.parametrize("name", ANY_ORDER)
def test_events_of_every_such_format_are_in_the_order_of_time(name: str) -> None:
    captions = list(of_format(name))
    for caption in random.Random(1).sample(captions, min(12, len(captions))):
        found = starts(caption.data.decode("utf-8", "replace"), caption.name, name)
        assert found == sorted(found), caption.name


OUT_OF_ORDER = {
    "ttml": '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div><p begin="5s" end="6s">b</p>'
    '<p begin="1s" end="2s">a</p></div></body></tt>',
    "ass": "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,b\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,a\n",
    "lrc": "[00:05.00]b\n[00:01.00]a\n",
    "timedtext": '<timedtext format="3"><body><p t="5000" d="1000">b</p><p t="1000" d="1000">a</p></body></timedtext>',
    "asr_json": '[{"text": "b", "start": 5.0, "end": 6.0}, {"text": "a", "start": 1.0, "end": 2.0}]',
}  # fmt: skip


@pytest.mark.parametrize("name", OUT_OF_ORDER)
def test_what_stands_above_and_is_shown_later_comes_later(name: str) -> None:
    suffix = FORMATS[name].traits.usual_suffix
    assert starts(OUT_OF_ORDER[name], f"a{suffix}", name) == [1000, 5000]


def test_each_such_format_is_tried() -> None:
    assert {*OUT_OF_ORDER} == {*ANY_ORDER} - {"fcpxml"}
