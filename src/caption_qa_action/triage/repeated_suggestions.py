"""Suggestions that a file gives cause for in many cues, told once with their number.

A limit of comfort that a preset only suggests is often not the limit that a file was made by. A
suggestion for every second cue says no more than one, and hides what is wrong.
"""

from __future__ import annotations

from collections import defaultdict

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.settings import FailOn, Settings

# Our choice. Below these, each finding is more likely a slip than the way in which the file was made.
FEWEST_CUES = 5
MOST_PERCENT = 5


def collapse_repeated_suggestions(
    diagnostics: tuple[Diagnostic, ...], cues: int, settings: Settings, fail_on: FailOn
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file of so many cues, without suggestions that repeat.

    Of a code that the preset only suggests, and that is found in more than 5 of 100 cues, the first
    finding stays and tells the number of cues. What fails the run, and what the configuration gives a
    severity, is always told in full.
    """
    suggested = {
        setting.code for setting in settings.rules if setting.suggested and setting.severity is None
    }
    found: defaultdict[str, set[int]] = defaultdict(set)
    for diagnostic in diagnostics:
        code, severity = diagnostic.code, diagnostic.severity
        if code in suggested and severity is Severity.INFO and not fail_on.hits(code, severity):
            found[code].add(diagnostic.cue)
    habits = {
        code: len(numbers)
        for code, numbers in found.items()
        if len(numbers) >= FEWEST_CUES and len(numbers) * 100 > MOST_PERCENT * cues
    }
    if not habits:
        return diagnostics
    told: list[Diagnostic] = []
    for diagnostic in diagnostics:
        count = habits.get(diagnostic.code)
        if count is None:
            told.append(diagnostic)
        elif count:
            more = f"and {count - 1} more of {cues} cues; --verbose lists them"
            told.append(diagnostic._replace(message=f"{diagnostic.message} ({more})"))
            habits[diagnostic.code] = 0
    return tuple(told)
