"""Git, asked by its own command line: found outside of the checkout, and run so that it starts nothing.

A repository can name programs for git to start, in its own settings and in those of a repository that lies
inside of it: monitors, hooks, filters, pagers, diff drivers, helpers for passwords and for ssh. They are all
off in every question. Which folders are trusted (`safe.directory`) is left to git.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator, Mapping

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.regular import work_tree

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_SETTINGS = (
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.askPass=",
    "core.sshCommand=ssh",
    "core.alternateRefsCommand=",
    "credential.helper=",
    "diff.external=",
    "log.showSignature=false",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "gc.auto=0",
    "maintenance.auto=false",
    # A folder that a stranger has committed can be a repository with settings of its own.
    "safe.bareRepository=explicit",
)
_DIFF = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
_FILTERED = ("diff", "checkout-index")
_FILTER_KEYS = ("clean=", "smudge=", "process=", "required=false")
# Nobody answers a prompt, a question must not wait for the lock of another git, and what a partial clone
# lacks is not fetched behind the user's back.
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}
# What git reads may be a named pipe that nobody writes into: `.gitignore`, a file that the settings include. A question
# about millions of files takes some seconds.
SECONDS = 60.0
# `ext::` and others start programs.
_PROTOCOLS = "file:http:https:ssh"


def git(*arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    """What a git command prints, run in the current folder.

    Variables such as GIT_DIR and GIT_INDEX_FILE are passed on: where a git hook has started this
    process, they name the repository and the index that it is about. Raises CaptionQaError with what git
    says when it fails.
    """
    return _output(arguments, _run(arguments, stdin, {**os.environ, **(environment or {})}))


def fetch(*arguments: str) -> None:
    """Let git fetch, the one question that asks another machine. Raises CaptionQaError."""
    command = ("fetch", "--upload-pack=git-upload-pack", "--no-recurse-submodules", *arguments)
    _output(command, _run(command, b"", dict(os.environ), protocols=_PROTOCOLS))


def hooks_folder() -> str:
    """Where git looks for hooks: `core.hooksPath` and linked work trees are git's business."""
    command = ("rev-parse", "--git-path", "hooks")
    # Nothing is run that could start one.
    settings = [setting for setting in _SETTINGS if not setting.startswith("core.hooksPath")]
    folder = _output(command, _run(command, b"", dict(os.environ), settings=settings))
    return os.path.abspath(os.fsdecode(folder.rstrip(b"\n")))


def _output(arguments: tuple[str, ...], done: CompletedProcess[bytes]) -> bytes:
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        if reason.startswith("fatal: not a git repository"):
            raise CaptionQaError("this is not a git repository; git init makes one")
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

    command, environment = _command(("cat-file", "--batch"), dict(os.environ))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
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


def list_files(folder: str, suffixes: Collection[str]) -> list[str] | None:
    """The files below a folder that are tracked, or new and not ignored, relative to it.

    Submodules and repositories inside are not entered. None when git cannot list it: it is not
    installed, refuses the repository ("dubious ownership"), does not answer, or cannot look into every folder.
    """
    globs = [f":(glob)**/*{_in_any_case(suffix)}" for suffix in sorted(suffixes)]
    code, listing, complaints = _ask_about(
        folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *globs,
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
    # A git hook sets GIT_DIR, GIT_INDEX_FILE and others for its own repository, and the folder may be
    # of another one. Those of GIT_CONFIG_… stay: CI systems name safe folders with them.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(("GIT_CONFIG_", "GIT_EXEC_PATH"))
    }
    # LC_ALL, since what it prints on standard error is read.
    environment["LC_ALL"] = "C"
    try:
        done = _run(arguments, b"", environment, folder=folder)
    except (UsageError, ValueError):
        return -1, b"", b""
    return done.returncode, done.stdout, done.stderr


def _run(
    arguments: tuple[str, ...],
    stdin: bytes,
    environment: dict[str, str],
    *,
    folder: str = "",
    protocols: str = "",
    settings: Collection[str] = _SETTINGS,
) -> CompletedProcess[bytes]:
    """Run git. Raises UsageError where that is impossible or does not end, CaptionQaError where it would not be safe."""
    import subprocess

    if arguments[0] in _FILTERED:
        settings = [*settings, *_without_filters(environment, folder)]
    command, environment = _command(arguments, environment, folder, settings)
    environment["GIT_ALLOW_PROTOCOL"] = protocols
    try:
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            env=environment,
            timeout=None if protocols else SECONDS,
        )
    except OSError as error:
        raise _cannot_run(error) from error
    except subprocess.TimeoutExpired:
        raise UsageError(f"git {arguments[0]}: no answer within {SECONDS:g} s") from None


def _without_filters(environment: dict[str, str], folder: str) -> Iterator[str]:
    """The settings that turn off every filter that is set up, since attributes of files name them."""
    pattern = r"^filter\..*\.(clean|smudge|process)$"
    command = ("config", "--null", "--name-only", "--get-regexp", pattern)
    found = _run(command, b"", environment, folder=folder).stdout
    for driver in sorted({name.rpartition(".")[0] for name in names(found)}):
        if "=" in driver:
            raise CaptionQaError('git: the settings name a filter with "=" in its name')
        yield from (f"{driver}.{key}" for key in _FILTER_KEYS)


def _command(
    arguments: tuple[str, ...],
    environment: dict[str, str],
    folder: str = "",
    settings: Collection[str] = _SETTINGS,
) -> tuple[list[str], dict[str, str]]:
    """A command line of git, and the environment that it is run in. Raises UsageError without a git."""
    path = _safe_path(folder)
    name, *rest = arguments
    command = [_program(path), "--no-pager"]
    for setting in settings:
        command += ["-c", setting]
    if folder:
        command += ["-C", folder]
    diff = _DIFF if name.startswith("diff") else ()
    environment = {**environment, **_ENVIRONMENT, "PATH": os.pathsep.join(path)}
    return [*command, name, *diff, *rest], environment


def _program(path: Collection[str]) -> str:
    # Not a bare name: Windows would look for it in the current folder first, where a repository
    # can put a git.exe of its own.
    name = "git.exe" if os.name == "nt" else "git"
    for folder in path:
        program = os.path.join(folder, name)
        if os.access(program, os.X_OK) and os.path.isfile(program):
            return program
    raise _cannot_run(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))


def _safe_path(folder: str) -> list[str]:
    """The folders of PATH, without relative ones and those in a work tree: what lies there is a stranger's."""
    trees = {work_tree(os.curdir), work_tree(folder or os.curdir)}
    inside = tuple(
        os.path.join(tree, "") for tree in trees if tree and os.path.dirname(tree) != tree
    )
    return [
        each
        for each in os.environ.get("PATH", "").split(os.pathsep)
        if os.path.isabs(each)
        and not os.path.join(os.path.normpath(each), "").startswith(inside)
        and not os.path.join(os.path.realpath(each), "").startswith(inside)
    ]


def _cannot_run(error: OSError) -> UsageError:
    return UsageError(f"cannot run git: {error.strerror}")


def _in_any_case(suffix: str) -> str:
    """A glob for a suffix in any case.

    git's own `icase` finds nothing in a folder that is wholly untracked (seen with git 2.39).
    """
    return "".join(
        f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in suffix
    )
