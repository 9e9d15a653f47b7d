"""What git knows about the files of a folder."""

from __future__ import annotations

import os
from collections.abc import Collection


def work_tree(folder: str) -> str:
    """The root of the git work tree that a folder is in, `""` when it is in none."""
    root = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(root, ".git")):
        parent = os.path.dirname(root)
        if parent == root:
            return ""
        root = parent
    return root


def list_files(folder: str, suffixes: Collection[str]) -> list[str] | None:
    """The files below a folder that are tracked, or new and not ignored, relative to it.

    Submodules and repositories inside are not entered. None when git cannot say: it is not
    installed, refuses the repository ("dubious ownership"), or cannot look into every folder.
    """
    git = _program()
    if not git:
        return None
    import subprocess

    # Settings of the repository could make git start programs of its choice: a file system monitor
    # is one, so it is off.
    command = [git, "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "--no-pager"]
    command += ["-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
    command += [f":(glob)**/*{_in_any_case(suffix)}" for suffix in sorted(suffixes)]
    try:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=_environment()
        )
    except (OSError, ValueError):
        return None
    if result.returncode or b"could not open directory" in result.stderr:
        return None
    names = result.stdout.split(b"\0")
    decoded = map(os.fsdecode, names)
    return list(dict.fromkeys(name for name in decoded if name))


def _in_any_case(suffix: str) -> str:
    """A glob for a suffix in any case.

    git's own `icase` finds nothing in a folder that is wholly untracked (seen with git 2.39).
    """
    return "".join(
        f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix
    )


def is_ignored(folder: str) -> bool:
    """Whether git ignores a folder as a whole."""
    git = _program()
    if not git:
        return False
    import subprocess

    command = [git, "-c", "core.fsmonitor=false", "-C", folder, "check-ignore", "-q", "."]
    try:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=_environment()
        )
    except (OSError, ValueError):
        return False
    return result.returncode == 0


def _program() -> str:
    # Not a bare name: Windows would look for it in the current folder first, where a repository
    # can put a git.exe of its own.
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = os.path.join(folder, name)
        if os.path.isabs(folder) and os.access(program, os.X_OK) and os.path.isfile(program):
            return program
    return ""


def _environment() -> dict[str, str]:
    # A git hook sets GIT_DIR, GIT_INDEX_FILE and others for its own repository and folder. Those of
    # GIT_CONFIG_… stay: CI systems name safe folders with them.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(("GIT_CONFIG_", "GIT_EXEC_PATH"))
    }
    # LC_ALL, since the answer on standard error is read.
    environment.update(GIT_OPTIONAL_LOCKS="0", GIT_TERMINAL_PROMPT="0", LC_ALL="C")
    return environment
