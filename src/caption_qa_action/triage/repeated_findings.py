"""Findings that repeat in a file: a few are reported, and the number stands for the rest.

One for every second cue is no more than one, and hides what is wrong. What fails the run is left alone. A limit of
comfort that a preset only suggests is often not the limit that a file was made by: where more than 5 of 100 cues
break it, that is one finding, which has their number; so is what most cues of a file have. Baselines and
suppressions have matched each one before. `--verbose` reports each one.
"""

from __future__ import annotations

from collections import defaultdict

from caption_qa_action.core.annotations import TypeVar
from caption_qa_action.core.diagnostic import Diagnostic, Finding, Severity
from caption_qa_action.core.settings import FailOn, RuleSetting, Settings

# Our choice. Below these, each finding is more likely a slip than the way in which the file was made.
FEWEST_CUES = 5
MOST_PERCENT = 5
# Anything else is more than a suggestion: it repeats where more than half of the cues have it.
MOST_PERCENT_OF_OTHERS = 50

_Found = TypeVar("_Found", Finding, Diagnostic)


def collapse_repeated_findings(
    diagnostics: tuple[Diagnostic, ...], cues: int, settings: Settings, fail_on: FailOn
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file of so many cues, with one for each code that repeats.

    That is a code that the preset only suggests and that more than 5 of 100 cues have, or a warning or an info
    that more than half of them have. The first finding stays, and its message has the number of the others.
    What the configuration gives a severity is reported in full, as are warnings while they are counted.
    """
    repeated = _cues_of_repeated(diagnostics, cues, settings, fail_on)
    if not repeated:
        return diagnostics
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        key = diagnostic.code, diagnostic.severity
        count = repeated.get(key)
        if count is None:
            kept.append(diagnostic)
        elif count:
            kept.append(with_count(diagnostic, count, cues))
            repeated[key] = 0
    return tuple(kept)


def fewest_repeated(
    setting: RuleSetting, severity: Severity, cues: int, fail_on: FailOn
) -> int | None:
    """From how many of the cues of a file on the findings of a rule repeat; None where they never do."""
    if setting.severity is not None or fail_on.hits(setting.code, severity):
        return None
    if severity is Severity.INFO and setting.suggested:
        percent = MOST_PERCENT
    elif severity is Severity.INFO or (
        severity is Severity.WARNING and fail_on.max_warnings is None
    ):
        percent = MOST_PERCENT_OF_OTHERS
    else:
        return None
    return max(FEWEST_CUES, cues * percent // 100 + 1)


def with_count(first: _Found, count: int, cues: int) -> _Found:
    """The first of the findings of so many cues, in place of all."""
    others = count - 1
    return first._replace(
        message=f"{first.message} (and {others} more of {cues} cues)", others=others
    )


def _cues_of_repeated(
    diagnostics: tuple[Diagnostic, ...], cues: int, settings: Settings, fail_on: FailOn
) -> dict[tuple[str, Severity], int]:
    """The codes that repeat with one severity, each with its number of cues."""
    found: defaultdict[tuple[str, Severity], set[int]] = defaultdict(set)
    for diagnostic in diagnostics:
        found[diagnostic.code, diagnostic.severity].add(diagnostic.cue)
    by_code = {setting.code: setting for setting in settings.rules}
    repeated: dict[tuple[str, Severity], int] = {}
    for (code, severity), numbers in found.items():
        setting = by_code.get(code) or RuleSetting(code)
        fewest = fewest_repeated(setting, severity, cues, fail_on)
        if fewest is not None and len(numbers) >= fewest:
            repeated[code, severity] = len(numbers)
    return repeated
