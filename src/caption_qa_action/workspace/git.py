"""Git, asked by its own command line: found in one way, and run so that no repository decides what runs."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator, Mapping

from caption_qa_action.core.errors import CaptionQaError, UsageError

# Settings of a repository can name programs for git to start; a file system monitor is one.
_SAFE = ("-c", "core.fsmonitor=false")
# Nobody answers a prompt, and a question must not wait for the lock of another git.
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def git(*arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    """What a git command prints, run in the current folder.

    Variables such as GIT_DIR and GIT_INDEX_FILE are passed on: where a git hook has started this
    process, they name the repository and the index that it is about. Raises CaptionQaError with what git
    says when it fails.
    """
    import subprocess

    command = _command(*arguments)
    try:
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            env={**os.environ, **_QUIET, **(environment or {})},
        )
    except OSError as error:
        raise _cannot_run(error) from error
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


def contents(blobs: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The contents of blobs, by the keys of the mapping; what git does not have is left out."""
    if not blobs:
        return
    import subprocess

    with subprocess.Popen(
        _command("cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_QUIET},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for key, blob in blobs.items():
            # One after the other: git waits when nobody reads, and so would we.
            process.stdin.write(f"{blob}\n".encode("ascii"))
            process.stdin.flush()
            head = process.stdout.readline().split(b" ")
            if len(head) == 3:
                data = process.stdout.read(int(head[2]))
                process.stdout.read(1)
                yield key, data


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
    globs = [f":(glob)**/*{_in_any_case(suffix)}" for suffix in sorted(suffixes)]
    code, listing, complaints = _ask_about(
        folder, "-c", "core.quotepath=off", "--no-pager", "ls-files", "-z",
        "--cached", "--others", "--exclude-standard", "--", *globs,
    )  # fmt: skip
    if code or b"could not open directory" in complaints:
        return None
    return list(dict.fromkeys(names(listing)))


def is_ignored(folder: str) -> bool:
    """Whether git ignores a folder as a whole."""
    return _ask_about(folder, "check-ignore", "-q", ".")[0] == 0


def _ask_about(folder: str, *arguments: str) -> tuple[int, bytes, bytes]:
    """What git answers in whatever repository a folder is: the exit code, and its two outputs.

    The code is -1 where git cannot be run.
    """
    import subprocess

    # A git hook sets GIT_DIR, GIT_INDEX_FILE and others for its own repository, and the folder may be
    # of another one. Those of GIT_CONFIG_… stay: CI systems name safe folders with them.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(("GIT_CONFIG_", "GIT_EXEC_PATH"))
    }
    try:
        done = subprocess.run(
            _command("-C", folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            # LC_ALL, since what it says on standard error is read.
            env={**environment, **_QUIET, "LC_ALL": "C"},
        )
    except (UsageError, OSError, ValueError):
        return -1, b"", b""
    return done.returncode, done.stdout, done.stderr


def _command(*arguments: str) -> list[str]:
    """A command line of git. Raises UsageError where there is no git."""
    # Not a bare name: Windows would look for it in the current folder first, where a repository
    # can put a git.exe of its own.
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = os.path.join(folder, name)
        if os.path.isabs(folder) and os.access(program, os.X_OK) and os.path.isfile(program):
            return [program, *_SAFE, *arguments]
    raise _cannot_run(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))


def _cannot_run(error: OSError) -> UsageError:
    return UsageError(f"cannot run git: {error.strerror}")


def _in_any_case(suffix: str) -> str:
    """A glob for a suffix in any case.

    git's own `icase` finds nothing in a folder that is wholly untracked (seen with git 2.39).
    """
    return "".join(
        f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix
    )
