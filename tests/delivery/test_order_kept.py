"""The cues of a file are written in its order, or the loss says that they are in the order of time."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import ORDER, Event, Run, Timeline, Written
from caption_qa_action.delivery.convert import convert, join
from caption_qa_action.formats import FORMATS, parse

OUTPUTS = sorted(name for name in FORMATS if FORMATS[name].is_written)
# Three cues, of which the third is shown before the others; written in one of the formats that are also outputs below.
WORDS = ("Later", "Latest", "Early")
_EVENTS = [
    Event(start_ms, start_ms + 1000, (Run(word),), cue=number)
    for number, (word, start_ms) in enumerate(zip(WORDS, (5000, 7000, 1000), strict=True), 1)
]
FILES = {
    "srv1": '<transcript><text start="5" dur="1">Later</text><text start="7" dur="1">Latest</text>'
    '<text start="1" dur="1">Early</text></transcript>',
    "srv3": '<timedtext format="3"><body><p t="5000" d="1000">Later</p><p t="7000" d="1000">Latest</p>'
    '<p t="1000" d="1000">Early</p></body></timedtext>',
    "lrc": "[00:05.00]Later\n[00:07.00]Latest\n[00:01.00]Early\n",
    "whisper.json": '{"segments": [{"start": 5, "end": 6, "text": "Later"}, '
    '{"start": 7, "end": 8, "text": "Latest"}, {"start": 1, "end": 2, "text": "Early"}]}',
    "sub": "{125}{150}Later\n{175}{200}Latest\n{25}{50}Early\n",
    "mpl": "[50][60]Later\n[70][80]Latest\n[10][20]Early\n",
    "tsv": "start\tend\ttext\n5000\t6000\tLater\n7000\t8000\tLatest\n1000\t2000\tEarly\n",
    "csv": 'start,end,text\n5000,6000,"Later"\n7000,8000,"Latest"\n1000,2000,"Early"\n',
    "smi": "<SAMI><BODY><SYNC Start=5000><P Class=ENCC>Later<SYNC Start=7000><P Class=ENCC>Latest"
    "<SYNC Start=1000><P Class=ENCC>Early</BODY></SAMI>",
    "txt": "[00:00:05.000 --> 00:00:06.000]  Later\n[00:00:07.000 --> 00:00:08.000]  Latest\n"
    "[00:00:01.000 --> 00:00:02.000]  Early\n",
    **{name: FORMATS[name].write(Timeline(tuple(_EVENTS))).text for name in OUTPUTS},
}


def order(written: Written) -> list[str]:
    return sorted(WORDS, key=written.text.index)


@pytest.mark.parametrize("suffix", FILES)
def test_an_order_is_kept_or_the_loss_of_it_named(suffix: str) -> None:
    document = parse(Source.of(FILES[suffix], f"a.{suffix}"))
    assert sorted(document.plain(cue) for cue in document.cues) == sorted(WORDS)
    for target in OUTPUTS:
        written = convert(document, target)
        named = [loss for loss in written.losses if loss.kind == ORDER]
        if order(written) == list(WORDS):
            assert named == []
        else:
            assert order(written) == ["Early", "Later", "Latest"]
            assert [(loss.number, loss.shown) for loss in named] == [(1, "Early")]


def test_text_that_is_shown_twice_and_stands_once_is_in_its_order() -> None:
    text = "[00:01.00][00:09.00]Chorus\n[00:05.00]Verse\n[00:12.00]\n"
    assert convert(parse(Source.of(text, "a.lrc")), "srt").losses == ()


def test_a_paragraph_without_times_is_named_where_it_comes_first() -> None:
    timed = [f'<p begin="{second}s" end="{second + 1}s">Word</p>' for second in (1, 3, 5)]
    body = "".join([*timed, "<p>Untimed</p>"])
    text = f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body end="9s"><div>{body}</div></body></tt>'
    written = convert(parse(Source.of(text, "a.ttml")), "srt")
    assert written.text.index("Untimed") < written.text.index("Word")
    assert [(loss.kind, loss.number, loss.cue) for loss in written.losses] == [(ORDER, 1, 4)]


def test_it_is_named_where_files_are_joined() -> None:
    documents = [parse(Source.of(FILES["srv1"], "a.srv1")), parse(Source.of(FILES["srt"], "b.srt"))]
    assert [loss.shown for loss in join(documents, "sbv").losses] == ["a.srv1 in cue 3: Early"]
