"""`caption-qa remote`: captions, explanations, and what jobs have made."""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING

from caption_qa_action.cli._json import print_json
from caption_qa_action.cli._numbers import positive
from caption_qa_action.cli._remote_shown import say, show
from caption_qa_action.cli._results import add_output_arguments, require_free, write_result
from caption_qa_action.cli._terminal import print_beside
from caption_qa_action.core.errors import Refused, UsageError
from caption_qa_action.core.text import plural, quote

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Leaves
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.clients.captionpass_models import Processed

_CODES = {"needs_attention": 1, "failed": 2}


def configure(leaves: Leaves) -> None:
    """`process`, `explain`, `artifact`."""
    _configure_process(leaves.add("process", process, "make a caption file ready for a platform"))
    parser = leaves.add("explain", explain, "an explanation of a finding")
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("file", metavar="FILE", nargs="?", help="the captions that it is about")
    parser.add_argument("--cue", metavar="N", type=positive, help="the number of a cue of them")
    parser.add_argument("--preset", metavar="NAME", help="the platform, whose limits count")
    add_fields(parser)
    parser = leaves.add("artifact", artifact, "fetch what a job has made")
    parser.add_argument("artifact", metavar="ID")
    add_output_arguments(parser)


def _configure_process(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", metavar="FILE", help="the captions; - is standard input")
    add("--preset", metavar="NAME", default="youtube", help="the platform (default: youtube)")
    add("--fix-profile", metavar="PROFILE", help="mend for reading as well, such as auto-split-cps")
    add("--project", metavar="ID", help="keep the file as a revision of this project")
    add(
        "--stdin-filename",
        metavar="NAME",
        default="captions.srt",
        help="the name of standard input",
    )
    add_output_arguments(parser)


def add_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="a field of the request, such as mediaId=m1; a value that is JSON is sent as such",
    )


def process(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Make captions ready; 1 when something is left to mend, 2 when nothing could be delivered."""
    from caption_qa_action.engines.remote.checker import upload_name

    name, output = arguments.file, arguments.output
    if output:
        require_free(output, "" if name == "-" else name, force=arguments.force)
    data = read_captions(name)
    shown_name = arguments.stdin_filename if name == "-" else name
    sent_name, profile = upload_name(shown_name), arguments.fix_profile or ""
    try:
        answer = api.process(
            sent_name, data, arguments.preset, profile, project_id=arguments.project or ""
        )
    except Refused as error:
        raise error.about(shown_name) from error
    aided = arguments.fix_profile is not None
    text = answer.aided_output if aided else answer.output
    status = answer.aided_status if aided else answer.delivery_status
    if status != "failed" and (output or not arguments.json):
        write_result(text.encode(), output)
    if arguments.json:
        show(answer, as_json=True)
    _say_found(shown_name, answer, status)
    return _CODES.get(status, 0)


def _say_found(name: str, answer: Processed, status: str) -> None:
    found = answer.report.diagnostics
    for each in found:
        cue = f" (cue {each.cue_index})" if each.cue_index else ""
        print_beside(f"  {each.code}: {each.message[:300]}{cue}")
    left = answer.remaining_api_runs_today
    runs = "" if left is None else f"; {plural(left, 'run')} left today (UTC)"
    say(f"{name}: {status[:40] or 'delivered'}, {plural(len(found), 'finding')}{runs}")


def explain(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show an explanation."""
    body: dict[str, object] = {"code": arguments.code}
    if arguments.file:
        from caption_qa_action.engines.remote.checker import upload_name
        from caption_qa_action.runs.cues import read_text

        text = read_text(arguments.file, read_captions(arguments.file))
        body |= {"captions": text, "filename": upload_name(arguments.file)}
    if arguments.cue:
        body["cueIndex"] = arguments.cue
    if arguments.preset:
        body["preset"] = arguments.preset
    answer = api.explain(body | fields(arguments.set))
    show(answer, as_json=arguments.json)
    return 0


def artifact(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Write what a job has made; never to a terminal, which would obey it."""
    output = arguments.output
    if not output and os.isatty(1):
        raise UsageError("an artifact is not for a terminal; pass -o FILE")
    if output:
        require_free(output, force=arguments.force)
    data = api.artifact(arguments.artifact)
    write_result(data, output)
    if arguments.json and output:
        print_json({"artifactId": arguments.artifact, "file": output, "bytes": len(data)})
    return 0


def fields(settings: list[str]) -> dict[str, object]:
    """The fields of a request. Raises UsageError for what is no FIELD=VALUE."""
    body: dict[str, object] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name:
            raise UsageError(f"--set takes FIELD=VALUE, not {quote(setting)}")
        try:
            body[name] = json.loads(value)
        except (ValueError, RecursionError):
            body[name] = value
    return body


def read_captions(name: str) -> bytes:
    """The bytes of a caption file or of standard input. Raises ReadError."""
    from caption_qa_action.workspace.discover import STDIN, File, read

    return read(File(STDIN, "") if name == "-" else File(name.replace(os.sep, "/"), name))
