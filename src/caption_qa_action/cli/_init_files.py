"""The files that `caption-qa init` writes, made of what is there already."""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from caption_qa_action import __version__
from caption_qa_action.cli._file_changes import Change, read_text
from caption_qa_action.core.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from caption_qa_action.cli._init_survey import Survey
    from caption_qa_action.config.edit import Value

REPOSITORY = "caption-qa/caption-qa-action"
# actions/checkout v4.2.2, as in our own workflows.
CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
_WORKFLOWS = ".github/workflows"
_PRE_COMMIT = ".pre-commit-config.yaml"
# The file that `caption-qa baseline` takes when it is given no other.
BASELINE = ".caption-qa-baseline.json"
_ENTRY: Mapping[str, Value] = {
    "repo": f"https://github.com/{REPOSITORY}",
    "rev": f"v{__version__}",
    "hooks": [{"id": "caption-qa"}],
}


def changes(found: Survey, parts: Sequence[str]) -> list[Change]:
    """What is to be written for each part of the set-up, none of it written yet."""
    makers = {"config": config, "workflow": workflow, "pre-commit": pre_commit}
    return [makers[part](found) for part in parts]


def config(found: Survey) -> Change:
    """The configuration: written anew, or with what it does not set yet."""
    from caption_qa_action.config import FILE_NAMES

    *names, pyproject = FILE_NAMES
    present = [name for name in names if os.path.lexists(name)]
    if present:
        return _extended(present[0], found)
    if _has_table(pyproject):
        return Change(pyproject, None, None, "it has a table [tool.caption-qa] already")
    return Change(names[0], None, _new_config(found), f"preset {found.preset}")


def _extended(path: str, found: Survey) -> Change:
    """A configuration that is there, with what it does not set yet."""
    from caption_qa_action.config.edit import add_keys, data

    old = read_text(path)
    try:
        more = _missing(data(path, old).keys(), found)
        if not more:
            return Change(path, old, None, "it says what is needed already")
        return Change(path, old, add_keys(path, old, more), "added what it did not say")
    except ConfigError as error:
        raise _not_understood(path, error) from error


def _missing(keys: Set[str], found: Survey) -> dict[str, Value]:
    """The keys to add to a configuration that has some."""
    more: dict[str, Value] = {}
    if not keys & {"preset", "extend"}:
        more["preset"] = found.preset
    if found.excludes and not keys & {"exclude", "extend-exclude"}:
        more["extend-exclude"] = list(found.excludes)
    if found.baseline and "baseline" not in keys:
        more["baseline"] = found.baseline
    return more


def _new_config(found: Survey) -> str:
    lines = [
        "# How captions are checked here; every key: https://caption-qa.github.io/caption-qa-action/",
        "",
        f"# The platform whose limits apply ({found.why}); the others: caption-qa presets",
        f"preset: {found.preset}",
        "",
        "# What fails the build: error, warning, info or never, and codes of rules.",
        "fail-on: error",
    ]
    if found.excludes:
        lines += ["", "# Captions that are broken on purpose, or not ours.", "extend-exclude:"]
        lines += [f"  - {_scalar(folder)}" for folder in found.excludes]
    if found.baseline:
        lines += [
            "",
            "# Findings that were there already; caption-qa baseline prune drops mended ones.",
        ]
        lines += [f"baseline: {found.baseline}"]
    return "\n".join(lines) + "\n"


def workflow(found: Survey) -> Change:
    """A GitHub workflow, unless one uses the Action already."""
    for path in sorted(glob.glob(f"{_WORKFLOWS}/*.y*ml")):
        if f"{REPOSITORY}@" in read_text(path):
            return Change(path, None, None, "it uses the Action already")
    for name in ("captions.yml", "caption-qa.yml"):
        path = f"{_WORKFLOWS}/{name}"
        if not os.path.lexists(path):
            return Change(path, None, _new_workflow(found), _judged(found))
    raise UsageError(f"{_WORKFLOWS} has captions.yml and caption-qa.yml, and neither is ours")


def _judged(found: Survey) -> str:
    if found.baseline:
        return "what is not in the baseline fails"
    if found.errors:
        return "only what a change brings is told, since there are errors already"
    return "every caption file is checked"


def _new_workflow(found: Survey) -> str:
    inputs = ""
    if found.errors and not found.baseline:
        inputs = """\
        with:
          # Old findings stay silent. When they are mended, remove this and everything is checked.
          changed-only: cues
"""
    return f"""\
name: captions

on:
  pull_request:
  merge_group:
  push:
    branches: {_scalar([_default_branch()])}

permissions: {{}}

concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  captions:
    name: captions
    runs-on: ubuntu-latest
    permissions:
      contents: read # to check the repository out
    steps:
      - uses: {CHECKOUT}
        with:
          persist-credentials: false
      - uses: {REPOSITORY}@v{__version__}
{inputs}"""


def _default_branch() -> str:
    """The branch that others start from, as far as git knows."""
    from caption_qa_action.core.errors import CaptionQaError
    from caption_qa_action.workspace.git import git

    for question in (
        ("symbolic-ref", "--short", "refs/remotes/origin/HEAD"),
        ("symbolic-ref", "--short", "HEAD"),
    ):
        try:
            name = git(*question).decode("utf-8", "replace").strip().removeprefix("origin/")
        except CaptionQaError:
            continue
        return name
    return "main"


def pre_commit(found: Survey) -> Change:
    """The entry for pre-commit, in the file that is there or in a new one."""
    from caption_qa_action.config.edit import append

    old = read_text(_PRE_COMMIT) if os.path.lexists(_PRE_COMMIT) else None
    if old is not None and f"/{REPOSITORY}" in old:
        return Change(_PRE_COMMIT, old, None, "it has caption-qa already")
    try:
        new = append(_PRE_COMMIT, old or "", "repos", _ENTRY)
    except ConfigError as error:
        raise _not_understood(_PRE_COMMIT, error) from error
    why = "checks what is committed" if old is None else "added caption-qa"
    return Change(_PRE_COMMIT, old, new, why)


def _not_understood(path: str, error: ConfigError) -> UsageError:
    part = "pre-commit" if path == _PRE_COMMIT else "config"
    return UsageError(f"left alone: {error}; mend it, or go without: caption-qa init --skip {part}")


def _has_table(path: str) -> bool:
    import tomllib

    if not os.path.isfile(path):
        return False
    try:
        tool = tomllib.loads(read_text(path)).get("tool", {})
    except tomllib.TOMLDecodeError:
        return False
    return isinstance(tool, dict) and "caption-qa" in tool


def _scalar(value: str | list[str]) -> str:
    """A text or a list of texts as YAML writes it on one line."""
    import yaml

    dumped = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)
    return dumped.removesuffix("...\n").strip()
