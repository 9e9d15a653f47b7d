"""Timing lines whose arrow a word processor, a web page or an input method has changed."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, parse

ARROWS = (
    "--›",
    "--&gt;",
    "&gt;",
    "＞",
    "－＞",
    "⟶",
    "⇒",
    "→",
    "➜",
    "->",
    "- ->",
    "–>",
    "-- >",
    "->>",
    "»",
)
FILES = {
    "a.srt": "1\n00:00:01,000{}00:00:03,000\nOne is here.\n\n2\n00:00:04,000 --> 00:00:06,000\nTwo is here.\n",
    "a.vtt": "WEBVTT\n\n00:01.000{}00:03.000\nOne is here.\n\n00:04.000 --> 00:06.000\nTwo is here.\n",
}


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("blank", [" ", ""])
@pytest.mark.parametrize("arrow", ARROWS)
def test_an_odd_arrow_is_read_reported_and_mended(path: str, blank: str, arrow: str) -> None:
    text = FILES[path].format(f"{blank}{arrow}{blank}")
    document = parse(Source.of(text, path))
    found = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    assert found == [(1000, 3000, "One is here."), (4000, 6000, "Two is here.")]
    assert [problem.code for problem in document.problems] == ["invalid_timestamp"]
    spans = document.time_spans(document.cues[0])
    assert [text[start:end][-6:-4] for start, end in spans] == ["01", "03"]
    in_force = config.load(config.Arguments(), isolated=True).settings_for(path)
    result, _ = mend(path, text.encode(), in_force)
    assert result.data.decode() == FILES[path].format(" --> ")


@pytest.mark.parametrize("arrow", ARROWS)
def test_an_odd_arrow_begins_a_cue_without_a_blank_line(arrow: str) -> None:
    text = FILES["a.srt"].replace("\n\n2", "\n2").replace("04,000 -->", f"04,000 {arrow}")
    document = parse(Source.of(text.format(" --> "), "a.srt"))
    assert [document.plain(cue) for cue in document.cues] == ["One is here.", "Two is here."]


@pytest.mark.parametrize(
    "line", ["10:30 ⟶ 11:00", "10:30 ＞ 11:00", "At 0:01:00 » 0:02:00", "3 » 4"]
)
def test_a_sentence_with_an_arrow_is_text(line: str) -> None:
    text = FILES["a.srt"].format(" --> ").replace("One is here.", f"One is here.\n{line}")
    assert [cue.start_ms for cue in parse(Source.of(text, "a.srt")).cues] == [1000, 4000]


@pytest.mark.parametrize("arrow", ARROWS)
def test_text_that_looks_so_is_written_as_text(arrow: str) -> None:
    line = f"0:00:01.000 {arrow} 0:00:02.000"
    written = FORMATS["srt"].write(Timeline((Event(1000, 3000, (Run(f"One\n{line}"),)),)))
    again = parse(Source.of(written.text, "a.srt"))
    assert len(again.cues) == 1
    assert [loss.kind for loss in written.losses] == ["text that reads as a timing line"]
