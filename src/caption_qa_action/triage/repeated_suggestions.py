"""Suggestions that repeat in a file: a few are reported, and the number stands for the rest.

A suggestion is an info that does not fail the run. One for every second cue is no more than one, and hides
what is wrong. Two steps shorten them; `--verbose` leaves both out:

1. For every report: a limit of comfort that a preset only suggests is often not the limit that a file
   was made by. Where more than 5 of 100 cues break it, that is one finding, which has their number.
2. For people (`full`, `concise`), of what is left: the first three of a code are shown, and the third is
   followed by the number of the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.settings import FailOn, Settings

# Our choice. Below these, each finding is more likely a slip than the way in which the file was made.
FEWEST_CUES = 5
MOST_PERCENT = 5
# Our choice: enough to see what is meant, few enough to leave errors and warnings in sight.
MOST_SHOWN = 3


def collapse_repeated_suggestions(
    diagnostics: tuple[Diagnostic, ...], cues: int, settings: Settings, fail_on: FailOn
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file of so many cues, with one for each limit that it was not made by.

    Of a code that the preset only suggests, and that is found in more than 5 of 100 cues, the first
    finding stays, and its message has the number of the others. What the configuration gives a severity is
    no suggestion.
    """
    suggested = {
        setting.code
        for setting in settings.rules
        if setting.suggested
        and setting.severity is None
        and not fail_on.hits(setting.code, Severity.INFO)
    }
    repeated = _cues_of_repeated(diagnostics, cues, suggested)
    if not repeated:
        return diagnostics
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        count = repeated.get(diagnostic.code)
        if count is None or diagnostic.severity is not Severity.INFO:
            kept.append(diagnostic)
        elif count:
            others = f"and {count - 1} more of {cues} cues; --verbose lists them"
            kept.append(diagnostic._replace(message=f"{diagnostic.message} ({others})"))
            repeated[diagnostic.code] = 0
    return tuple(kept)


def _cues_of_repeated(
    diagnostics: tuple[Diagnostic, ...], cues: int, suggested: set[str]
) -> dict[str, int]:
    """The codes among the suggested ones whose infos repeat, each with its number of cues."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.INFO and diagnostic.code in suggested:
            found[diagnostic.code].add(diagnostic.cue)
    return {
        code: len(numbers)
        for code, numbers in found.items()
        if len(numbers) >= FEWEST_CUES and len(numbers) * 100 > MOST_PERCENT * cues
    }


def shorten_for_people(
    diagnostics: tuple[Diagnostic, ...], fail_on: FailOn, *, quiet: bool, verbose: bool
) -> Iterator[tuple[Diagnostic, str]]:
    """The diagnostics of a file that are shown, each with a note on those that are not, or `""`.

    All that are no suggestions are shown. With `quiet`, no info is.
    """
    suggestions = () if verbose else diagnostics
    left = Counter(each.code for each in suggestions if _is_suggestion(each, fail_on))
    shown: Counter[str] = Counter()
    for diagnostic in diagnostics:
        note = ""
        if quiet and diagnostic.severity is Severity.INFO:
            continue
        if not verbose and _is_suggestion(diagnostic, fail_on):
            code = diagnostic.code
            if shown[code] == MOST_SHOWN:
                continue
            shown[code] += 1
            others = left[code] - MOST_SHOWN
            if shown[code] == MOST_SHOWN and others > 0:
                note = f"{others} more in this file; --verbose lists them"
        yield diagnostic, note


def _is_suggestion(diagnostic: Diagnostic, fail_on: FailOn) -> bool:
    severity = diagnostic.severity
    return severity is Severity.INFO and not fail_on.hits(diagnostic.code, severity)
