"""The GitHub workflow that `caption-qa init` writes."""

from __future__ import annotations

import glob
import os
import re
from typing import TYPE_CHECKING

from caption_qa_action import __version__
from caption_qa_action.cli._file_changes import Change, read_text
from caption_qa_action.cli._init_text import REPOSITORY, scalar
from caption_qa_action.core.errors import UsageError

if TYPE_CHECKING:
    from caption_qa_action.cli._init_survey import Survey

# actions/checkout v4.2.2, as in our own workflows.
CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
_WORKFLOWS = ".github/workflows"
# A check in a step of its own: not in a comment, nor a part of a longer name.
_COMMAND = re.compile(r"^[^#\n]*(?<![\w-])caption[-_]qa\S* +check(?![\w-])", re.MULTILINE)
_CHANGED_ONLY = """\
        with:
          # Old findings stay silent. When they are mended, remove this and everything is checked.
          changed-only: cues
"""


def workflow(found: Survey) -> Change:
    """A GitHub workflow, unless one uses the Action or runs the command already."""
    present = {path: read_text(path) for path in sorted(glob.glob(f"{_WORKFLOWS}/*.y*ml"))}
    for path, old in present.items():
        if f"{REPOSITORY}@" in old:
            return _existing(path, old, found)
    for path, old in present.items():
        if _COMMAND.search(old):
            return Change(path, None, None, "it has caption-qa already")
    for name in ("captions.yml", "caption-qa.yml"):
        path = f"{_WORKFLOWS}/{name}"
        if not os.path.lexists(path):
            return Change(path, None, _new_workflow(found), _judged(found))
    raise UsageError(f"{_WORKFLOWS} has captions.yml and caption-qa.yml, and neither is ours")


def _existing(path: str, old: str, found: Survey) -> Change:
    """A workflow that uses the Action: with a baseline, without the input that takes its place."""
    if not found.baseline or _CHANGED_ONLY.splitlines()[-1].strip() not in old:
        return Change(path, None, None, "it uses the Action already")
    if old.endswith(_CHANGED_ONLY):  # as it was written here, and nothing was added behind it
        why = "dropped changed-only, since the baseline holds what fails already"
        return Change(path, old, old.removesuffix(_CHANGED_ONLY), why)
    why = (
        "it uses the Action already; drop changed-only, since the baseline holds what fails already"
    )
    return Change(path, None, None, why)


def _judged(found: Survey) -> str:
    if found.baseline:
        return "what is not in the baseline fails"
    if found.failing:
        return "only what a change brings is reported, since something fails already"
    return "every caption file is checked"


def _new_workflow(found: Survey) -> str:
    inputs = ""
    if found.failing and not found.baseline:
        inputs = _CHANGED_ONLY
    return f"""\
name: captions

on:
  pull_request:
  merge_group:
  push:
    branches: {scalar([default_branch()])}

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


def default_branch() -> str:
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
