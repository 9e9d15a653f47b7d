"""The fix of a NUL is made where it is announced, and what it leaves in a text is named."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.api import check_text
from caption_qa_action.fixing import mend

VTT = "WEBVTT{}\n\nNOTE a{}b\n\n{}id\n00:01.000 --> 00:03.000{}\n{}He{}llo there{}\n\n00:04.000 --> 00:06.000\nBye{}\nand more\n"
NUL = "nul_character"
PLACES = VTT.count("{}")


@pytest.mark.parametrize("length", [1, 3])
@pytest.mark.parametrize("place", [*range(PLACES), "all"])
@pytest.mark.parametrize("name", ["a.vtt", "a.srt"])
def test_nuls_become_signs_of_what_was_lost(name: str, place: int | str, length: int) -> None:
    nuls = ["\0" * length if place in (number, "all") else "" for number in range(PLACES)]
    text = VTT.format(*nuls)
    if name == "a.srt":
        text = "1\n" + text[text.index("00:01") :].replace("0.", "0,").replace("00:0", "00:00:0")
        text = text.replace(".000", ",000").replace("\n\n", "\n\n2\n")
    if "\0" not in text:
        return
    announced = [each.fix for each in check_text(text, name).diagnostics if each.code == NUL]
    assert announced
    assert all(announced)
    settings = config.load(config.Arguments(), isolated=True).settings_for(name)
    result, after = mend(name, text.encode(), settings, unsafe=name != "a.vtt")
    assert b"\0" not in result.data
    found = {each.code for each in after.diagnostics}
    shown = "".join(after.document.plain(cue) for cue in after.document.cues)
    assert ("replacement_character" in found) is ("\ufffd" in shown)
