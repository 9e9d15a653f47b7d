"""What reports for people leave unsaid: a suggestion that stands in every second cue is read once."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.reporters import Options

# Our choice: enough to see what is meant, few enough to leave errors and warnings in sight.
SHOWN = 3


def told(diagnostics: tuple[Diagnostic, ...], options: Options) -> Iterator[tuple[Diagnostic, str]]:
    """The diagnostics of a file that are shown, each with what is said of those that are not.

    Errors and warnings are all shown, and so is every info that fails the run. Of the others the first
    three of a code are, unless the report is `verbose`, and none when it is `quiet`.
    """
    left: dict[str, int] = {}
    for diagnostic in diagnostics:
        if _may_be_left_out(diagnostic, options):
            left[diagnostic.code] = left.get(diagnostic.code, -SHOWN) + 1
    shown = dict.fromkeys(left, 0)
    for diagnostic in diagnostics:
        more = ""
        if options.quiet and diagnostic.severity is Severity.INFO:
            continue
        if _may_be_left_out(diagnostic, options):
            code = diagnostic.code
            shown[code] += 1
            if shown[code] > SHOWN:
                continue
            if shown[code] == SHOWN and left[code] > 0:
                more = f"{left[code]} more in this file; --verbose lists them"
        yield diagnostic, more


def _may_be_left_out(diagnostic: Diagnostic, options: Options) -> bool:
    severity = diagnostic.severity
    return (
        severity is Severity.INFO
        and not options.verbose
        and not options.fail_on.hits(diagnostic.code, severity)
    )
