"""Configurations of folders that a pull request adds: they decide what is checked and what fails there."""

from __future__ import annotations

import os
from collections.abc import Mapping

from caption_qa_action.action.changed import Unknown, base_of_event
from caption_qa_action.config import FILE_NAMES
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.text import plural
from caption_qa_action.regular import read_regular
from caption_qa_action.workspace.changes import changed_since
from caption_qa_action.workspace.git import git, names

# So many are named.
_MOST_NAMES = 20
_TABLE = b"tool.caption-qa"


def added_configurations(environment: Mapping[str, str]) -> list[str]:
    """The configurations of folders that the event's change adds, from the top of the repository.

    Nothing where that cannot be known, and for events that are no request for a change.
    """
    event = environment.get("GITHUB_EVENT_NAME", "")
    if not event.startswith("pull_request") and event != "merge_group":
        return []
    try:
        # Without any there is no need to know what the change is compared with.
        if not any(map(_is_nested, names(git("ls-files", "--full-name", "-z", ":/")))):
            return []
        changes = changed_since(f"{base_of_event(environment)}..")
    except (CaptionQaError, Unknown):
        return []
    added = [entry.name for entry in changes.entries if entry.name and not entry.blob]
    return sorted(name for name in added if _is_nested(name) and _decides(changes.root, name))


def notice(added: list[str]) -> str:
    """What a reader of the summary has to know, on one line of Markdown."""
    shown = ", ".join(f"`{one_line(name).replace('`', chr(0x27))}`" for name in added[:_MOST_NAMES])
    more = f" and {len(added) - _MOST_NAMES} more" if len(added) > _MOST_NAMES else ""
    what = plural(len(added), "configuration of a folder", "configurations of folders")
    return f"This change adds {what}, and what is checked and what fails there is theirs to say: {shown}{more}"


def with_notice(summary: str, added: list[str]) -> str:
    """A summary with what the change adds, below its verdict."""
    if not added:
        return summary
    verdict, _, rest = summary.partition("\n")
    return f"{verdict}\n\n> {notice(added)}\n{rest}"


def _is_nested(name: str) -> bool:
    folder, _, last = name.rpartition("/")
    return bool(folder) and last in FILE_NAMES


def _decides(root: str, name: str) -> bool:
    """Whether a file is a configuration: `pyproject.toml` is one where it has our table."""
    if not name.endswith(".toml"):
        return True
    try:
        return _TABLE in read_regular(os.path.join(root, name), 1_000_000)
    except OSError:
        return False
