"""The files that `caption-qa init` writes, made of what is there already."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING, NamedTuple

from caption_qa_action import __version__
from caption_qa_action.core.errors import UsageError

if TYPE_CHECKING:
    import yaml

    from caption_qa_action.cli._init_survey import Survey

REPOSITORY = "caption-qa/caption-qa-action"
# actions/checkout v4.2.2, as in our own workflows.
CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
_WORKFLOWS = ".github/workflows"
_PRE_COMMIT = ".pre-commit-config.yaml"
# The file that `caption-qa baseline` takes when it is told of no other.
BASELINE = ".caption-qa-baseline.json"


class Change(NamedTuple):
    """A file as it is (None where there is none) and as it shall be (None: it is left as it is)."""

    path: str
    old: str | None
    new: str | None
    why: str


def config(found: Survey) -> Change:
    """The configuration: written anew, or with what it does not say yet."""
    from caption_qa_action.config import FILE_NAMES

    present = [name for name in FILE_NAMES[:2] if os.path.lexists(name)]
    if not present and _has_table(FILE_NAMES[2]):
        return Change(FILE_NAMES[2], None, None, "it has a table [tool.caption-qa] already")
    if not present:
        return Change(FILE_NAMES[0], None, _new_config(found), f"preset {found.preset}")
    path = present[0]
    old = _read(path)
    root = _mapping(path, old)
    keys = {key.value for key, _ in root.value} if root is not None else set()
    more = []
    if not keys & {"preset", "extend"}:
        more.append(f"preset: {found.preset}\n")
    excludes = [] if keys & {"exclude", "extend-exclude"} else list(found.excludes)
    if excludes:
        more.append("extend-exclude:\n" + "".join(f"  - {_scalar(each)}\n" for each in excludes))
    if found.baseline and "baseline" not in keys:
        more.append(f"baseline: {found.baseline}\n")
    if not more:
        return Change(path, old, None, "it says what is needed already")
    new = _appended(path, old, "".join(more))
    return Change(path, old, new, "added what it did not say")


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
        if f"{REPOSITORY}@" in _read(path):
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
    if not os.path.lexists(_PRE_COMMIT):
        return Change(_PRE_COMMIT, None, "repos:\n" + _entry(2, 2), "checks what is committed")
    old = _read(_PRE_COMMIT)
    if f"/{REPOSITORY}" in old:
        return Change(_PRE_COMMIT, old, None, "it has caption-qa already")
    root = _mapping(_PRE_COMMIT, old)
    repos = (
        next((value for key, value in root.value if key.value == "repos"), None) if root else None
    )
    if repos is None:
        new = _appended(_PRE_COMMIT, old, "repos:\n" + _entry(2, 2))
    else:
        new = _with_entry(old, repos)
    return Change(_PRE_COMMIT, old, new, "added caption-qa")


def _entry(dash: int, offset: int) -> str:
    """Our entry in a list whose dashes and values stand in these columns."""
    bullet = "-" + " " * (offset - 1)
    inner = " " * (dash + offset)
    return (
        f"{' ' * dash}{bullet}repo: https://github.com/{REPOSITORY}\n"
        f"{inner}rev: v{__version__}\n"
        f"{inner}hooks:\n"
        f"{inner}{'  ' if offset == 2 else ''}{bullet}id: caption-qa\n"
    )


def _with_entry(old: str, repos: yaml.Node) -> str:
    """A configuration of pre-commit with our entry after its last one; all else as it was."""
    import yaml

    if not isinstance(repos, yaml.SequenceNode) or repos.flow_style:
        raise _not_understood(_PRE_COMMIT, "its repos are no list of lines that begin with a dash")
    if not repos.value:
        raise _not_understood(_PRE_COMMIT, "its list of repos is empty")
    last = repos.value[-1]
    lines = old.splitlines(keepends=True)
    first_line = lines[last.start_mark.line]
    dash = first_line.rfind("-", 0, last.start_mark.column)
    # The list ends with its last line of content: comments after it belong to what follows.
    end = last.start_mark.line
    for number in range(end + 1, len(lines)):
        content = lines[number].strip()
        if content and len(lines[number]) - len(lines[number].lstrip()) <= dash:
            break
        if content and not content.startswith("#"):
            end = number
    if not lines[end].endswith("\n"):
        lines[end] += _newline(old)
    entry = _entry(dash, last.start_mark.column - dash).replace("\n", _newline(old))
    new = "".join([*lines[: end + 1], entry, *lines[end + 1 :]])
    before, after = yaml.safe_load(old), yaml.safe_load(new)
    ours = after.get("repos", [{}])[-1] if isinstance(after, dict) else {}
    if not isinstance(before, dict) or {**before, "repos": [*before["repos"], ours]} != after:
        raise _not_understood(_PRE_COMMIT, "an entry cannot be added without changing others")
    return new


def _appended(path: str, old: str, more: str) -> str:
    """A mapping with more keys at its end; all else as it was."""
    import yaml

    lead = "" if not old or old.endswith("\n") else _newline(old)
    new = old + lead + more.replace("\n", _newline(old))
    try:
        after = yaml.safe_load(new)
    except yaml.YAMLError:
        after = None
    if after != {**(yaml.safe_load(old) or {}), **yaml.safe_load(more)}:
        raise _not_understood(path, "nothing can be added at its end")
    return new


def _mapping(path: str, text: str) -> yaml.MappingNode | None:
    """A YAML file as nodes; None for an empty one."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise _not_understood(path, f"it is no valid YAML ({reason[:200]})") from error
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise _not_understood(path, "it is no mapping")
    return root


def _not_understood(path: str, why: str) -> UsageError:
    part = "pre-commit" if path == _PRE_COMMIT else "config"
    return UsageError(
        f"{path} is left alone: {why}; mend it, or go without: caption-qa init --skip {part}"
    )


def _read(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _has_table(path: str) -> bool:
    import tomllib

    if not os.path.isfile(path):
        return False
    try:
        tool = tomllib.loads(_read(path)).get("tool", {})
    except tomllib.TOMLDecodeError:
        return False
    return isinstance(tool, dict) and "caption-qa" in tool


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _scalar(value: str | list[str]) -> str:
    """A text or a list of texts as YAML writes it on one line."""
    import yaml

    dumped = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)
    return dumped.removesuffix("...\n").strip()
