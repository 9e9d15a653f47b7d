"""Untrusted text made harmless for whoever reads our output: a person, or the runner of a workflow."""

from __future__ import annotations

import re

from caption_qa_action.core.text import printable

# What runners obey anywhere in a line.
COMMAND = r"(?i)##((?:vso|teamcity)?\[)"


def inert(line: str) -> str:
    r"""A line without anything that a runner of workflows would execute.

    That of GitHub obeys `::command::` at the start of a line, leading white space aside, and
    `##[command]` anywhere in it; that of Azure Pipelines `##vso[command]`, that of TeamCity
    `##teamcity[command]`. All are broken by a visible escape (`#\x23[`, `:\x3a`). An invisible
    character would not do: the runner compares by culture, where such characters count as nothing.

    Sources: actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse;
    microsoft/azure-pipelines-agent, src/Microsoft.VisualStudio.Services.Agent/Command.cs.
    """
    if "##" in line:
        line = re.sub(COMMAND, r"#\\x23\1", line)
    if "::" in line and line.lstrip().startswith("::"):
        line = line.replace("::", ":\\x3a", 1)
    return line


def one_line(text: str) -> str:
    """Any text as one printable line that is no command."""
    return inert(printable(text))
