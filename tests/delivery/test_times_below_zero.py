"""A time below zero is one fact: a conversion writes zero, and names it once."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import FORMATS, parse

OUTPUTS = sorted(name for name in FORMATS if FORMATS[name].is_written)
ASS = (
    "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, "
    "MarginL, MarginR, MarginV, Effect, Text\nDialogue: 0,-0:00:01.00,0:00:02.00,Default,,0,0,0,,Word\n"
)
FILES = {
    "json": '{"version": 1, "cues": [{"index": 1, "startMs": -5, "endMs": 1e3, "lines": ["Word"]}]}',
    "asr.json": '{"segments": [{"start": -1.5, "end": 6, "text": "Word"}]}',
    "srt": "1\n-00:00:01,000 --> 00:00:03,000\nWord\n",
    "vtt": "WEBVTT\n\n-00:00:01.000 --> 00:00:03.000\nWord\n",
    "ass": ASS,
    "sbv": "-0:00:01.000,0:00:03.000\nWord\n",
    "srv1": '<transcript><text start="-1" dur="3">Word</text></transcript>',
    "srv3": '<timedtext format="3"><body><p t="-1000" d="3000">Word</p></body></timedtext>',
    "tsv": "start\tend\ttext\n-500\t600\tWord\n",
    "csv": 'start,end,text\n-500,600,"Word"\n',
    "smi": "<SAMI><BODY><SYNC Start=-5><P Class=ENCC>Word<SYNC Start=7000><P>&nbsp;</BODY></SAMI>",
    "ttml": '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div><p begin="-1s" end="3s">Word</p>'
    "</div></body></tt>",
}


@pytest.mark.parametrize("suffix", FILES)
def test_it_is_named_once(suffix: str) -> None:
    document = parse(Source.of(FILES[suffix], f"a.{suffix}"))
    for target in OUTPUTS:
        losses = convert(document, target).losses
        if losses or document.format != target:
            assert [(loss.number, loss.cue) for loss in losses] == [(1, 1)], losses


def test_what_else_is_wrong_with_the_times_of_its_cue_is_named() -> None:
    cues = (
        '{"startMs": -5, "lines": ["One"]}, {"startMs": -5, "endMs": "x", "lines": ["Two"]}, '
        '{"startMs": -5, "endMs": 9, "lines": ["Three"]}'
    )
    document = parse(Source.of(f'{{"version": 1, "cues": [{cues}]}}', "a.json"))
    found = {loss.kind: (loss.number, loss.cue) for loss in convert(document, "srt").losses}
    assert found == {
        "time out of range": (3, 1),
        "cue without an end": (1, 1),
        "time that cannot be read": (1, 2),
    }
