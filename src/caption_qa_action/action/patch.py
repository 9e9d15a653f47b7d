"""What mending has changed, as a patch that `git apply` takes."""

from __future__ import annotations

from collections.abc import Sequence

from caption_qa_action.action.runner_files import say
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.workspace.git import git

PATCH = "fixes.patch"
# Far below the shortest limit of a command line (Windows: 32,767 characters).
_MOST_CHARACTERS = 20_000
# The user's taste does not change the patch.
_DIFF = (
    "diff", "--binary", "--no-color", "--no-relative", "--no-renames",
    "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_ENVIRONMENT = {"GIT_LITERAL_PATHSPECS": "1"}


def write_patch(paths: Sequence[str], patch: str) -> bool:
    """Write the changes of files to a patch; False where git sees none, or there is no repository.

    Untracked files have no changes for git.
    """
    pieces: list[bytes] = []
    for part in _batches(paths):
        piece = _diff(part)
        if piece is None:
            return False
        pieces.append(piece)
    if not any(pieces):
        return False
    with open(patch, "wb") as file:
        file.writelines(pieces)
    return True


def _batches(paths: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = []
    room = 0
    for path in paths:
        if len(path) > room:
            parts.append([])
            room = _MOST_CHARACTERS
        parts[-1].append(path)
        room -= len(path) + 20
    return parts


def _diff(paths: Sequence[str]) -> bytes | None:
    """The changes of exactly these files; None, and a warning in the log, when git fails."""
    try:
        return git(*_DIFF, "--", *paths, environment=_ENVIRONMENT)
    except CaptionQaError as error:
        say("warning", f"the files are mended, but {PATCH} cannot be made: {error}")
        return None
