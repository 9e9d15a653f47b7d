"""Fixes that are held back, since they would spoil text that was misread: nobody could turn it back any more.

A soft hyphen, a blank that does not break or an ellipsis may be the second half of a letter that was read in another
encoding: `Ã\\u00ad` was `í`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Fix
from caption_qa_action.core.text import LINE_SEPARATORS

# A byte order mark, and one that was read as letters: no letter of the text is among them.
_MARK = "\ufeff|\u00ef\u00bb\u00bf"
_SIGN = r"[^\w\x00-\x7f]"


def hold_back(
    document: Document,
    diagnostics: tuple[Diagnostic, ...],
    is_mended_first: Callable[[str], bool],
) -> tuple[Diagnostic, ...]:
    """The findings, those without a fix that would spoil misread text: what is promised is what is mended.

    `is_mended_first(code)`: whether the fixes of a rule are made before all others, as those of misread text are.
    """
    is_misread = any(is_mended_first(each.code) for each in diagnostics)
    return tuple(
        each._replace(fix=None)
        if each.fix
        and not each.fix.encoding
        and _spoils(each.fix, document, is_misread=is_misread)
        and not is_mended_first(each.code)
        else each
        for each in diagnostics
    )


def _spoils(fix: Fix, document: Document, *, is_misread: bool) -> bool:
    """Whether a fix changes what may be a part of a misread letter.

    Where the text is known to be misread (`is_misread`) that is any character beyond ASCII; else a sign, in a line
    where other characters meet that do not in honest text.
    """
    text = document.source.text
    touched = "".join(text[edit.span.start : edit.span.end] for edit in fix.edits)
    if re.sub(_MARK, "", touched).isascii():
        return False
    if is_misread:
        return True
    if not re.search(_SIGN, touched):
        return False
    from caption_qa_action.core.plausibility import count_oddities

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
