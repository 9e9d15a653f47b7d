"""Commands that messages, reports and guides name: there is each, with the options that are named with it."""

from __future__ import annotations

import re

from caption_qa_action.cli import COMMANDS
from caption_qa_action.cli._command_line import commands
from tests.tools import ROOT

FILES = [
    *sorted((ROOT / "src").rglob("*.py")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("*.y*ml")),
    ROOT / "README.md",
    ROOT / "action.yml",
    ROOT / "CONTRIBUTING.md",
]
# What stands behind the name where it is the program that is spoken of.
PROSE = frozenset(
    ("allows", "already", "as", "and", "at", "authors", "bundle", "by", "can", "checks", "crashed", "does", "ends", "failed", "finds", "for", "from",
     "has", "in", "is", "itself", "lines", "looks", "named", "of", "on", "or", "reads", "runs", "takes", "that",
     "to", "up", "was", "with", "writes")
)  # fmt: skip
OPTIONS = {
    " ".join(command.path): {name for option in command.options for name in option.names}
    for command in commands()
}


def misnamed(text: str) -> list[str]:
    """The commands that a text names and that there are not, or not with these options."""
    wrong = []
    for match in re.finditer(
        r"caption-qa ([a-z][a-z-]*)((?: (?:[a-z]+|--?[a-z][a-z-]*))*)(?=[^a-z-]|$)", text
    ):
        path, words = match[1], match[2].split()
        if path not in COMMANDS:
            wrong += [] if path in PROSE else [match[0]]
            continue
        for word in words:
            if f"{path} {word}" in OPTIONS:
                path += f" {word}"
            elif word.startswith("-") and word not in OPTIONS[path]:
                wrong.append(match[0])
    return wrong


def test_every_command_that_is_named_is_there() -> None:
    found = {path: misnamed(path.read_text(encoding="utf-8")) for path in FILES}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_a_command_or_option_that_there_is_not_is_noticed() -> None:
    assert misnamed("next: caption-qa chek a.srt") == ["caption-qa chek a"]
    assert misnamed("run caption-qa baseline write --fix, or") == [
        "caption-qa baseline write --fix"
    ]
    assert misnamed("caption-qa remote keys list --json") == []
