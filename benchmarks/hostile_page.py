"""The growth table: the worst of each step, and what exceeds a bound, with the reason."""

from __future__ import annotations

import re

from hostile_steps import MOST_GROWTH, MOST_SECONDS_PER_MB, Measured

# Why a step may cost more than its bound, by a pattern of the step and one of the input; the first that fits.
REASONS: tuple[tuple[str, str, str], ...] = ()


def line(each: Measured) -> str:
    """A measurement for the terminal."""
    if each.seconds[-1] == float("inf"):
        return f"{each.input:50} {each.step:36} did not end, or failed"
    times = " ".join(f"{second:7.2f}" for second in each.seconds)
    return (
        f"{each.input:50} {each.step:36} {each.size / 1000:7.0f} KB {times} s "
        f"{each.growth:5.2f}x {each.seconds_per_mb:7.2f} s/MB"
    )


def page(measured: list[Measured], largest: int) -> str:
    """What was measured as a page."""
    steps: dict[str, list[Measured]] = {}
    for each in measured:
        steps.setdefault(_step(each), []).append(each)
    lines = [
        "# How work grows with hostile captions",
        "",
        "Made by `python benchmarks/hostile.py --inputs all --markdown benchmarks/hostile.md`; see "
        "[README.md](README.md).",
        f"{len({each.input for each in measured})} inputs, {len(measured)} measurements at "
        f"{largest // 4000}, {largest // 2000} and {largest // 1000} KB.",
        f"Bounds: growth of {MOST_GROWTH} for twice the input, {MOST_SECONDS_PER_MB:g} s for a megabyte more.",
        "",
        "| step | inputs | over a bound | median s/MB | worst growth | worst s/MB | by |",
        "|---|---:|---:|---:|---:|---:|---|",
        *(_row(step, rows) for step, rows in steps.items()),
        "",
        "## Over a bound",
        "",
        "| input | step | growth | s/MB | reason |",
        "|---|---|---:|---:|---|",
    ]
    for each in sorted(measured, key=lambda each: -each.seconds_per_mb):
        if each.exceeds:
            lines.append(
                f"| {each.input} | {each.step} | {each.growth:.2f} | {each.seconds_per_mb:.2f} | {_reason(each)} |"
            )
    return "\n".join([*lines, ""])


def _step(each: Measured) -> str:
    """The step of a row: deliveries by their profile, for whatever preset."""
    return " ".join(each.step.split(" ")[:2])


def _row(step: str, rows: list[Measured]) -> str:
    rates = sorted(each.seconds_per_mb for each in rows)
    worst = max(rows, key=lambda each: each.seconds_per_mb)
    over = sum(each.exceeds for each in rows)
    growth = max(each.growth for each in rows)
    return (
        f"| {step} | {len(rows)} | {over} | {rates[len(rates) // 2]:.2f} | {growth:.2f} "
        f"| {worst.seconds_per_mb:.2f} | {worst.input} |"
    )


def _reason(each: Measured) -> str:
    for step, input, reason in REASONS:
        if re.search(step, each.step) and re.search(input, each.input):
            return reason
    return "a defect"
