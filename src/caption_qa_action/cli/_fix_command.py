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
    words = ["caption-qa", "check", "--fix", *_options(given), *_paths(given["paths"])]
    shown = tuple(map(_quoted, words))
    text = " ".join(shown)
    if len(text) > _MOST_CHARACTERS or inert(printable(text)) != text:
        return _SAME
    return shown


def _options(given: dict[str, object]) -> list[str]:
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
            words.append(f"{flag}={value}")
    return words


def _paths(paths: list[str]) -> list[str]:
    shown = [_from_prefix(path) for path in paths]
    return ["--", *shown] if any(path.startswith("-") for path in shown) else shown


def _from_prefix(path: str) -> str:
    """A path as the user would write it, who is not where git starts its hooks: at the top of the repository."""
    prefix = os.environ.get("GIT_PREFIX", "").replace("\\", "/")
    here = os.getcwd().replace(os.sep, "/") + "/"
    if not prefix or os.path.isabs(path) or here.endswith(f"/{prefix}"):
        return path
    return os.path.relpath(path, prefix).replace(os.sep, "/")


def _quoted(word: str) -> str:
    if os.name == "nt":
        import subprocess

        return subprocess.list2cmdline([word])
    import shlex

    return shlex.quote(word)
