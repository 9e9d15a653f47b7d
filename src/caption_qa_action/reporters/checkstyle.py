"""XML as Checkstyle writes it, which Jenkins, reviewdog and many other tools read.

The format has no schema of its own; this is what `XMLLogger` of Checkstyle writes:
https://checkstyle.org/apidocs/com/puppycrawl/tools/checkstyle/XMLLogger.html
"""

from __future__ import annotations

from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter, Traits, wanted_in
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._summary import in_force
from caption_qa_action.reporters._xml import comment_line, element

TRAITS = Traits(
    "Jenkins, reviewdog, SonarQube importers",
    ".xml",
    "a comment at its end says what was in force",
    has_summary=False,
)


def make(options: Options) -> Reporter[str]:
    """A reporter for tools that read Checkstyle's reports."""
    return CheckstyleReporter(options)


class CheckstyleReporter:
    """Writes an element for each file as it comes."""

    __slots__ = ("_options",)

    def __init__(self, options: Options) -> None:
        self._options = options

    def part(self, file: FileReport) -> str:
        """The element of a file, with one inside for each finding."""
        if file.status == "skipped":
            return ""
        errors = [
            element(
                "error",
                line=each.start.line,
                column=each.start.column,
                severity=each.severity.label,
                message=each.message,
                source=f"caption-qa.{each.code}",
            )
            for each in filter(wanted_in(file, self._options), file.diagnostics)
        ]
        if file.failure:
            errors.insert(
                0,
                element(
                    "error",
                    line=1,
                    severity="error",
                    message=file.failure.message,
                    source="caption-qa",
                ),
            )
        content = [f"\n    {error}" for error in errors] + ["\n  "] * bool(errors)
        name = in_repository(file.path, self._options.prefix)
        return f"  {element('file', *content, name=name)}\n"

    def begin(self) -> str:
        """The declaration; the version is that of the format."""
        return '<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n'

    def add(self, part: str) -> str:
        """The element of a file."""
        return part

    def end(self, summary: Summary) -> str:
        """What was in force, for which the format has no element, and the end of the document."""
        return f"{comment_line(in_force(summary))}</checkstyle>\n"
