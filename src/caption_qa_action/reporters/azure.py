"""Issues in Azure Pipelines, written as logging commands.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#logissue-log-an-error-or-warning
"""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter, Traits, wanted_in
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._summary import line as summary_line

# What the agent decodes again. A percent sign has a mark of its own, since an agent can be configured
# to leave `%25` alone.
# Source: microsoft/azure-pipelines-agent, docs/design/percentEncoding.md, and Command.cs.
_ESCAPES = (("%", "%AZP25"), ("\r", "%0D"), ("\n", "%0A"), (";", "%3B"), ("]", "%5D"))

TRAITS = Traits("Azure Pipelines", ".txt", "logging commands, infos as text")


def make(options: Options) -> Reporter[str]:
    """A reporter for the log of Azure Pipelines."""
    return AzureReporter(options)


class AzureReporter:
    """Writes one command for each finding; infos, which the agent has no command for, as text."""

    __slots__ = ("_options",)

    def __init__(self, options: Options) -> None:
        self._options = options

    def part(self, file: FileReport) -> str:
        """The lines of a file."""
        path = in_repository(file.path, self._options.prefix)
        lines = []
        if file.failure:
            lines.append(_command("error", path, f"{path}: {file.failure.message}"))
        for each in filter(wanted_in(file, self._options), file.diagnostics):
            line, column = each.start
            message = f"{path}:{line}:{column}: {each.code} {each.message}"
            if each.severity is Severity.INFO:
                lines.append(one_line(message))
                continue
            lines.append(_command(each.severity.label, path, message, line, column, each.code))
        return "".join(line + "\n" for line in lines)

    def begin(self) -> str:
        """Nothing."""
        return ""

    def add(self, part: str) -> str:
        """The lines of a file."""
        return part

    def end(self, summary: Summary) -> str:
        """The line that counts everything."""
        return one_line(summary_line(summary)) + "\n"


def _command(
    kind: str, path: str, message: str, line: int = 0, column: int = 0, code: str = ""
) -> str:
    properties = [("type", kind), ("sourcepath", path)]
    if line:
        properties += [("linenumber", str(line)), ("columnnumber", str(column)), ("code", code)]
    listed = "".join(f"{name}={_escape(value)};" for name, value in properties)
    return f"##vso[task.logissue {listed}]{_escape(message)}"


def _escape(raw: str) -> str:
    text = one_line(raw)
    for found, escaped in _ESCAPES:
        text = text.replace(found, escaped)
    return text
