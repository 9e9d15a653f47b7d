"""Configurations of folders that a pull request adds, edits or removes: they decide what is checked and fails there."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from caption_qa_action.action.changed import Unknown, base_of_event
from caption_qa_action.config import FILE_NAMES
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural
from caption_qa_action.regular import read_regular
from caption_qa_action.workspace.changes import changed_since, top
from caption_qa_action.workspace.git import contents, git, names

# So many are named.
_MOST_NAMES = 20
# A file of this suffix is a configuration where it has our table.
_TOML = ".toml"
_TABLE = b"tool.caption-qa"


class Configurations(NamedTuple):
    """The configurations of folders that a change touches, from the top of the repository, by what it does to them."""

    added: Sequence[str] = ()
    edited: Sequence[str] = ()
    removed: Sequence[str] = ()


def configurations_of_folders(environment: Mapping[str, str]) -> Configurations:
    """Those that the event's change adds, edits or removes.

    Nothing where that cannot be known, and for events that are no request for a change.
    """
    event = environment.get("GITHUB_EVENT_NAME", "")
    if not event.startswith("pull_request") and event != "merge_group":
        return Configurations()
    try:
        root = top()
        nested = filter(_is_nested, names(git("ls-files", "--full-name", "-z", ":/")))
        # Without any, a removed one is named where the base is here already: nothing is fetched to look for it.
        may_fetch = any(_decides(root, name) for name in nested)
        base = base_of_event(environment, may_fetch=may_fetch)
        entries = changed_since(f"{base}..").entries
    except (CaptionQaError, Unknown):
        return Configurations()
    old = {each.old_name: each.blob for each in entries if _is_nested(each.old_name) and each.blob}
    tables = {name: blob for name, blob in old.items() if name.endswith(_TOML)}
    had = old.keys() - tables.keys() | {name for name, data in contents(tables) if _TABLE in data}
    has = {each.name for each in entries if _is_nested(each.name) and _decides(root, each.name)}
    return Configurations(sorted(has - had), sorted(has & had), sorted(had - has))


def in_force_instead(inputs: Mapping[str, str]) -> str:
    """What is in force, by the inputs, where the change's configurations of folders are not read; `""` where they are."""
    if inputs.get("config"):
        return 'the configuration of the input "config" is in force'
    if inputs.get("config-from") == "base":
        return "the configurations of the base are in force"
    return ""


def notices(found: Configurations, instead: str = "") -> list[str]:
    """What a reader of the summary has to know, each on one line of Markdown; see `in_force_instead`."""
    theirs = "what is checked and what fails there"
    kinds = (
        ("adds", found.added, f", and {theirs} is theirs to say"),
        ("edits", found.edited, f", and so {theirs}"),
        ("removes", found.removed, f", and {theirs} is decided farther up"),
    )
    not_read = f", not read here, since {instead}"
    return [
        f"This change {does} {plural(len(names), 'configuration of a folder', 'configurations of folders')}"
        f"{not_read if instead else meaning}: {_listed(names)}"
        for does, names, meaning in kinds
        if names
    ]


def with_notices(summary: str, found: Configurations, instead: str = "") -> str:
    """A summary with what the change does to configurations, below its verdict."""
    lines = notices(found, instead)
    if not lines:
        return summary
    verdict, _, rest = summary.partition("\n")
    quoted = "\n>\n".join(f"> {line}" for line in lines)
    return f"{verdict}\n\n{quoted}\n{rest}"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{one_line(name).replace('`', chr(0x27))}`" for name in names[:_MOST_NAMES])
    return shown + (f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else "")


def _is_nested(name: str) -> bool:
    folder, _, last = name.rpartition("/")
    return bool(folder) and last in FILE_NAMES


def _decides(root: str, name: str) -> bool:
    """Whether a file of the work tree, by its name a configuration, is one."""
    if not name.endswith(_TOML):
        return True
    try:
        return _TABLE in read_regular(os.path.join(root, name), 1_000_000)
    except OSError:
        return False
