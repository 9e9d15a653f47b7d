"""Check captions in git: before each commit what is staged, before each push what is pushed.

Installs a git hook for repositories that do not use the pre-commit framework. The hook checks what
git is about to keep, not the files as they lie in the work tree, with the configuration that is
kept with them.
"""

from __future__ import annotations

import argparse
import os
import sys

from caption_qa_action.core.errors import UsageError

SUMMARY = "check captions before each commit or push"
HOOKS = ("pre-commit", "pre-push")
_MARK = "# A hook of caption-qa;"
_WHAT = {
    "pre-commit": "checks the captions that are staged; git commit --no-verify goes without",
    "pre-push": "checks the captions that are pushed; git push --no-verify goes without",
}
# `hook install` leaves the Python that has caption-qa in the repository's git configuration:
# programs with windows start git without the user's PATH. `-P` keeps Python from importing what
# lies in the repository.
_SCRIPT = """\
#!/bin/sh
{mark} `caption-qa hook uninstall` removes it.
# It {what}.
python=$(git config --get caption-qa.python)
if [ -n "$python" ] && [ -x "$python" ]; then
  exec "$python" -P -m caption_qa_action hook run {hook} "$@"
fi
program=$(command -v caption-qa)
case "$program" in
  /*) exec "$program" hook run {hook} "$@" ;; # and no program of the repository, where PATH has a dot
esac
echo "caption-qa is not on PATH: install it, or go without this check with --no-verify" >&2
exit 1
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which hook."""
    parser.usage = "caption-qa hook {install,uninstall} [--hook HOOK]"
    parser.add_argument(
        "action", choices=("install", "uninstall", "run"), help="run is what the hook itself calls"
    )
    parser.add_argument(
        "--hook", choices=HOOKS, help="which hook (default: pre-commit; uninstall: both)"
    )
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Install, uninstall or run a hook."""
    given: list[str] = arguments.arguments
    if arguments.action == "run":
        if not given or given[0] not in HOOKS:
            raise UsageError(f"say which hook to run: {' or '.join(HOOKS)}")
        return _check(given[0])
    if given:
        raise UsageError(f'no argument "{given[0]}"; to choose the hook: --hook {given[0]}')
    if arguments.action == "install":
        return _install(arguments.hook or HOOKS[0])
    return _uninstall((arguments.hook,) if arguments.hook else HOOKS)


def script(hook: str) -> str:
    """The text of a hook."""
    return _SCRIPT.format(mark=_MARK, hook=hook, what=_WHAT[hook])


def _check(hook: str) -> int:
    """Check what git is about to keep; the worst exit code of all that it is about.

    What is proposed is for the folder where the user is, which git states to its hooks.
    """
    from caption_qa_action.cli._fix_command import PREFIX_VARIABLE
    from caption_qa_action.workspace import staging

    here = os.getcwd()
    staging.go_to_top()
    if PREFIX_VARIABLE in os.environ:
        return _check_pending(hook)
    prefix = os.path.relpath(here).replace(os.sep, "/")
    os.environ[PREFIX_VARIABLE] = "" if prefix == os.curdir else f"{prefix}/"
    try:
        return _check_pending(hook)
    finally:
        del os.environ[PREFIX_VARIABLE]


def _check_pending(hook: str) -> int:
    from caption_qa_action.cli import main
    from caption_qa_action.config import FILE_NAMES
    from caption_qa_action.workspace import staging

    if hook == "pre-commit":
        pending = iter([staging.pending_commit()])
    else:
        pending = staging.pending_push(sys.stdin.buffer)
    code = 0
    for each in pending:
        with staging.checked_out(each, FILE_NAMES) as paths:
            if paths := _not_excluded(paths):
                code = max(code, main(["check", "--", *paths]))
    return code


def _not_excluded(paths: list[str]) -> list[str]:
    """Those of some files that the configurations do not exclude, so that the command that mends them is short."""
    from caption_qa_action import config
    from caption_qa_action.workspace.discover import with_folders

    is_excluded = with_folders(config.load(config.Arguments()).is_excluded)
    return [path for path in paths if not is_excluded(path)]


def _install(hook: str) -> int:
    from caption_qa_action.workspace.git import git

    path = _path(hook)
    if os.path.lexists(path) and not _is_ours(path):
        raise UsageError(
            f"{path} is there already and not of caption-qa; add this line to it: "
            f'caption-qa hook run {hook} "$@" || exit'
        )
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(script(hook))
        os.chmod(path, 0o755)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    git("config", "caption-qa.python", sys.executable.replace("\\", "/"))
    print(f"installed {path}")
    return 0


def _uninstall(hooks: tuple[str, ...]) -> int:
    from caption_qa_action.workspace.git import git, is_true

    left = []
    for hook in HOOKS:
        path = _path(hook)
        if not os.path.lexists(path):
            continue
        if not _is_ours(path):
            if hook in hooks:
                print(f"left {path}: it is not of caption-qa", file=sys.stderr)
        elif hook in hooks:
            os.unlink(path)
            print(f"removed {path}")
        else:
            left.append(hook)
    if not left and is_true("config", "--local", "--get", "caption-qa.python"):
        git("config", "--local", "--unset-all", "caption-qa.python")
    return 0


def _path(hook: str) -> str:
    """Where git looks for a hook."""
    from caption_qa_action.workspace.git import hooks_folder

    return os.path.join(hooks_folder(), hook)


def _is_ours(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return not os.path.islink(path) and _MARK in file.read(1_000)
    except OSError:
        return False
