"""Whether a file is as sound after fixes as before, and which of them are at fault if not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from caption_qa_action.core.conservation import keep_words
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.revealed import words
from caption_qa_action.core.source import DELETES, REVEALS
from caption_qa_action.pipeline import Diagnosed
from caption_qa_action.rules import RULES, load


def is_safe(before: Diagnosed, after: Diagnosed, chosen: Sequence[Diagnostic]) -> bool:
    """Whether a file is as sound after some fixes as before."""
    if (
        _risen(_problems(before), _problems(after))
        or after.document.format != before.document.format
    ):
        return False
    fixes = [diagnostic.fix for diagnostic in chosen if diagnostic.fix]
    done = {fix.words for fix in fixes}
    if len(after.document.cues) < len(before.document.cues):
        done.add(DELETES)  # also where the cues had no words
    if _risen(_codes(before.diagnostics), _codes(_laid_to_fixes(after, chosen, done))):
        return False
    if not all(_is_permitted(before.document, item) for item in chosen):
        return False
    if not keep_words(before.document, after.document, fixes):
        return False
    shown, shown_after = before.document.once(_visible), after.document.once(_visible)
    source = before.document.source.text
    edits = [edit for fix in fixes for edit in fix.edits]
    removed = Counter("".join(source[span.start : span.end] for span, _ in edits))
    added = Counter("".join(replacement for _, replacement in edits))
    # What `keep_words` has found to be there already may come to light in a cue.
    for number in {each.cue for each in chosen if each.fix and each.fix.words == REVEALS} - {0}:
        span = before.document.cues[number - 1].text_span
        added.update(source[span.start : span.end])
    return not (shown - shown_after) - removed and not (shown_after - shown) - added


def _is_permitted(document: Document, diagnostic: Diagnostic) -> bool:
    """Whether the rule of a finding may do to words what its fix does, and to those that it does it to."""
    fix = diagnostic.fix
    if fix is None or not fix.words:
        return True
    rule = load(diagnostic.code)
    if fix.words not in rule.words:
        return False
    if fix.words != DELETES or not rule.deleted:
        return True
    text = document.source.text
    return all(
        _keeps_letters(text[start:end], replacement) or is_made_of(rule.deleted, text[start:end])
        for (start, end), replacement in fix.edits
    )


def is_made_of(pattern: str, text: str) -> bool:
    """Whether a text is nothing but what a pattern matches, and blanks."""
    # What an alternative has taken is not tried in another way: of a hostile setting there are too many.
    return re.fullmatch(rf"(?>\s|{pattern})++", text) is not None


def _keeps_letters(old: str, new: str) -> bool:
    """Whether an edit leaves the letters and digits as they are, but for their case."""
    return words(old).casefold() == words(new).casefold()


def _laid_to_fixes(
    after: Diagnosed, chosen: Sequence[Diagnostic], done: set[str]
) -> Iterator[Diagnostic]:
    """The findings after some fixes that none of them is excused for.

    Some are mended in the next round, after what was done to words; a cue that has more text than before
    may have too much of it; what can be understood again may be more than an output can hold; and some leave a sign
    of what was lost. `done` is what was done to words.
    """
    left = {code for item in chosen if item.code in RULES for code in load(item.code).leaves}
    revealed = {item.cue for item in chosen if item.fix and item.fix.words == REVEALS}
    for diagnostic in after.diagnostics:
        rule = load(diagnostic.code) if diagnostic.code in RULES else None
        if diagnostic.code in left:
            continue
        if rule and (rule.about_output or not done.isdisjoint(rule.mended_after)):
            continue
        if not diagnostic.cue or diagnostic.cue not in revealed:
            yield diagnostic


def suspects(before: Diagnosed, after: Diagnosed, chosen: Sequence[Diagnostic]) -> set[int]:
    """The identities of the fixes in and beside the cues where something is found after them that was not before."""
    back = OffsetMap(chosen)
    known = set(_places(before))
    cues: set[int] = set()
    for code, offset in _places(after):
        offset = back.offset(offset)
        if (code, offset) not in known:
            cue = before.document.cue_at(offset)
            if cue is not None:
                cues.update((cue.number - 1, cue.number, cue.number + 1))
    return {id(item) for item in chosen if item.cue in cues}


def group_independent(chosen: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """The fixes in groups in which no two are so close that both are suspects of one finding."""
    groups: dict[tuple[int, int], list[Diagnostic]] = {}
    in_cue: Counter[int] = Counter()
    for item in chosen:
        # What is found in a cue is laid to those beside it too: see `suspects`.
        groups.setdefault((item.cue % 3, in_cue[item.cue]), []).append(item)
        in_cue[item.cue] += 1
    return list(groups.values())


def _places(diagnosed: Diagnosed) -> Iterator[tuple[str, int]]:
    """The code and the place of everything that was noticed and found."""
    document = diagnosed.document
    for problem in (*document.source.problems, *document.problems):
        yield problem.code, problem.span.start
    for diagnostic in diagnosed.diagnostics:
        yield diagnostic.code, diagnostic.span.start


class OffsetMap:
    """Where in a text a place of its edited text comes from."""

    __slots__ = ("_offsets", "_shifts")

    def __init__(self, chosen: Sequence[Diagnostic]) -> None:
        edits = sorted(edit for item in chosen if item.fix for edit in item.fix.edits)
        self._offsets = [0]
        self._shifts = [0]
        shift = 0
        for (start, end), replacement in edits:
            shift += end - start - len(replacement)
            self._offsets.append(end - shift)
            self._shifts.append(shift)

    def offset(self, edited: int) -> int:
        return edited + self._shifts[bisect_right(self._offsets, edited) - 1]


def _risen(before: Counter[str], after: Counter[str]) -> bool:
    return any(number > before[code] for code, number in after.items())


def _problems(diagnosed: Diagnosed) -> Counter[str]:
    document = diagnosed.document
    return Counter(problem.code for problem in (*document.source.problems, *document.problems))


def _codes(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(diagnostic.code for diagnostic in diagnostics)


def _visible(document: Document) -> Counter[str]:
    """How often each character is shown, white space aside."""
    shown: Counter[str] = Counter()
    for cue in document.cues:
        shown.update(document.own_text(cue))
    for blank in (" ", "\n", "\t", "\u00a0"):
        del shown[blank]
    return shown
