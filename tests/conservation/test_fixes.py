"""No fix loses a word, and one run settles; see test_conversions for which files."""

from __future__ import annotations

from collections import Counter

import pytest

from caption_qa_action import config
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.revealed import words as words_of
from caption_qa_action.core.source import REVEALS
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.rules import load
from tests.captions import Caption
from tests.conservation.plain_reading import letters
from tests.conservation.sample import FILES


@pytest.mark.parametrize("level", ["safe", "unsafe", "everything"])
@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_fixes_lose_nothing(caption: Caption, level: str) -> None:
    arguments = config.Arguments()
    if level == "everything":
        arguments = config.Arguments(select=("all",), preview=True)
    in_force = config.load(arguments, isolated=True).settings_for(caption.name)
    document = parse(decode(caption.name, caption.data))
    try:
        result, after = mend(caption.name, caption.data, in_force, unsafe=level != "safe")
    except CaptionQaError:
        return  # nothing was written
    if document.format not in FORMATS:
        assert result.data == caption.data
        return
    again, _ = mend(caption.name, result.data, in_force, unsafe=level != "safe")
    assert again.data == result.data, "a second run changes nothing"
    if any(set(load(code).words) - {REVEALS} for code, _ in result.fixes):
        return
    if "encoding" in " ".join(code for code, _ in result.fixes):
        return  # other bytes for the same letters
    before, now = document.source.text, after.document.source.text
    lost = Counter(letters(before)) - Counter(letters(now))
    shown = Counter(words_of("".join(map(document.plain, document.cues))))
    # Times, tags and settings have letters and digits as well; of text that is shown none may go.
    kept = Counter(words_of("".join(map(after.document.plain, after.document.cues))))
    assert not (shown - kept) & lost
    assert not kept - shown - Counter(letters(before)), (
        "no letter is shown that was not in the file"
    )
