"""While text is known to be misread, no fix takes what may be a part of its letters."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.fixing import mend
from tests.files.sentences import SENTENCES, encode, srt

MISREAD = [encode(line, "cp1252").decode("cp1256") for line in SENTENCES["fr"][1]]
RIGHT = list(SENTENCES["fr"][1])


@pytest.mark.parametrize("lines, stays", [(MISREAD, True), (RIGHT, False)])
def test_a_soft_hyphen_stays_while_the_text_is_named_as_misread(
    lines: list[str], stays: bool
) -> None:
    settings = config.load(config.Arguments(), isolated=True).settings_for("talk.srt")
    data = srt([*lines, "Bon\u00adjour."]).encode()
    mended, left = mend("talk.srt", data, settings, unsafe=True)
    assert ("Bon\u00adjour" in mended.data.decode()) is stays
    assert ("mojibake" in {each.code for each in left.diagnostics}) is stays
