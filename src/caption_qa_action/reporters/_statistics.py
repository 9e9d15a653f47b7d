"""How often each code was found, as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.report import FileReport

# Code, severity, how many findings, how many of them a safe fix mends.
Count: TypeAlias = tuple[str, int, int, int]


def count(file: FileReport, wants: Callable[[Diagnostic], bool]) -> list[Count]:
    """The counts of one file, by code and severity, without the findings that are left out."""
    totals = _Totals()
    for diagnostic in filter(wants, file.diagnostics):
        safe = diagnostic.fix is not None and diagnostic.fix.safe
        totals.add(diagnostic.code, diagnostic.severity, 1, int(safe))
    return totals.rows()


class Statistics:
    """The counts of all files of a run."""

    __slots__ = ("_totals",)

    def __init__(self) -> None:
        self._totals = _Totals()

    def add(self, counts: Iterable[Count]) -> None:
        """Add the counts of one file."""
        for code, severity, found, fixable in counts:
            self._totals.add(code, severity, found, fixable)

    def table(self) -> str:
        """One line for each code and severity, the most frequent first; `""` when nothing was found."""
        rows = sorted(self._totals.rows(), key=lambda row: (-row[2], row[0], -row[1]))
        if not rows:
            return ""
        shown = [(str(row[2]), one_line(row[0]), Severity(row[1]).label, row[3]) for row in rows]
        digits = max(len("count"), *(len(row[0]) for row in shown))
        width = max(len("code"), *(len(row[1]) for row in shown))
        lines = [f"{'count':>{digits}}  {'code':<{width}}  {'severity':<8}  fixable"]
        lines += [
            f"{found:>{digits}}  {code:<{width}}  {severity:<8}  {fixable:>7}"
            for found, code, severity, fixable in shown
        ]
        return "\n".join(lines) + "\n"


class _Totals:
    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts: dict[tuple[str, int], list[int]] = {}

    def add(self, code: str, severity: int, found: int, fixable: int) -> None:
        totals = self._counts.setdefault((code, int(severity)), [0, 0])
        totals[0] += found
        totals[1] += fixable

    def rows(self) -> list[Count]:
        return [
            (code, level, found, fixable)
            for (code, level), (found, fixable) in self._counts.items()
        ]
