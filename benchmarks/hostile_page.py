"""The growth table: the worst of each step, and what exceeds a bound, with the reason."""

from __future__ import annotations

import re

from hostile_inputs import inputs
from hostile_steps import MOST_GROWTH, MOST_SECONDS_PER_MB, Measured

# What a line, a cue or a finding may take each time: to be read, looked at by every rule, placed, worded, shown. A step above
# its bound that takes no more has many of them in a megabyte; one that takes more is a defect.
MOST_MICROSECONDS = 100.0
# What takes more for another reason: by a pattern of the step and one of the input.
REASONS = (
    (
        "^process auto-split",
        "wide characters",
        "a line may end behind each character, and each is tried",
    ),
)


def line(each: Measured) -> str:
    """A measurement for the terminal."""
    if each.seconds[-1] == float("inf"):
        return f"{each.input:50} {each.step:36} did not end, or failed"
    times = " ".join(f"{second:7.2f}" for second in each.seconds)
    return (
        f"{each.input:50} {each.step:36} {each.size / 1000:7.0f} KB {times} s "
        f"{each.growth:5.2f}x {each.seconds_per_mb:7.2f} s/MB "
        f"{each.microseconds_per_record:5.0f} us in {each.checks} checks{_mark(each)}"
    )


def page(measured: list[Measured], largest: int) -> str:
    """What was measured as a page."""
    steps: dict[str, list[Measured]] = {}
    for each in measured:
        steps.setdefault(_step(each), []).append(each)
    lines = [
        "# How work grows with hostile captions",
        "",
        "Made by `python benchmarks/hostile.py --markdown benchmarks/hostile.md`; see [README.md](README.md).",
        f"{len({each.input for each in measured})} of {len(inputs()):,} inputs, {len(measured):,} measurements at "
        f"{largest // 4000}, {largest // 2000} and {largest // 1000} KB.",
        f"Bounds: growth of {MOST_GROWTH} for twice the input, {MOST_SECONDS_PER_MB:g} s for a megabyte more.",
        "",
        "| step | inputs | over a bound | median s/MB | worst growth | worst s/MB | by |",
        "|---|---:|---:|---:|---:|---:|---|",
        *(_row(step, rows) for step, rows in steps.items()),
        "",
        "## Over a bound",
        "",
        "Each has one of two reasons. A step that checks captions several times is within the bound each time: mending "
        "checks what it has changed, up to six times and small files more often, a delivery up to seven times. Or a "
        "megabyte of hostile text holds many more lines, cues or findings than one that people write (15,000 cues a "
        "megabyte), each of which takes what is stated. So it is with the four that were looked at one by one, of which a "
        "safe fix reads, checks and mends each cue in two or three rounds: a megabyte of `{},` is 333,000 cues of JSON, 38 µs "
        "each; of `00:00:01,000 -->` 59,000, 142 µs; of console lines 34,000, 302 µs; and a delivery of overlapping MicroDVD, "
        "37,000 cues a megabyte, takes 307 µs a cue in nine checks.",
        "",
        "| input | step | growth | s/MB | checks | lines, cues, findings | µs each |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for each in sorted(measured, key=lambda each: -each.seconds_per_mb):
        if each.exceeds:
            lines.append(
                f"| {each.input} | {each.step} | {each.growth:.2f} | {each.seconds_per_mb:.2f} "
                f"| {each.checks or 1} | {each.records:,} | {each.microseconds_per_record:.0f}{_mark(each)} |"
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


def _mark(each: Measured) -> str:
    """Why it takes more than what the number of checks and records explains; `""` where it does not."""
    is_explained = (
        each.seconds_per_mb <= MOST_SECONDS_PER_MB * each.checks
        or each.microseconds_per_record <= MOST_MICROSECONDS
    )
    if is_explained and each.growth <= MOST_GROWTH:
        return ""
    for step, input, reason in REASONS:
        if (
            each.growth <= MOST_GROWTH
            and re.search(step, each.step)
            and re.search(input, each.input)
        ):
            return f" ({reason})"
    return " (a defect)"
