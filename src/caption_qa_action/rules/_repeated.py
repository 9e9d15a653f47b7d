"""One finding in place of many that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caption_qa_action.core.diagnostic import Finding, Fix

# So many are easily read one by one.
_FEW = 3


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
            yield first._replace(
                message=f"{message} ({len(members)} times in this file)", fix=_fix_all(members)
            )


def _fix_all(members: list[Finding]) -> Fix | None:
    fixes = [finding.fix for finding in members if finding.fix is not None]
    if len(fixes) < len(members):
        return None
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    return fixes[0]._replace(edits=edits, safe=all(fix.safe for fix in fixes))
