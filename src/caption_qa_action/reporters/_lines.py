"""A finding as one line: `path:line:column: severity[code] message`."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.inert import inert, one_line
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.text import printable
from caption_qa_action.reporters import Options, wanted_in
from caption_qa_action.reporters._paint import BOLD, OF_SEVERITY, link_code, paint


def findings(file: FileReport, options: Options) -> str:
    """The lines of one file."""
    color = options.color
    path = paint(one_line(file.path), BOLD, color)
    names: dict[tuple[Severity, str], str] = {}
    lines = []
    for diagnostic in filter(wanted_in(file, options), file.diagnostics):
        name = names.get((diagnostic.severity, diagnostic.code))
        if name is None:
            name = names[diagnostic.severity, diagnostic.code] = _name(diagnostic, options)
        line, column = diagnostic.start
        message = printable(diagnostic.message)
        lines.append(inert(f"{path}:{line}:{column}: {name} {message}"))
    return "\n".join([*lines, ""])


def _name(diagnostic: Diagnostic, options: Options) -> str:
    """`severity[code]`."""
    label = paint(diagnostic.severity.label, OF_SEVERITY[diagnostic.severity], options.color)
    return f"{label}[{link_code(diagnostic.code, printable(diagnostic.code), options.links)}]"
