"""While text is known to be misread, no fix takes what may be a part of its letters."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.fixing import mend
from caption_qa_action.pipeline import diagnose
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


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("lines", [MISREAD, RIGHT])
def test_what_a_check_promises_is_mended(lines: list[str], unsafe: bool) -> None:
    settings = config.load(config.Arguments(), isolated=True).settings_for("talk.srt")
    odd = ["Bon\u00adjour.", "Bon\u200bsoir.", "\u00a0Merci.", "Deux\u2028mots."]
    data = srt([*lines, *odd]).encode()
    found = diagnose("talk.srt", data, settings).diagnostics
    promised = [each for each in found if each.fix and (each.fix.safe or unsafe)]
    mended, _ = mend("talk.srt", data, settings, unsafe=unsafe)
    assert (mended.data != data) is bool(promised)
    assert {each.code for each in promised} <= {code for code, _ in mended.fixes}
