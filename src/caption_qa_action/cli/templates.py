"""Try export templates on this machine, in the sandbox that `caption-qa serve` has. Needs the extra `templates`.

A template is JavaScript that defines exportTimeline(cues, ctx) and returns the content of a file, a string, or
an object with content, filename and mimeType. It has no files, no network and no clock, and limits for its work,
its memory and its output.

exit codes: 0 valid, or run; 1 the script is not valid, or failed; 2 it could not be tried
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli._json import print_json
from caption_qa_action.cli._results import add_output_arguments, require_free, write_result
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import printable, quote

if TYPE_CHECKING:
    from caption_qa_action.runs.templates.sandbox import Sandbox
    from caption_qa_action.runs.templates.template import Problem

SUMMARY = "validate and test export templates on this machine"
_INSTALL = "pip install 'caption-qa-action[templates] @ git+https://github.com/caption-qa/caption-qa-action'"


def configure(parser: argparse.ArgumentParser) -> None:
    """`validate` and `test`."""
    parser.usage = (
        "caption-qa templates validate FILE... [--json]\n"
        "       caption-qa templates test FILE CAPTIONS [-o FILE] [--json]"
    )
    commands = parser.add_subparsers(
        prog="caption-qa templates", dest="command", required=True, metavar="{validate,test}"
    )
    each = commands.add_parser("validate", help="whether scripts are templates", allow_abbrev=False)
    each.add_argument("files", metavar="FILE", nargs="+", help="the scripts")
    each.add_argument("--json", action="store_true", help="as JSON")
    each = commands.add_parser("test", help="what a template makes of captions", allow_abbrev=False)
    each.add_argument("file", metavar="FILE", help="the script")
    each.add_argument("captions", metavar="CAPTIONS", help="captions in any format that is read")
    each.add_argument("--json", action="store_true", help="as JSON, what is made among it")
    add_output_arguments(each)


def run(arguments: argparse.Namespace) -> int:
    """Validate or run; the exit code."""
    return _validate(arguments) if arguments.command == "validate" else _test(arguments)


def _validate(arguments: argparse.Namespace) -> int:
    from caption_qa_action.runs.templates.sandbox import Limits
    from caption_qa_action.runs.templates.template import validate

    sources = [(name, read_script(name)) for name in arguments.files]
    sandbox = _sandbox()
    problems = [(name, validate(sandbox, source, Limits())) for name, source in sources]
    if arguments.json:
        print_json([_record(*each) for each in problems])
    for name, problem in problems:
        if problem is not None:
            _say(name, problem)
        elif not arguments.json:
            print(f"{printable(name)}: valid")
    return 1 if any(problem for _, problem in problems) else 0


def _test(arguments: argparse.Namespace) -> int:
    from caption_qa_action.runs.cues import read_cues
    from caption_qa_action.runs.templates.sandbox import Limits
    from caption_qa_action.runs.templates.template import Problem
    from caption_qa_action.runs.templates.template import run as run_template
    from caption_qa_action.workspace.discover import File, read

    if arguments.output:
        require_free(arguments.output, arguments.captions, force=arguments.force)
    source = read_script(arguments.file)
    name = arguments.captions.replace(os.sep, "/")
    found = read_cues(name, read(File(name, arguments.captions)))
    context = {
        "format": found.format,
        "language": found.language,
        "filename": os.path.basename(arguments.captions),
    }
    made = run_template(_sandbox(), source, found.cues, context, Limits())
    if isinstance(made, Problem):
        if arguments.json:
            print_json(_record(arguments.file, made))
        _say(arguments.file, made)
        return 1
    if arguments.output or not arguments.json:
        write_result(made.content.encode("utf-8", "replace"), arguments.output)
    if arguments.json:
        print_json({**_record(arguments.file, None), **made._asdict()})
    return 0


def read_script(path: str) -> str:
    """The script in a file. Raises UsageError for what is none."""
    from caption_qa_action.runs.templates.template import SCRIPT_CHARACTERS

    try:
        with open(path, "rb") as file:
            data = file.read(4 * SCRIPT_CHARACTERS + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read {quote(path, 200)}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{quote(path, 200)} is not UTF-8 at byte {error.start}") from error
    if len(text) > SCRIPT_CHARACTERS:
        raise UsageError(
            f"{quote(path, 200)} is larger than a script can be ({SCRIPT_CHARACTERS >> 10} KiB)"
        )
    return text


def _sandbox() -> Sandbox:
    from caption_qa_action.runs.templates.sandbox import Missing, Sandbox

    try:
        return Sandbox()
    except Missing as missing:
        raise UsageError(f"templates cannot be run: {missing}; {_INSTALL}") from None


def _record(name: str, problem: Problem | None) -> dict[str, object]:
    problems = [] if problem is None else [problem.record()]
    return {"file": name, "valid": problem is None, "problems": problems}


def _say(name: str, problem: Problem) -> None:
    place = f":{problem.line}:{problem.column}" if problem.line else ""
    print(f"{printable(name)}{place}: {printable(problem.message)}", file=sys.stderr)
