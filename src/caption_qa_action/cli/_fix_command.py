"""The command that mends what a check has found: the same files and rules, with --fix."""

from __future__ import annotations

import os

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.inert import inert
from caption_qa_action.core.text import printable

if TYPE_CHECKING:
    import argparse

# How the findings are shown and counted, and how the files are gone through, mends nothing.
NOT_ABOUT_FIXES = frozenset(
    ("format", "statistics", "quiet", "min_severity", "show", "verbose", "color", "exit_zero",
     "require_files", "jobs", "cache_dir", "no_cache", "watch", "diff", "show_fixes", "show_files",
     "show_settings", "exit_non_zero_on_fix")
)  # fmt: skip
# A server does not mend.
OF_A_SERVER = frozenset(("engine", "api_url", "quota_policy"))
# With these nothing is mended in place, or it has just been.
_EXCLUDE_FIX = ("fix", "fix_only", "staged", "changed_cues", "shard")
# Their values name files, from the folder where the check ran, and their patterns are about files below it.
_OF_FILES = frozenset(("baseline", "config", "files_from"))
_OF_PATTERNS = ("exclude", "extend_exclude")
# Where git states to its hooks, which it starts at the top of the repository, in which folder of it the user is: ends in a slash.
PREFIX_VARIABLE = "GIT_PREFIX"
# A command that is longer is not copied from a terminal, nor is one that cannot be shown.
_MOST_CHARACTERS = 1_000
_SAME = ("the same command with --fix",)


def fix_command(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The words of the command, as a shell reads them; none where a check cannot be repeated with --fix.

    What a shell could take for something else is quoted. Where the command is too long, has a name that cannot be
    shown, or reads standard input, the words name it.
    """
    given = vars(arguments)
    if "fix" not in given or any(given[name] for name in _EXCLUDE_FIX):
        return ()
    if "-" in given["paths"] or given["files_from"] == "-" or given["stdin_filename"]:
        return _SAME  # what is piped into it is not part of a command
    prefix = _prefix()
    if prefix and any(given[name] for name in _OF_PATTERNS):
        return _SAME  # in another folder the patterns are about other files
    paths = given["paths"]
    if prefix and not paths and not given["files_from"]:
        paths = [os.curdir]
    words = ["caption-qa", "check", "--fix", *_options(given, prefix), *_paths(paths, prefix)]
    shown = tuple(map(_quoted, words))
    text = " ".join(shown)
    if len(text) > _MOST_CHARACTERS or inert(printable(text)) != text:
        return _SAME
    return shown


def _options(given: dict[str, object], prefix: str) -> list[str]:
    words = []
    if given["engine"] not in (None, "bundled"):
        words.append("--engine=bundled")
    for name, value in given.items():
        if name in NOT_ABOUT_FIXES or name in OF_A_SERVER or name == "paths":
            continue
        flag = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(flag)
        elif value is False:
            words += [f"--no-{flag[2:]}"] if name == "preview" else []
        elif isinstance(value, list):
            words += [f"{flag}={each}" for each in value]
        elif value is not None:
            shown = _from(prefix, str(value)) if name in _OF_FILES else value
            words.append(f"{flag}={shown}")
    return words


def _paths(paths: list[str], prefix: str) -> list[str]:
    shown = [_from(prefix, path) for path in paths]
    return ["--", *shown] if any(path.startswith("-") for path in shown) else shown


def _prefix() -> str:
    """The folder where the user is, below the one where git has started this check; `""` where that is the same."""
    prefix = os.environ.get(PREFIX_VARIABLE, "").replace("\\", "/")
    here = os.getcwd().replace(os.sep, "/") + "/"
    return "" if here.endswith(f"/{prefix}") else prefix


def _from(prefix: str, path: str) -> str:
    """A path as who is in the folder of a prefix would write it."""
    if not prefix or os.path.isabs(path):
        return path
    return os.path.relpath(path, prefix).replace(os.sep, "/")


def _quoted(word: str) -> str:
    if os.name == "nt":
        import subprocess

        return subprocess.list2cmdline([word])
    import shlex

    return shlex.quote(word)
