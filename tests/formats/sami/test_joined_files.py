"""What stands around and behind the document of a SAMI file."""

from __future__ import annotations

from caption_qa_action.core.source import Source
from caption_qa_action.formats import FORMATS, parse

FILE = (
    "<SAMI><HEAD><TITLE>T</TITLE></HEAD><BODY>\n<SYNC Start=1000><P Class=EN>{}\n"
    "<SYNC Start=3000><P Class=EN>&nbsp;\n</BODY></SAMI>\n"
)


def test_a_file_behind_another_is_read_and_what_is_between_them_is_noticed() -> None:
    text = f"above\n{FILE.format('One')}between\n{FILE.format('Two')}below\n"
    document = parse(Source.of(text, "a.smi"))
    assert [document.plain(cue) for cue in document.cues] == ["One", "Two"]
    noticed = [text[slice(*each.span)] for each in document.problems if each.code == "orphan_text"]
    assert noticed == ["above", "between", "below"]


def test_words_in_brackets_that_are_no_element_are_hidden_text() -> None:
    for raw, number in (("<i>One</i><br>two", 0), ("One <two> three", 1), ("<one@two>", 1)):
        document = parse(Source.of(FILE.format(raw), "a.smi"))
        losses = FORMATS["sami"].to_timeline(document).losses
        assert [loss.number for loss in losses if loss.kind == "hidden text"] == [1] * number
