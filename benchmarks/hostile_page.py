"""The growth table: the worst of each step, and what exceeds a bound, with the reason."""

from __future__ import annotations

import math
import re

from hostile_inputs import inputs
from hostile_steps import MOST_GROWTH, MOST_SECONDS_PER_MB, Measured

# What a line, a cue or a finding may take each time: to be read, looked at by every rule, placed, worded, shown. A step above
# its bound that takes no more has many of them in a megabyte; one that takes more is a defect.
MOST_MICROSECONDS = 100.0
DEFECT = "a defect"
# What takes more for another reason: by a pattern of the step and one of the input.
REASONS = (
    (
        "",
        "of (brackets|square brackets|mixed brackets|opening braces|quotes|curly quotes)$|quotation marks$",
        "each of so many marks may begin what another ends and is looked at, and found in the file where that escapes some, "
        "for three to six microseconds",
    ),
    (
        "^(decode|parse|check|fix|convert|process)",
        "bad bytes$",
        "the encoding is guessed from a part of the file, of 40 KB at most: up to there each byte is weighed in dozens of "
        "encodings, then no more",
    ),
    (
        "",
        "(cue settings|settings without value)$",
        "each of so many settings is read and judged, for some fifteen microseconds",
    ),
    (
        "",
        "lines of bidirectional controls$",
        "each of so many controls is found in the file, weighed and taken out, for some seven microseconds",
    ),
    (
        "^process auto-split",
        "wide characters",
        "a line may end behind each character, and each is tried",
    ),
    (
        "^convert ttml$",
        "^(lrc: (singers|times for one text|many texts of many times)|json: lists of words)",
        "each caption is placed beside up to eight that are shown with it, when it is written, read again and compared",
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
        f"{_reason(each)}"
    )


def seconds_of(measured: list[Measured]) -> float:
    """How long what was measured took in all; what did not end, or failed, has no time."""
    return sum(filter(math.isfinite, (second for each in measured for second in each.seconds)))


def page(measured: list[Measured], largest: int) -> str:
    """What was measured as a page."""
    steps: dict[str, list[Measured]] = {}
    for each in measured:
        steps.setdefault(_step(each), []).append(each)
    over = sorted(
        (each for each in measured if each.exceeds), key=lambda each: -each.seconds_per_mb
    )
    inputs_measured = len({each.input for each in measured})
    most_checks = max((each.checks for each in over), default=0)
    most_records = max((each.records for each in over), default=0)
    lines = [
        "# How work grows with hostile captions",
        "",
        "Made by `python benchmarks/hostile.py --markdown benchmarks/hostile.md`; see [README.md](README.md).",
        f"{inputs_measured:,} of the {len(list(inputs())):,} inputs, {len(measured):,} steps of them measured at {largest // 1000} KB, and at half and twice the size "
        f"where that decides; {seconds_of(measured) / 60:.0f} minutes of a processor.",
        f"Bounds: growth of {MOST_GROWTH} for twice the input, {MOST_SECONDS_PER_MB:g} s for a megabyte more. "
        f"Over a bound: {len(over)}, of which {sum(each.growth > MOST_GROWTH for each in over)} by growth and "
        f"{sum(_reason(each) == DEFECT for each in over)} are defects.",
        "A growth of 0 was not measured: the step took so little that a megabyte would be within its bound if it were quadratic.",
        "",
        "| step | inputs | over a bound | median s/MB | worst growth | worst s/MB | by |",
        "|---|---:|---:|---:|---:|---:|---|",
        *(_row(step, rows) for step, rows in sorted(steps.items())),
        "",
        "## Over a bound",
        "",
        "A megabyte that people write holds some 15,000 cues, each of which is read, looked at by every rule, placed, worded and "
        "shown. Hostile text holds many more lines, cues or findings, and mending and delivering check again what they have changed: "
        f"in a step below, captions were checked up to {most_checks} times, with up to {most_records:,} of these in all. What takes more "
        "than its bound takes it for one of these reasons, which stands beside it: how often captions were checked, how many lines, "
        f"cues and findings that were in all, and what each of them took, which is at most {MOST_MICROSECONDS:.0f} microseconds; or "
        "the reason that stands there.",
        "",
        "| input | step | growth | s/MB | reason |",
        "|---|---|---:|---:|---|",
    ]
    for each in over:
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
    """Why a step takes more than its bound, as far as what is counted in it explains it."""
    if each.growth > MOST_GROWTH:
        return DEFECT
    number = (
        f"{each.records:,} lines, cues and findings, {each.microseconds_per_record:.0f} µs each"
    )
    checks = f"{each.checks} checks: " if each.checks > 1 else ""
    if each.microseconds_per_record <= MOST_MICROSECONDS:
        return f"{checks}{number}"
    if each.seconds_per_mb <= MOST_SECONDS_PER_MB * each.checks:
        return f"{each.checks} checks, each within the bound"
    for step, input, reason in REASONS:
        if re.search(step, each.step) and re.search(input, each.input):
            return reason
    return DEFECT
