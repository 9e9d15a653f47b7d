"""How reports are written, by the arguments and by the place where the command runs."""

from __future__ import annotations

import os
from functools import cache, partial

from caption_qa_action.cli._terminal import wants_color, wants_links, width
from caption_qa_action.core.annotations import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import argparse

    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.reporters import Blob, Options
    from caption_qa_action.runs.shards import Shard


def report_options(
    arguments: argparse.Namespace, fail_on: FailOn, stream: TextIO, shard: Shard | None = None
) -> Options:
    """The options of all reports of a run; with a shard, they describe what part of it this is."""
    from caption_qa_action.core.diagnostic import Severity
    from caption_qa_action.reporters import Options
    from caption_qa_action.rules import load_all

    return Options(
        color=wants_color(arguments.color, stream),
        quiet=arguments.quiet,
        verbose=arguments.verbose,
        width=width(),
        statistics=arguments.statistics,
        why=_why,
        prefix=_folder_in_workspace(),
        blob=_blob(arguments),
        links=wants_links(arguments.color, stream),
        rules=load_all,
        fail_on=fail_on,
        min_severity=Severity[(arguments.min_severity or "info").upper()],
        show_all=arguments.show == "all",
        wraps=stream.isatty(),
        fix_command=partial(_fix_command, arguments),
        run=shard.record(fail_on, require_files=arguments.require_files) if shard else None,
    )


def _fix_command(arguments: argparse.Namespace) -> tuple[str, ...]:
    from caption_qa_action.cli._fix_command import fix_command

    return fix_command(arguments)


def _folder_in_workspace() -> str:
    """This folder as seen from a workflow's workspace, which annotations are relative to."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return ""
    try:
        folder = os.path.relpath(os.path.realpath("."), os.path.realpath(workspace))
    except ValueError:  # another drive of Windows
        return ""
    outside = folder == os.pardir or folder.startswith(os.pardir + os.sep)
    return "" if outside or folder == os.curdir else folder.replace(os.sep, "/")


def _blob(arguments: argparse.Namespace) -> Blob:
    """Where the files are on the web, for a report that links to their lines."""
    from caption_qa_action.reporters import Blob

    if not any(name.partition("=")[0] == "markdown" for name in arguments.format or ()):
        return Blob()
    from caption_qa_action.cli._blob import blob_of_workflow

    return blob_of_workflow(_folder_in_workspace())


def usual_format() -> str:
    """The format that suits the place when none is asked for."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "concise" if os.environ.get("PRE_COMMIT") else "full"


@cache
def _why(code: str) -> str:
    """Why a rule matters; its page is read once, and not at each of a thousand findings."""
    from caption_qa_action.cli._pages import why
    from caption_qa_action.rules import RULES, load

    return why(load(code)) if code in RULES else ""
