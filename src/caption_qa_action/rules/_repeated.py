"""One finding in place of many that report the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caption_qa_action.core.diagnostic import Finding, Fix
from caption_qa_action.core.source import DELETES, REPLACES, REVEALS

# So many are easily read one by one.
_FEW = 3
# So many show whether a file has something for want of a rule, and not by a slip.
_FEWEST = 20


def merge_repeats(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; those with one message, where they are many, as the first of them with a count.

    Its fix mends them all.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.message, []).append(finding)
    for message, members in groups.items():
        if len(members) <= _FEW:
            yield from members
        else:
            first = members[0]
            title = first.fix.title if first.fix else ""
            yield first._replace(
                message=f"{message} ({len(members)} times in this file)",
                fix=fix_all([finding.fix for finding in members], title),
            )


def first_of_each(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding of each message: where the look of text is judged, others report the same."""
    seen: set[str] = set()
    for finding in findings:
        if finding.message not in seen:
            seen.add(finding.message)
            yield finding


def is_habit(found: int, of: int, habit_percent: int) -> bool:
    """Whether a file was made by another rule: more than such a share of what it has is found.

    To list each of them would bury everything else.
    """
    return found >= _FEWEST and found * 100 > habit_percent * of


def fix_all(fixes: Sequence[Fix | None], title: str) -> Fix | None:
    """One fix that does what several do; None where one of them is missing."""
    present = [fix for fix in fixes if fix is not None]
    if not present or len(present) < len(fixes):
        return None
    edits = tuple(edit for fix in present for edit in fix.edits)
    words = max((fix.words for fix in present), key=("", REVEALS, DELETES, REPLACES).index)
    return Fix(title, edits, safe=all(fix.safe for fix in present), words=words)
