"""Hostile captions and file names: the runner executes what we meant, and nothing else.

Three thousand captions, and ten thousand by `python3 dev.py conserve`.
"""

from __future__ import annotations

import posixpath
import random
import re
from collections.abc import Iterator

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.text import printable
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.reporters import REPORTERS, traits
from tests.reporters.actions_runner import COMMANDS, annotations_of, read_log
from tests.reporters.fixed_report import report
from tests.sampling import WHOLE

# Whoever does not say that a runner executes its lines must not be executed.
WITHOUT_COMMANDS = [name for name in sorted(REPORTERS) if not traits(name).has_commands]

PARTS, FILES_IN_PART, CUES_IN_FILE = 10 if WHOLE else 3, 125, 8

# What the runner looks for, what it splits at, what it unescapes, and what it takes for white space
# (actions/runner, src/Runner.Common/ActionCommand.cs; char.IsWhiteSpace of .NET).
PIECES = (
    *(
        "::",
        ":",
        "##[",
        "#",
        "[",
        "]",
        "=",
        ",",
        ";",
        "%",
        "%25",
        "%0A",
        "%0D",
        "%3A",
        "%2C",
        "%5D",
    ),
    *(" ", "\t", "\r", "\x0b", "\x0c", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u3000"),
    *("\xad", "\u200b", "\u200d", "\u2060", "\ufeff", "\x00", "\x1b[0m", "\u202e", "é", "字"),
    *("<b>", "<i", "</b>", "&amp;", "{\\an8}", "file=x", "title=y", "a", "The river freezes."),
    *(f"::{name}::" for name in sorted(COMMANDS)),
    *(f"##[{name}]" for name in sorted(COMMANDS)),
)


def hostile(chance: random.Random, longest: int) -> str:
    return "".join(chance.choices(PIECES, k=chance.randint(1, longest)))


def files(part: int) -> Iterator[FileReport]:
    """The real reports on generated files; the same ones in every run."""
    chance = random.Random(part)
    settings = load(Arguments(), isolated=True).settings_for("x.srt")
    for number in range(FILES_IN_PART):
        path = hostile(chance, 6).replace("\x00", "").replace("\n", "") + f"{number}.srt"
        # Cues that overlap, so that there is always something to say.
        blocks = (
            f"{cue}\n00:00:0{cue},000 --> 00:00:09,000\n{hostile(chance, 8)}\n{hostile(chance, 8)}\n"
            for cue in range(1, CUES_IN_FILE + 1)
        )
        yield checked(path, "\n".join(blocks), settings)


def checked(path: str, text: str, settings: Settings) -> FileReport:
    return check_bytes(path, text.encode("utf-8", "surrogatepass"), settings)


def meant_file(path: str) -> str:
    """A path as the runner is to read it: controls shown, for which it has no escapes."""
    path = posixpath.normpath(path)
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", path):
        path = printable(path)
    return f"./{path}" if path.startswith("=") else path


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_exactly_what_we_meant_is_executed(part: int) -> None:
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    for file in files(part):
        meant = [
            (names[each.severity], f"caption-qa ({each.code})", each.start.line)
            for each in sorted(file.diagnostics, key=lambda each: -each.severity)
        ]
        commands = annotations_of(report("github", [file]))
        executed = [
            (each.name, each.properties["title"], int(each.properties["line"])) for each in commands
        ]
        levels = [name for name, _, _ in meant]
        if max(map(levels.count, names.values())) <= 10:
            assert executed == meant
        else:  # merged, so that ten annotations report the most
            assert set(executed) <= set(meant)
            assert {name for name, _, _ in executed} == set(levels)
        assert {each.properties["file"] for each in commands} == {meant_file(file.path)}
        assert all(len(each.properties) in (4, 6) for each in commands)
        for name in WITHOUT_COMMANDS:
            assert read_log(report(name, [file]))[0] == [], (name, file.path)
