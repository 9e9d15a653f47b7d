"""Untrusted text made harmless for whoever reads our output: a person, or the runner of a workflow."""

from __future__ import annotations

from caption_qa_action.core.text import printable


def inert(line: str) -> str:
    r"""A line without anything that the GitHub Actions runner would execute.

    The runner obeys `::command::` at the start of a line, leading white space aside, and
    `##[command]` anywhere in it. Both are broken by a visible escape (`#\x23[`, `:\x3a`). An
    invisible character would not do: the runner compares by culture, where such characters count
    as nothing.

    Source: actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse.
    """
    if "##[" in line:
        line = line.replace("##[", "#\\x23[")
    if "::" in line and line.lstrip().startswith("::"):
        line = line.replace("::", ":\\x3a", 1)
    return line


def one_line(text: str) -> str:
    """Any text as one printable line that is no command."""
    return inert(printable(text))
