"""`caption-qa remote`: export templates and the projects to test them with."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli._remote_shown import say, show, show_table
from caption_qa_action.cli._results import add_output_arguments, require_free, write_result
from caption_qa_action.core.errors import Refused, UsageError
from caption_qa_action.core.text import printable, quote

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Leaves
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.clients.captionpass_models import Template, Trial

MODES = ("validate", "test", "both")
# Far above every script that is written by hand; our choice.
_SCRIPT_BYTES = 1024 * 1024


def configure(leaves: Leaves) -> None:
    """`templates …`."""
    templates = leaves.group("templates", "export templates, which can be kept in git")
    templates.add("list", list_templates, "all templates")
    parser = templates.add("get", get_template, "the script of a template")
    parser.add_argument("template", metavar="ID")
    add_output_arguments(parser)
    add = templates.add("push", push_template, "save a script as a template").add_argument
    add("file", metavar="FILE", help="the script, which defines exportTimeline(cues, ctx)")
    add("--name", help="its name (default: that of the file); one that exists is replaced")
    add("--id", metavar="ID", help="replace this template")
    add("--revision", metavar="N", type=int, help="only if it is still at this revision")
    parser = templates.add("delete", delete_template, "delete a template")
    parser.add_argument("template", metavar="ID")
    add = templates.add("validate", validate_template, "validate a script, or run it").add_argument
    add("file", metavar="FILE")
    add("--mode", choices=MODES, default="validate", help="what to do (default: validate)")
    add("--project", metavar="ID", help="the project to run it with; a run costs quota")
    add = templates.add("test", run_template, "run a saved template with a project").add_argument
    add("template", metavar="ID")
    add("--project", metavar="ID", required=True, help="a run costs quota")
    add("--mode", choices=MODES, help="what to do (default: test)")


def list_templates(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show the templates."""
    answer = api.templates()
    if arguments.json:
        show(answer, as_json=True)
    else:
        rows = [(each.id, each.name, each.revision) for each in answer.templates]
        show_table(("id", "name", "revision"), rows, "there are no templates")
    return 0


def get_template(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Write the script of a template."""
    if arguments.output:
        require_free(arguments.output, force=arguments.force)
    answer = api.template(arguments.template)
    if arguments.json:
        show(answer, as_json=True)
        return 0
    if answer.script_source is None:
        raise UsageError(f"the server gives no script for {quote(arguments.template)}")
    script = answer.script_source
    if not arguments.output and os.isatty(1):
        script = "\n".join(printable(line) for line in script.split("\n"))
    write_result(script.encode(), arguments.output)
    return 0


def push_template(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Save a script, under an id, or under a name that exists or is new; 1 when it is not valid."""
    script = _script(arguments.file)
    name = arguments.name or os.path.splitext(os.path.basename(arguments.file))[0]
    old_id, revision = arguments.id, arguments.revision
    if not old_id:
        old = _named(api, name)
        if old is not None:
            old_id, revision = old.id, old.revision if revision is None else revision
    try:
        if old_id:
            answer = api.update_template(old_id, name, script, revision)
        else:
            answer = api.create_template(name, script)
    except Refused as error:
        return _invalid(arguments.file, error)
    show(answer, as_json=arguments.json, rows=_template_rows(answer, name))
    return 0


def _named(api: CaptionPass, name: str) -> Template | None:
    """The template of a name. Raises UsageError where several have it."""
    found = [each for each in api.templates().templates if each.name == name]
    if len(found) > 1:
        raise UsageError(f"{len(found)} templates are called {quote(name)}; say which by --id")
    return found[0] if found else None


def _template_rows(answer: Template, name: str) -> list[tuple[str, object]]:
    return [
        ("id", answer.id),
        ("name", answer.name or name),
        ("revision", answer.revision),
    ]


def delete_template(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Delete a template."""
    api.delete_template(arguments.template)
    say(f"the template {quote(arguments.template)} is deleted")
    return 0


def validate_template(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Validate a script, or run it; 1 when it is not valid."""
    if arguments.mode != "validate" and not arguments.project:
        raise UsageError(
            f"--mode {arguments.mode} needs --project ID; see caption-qa remote projects"
        )
    script = _script(arguments.file)
    try:
        answer = api.validate_template(script, arguments.mode, arguments.project or "")
    except Refused as error:
        return _invalid(arguments.file, error)
    return _outcome(answer, arguments)


def run_template(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Run a saved template; 1 when that did not succeed."""
    try:
        answer = api.test_template(arguments.template, arguments.project, arguments.mode or "")
    except Refused as error:
        return _invalid(arguments.template, error)
    return _outcome(answer, arguments)


# What the contract has for a script that is not valid, and for one that fails when it is run.
_OF_SCRIPTS = ("bad_request", "processing_failed")
_MOST_PROBLEMS = 20


def _invalid(name: str, error: Refused) -> int:
    """1 where a server refuses a script, with each problem that it names. Raises any other refusal."""
    if error.code not in _OF_SCRIPTS:
        raise error.about(name)
    problems = error.details.get("problems")
    for each in problems[:_MOST_PROBLEMS] if isinstance(problems, list) else ():
        if isinstance(each, dict):
            line, column = each.get("line"), each.get("column")
            place = f":{line}:{column}" if isinstance(line, int) else ""
            print(printable(f"{name}{place}: {str(each.get('message'))[:300]}"), file=sys.stderr)
    say(f"{name}: {error.message}")
    return 1


def _outcome(answer: Trial, arguments: argparse.Namespace) -> int:
    show(answer, as_json=arguments.json)
    return 1 if answer.valid is False else 0


def _script(path: str) -> str:
    """The script in a file. Raises UsageError for what is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(_SCRIPT_BYTES + 1)
        if len(data) > _SCRIPT_BYTES:
            raise UsageError(f"{quote(path, 200)} is larger than a script can be (1 MiB)")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read {quote(path, 200)}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{quote(path, 200)} is not UTF-8 at byte {error.start}") from error
