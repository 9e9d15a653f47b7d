"""Fixes that are held back, since they would spoil text that was misread: nobody could turn it back any more.

A soft hyphen, a blank that does not break or an ellipsis may be the second half of a letter that was read in another
encoding: `Ã\\u00ad` was `í`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

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
    lines = _Lines(document.source.text)
    return tuple(
        each._replace(fix=None)
        if each.fix
        and not each.fix.encoding
        and _spoils(each.fix, lines, is_misread=is_misread)
        and not is_mended_first(each.code)
        else each
        for each in diagnostics
    )


class _Lines:
    """The lines of a text, each looked at once without the same signs, however many fixes touch them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._odd: dict[tuple[int, int, frozenset[str]], bool] = {}

    @cached_property
    def _ends(self) -> list[int]:
        return [*(found.start() for found in re.finditer("\n", self.text)), len(self.text)]

    def are_odd(self, start: int, end: int, signs: frozenset[str]) -> bool:
        """Whether characters meet that do not in honest text, in the lines around a place without these signs."""
        first, last = bisect_left(self._ends, start), bisect_left(self._ends, end)
        key = first, last, signs
        if key not in self._odd:
            from caption_qa_action.core.plausibility import count_oddities

            begin = self._ends[first - 1] + 1 if first else 0
            # Between letters, what parts lines in some programs is half of none.
            lines = re.sub(LINE_SEPARATORS, "", self.text[begin : self._ends[last]])
            without = lines.translate(str.maketrans("", "", "".join(signs)))
            self._odd[key] = count_oddities(without) > 0
        return self._odd[key]


def _spoils(fix: Fix, lines: _Lines, *, is_misread: bool) -> bool:
    """Whether a fix changes what may be a part of a misread letter.

    Where the text is known to be misread (`is_misread`) that is any character beyond ASCII; else a sign, in a line
    where other characters meet that do not in honest text.
    """
    touched = [lines.text[edit.span.start : edit.span.end] for edit in fix.edits]
    if re.sub(_MARK, "", "".join(touched)).isascii():
        return False
    if is_misread:
        return True
    signs = frozenset(re.findall(_SIGN, "".join(touched)))
    return any(
        not signs.isdisjoint(text) and lines.are_odd(edit.span.start, edit.span.end, signs)
        for edit, text in zip(fix.edits, touched, strict=True)
    )
