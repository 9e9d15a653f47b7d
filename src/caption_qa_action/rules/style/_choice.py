"""Ways to write one thing, of which a file should use one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, quote

# Up to one in five, the rarer way is a slip; above, a file has no way of its own.
_SLIP_PERCENT = 20


_PASSED_OVER = r"(?:<(?!/?br\b)[^<>]{0,200}>|\{[^{}]{0,200}\}|[ ])+\Z"
_LINE_ENDS = r"(?:\A|[\r\n]|\\[Nn]|<br[^<>]*>)\Z"
# What these two end with; looked at first, since it is mostly a letter.
_MAY_END = "\r\n >}Nn"


class Use(NamedTuple):
    """One occurrence: in which cue, where, and which way it is written."""

    cue: Cue
    span: Span
    way: str


def odd_uses(
    uses: Sequence[Use],
    wanted: str,
    what: str,
    rewrite: Callable[[Use, str], str | None],
    words: str = "",
) -> Iterator[Finding]:
    """The occurrences that are not written the wanted way, as findings.

    Without a wanted way it is the most frequent one of the file; where none is, one finding reports it.
    `what` names the thing; `rewrite(use, way)` is the text that an occurrence becomes, None where that
    takes a human; `words` is what this does to words.
    """
    counts = Counter(use.way for use in uses)
    usual = wanted or max(counts, key=lambda way: counts[way], default="")
    odd = [use for use in uses if use.way != usual]
    if not odd:
        return
    if not wanted and len(odd) * 100 > _SLIP_PERCENT * len(uses):
        listed = ", ".join(f"{_shown(way)} {plural(n, 'time')}" for way, n in counts.most_common())
        yield Finding(odd[0].span, f"the file writes {what} in several ways: {listed}")
        return
    for use in odd:
        text = rewrite(use, usual)
        reason = "is asked for" if wanted else "is usual in this file"
        yield Finding(
            use.span,
            f"{what} in cue {use.cue.number} is written {_shown(use.way)}; {_shown(usual)} {reason}",
            None
            if text is None
            else Fix(f"write {_shown(usual)}", (Edit(use.span, text),), words=words),
        )


def _shown(way: str) -> str:
    return f"'{way}'" if way == '"' else quote(way)


def begins_line(document: Document, cue: Cue, offset: int) -> bool:
    """Whether nothing but markup and blanks stands before an offset on its line."""
    text = document.source.text
    if offset > cue.text_start and text[offset - 1] not in _MAY_END:
        return False
    before = text[max(cue.text_start, offset - 400) : offset]
    return re.search(_LINE_ENDS, re.sub(_PASSED_OVER, "", before)) is not None
