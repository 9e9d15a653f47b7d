"""Captions as git is about to keep them, checked in a folder that holds nothing else."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping

from caption_qa_action.workspace.git import git, is_true, names

# The object format decides how git names the empty tree, so git is asked.
_EMPTY_TREE = ("hash-object", "-t", "tree", "--stdin")


def check_staged() -> int:
    """Check the caption files that the next commit adds or changes; the exit code of the check."""
    _go_to_top()
    known = is_true("rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    base = "HEAD" if known else git(*_EMPTY_TREE).decode().strip()
    changed = git(
        "diff-index", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=ACMT", base, "--"
    )  # fmt: skip
    return _check(captions(names(changed)), {})


def check_pushed(updates: Iterable[bytes]) -> int:
    """Check the caption files that the pushed commits touch, as they are in the last of them.

    `updates` are the lines that git gives a pre-push hook: local ref, local object, remote ref,
    remote object (githooks(5)). The exit code is the worst of all updates.
    """
    import tempfile

    _go_to_top()
    code = 0
    done = set()
    for update in updates:
        fields = update.decode("ascii", "backslashreplace").split()
        if len(fields) != 4:
            continue
        tip, remote_tip = fields[1], fields[3]
        if tip in done or not _is_commit(tip):  # a deletion is all zeros
            continue
        done.add(tip)
        touched = captions(_touched(tip, remote_tip))
        if not touched:
            continue
        with tempfile.TemporaryDirectory(prefix="caption-qa-") as folder:
            index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
            git("read-tree", tip, environment=index)
            code = max(code, _check(touched, index))
    return code


def captions(paths: Iterable[str]) -> set[str]:
    """Those of some paths that are caption files by their name."""
    from caption_qa_action.formats import suffixes

    endings = tuple(suffixes())
    return {path for path in paths if path.lower().endswith(endings)}


def _go_to_top() -> None:
    """Go where git's listings are relative to."""
    os.chdir(os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n")))


def _is_commit(name: str) -> bool:
    return is_true("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}")


def _touched(tip: str, remote_tip: str) -> list[str]:
    """The paths that the commits touch which no remote has yet."""
    # Where the remote's state was never fetched, its object is missing here.
    known = [f"^{remote_tip}"] if _is_commit(remote_tip) else []
    commits = git("rev-list", tip, *known, "--not", "--remotes")
    # -c: of a merge, only what neither side had.
    return names(
        git("diff-tree", "--stdin", "--root", "-r", "-c", "--no-commit-id", "--name-only", "-z",
            "--no-renames", stdin=commits)
    )  # fmt: skip


def _check(wanted: Collection[str], environment: Mapping[str, str]) -> int:
    """Check some files of an index, with the configuration that is in the index; the exit code."""
    import tempfile

    from caption_qa_action.cli import main
    from caption_qa_action.config import FILE_NAMES
    from caption_qa_action.core.filenames import family_of
    from caption_qa_action.formats import shared_suffixes
    from caption_qa_action.workspace.discover import holds_captions

    if not wanted:
        return 0
    regular = []
    for entry in git("ls-files", "--stage", "-z", environment=environment).split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if about.startswith(b"100") and about.endswith(b" 0"):  # no link, no conflict
            regular.append(os.fsdecode(path))
    paths = [path for path in regular if path in wanted]
    if not paths:
        return 0
    settings = []
    if any(path.rpartition("/")[2] in FILE_NAMES for path in regular):
        # A configuration may extend a file of any name.
        settings = [path for path in regular if path.endswith((".yml", ".yaml", ".toml"))]
        # Where it is asked for, languages are compared with those that did not change.
        families = set(map(family_of, paths))
        beside = {path for path in captions(regular) if family_of(path) in families}
        settings += sorted(beside - set(paths))
    here = os.getcwd()
    with tempfile.TemporaryDirectory(prefix="caption-qa-") as folder:
        git("checkout-index", "--quiet", "-z", "--stdin", f"--prefix={folder}/",
            stdin=b"".join(os.fsencode(path) + b"\0" for path in (*paths, *settings)),
            environment=environment)  # fmt: skip
        # The search for a configuration ends where a repository begins.
        os.mkdir(os.path.join(folder, ".git"))
        os.chdir(folder)
        try:
            shared = shared_suffixes()
            paths = [path for path in paths if holds_captions(path, shared)]
            return main(["check", "--force-exclude", "--", *paths]) if paths else 0
        finally:
            os.chdir(here)
