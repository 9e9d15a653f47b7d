"""Captions as git is about to keep them, laid out in a folder that holds nothing else."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.workspace.git import git, is_true, names

# The object format decides how git names the empty tree, so git is asked.
_EMPTY_TREE = ("hash-object", "-t", "tree", "--stdin")


class Pending(NamedTuple):
    """The caption files that git is about to keep; `environment` leads git to the index that has them."""

    paths: frozenset[str]
    environment: Mapping[str, str] = {}


def go_to_top() -> None:
    """Go where git's listings are relative to."""
    os.chdir(os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n")))


def pending_commit() -> Pending:
    """What the next commit adds or changes."""
    base = "HEAD" if _is_commit("HEAD") else git(*_EMPTY_TREE).decode().strip()
    changed = git(
        "diff-index", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=ACMT", base, "--"
    )  # fmt: skip
    return Pending(_captions(names(changed)))


def pending_push(updates: Iterable[bytes]) -> Iterator[Pending]:
    """What the pushed commits touch, as it is in the last of them, for each update.

    `updates` are the lines that git gives a pre-push hook: local ref, local object, remote ref,
    remote object (githooks(5)).
    """
    import tempfile

    done = set()
    for update in updates:
        fields = update.decode("ascii", "backslashreplace").split()
        if len(fields) != 4:
            continue
        tip, remote_tip = fields[1], fields[3]
        if tip in done or not _is_commit(tip):  # a deletion is all zeros
            continue
        done.add(tip)
        touched = _captions(_touched(tip, remote_tip))
        if not touched:
            continue
        with tempfile.TemporaryDirectory(prefix="caption-qa-") as folder:
            index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
            git("read-tree", tip, environment=index)
            yield Pending(touched, index)


@contextmanager
def checked_out(pending: Pending, configurations: Collection[str]) -> Iterator[list[str]]:
    """The caption files, written out of the index; the current folder holds them for as long.

    Beside them are the configuration that is in the index, known by its file name, and the other
    languages of their families where it may ask for them.
    """
    import tempfile

    from caption_qa_action.formats import shared_suffixes
    from caption_qa_action.workspace.passed_over import holds_captions

    regular = _regular_files(pending.environment) if pending.paths else []
    paths = [path for path in regular if path in pending.paths]
    if not paths:
        yield []
        return
    beside = _settings_and_siblings(regular, paths, configurations)
    here = os.getcwd()
    with tempfile.TemporaryDirectory(prefix="caption-qa-") as folder:
        git("checkout-index", "--quiet", "-z", "--stdin", f"--prefix={folder}/",
            stdin=b"".join(os.fsencode(path) + b"\0" for path in (*paths, *beside)),
            environment=pending.environment)  # fmt: skip
        # The search for a configuration ends where a repository begins.
        os.mkdir(os.path.join(folder, ".git"))
        os.chdir(folder)
        try:
            shared = shared_suffixes()
            yield [path for path in paths if holds_captions(path, shared)]
        finally:
            os.chdir(here)


def _captions(paths: Iterable[str]) -> frozenset[str]:
    """Those of some paths that are caption files by their name."""
    from caption_qa_action.formats import suffixes

    endings = tuple(suffixes())
    return frozenset(path for path in paths if path.lower().endswith(endings))


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


def _regular_files(environment: Mapping[str, str]) -> list[str]:
    """The files of an index that are no link and have no conflict."""
    entries = (
        entry.partition(b"\t")
        for entry in git("ls-files", "--stage", "-z", environment=environment).split(b"\0")
    )
    return [
        os.fsdecode(path)
        for about, _, path in entries
        if about.startswith(b"100") and about.endswith(b" 0")
    ]


def _settings_and_siblings(
    regular: Collection[str], paths: Collection[str], configurations: Collection[str]
) -> list[str]:
    """What of an index decides about the findings in some of its files besides themselves."""
    from caption_qa_action.core.filenames import family_of

    if not any(path.rpartition("/")[2] in configurations for path in regular):
        return []
    # A configuration may extend a file of any name.
    settings = [path for path in regular if path.endswith((".yml", ".yaml", ".toml"))]
    # Where it is asked for, languages are compared with those that did not change.
    families = set(map(family_of, paths))
    siblings = {path for path in _captions(regular) if family_of(path) in families}
    return settings + sorted(siblings.difference(paths))
