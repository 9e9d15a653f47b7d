"""Git, asked by its own command line."""

from __future__ import annotations

import os
from collections.abc import Mapping

from caption_qa_action.core.errors import CaptionQaError, UsageError


def git(*arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    """What a git command prints. Raises CaptionQaError with what git says when it fails."""
    import subprocess

    try:
        done = subprocess.run(
            ["git", *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, **environment} if environment else None,
        )
    except OSError as error:
        raise UsageError(f"cannot run git: {error.strerror}") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise CaptionQaError(f"git {arguments[0]}: {reason}")
    return done.stdout


def is_true(*arguments: str) -> bool:
    """Whether a git command succeeds."""
    try:
        git(*arguments)
    except CaptionQaError:
        return False
    return True


def names(listing: bytes) -> list[str]:
    """The names in a listing that ends each with a NUL byte, as `git ... -z` does."""
    return [os.fsdecode(name) for name in listing.split(b"\0") if name]
