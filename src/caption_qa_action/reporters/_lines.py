"""A line for each finding: `path:line:column: severity[code] message`."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.inert import inert, one_line
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.text import printable
from caption_qa_action.reporters import Options, fail_on_of
from caption_qa_action.reporters._paint import BOLD, OF_SEVERITY, link_code, paint
from caption_qa_action.triage.repeated_findings import shorten_for_people


def findings(file: FileReport, options: Options) -> str:
    """The lines of one file; suggestions that repeat are counted."""
    color = options.color
    path = paint(one_line(file.path), BOLD, color)
    names: dict[tuple[Severity, str], str] = {}
    lines = []
    shown = shorten_for_people(
        file.diagnostics, fail_on_of(file, options), quiet=options.quiet, verbose=options.verbose
    )
    for diagnostic, note in shown:
        name = names.get((diagnostic.severity, diagnostic.code))
        if name is None:
            name = names[diagnostic.severity, diagnostic.code] = _name(diagnostic, options)
        line, column = diagnostic.start
        message = printable(diagnostic.message) + (f" (and {note})" if note else "")
        lines.append(inert(f"{path}:{line}:{column}: {name} {message}"))
    return "\n".join([*lines, ""])


def _name(diagnostic: Diagnostic, options: Options) -> str:
    """`severity[code]`."""
    label = paint(diagnostic.severity.label, OF_SEVERITY[diagnostic.severity], options.color)
    return f"{label}[{link_code(diagnostic.code, printable(diagnostic.code), options.links)}]"
