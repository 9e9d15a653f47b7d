"""Where the files of a workflow are on the web, at the commit that is checked out."""

from __future__ import annotations

import os
import re

from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.reporters import Blob

_SHA = "[0-9a-f]{40}|[0-9a-f]{64}"
_URL = r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._-]+)*"


def blob_of_workflow(prefix: str) -> Blob:
    """Where this folder is on GitHub or GitLab; `Blob()` outside of their workflows.

    `prefix` leads here from the workspace, where git does not know how to come here from its own root.
    """
    value = os.environ.get
    if value("GITHUB_ACTIONS") == "true":
        url = f"{value('GITHUB_SERVER_URL', '')}/{value('GITHUB_REPOSITORY', '')}"
        middle, commit = "blob", value("GITHUB_SHA", "")
    elif value("GITLAB_CI") == "true":
        url, middle, commit = value("CI_PROJECT_URL", ""), "-/blob", value("CI_COMMIT_SHA", "")
    else:
        return Blob()
    # The commit of the event may be another one than what a workflow has checked out.
    checked_out = _checked_out()
    if checked_out is not None:
        commit, prefix = checked_out
    if not (re.fullmatch(_URL, url) and re.fullmatch(_SHA, commit)):
        return Blob()
    return Blob(f"{url}/{middle}/{commit}", prefix)


def _checked_out() -> tuple[str, str] | None:
    """The commit that is checked out, and the way here from its root; None without git."""
    from caption_qa_action.workspace.git import git

    try:
        printed = os.fsdecode(git("rev-parse", "HEAD", "--show-prefix")).split("\n", 1)
    except CaptionQaError:
        return None
    return printed[0], printed[1].rstrip("\n").rstrip("/")
