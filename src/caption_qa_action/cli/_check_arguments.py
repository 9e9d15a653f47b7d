"""The arguments of `caption-qa check`, a function for each group of its help."""

from __future__ import annotations

import argparse

from caption_qa_action.cli._numbers import count, positive
from caption_qa_action.cli._plugins import add_plugin_argument
from caption_qa_action.cli._terminal import add_color_argument
from caption_qa_action.reporters import REPORTERS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add which files are checked for what, and how that is reported."""
    parser.add_argument(
        "paths", metavar="PATHS", nargs="*", help="files, folders or globs; - is standard input"
    )
    _add_selection(parser)
    _add_fixing(parser)
    _add_failing(parser)
    add_output(parser)
    _add_files(parser)
    _add_limits(parser)
    _add_changes(parser)
    _add_engine(parser)
    _add_configuration(parser)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is checked")
    add = group.add_argument
    add(
        "--preset",
        metavar="NAME",
        help="the platform to check for (default: none, so that each file is judged by its own format; see caption-qa presets)",
    )
    add(
        "--select",
        metavar="CODES",
        action="append",
        help="check these codes or groups alone (comma separated)",
    )
    add(
        "--extend-select",
        metavar="CODES",
        action="append",
        help="check these codes or groups as well",
    )
    add("--ignore", metavar="CODES", action="append", help="leave these codes or groups out")
    add(
        "--preview",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="run rules that are in preview as well",
    )
    add(
        "--severity",
        metavar="CODE=LEVEL",
        action="append",
        help="change how bad a code is: error, warning, info or off",
    )
    add(
        "--option",
        metavar="CODE.OPTION=VALUE",
        action="append",
        help="set an option of a rule, such as line_too_long.limit_columns=37",
    )
    add(
        "--language",
        metavar="TAG",
        help="the language of the captions (default: from the file, its name, its script)",
    )
    add("--encoding", metavar="NAME", help="the encoding of files that are not Unicode")
    add(
        "--input-format",
        metavar="FORMAT",
        help="the format that the files are in (default: by content, then by name)",
    )
    add(
        "--kind",
        metavar="KIND",
        help="what the files are for: captions, subtitles, descriptions, chapters or metadata",
    )


def _add_fixing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("mending")
    add = group.add_argument
    add(
        "--fix",
        action="store_true",
        help="mend what is safe, in place; standard input goes to standard output",
    )
    add(
        "--fix-only",
        action="store_true",
        help="as --fix, and list what was mended in place of what is left, which fails nothing",
    )
    add(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also fixes that change timing or visible text",
    )
    add(
        "--diff",
        action="store_true",
        help="show what --fix would change, and change nothing; exit 1 if anything",
    )
    add(
        "--show-fixes",
        action="store_true",
        help="list what was mended, and the rules whose fixes would do harm and were left out",
    )
    add("--exit-non-zero-on-fix", action="store_true", help="exit 1 when anything was mended")


def _add_failing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what fails the run")
    add = group.add_argument
    add(
        "--fail-on",
        metavar="WHAT",
        action="append",
        help="error, warning, info or never, and codes (default: error); "
        "sets aside fail-on and max-warnings of every configuration",
    )
    add(
        "--max-warnings",
        metavar="N",
        type=count,
        help="fail when there are more warnings than this",
    )
    add(
        "--baseline",
        metavar="FILE",
        help="leave out the findings that this file knows (see caption-qa baseline)",
    )
    add(
        "--exit-zero",
        action="store_true",
        help="exit 0 whatever is found; 2 still when a file could not be checked",
    )
    add("--require-files", action="store_true", help="exit 2 when no file was checked")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add how reports are written, and where to."""
    group = parser.add_argument_group("output")
    add = group.add_argument
    add(
        "--format",
        metavar="NAME[=PATH]",
        action="append",
        help=f"{_one_of(list(REPORTERS))}; repeat it for several reports, =PATH writes to a file",
    )
    add(
        "--statistics", action="store_true", help="count each code in place of listing the findings"
    )
    add("-q", "--quiet", action="store_true", help="leave out infos")
    add(
        "--min-severity",
        metavar="LEVEL",
        choices=("error", "warning", "info"),
        help="leave out what is milder and does not fail the run: error, warning or info (json and "
        "json-lines are always complete)",
    )
    add(
        "--show",
        metavar="WHAT",
        choices=("grouped", "all"),
        default="grouped",
        help="for people: all lists every finding whole, grouped what fails the run alone (default: grouped)",
    )
    add(
        "-v",
        "--verbose",
        action="store_true",
        help="list each finding that repeats in a file, skipped files, and what was decided for each file",
    )
    add_color_argument(parser)


