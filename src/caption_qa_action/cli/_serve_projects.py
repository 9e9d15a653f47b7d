"""List, show and delete the projects in a server's database, also while it runs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, printable, quote

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Subparsers
    from caption_qa_action.server.projects import Project
    from caption_qa_action.server.store import Store


def configure(actions: Subparsers) -> None:
    """`projects` with its actions."""
    parser = actions.add_parser(
        "projects", description=__doc__, help="list, show and delete projects", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="{list,show,delete}")
    listing = commands.add_parser("list", help="show the projects", allow_abbrev=False)
    showing = commands.add_parser("show", help="show the files of a project", allow_abbrev=False)
    deleting = commands.add_parser(
        "delete", help="delete a project with its files", allow_abbrev=False
    )
    for each in (listing, showing):
        each.add_argument("--json", action="store_true", help="as JSON")
    for each in (showing, deleting):
        each.add_argument("project", metavar="PROJECT", help="its identifier")
    for each in (listing, showing, deleting):
        each.add_argument("--db", metavar="FILE", default=argparse.SUPPRESS, help="the database")


def run(arguments: argparse.Namespace) -> int:
    """Show or delete; needs no web framework."""
    from caption_qa_action.server import projects
    from caption_qa_action.server.store import Store

    store = Store(arguments.db, create=False)
    try:
        if arguments.command == "list":
            return _list(projects.every(store), as_json=arguments.json)
        if arguments.command == "show":
            return _show(_found(store, arguments.project), as_json=arguments.json)
        _found(store, arguments.project)
        projects.delete(store, arguments.project)
        print(f"{arguments.project} is deleted")
        return 0
    finally:
        store.close()


def _found(store: Store, project_id: str) -> Project:
    from caption_qa_action.server import projects

    project = projects.find(store, project_id)
    if project is None:
        raise UsageError(
            f"no project has the identifier {quote(project_id)}; see: caption-qa serve projects list"
        )
    return project


def _list(found: list[Project], *, as_json: bool) -> int:
    if as_json:
        import json

        print(json.dumps([_record(project) for project in found], indent=2))
        return 0
    for project in found:
        files = plural(len(project.revisions), "revision")
        name = printable(project.name)
        print(f"{project.project_id}  {_date(project.created_at)}  {files}  {name}")
    if not found:
        print("no projects")
    return 0


def _show(project: Project, *, as_json: bool) -> int:
    if as_json:
        import json

        print(json.dumps(_record(project), indent=2))
        return 0
    for each in project.revisions:
        cues = plural(each.cues, "cue")
        of = f"{each.language or 'no language'}  {each.role}"
        print(
            f"{each.ir_revision}  {_date(each.created_at)}  {of}  {cues}  {printable(each.filename)}"
        )
    if not project.revisions:
        print("the project is empty")
    return 0


def _record(project: Project) -> dict[str, object]:
    return {
        **project._asdict(),
        "status": project.status,
        "revisions": [each._asdict() for each in project.revisions],
    }


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
