"""Which fixes would spoil text that was misread, so that nobody could turn it back any more.

A soft hyphen, a blank that does not break or an ellipsis may be the second half of a letter that was read in another
encoding: `Ã\\u00ad` was `í`.
"""

from __future__ import annotations

import re

from caption_qa_action.core.document import Document
from caption_qa_action.core.plausibility import count_oddities
from caption_qa_action.core.source import Fix
from caption_qa_action.core.text import LINE_SEPARATORS

_SIGN = r"[^\w\x00-\x7f]"


def spoils(fix: Fix, document: Document, *, is_misread: bool) -> bool:
    """Whether a fix changes what may be a part of a misread letter.

    Where the text is known to be misread (`is_misread`) that is any character beyond ASCII; else a sign, in a line
    where other characters meet that do not in honest text.
    """
    text = document.source.text
    touched = "".join(text[edit.span.start : edit.span.end] for edit in fix.edits)
    if touched.isascii():
        return False
    if is_misread:
        return True
    signs = str.maketrans("", "", "".join(set(re.findall(_SIGN, touched))))
    return any(
        re.search(_SIGN, text[edit.span.start : edit.span.end])
        and count_oddities(_line(text, edit.span.start, edit.span.end).translate(signs)) > 0
        for edit in fix.edits
    )


def _line(text: str, start: int, end: int) -> str:
    """The line around a place, without what parts lines in some programs: between letters it is half of none."""
    after = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : len(text) if after < 0 else after]
    return re.sub(LINE_SEPARATORS, "", line)