def _one_of(names: list[str]) -> str:
    """`a, b or c`."""
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _add_files(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which files")
    add = group.add_argument
    add(
        "--exclude",
        metavar="PATTERNS",
        action="append",
        help="leave these out, in place of the configured ones (gitignore patterns)",
    )
    add("--extend-exclude", metavar="PATTERNS", action="append", help="leave these out as well")
    add(
        "--force-exclude",
        action="store_true",
        help="leave out what a run of their folder leaves out, even when it is named",
    )
    add("--no-gitignore", action="store_true", help="check what git ignores, too")
    add(
        "--files-from",
        metavar="FILE",
        help="read paths from a file, one a line; - is standard input",
    )
    add(
        "--stdin-filename",
        metavar="NAME",
        help="the name of standard input in reports and for the configuration",
    )
    add(
        "--shard",
        metavar="I/N",
        help="check the I-th of N parts of the files; caption-qa merge joins their JSON reports",
    )
    add("--show-files", action="store_true", help="list the files that would be checked")
    add(
        "--jobs",
        metavar="N",
        type=positive,
        default=0,
        help="processes to use (default: by the amount of work); with a server, files at a time (default: 4)",
    )


def _add_limits(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what one file may cost")
    add = group.add_argument
    add(
        "--seconds-per-file",
        metavar="N",
        type=positive,
        help="a file that takes longer is not checked, and the run ends with 2 (default: 60)",
    )
    add(
        "--megabytes-per-file",
        metavar="N",
        type=positive,
        help="the memory that a large file may take, on Linux (default: 6000)",
    )


def _add_changes(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("only what has changed (by git)")
    add = group.add_argument
    add(
        "--changed-since",
        metavar="REF",
        help="check only files that changed since this branch or commit was left (REF..: since REF itself)",
    )
    add("--staged", action="store_true", help="check what the next commit changes, as it is staged")
    add(
        "--changed-cues",
        action="store_true",
        help="with these: tell only findings that the change brought, or on cues that it touched",
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what checks them")
    add = group.add_argument
    add(
        "--engine",
        metavar="NAME",
        help="bundled (the default), or remote: a server, with the key in CAPTIONPASS_API_KEY",
    )
    add("--api-url", metavar="URL", help="the server to ask (default: https://www.captionpass.com)")
    add(
        "--quota-policy",
        metavar="WHAT",
        help="when the server's quota does not suffice: fail, bundled or changed-only",
    )
    add("--cache-dir", metavar="DIR", help="keep the answers of the server here")
    add("--no-cache", action="store_true", help="check every file anew, and keep nothing")


def _add_configuration(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("configuration")
    add = group.add_argument
    add("--config", metavar="FILE", help="use this configuration for every file")
    add("--isolated", action="store_true", help="read no configuration")
    add(
        "--config-from",
        metavar="REF",
        help="read configuration, baseline and suppression comments as this commit has them, whatever is changed",
    )
    add_plugin_argument(group)
    add(
        "--show-settings",
        action="store_true",
        help="print what is in force for each path, and where it comes from",
    )
