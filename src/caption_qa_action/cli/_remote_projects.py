"""`caption-qa remote projects`: their files, and what differs between two of them."""

from __future__ import annotations

import argparse
import os
import re
from typing import TYPE_CHECKING

from caption_qa_action.cli._remote_shown import masked, say, show, show_table
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import printable, quote

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Leaves
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.clients.captionpass_models import Difference, Project


def configure(leaves: Leaves) -> None:
    """`projects …` and `diff`."""
    projects = leaves.default_group("projects", list_projects, "projects and their files")
    parser = projects.add("push", push, "add caption files to a project")
    add = parser.add_argument
    add("files", metavar="FILE", nargs="+")
    add("--project", metavar="ID", help="the project, by its id")
    add("--name", help="the project, by its name; made where there is none (default: the folder's)")
    add("--language", metavar="TAG", help="the language (default: that of the name, or content)")
    add("--role", help="what the files are, such as captions (default) or original")
    projects.add("show", show_project, "a project and its files").add_argument(
        "project", metavar="ID"
    )
    projects.add("delete", delete_project, "delete a project with its files").add_argument(
        "project", metavar="ID"
    )
    parser = leaves.add("diff", diff, "what differs in a project, or between it and a file")
    add = parser.add_argument
    add("project", metavar="ID")
    add("file", metavar="FILE", nargs="?", help="compare with this file")
    which = "a revision by its number, or the newest of a language: de, or de/original"
    add("--from", dest="old", metavar="REVISION", help=f"compare from {which}")
    add("--to", dest="new", metavar="REVISION", help="compare to this one (default: the newest)")


def list_projects(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show the projects."""
    answer = api.projects()
    if arguments.json:
        show(answer, as_json=True)
    else:
        rows = [(each.project_id, each.name, each.status) for each in answer.projects]
        show_table(("id", "name", "status"), rows, "there are no projects")
    return 0


def push(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Add files, each as a revision; what has not changed is none."""
    from caption_qa_action.cli._remote_files import read_captions
    from caption_qa_action.core.errors import Refused
    from caption_qa_action.engines.remote.checker import upload_name

    contents = [(name, read_captions(name)) for name in arguments.files]
    project_id = arguments.project or _named(api, arguments).project_id
    fields = {"language": arguments.language, "role": arguments.role}
    fields = {key: value for key, value in fields.items() if value}
    for name, data in contents:
        try:
            answer = api.push_revision(project_id, upload_name(name), data, fields)
        except Refused as error:
            raise error.about(name) from error
        revision = f"{name}: revision {answer.ir_revision} of {project_id}"
        show(answer, as_json=arguments.json, rows=[("pushed", revision)])
    return 0


def show_project(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show a project with its revisions."""
    answer = api.project(arguments.project)
    if arguments.json:
        show(answer, as_json=True)
        return 0
    rows = [
        (each.ir_revision, each.language, each.role, each.filename, each.created_at)
        for each in answer.revisions
    ]
    heads = "revision", "language", "role", "file", "pushed"
    show_table(heads, rows, "the project is empty")
    return 0


def delete_project(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Delete a project."""
    api.delete_project(arguments.project)
    say(f"the project {quote(arguments.project)} is deleted")
    return 0


def diff(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show what differs, a line for each cue."""
    if arguments.file:
        from caption_qa_action.cli._remote_files import read_captions
        from caption_qa_action.engines.remote.checker import upload_name

        if arguments.new:
            raise UsageError("--to and a file cannot both be what is compared to")
        data = read_captions(arguments.file)
        fields = {key: str(value) for key, value in _selector(arguments.old).items()}
        answer = api.diff(arguments.project, upload_name(arguments.file), data, fields)
    else:
        body = {
            key: _selector(value)
            for key, value in (("from", arguments.old), ("to", arguments.new))
            if value
        }
        answer = api.diff_revisions(arguments.project, body)
    if arguments.json or answer.cues is None:
        show(answer, as_json=arguments.json)
    else:
        _show_difference(answer)
    return 0


def _show_difference(answer: Difference) -> None:
    for cue in answer.cues or ():
        line = f"{', '.join(cue.changes)}: {_side(cue.before)} -> {_side(cue.after)}"
        print(printable(str(masked(line))))
    counts = ", ".join(f"{number} {kind}" for kind, number in (answer.summary or {}).items())
    print(printable(counts))


def _side(cue: dict[str, object] | None) -> str:
    if cue is None:
        return "-"
    text = " ".join(str(cue.get("text", "")).split())
    return f"cue {cue.get('index')} ({cue.get('startMs')}-{cue.get('endMs')} ms) {quote(text, 60)}"


def _selector(value: str | None) -> dict[str, object]:
    """A revision as it is named on the command line."""
    if not value:
        return {}
    if re.fullmatch("[0-9]{1,9}", value):
        return {"irRevision": int(value)}
    language, slash, role = value.partition("/")
    selector: dict[str, object] = {"language": language}
    if slash:
        selector["role"] = role
    return selector


def _named(api: CaptionPass, arguments: argparse.Namespace) -> Project:
    """The project of a name, which is made where there is none."""
    folder = os.path.basename(os.path.dirname(os.path.abspath(arguments.files[0])))
    name = arguments.name or folder or "captions"
    found = [each for each in api.projects().projects if each.name == name]
    if len(found) > 1:
        raise UsageError(f"{len(found)} projects are called {quote(name)}; pass --project ID")
    return found[0] if found else api.create_project(name)
