"""Findings that repeat in a file: a few are reported, and the number stands for the rest.

One for every second cue is no more than one, and hides what is wrong. What fails the run is left alone. Two
steps shorten the others; `--verbose` leaves both out:

1. For every report: a limit of comfort that a preset only suggests is often not the limit that a file
   was made by. Where more than 5 of 100 cues break it, that is one finding, which has their number; so is
   a warning that most cues of a file have. Baselines and suppressions have matched each one before.
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
# A warning is more than a suggestion: it repeats where more than half of the cues have it.
MOST_PERCENT_OF_WARNINGS = 50
# Our choice: enough to see what is meant, few enough to leave errors and warnings in sight.
MOST_SHOWN = 3


def collapse_repeated_findings(
    diagnostics: tuple[Diagnostic, ...], cues: int, settings: Settings, fail_on: FailOn
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file of so many cues, with one for each code that repeats.

    That is a code that the preset only suggests and that more than 5 of 100 cues have, or a warning that
    more than half of them have. The first finding stays, and its message has the number of the others.
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
            others = f"and {count - 1} more of {cues} cues; --verbose lists them"
            kept.append(diagnostic._replace(message=f"{diagnostic.message} ({others})"))
            repeated[key] = 0
    return tuple(kept)


def _cues_of_repeated(
    diagnostics: tuple[Diagnostic, ...], cues: int, settings: Settings, fail_on: FailOn
) -> dict[tuple[str, Severity], int]:
    """The codes that repeat with one severity, each with its number of cues."""
    chosen = {setting.code for setting in settings.rules if setting.severity is not None}
    suggested = {setting.code for setting in settings.rules if setting.suggested} - chosen
    found: defaultdict[tuple[str, Severity], set[int]] = defaultdict(set)
    for diagnostic in diagnostics:
        code, severity = diagnostic.code, diagnostic.severity
        if (code in suggested and _is_suggestion(diagnostic, fail_on)) or (
            severity is Severity.WARNING
            and code not in chosen
            and fail_on.max_warnings is None
            and not fail_on.hits(code, severity)
        ):
            found[code, severity].add(diagnostic.cue)
    return {
        (code, severity): len(numbers)
        for (code, severity), numbers in found.items()
        if len(numbers) >= FEWEST_CUES
        and len(numbers) * 100
        > cues * (MOST_PERCENT if severity is Severity.INFO else MOST_PERCENT_OF_WARNINGS)
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
