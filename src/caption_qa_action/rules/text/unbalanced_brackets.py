"""A bracket without its partner."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.rules._hits import around, hits
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._timed_words import timed_words

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True

_PARTNER = dict(zip(")]）】」』", "([（【「『", strict=True))
# Faces are no brackets, and neither are the marks of a list: ":)", "=(", "a) ", "12) ".
# A pattern that begins with what stands before is slow to search for, so that this comes behind the bracket.
_NO_FACE = r"(?<!\s[:;=8xX][-o'^].)(?<!^[:;=].)(?<!\s[:;=].)"
_BRACKETS = (*_PARTNER, *_PARTNER.values())
_LIST_MARK = r"(?:^|[\s>\-])\(?(?:[0-9]{1,3}|[A-Za-zА-Яа-я]|[ivx]{1,4})\)\Z"


class _Opened(NamedTuple):
    """A bracket that waits for its partner."""

    cue: Cue
    offset: int


def check(document: Document, *, limit_cues: int = 5) -> Iterator[Finding]:
    """Bracket that is opened and not closed, or closed and not opened.

    Round and square brackets and those of Chinese and Japanese are looked at. A bracket may be
    closed some cues later, and may be repeated at the start of each cue until then. Faces such as
    `:)` and the marks of a list such as `a)` are left alone, as are lyrics, karaoke and words that appear one
    by one; curly and angle brackets are markup.

    ## Why
    Brackets set off sounds and speakers from what is said. One without the other looks careless, and
    programs that remove or style such labels take too much or too little.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    [door slams
    Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    [door slams]
    Where have you been?
    ```

    ## Fix
    There is none: where the label ends is not in the file.

    ## Options
    - `limit_cues` (default 5): over how many cues a bracket may stay open.

    ## Sources
    - SubtitleEdit, "Fix missing [ or ( in line", https://www.nikse.dk/subtitleedit/help
    - DCMP Captioning Key, "Language Mechanics": sounds and speakers stand in brackets,
      https://www.captioningkey.org/lang_mechanics.html
    """
    text = document.source.text
    brackets = "".join(bracket for bracket in _BRACKETS if bracket in text)
    if not is_read(document) or not brackets or _are_paired(document, brackets):
        return
    pattern = f"[{re.escape(brackets)}]{_NO_FACE}"
    # A heap of brackets in one cue is one defect.
    first: dict[tuple[int, str, str], _Opened] = {}
    for place, fault in _odd(document, pattern, limit_cues):
        if place.cue.number in timed_words(document):
            continue
        key = place.cue.number, text[place.offset], fault
        if key not in first or place.offset < first[key].offset:
            first[key] = place
    for (_, _, fault), (cue, offset) in sorted(first.items(), key=lambda item: item[1].offset):
        yield Finding(
            Span(offset, offset + 1),
            f"{text[offset]} in cue {cue.number} is {fault}: {quote(around(text, offset, offset + 1))}",
        )


def _are_paired(document: Document, brackets: str) -> bool:
    """Whether each bracket has its partner on its line, and no other between them, as in most files.

    Where cues share a line, as in XML and JSON, signs of markup stand between them.
    """
    text = document.source.text
    between = "[^" + re.escape("".join(_BRACKETS)) + "<>{}\r\n]*"
    pairs = [
        f"{re.escape(opener)}{_NO_FACE}{between}{re.escape(closer)}{_NO_FACE}"
        for closer, opener in _PARTNER.items()
        if opener in brackets
    ]
    return 2 * sum(len(re.findall(pair, text)) for pair in pairs) == sum(map(text.count, brackets))


def _odd(document: Document, pattern: str, limit_cues: int) -> Iterator[tuple[_Opened, str]]:
    text = document.source.text
    reported: set[tuple[int, str]] = set()
    waiting: dict[str, deque[_Opened]] = {bracket: deque() for bracket in _PARTNER.values()}
    for cue, match in hits(document, pattern):
        bracket, place = match[0], _Opened(cue, match.start())
        opener = _PARTNER.get(bracket)
        if opener is None:
            _forget_repeated(document, waiting[bracket], place, limit_cues)
            waiting[bracket].append(place)
            continue
        stack = waiting[opener]
        while stack and cue.number - stack[0].cue.number > limit_cues:
            yield stack.popleft(), "never closed"
        if stack:
            stack.pop()
        elif (cue.number, bracket) not in reported:
            before = max(cue.text_start, place.offset - 6)
            if not re.search(_LIST_MARK, text[before : match.end()]):
                reported.add((cue.number, bracket))
                yield place, "never opened"
    for stack in waiting.values():
        for place in stack:
            yield place, "never closed"


def _forget_repeated(
    document: Document, stack: deque[_Opened], place: _Opened, limit_cues: int
) -> None:
    """A label over several cues may open its bracket in each of them and close it once."""
    if not stack or not 0 < place.cue.number - stack[-1].cue.number <= limit_cues:
        return
    before = document.source.text[place.cue.text_start : place.offset]
    if not re.search(r"\w", re.sub("<[^<>]*>", "", before)):
        stack.pop()
