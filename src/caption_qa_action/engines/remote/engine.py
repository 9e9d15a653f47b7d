"""A server as the engine of a run: its client, the answers that are kept, what is left of its quota."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.engines.remote.environment import (
    KEY_VARIABLE,
    is_without_secrets,
    references,
    server_address,
)

if TYPE_CHECKING:
    from caption_qa_action.core.report import FileReport
    from caption_qa_action.core.settings import EngineSettings, Settings
    from caption_qa_action.engines.remote.checker import RemoteChecker
    from caption_qa_action.pipeline import Check, Job
    from caption_qa_action.workspace.discover import File

# A few files at a time, as a server limits the burst of a key; our choice.
_THREADS, _MOST_THREADS = 4, 8


class Engine(NamedTuple):
    """The engine of a run that is to be checked by a server.

    Where the server cannot be asked, `check` is None and the bundled engine checks. `notices` belong
    into every report of the run.
    """

    check: Check | None = None
    checker: RemoteChecker | None = None
    threads: int = 0
    notices: Sequence[str] = ()

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Look at the files of the run before the first is checked. Raises EngineError."""
        if self.checker is not None:
            self.checker.prepare(jobs)


def open_engine(
    settings: EngineSettings,
    stack: ExitStack,
    say: Callable[[str], None],
    *,
    api_url: str | None = None,
    cache_dir: str | None = None,
    keep: bool = True,
    jobs: int = 0,
) -> Engine:
    """The engine of a run, open for as long as `stack` is.

    `api_url` is the address that the command line names, `cache_dir` where answers are kept if `keep`
    wants that, `jobs` how many files are checked at a time. Raises UsageError without a key, except
    where a workflow is not given secrets: there the bundled engine checks, and `say` is called with that.
    """
    from caption_qa_action.clients.secrets import from_environment

    address = server_address(settings.api_url, api_url)
    key = from_environment(KEY_VARIABLE)
    if key is None:
        return _without_key(say)
    from caption_qa_action.cache import Cache
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.engines.remote.checker import RemoteChecker

    cache = Cache(_cache_folder(cache_dir, keep, stack))

    def finish() -> None:
        if cache.failure:
            say(f"warning: the answers of the server cannot be kept: {cache.failure}")

    stack.callback(finish)
    client = stack.enter_context(CaptionPass(address, key, notice=say))
    checker = RemoteChecker(
        client, cache, settings.quota_policy, notify=say, is_changed=_ChangedFiles(say)
    )
    unsent = _UnsentSettings(say)

    def check(job: Job) -> FileReport:
        unsent.report(job.settings)
        return checker.check(job)

    return Engine(check, checker, min(jobs or _THREADS, _MOST_THREADS), checker.notices)


def _without_key(say: Callable[[str], None]) -> Engine:
    if not is_without_secrets(os.environ):
        raise UsageError(
            f"--engine remote needs a key in the environment variable {KEY_VARIABLE}; "
            "in a workflow, pass it as the input api-key"
        )
    notice = (
        "checked by the bundled engine: workflows for a fork or for Dependabot are not given the key "
        "of the remote engine"
    )
    say(notice)
    return Engine(notices=[notice])


def _cache_folder(cache_dir: str | None, keep: bool, stack: ExitStack) -> str:
    """The folder of the answers; one for this run alone when none is to be kept.

    Even then no content is asked about twice.
    """
    from caption_qa_action.cache import cache_folder

    folder = None
    if cache_dir:
        folder = os.path.join(cache_dir, "remote")
    elif keep:
        folder = cache_folder("remote")
    return folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="caption-qa-"))


class _ChangedFiles:
    """Whether a file has changed by git; asked of git when the first file is asked about.

    In a workflow for a pull request the change is what the branch brings, for another the last
    commit; elsewhere it is what the upstream branch has not, and without one what is not committed.
    What cannot be known counts as changed.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._is_unchanged: Callable[[str], bool] | None = None

    def __call__(self, file: File) -> bool:
        if self._is_unchanged is None:
            self._is_unchanged = self._ask_git()
        return not file.location or not self._is_unchanged(file.location)

    def _ask_git(self) -> Callable[[str], bool]:
        from caption_qa_action.workspace.changes import changed_since

        reasons = []
        for reference in references(os.environ):
            try:
                changes = changed_since(reference)
            except CaptionQaError as error:
                reasons.append(f" since {quote(reference, 100)}, so everything counts: {error}")
                continue
            unchanged = changes.tracked - changes.by_name().keys()
            return lambda location: changes.key(location) in unchanged
        reason = reasons[0] if reasons else ", so everything counts: git cannot say"
        self._say(f"warning: cannot tell what has changed{reason}")
        return lambda location: False


class _UnsentSettings:
    """Reports, once each, what is configured for files and has no place in a request."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._reported: set[str] = set()

    def report(self, settings: Settings) -> None:
        """Report what of these settings has not been reported yet."""
        for key in ("language", "encoding", "input_format", "kind"):
            if getattr(settings, key) and key not in self._reported:
                self._reported.add(key)
                name = key.replace("input_", "")
                self._say(f"warning: the server is not told the {name}, it finds its own")
