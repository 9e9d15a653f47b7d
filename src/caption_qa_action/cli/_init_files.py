"""The files that `caption-qa init` writes, made of what is there already."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from caption_qa_action import __version__
from caption_qa_action.cli._file_changes import Change, read_text
from caption_qa_action.cli._init_text import REPOSITORY, not_understood, scalar
from caption_qa_action.core.errors import ConfigError
from caption_qa_action.core.pages import DOCS_URL

if TYPE_CHECKING:
    from caption_qa_action.cli._init_survey import Survey
    from caption_qa_action.config.edit import Value

_PRE_COMMIT = ".pre-commit-config.yaml"
# The file that `caption-qa baseline` takes when it is given no other.
BASELINE = ".caption-qa-baseline.json"
_NO_PLATFORM = (
    "# No platform: each file is judged by its own format; the platforms: caption-qa presets",
    "preset: none",
)
_ENTRY: Mapping[str, Value] = {
    "repo": f"https://github.com/{REPOSITORY}",
    "rev": f"v{__version__}",
    "hooks": [{"id": "caption-qa"}],
}


def changes(found: Survey, parts: Sequence[str]) -> list[Change]:
    """What is to be written for each part of the set-up, none of it written yet."""
    from caption_qa_action.cli import _init_ci

    made: list[Change] = []
    if "config" in parts:
        made.append(config(found))
    if "workflow" in parts:
        made += _init_ci.changes(found)
    if "pre-commit" in parts:
        made.append(pre_commit(found))
    return made


def config(found: Survey) -> Change:
    """The configuration: written anew, or with what it does not set yet."""
    from caption_qa_action.config import FILE_NAMES

    *names, pyproject = FILE_NAMES
    present = [name for name in names if os.path.lexists(name)]
    if present:
        return _extended(present[0], found)
    if _has_table(pyproject):
        return Change(pyproject, None, None, "it has a table [tool.caption-qa] already")
    return Change(names[0], None, _new_config(found), _what(found))


def _what(found: Survey) -> str:
    return f"preset {found.preset}" if found.preset else "no platform is chosen"


def _extended(path: str, found: Survey) -> Change:
    """A configuration that is there, with what it does not set yet."""
    from caption_qa_action.config.edit import add_keys, data

    old = read_text(path)
    new = old
    if found.is_asked_for:
        # Where we wrote that no platform is chosen, the one that is chosen now is written instead.
        new = old.replace("\n".join(_NO_PLATFORM), "\n".join(_platform(found)))
    try:
        values = data(path, new)
        if more := _missing(values.keys(), found):
            new = add_keys(path, new, more)
    except ConfigError as error:
        raise not_understood(path, error, "config") from error
    other = values.get("preset", found.preset)
    if found.is_asked_for and other != found.preset:
        why = f'it says "preset: {other}"; change that line where it is to be {found.preset}'
        return Change(path, old, new if more else None, why)
    if new == old:
        return Change(path, old, None, "it says what is needed already")
    why = "added what it did not say" if more else _what(found)
    return Change(path, old, new, why)


def _missing(keys: Set[str], found: Survey) -> dict[str, Value]:
    """The keys to add to a configuration that has some."""
    more: dict[str, Value] = {}
    if found.preset and not keys & {"preset", "extend"}:
        more["preset"] = found.preset
    left_out = [*found.excludes, *found.generated]
    if left_out and not keys & {"exclude", "extend-exclude"}:
        more["extend-exclude"] = left_out
    if found.has_siblings and not keys & {"select", "extend-select", "extend"}:
        more["extend-select"] = ["siblings"]
    if found.baseline and "baseline" not in keys:
        more["baseline"] = found.baseline
    return more


def _platform(found: Survey) -> list[str]:
    return [
        f"# The platform whose limits apply ({found.why}); the others: caption-qa presets",
        f"preset: {found.preset}",
    ]


def _new_config(found: Survey) -> str:
    lines = [
        f"# yaml-language-server: $schema={DOCS_URL}schemas/config.schema.json",
        f"# How captions are checked here; every key: {DOCS_URL}",
        "",
    ]
    lines += [
        *(_platform(found) if found.preset else _NO_PLATFORM),
        "",
        "# What fails the build: error, warning, info or never, and codes of rules.",
        "fail-on: error",
    ]
    if found.has_siblings:
        lines += [
            "",
            "# Languages lie side by side: each is compared with the original.",
            "extend-select: [siblings]",
        ]
    if found.excludes or found.generated:
        lines += ["", "# Captions that are broken on purpose, generated, or not ours."]
        lines += ["extend-exclude:"]
        lines += [f"  - {scalar(name)}" for name in (*found.excludes, *found.generated)]
    if found.baseline:
        lines += [
            "",
            "# What failed already; caption-qa baseline prune drops what was mended since.",
            f"baseline: {found.baseline}",
        ]
    return "\n".join(lines) + "\n"


def pre_commit(found: Survey) -> Change:
    """The entry for pre-commit, in the file that is there or in a new one."""
    from caption_qa_action.config.edit import append

    old = read_text(_PRE_COMMIT) if os.path.lexists(_PRE_COMMIT) else None
    if old is not None and f"/{REPOSITORY}" in old:
        return Change(_PRE_COMMIT, old, None, "it has caption-qa already")
    try:
        new = append(_PRE_COMMIT, old or "", "repos", _ENTRY)
    except ConfigError as error:
        raise not_understood(_PRE_COMMIT, error, "pre-commit") from error
    why = "checks what is committed" if old is None else "added caption-qa"
    return Change(_PRE_COMMIT, old, new, why)


def _has_table(path: str) -> bool:
    from caption_qa_action.config import toml

    if not os.path.isfile(path):
        return False
    try:
        tool = toml.loads(read_text(path)).get("tool", {})
    except ValueError:
        return False
    return isinstance(tool, dict) and "caption-qa" in tool
