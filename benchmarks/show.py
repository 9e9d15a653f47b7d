"""How the figures are shown: columns, and budgets beside what was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from measure import Series


class Budget(NamedTuple):
    """A figure that is promised, and the one that was seen; a plain comparison, never a verdict."""

    what: str
    limit: float
    seen: float
    unit: str
    at_least: bool = False

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        kept = self.seen >= self.limit if self.at_least else self.seen <= self.limit
        number = "{:,.0f}" if self.limit >= 100 or not self.limit else "{:.2f}"
        return (
            f"{self.what}: budget {sign} {number.format(self.limit)}{self.unit}, "
            f"seen {number.format(self.seen)}{self.unit}{'' if kept else '  <- over'}"
        )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print columns, the first to the left and the others to the right."""
    widths = [max(len(row[index]) for row in (head, *rows)) for index in range(len(head))]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  " + "  ".join(cells).rstrip())
    print(flush=True)


def series_table(series: Mapping[str, Series], base: str, *, inside: bool = False) -> None:
    """Print the times of cases, each with its ratio to the base."""
    rows = []
    for name, one in series.items():
        median_s = one.median_s(inside=inside)
        cues = one.case.cues
        rows.append(
            (
                name,
                f"{one.best_s(inside=inside) * 1000:,.1f}",
                f"{median_s * 1000:,.1f}",
                f"{cues / median_s / 1000:,.0f}" if cues else "",
                f"{one.peak_mb:.0f}" if one.peak_mb else "",
                f"{one.ratio(series[base], inside=inside):.2f}" if base in series else "",
            )
        )
    table(("", "best ms", "median ms", "k cues/s", "peak MB", f"x {base}"), rows)
