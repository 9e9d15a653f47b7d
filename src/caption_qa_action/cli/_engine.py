"""Which engine checks the files of a run, and what a run with a server needs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    import argparse

    from caption_qa_action.clients.secrets import Secret
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import FileReport
    from caption_qa_action.core.settings import EngineSettings, Settings
    from caption_qa_action.engines.remote.checker import RemoteChecker
    from caption_qa_action.pipeline import Check, Job
    from caption_qa_action.workspace.discover import File

KEY_VARIABLE = "CAPTIONPASS_API_KEY"
ADDRESS_VARIABLE = "CAPTIONPASS_API_URL"
# What changes are compared with where the Action knows it, as in --changed-since.
BASE_VARIABLE = "CAPTION_QA_CHANGED_SINCE"
# A few files at a time, as a server limits the burst of a key; our choice.
_THREADS, _MOST_THREADS = 4, 8


class Engine(NamedTuple):
    """What checks files: None for the bundled engine, else the function, for some threads.

    `notices` belong into every report of the run.
    """

    check: Check | None = None
    checker: RemoteChecker | None = None
    threads: int = 0
    notices: Sequence[str] = ()

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Look at the files of the run before the first is checked. Raises EngineError."""
        if self.checker is not None:
            self.checker.prepare(jobs)


def remote_engine(
    arguments: argparse.Namespace,
    configuration: Configuration,
    stack: ExitStack,
    say: Callable[[str], None],
) -> Engine:
    """The engine of a run that is to be checked by a server; open for as long as `stack` is.

    Raises UsageError without a key, except where a workflow is not given secrets: there the bundled
    engine checks, and says so.
    """
    from caption_qa_action.clients.secrets import from_environment

    settings = configuration.engine
    if arguments.fix or arguments.diff:
        if settings.ordered:
            raise UsageError("a server does not mend; leave out --engine remote to mend")
        say("mending is done by the bundled engine")
        return Engine()
    address = server_address(settings, arguments.api_url)
    key = from_environment(KEY_VARIABLE)
    if key is not None:
        return _open(arguments, settings, address, key, stack, say)
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


def server_address(settings: EngineSettings, ordered: str | None) -> str:
    """The address of the server. Raises UsageError for one that must not be given the key.

    A configuration file comes with a repository, so it cannot send the key wherever it likes.
    """
    from caption_qa_action.clients.address import api_address, is_local
    from caption_qa_action.clients.captionpass import ADDRESS

    trusted = os.environ.get(ADDRESS_VARIABLE, "").strip()
    if ordered:
        return api_address(ordered)
    if trusted:
        trusted = api_address(trusted, option=ADDRESS_VARIABLE)
    if not settings.api_url:
        return trusted or ADDRESS
    address = api_address(settings.api_url, option="api-url")
    if address in (ADDRESS, trusted) or is_local(address):
        return address
    raise UsageError(
        f"api-url of the configuration is {quote(address, 100)}: the key is sent there only if you "
        f"agree, by --api-url (the Action's input api-url) or in {ADDRESS_VARIABLE}"
    )


def is_without_secrets(environment: Mapping[str, str]) -> bool:
    """Whether a workflow runs for a fork or for Dependabot, which GitHub gives no secrets.

    https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions
    """
    if environment.get("GITHUB_ACTIONS") != "true":
        return False
    if environment.get("GITHUB_ACTOR") == "dependabot[bot]":
        return True
    import json

    try:
        with open(environment.get("GITHUB_EVENT_PATH", ""), encoding="utf-8") as file:
            event = json.load(file)
        head = event["pull_request"]["head"]["repo"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if head is None:  # the fork is gone
        return True
    return isinstance(head, dict) and head.get("full_name") != environment.get("GITHUB_REPOSITORY")


def _open(
    arguments: argparse.Namespace,
    settings: EngineSettings,
    address: str,
    key: Secret,
    stack: ExitStack,
    say: Callable[[str], None],
) -> Engine:
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.engines.remote.checker import RemoteChecker
    from caption_qa_action.workspace.cache import Cache

    cache = Cache(_cache_folder(arguments, stack))

    def finish() -> None:
        if cache.failure:
            say(f"warning: the answers of the server cannot be kept: {cache.failure}")

    stack.callback(finish)
    client = stack.enter_context(CaptionPass(address, key, notice=say))
    is_changed = _Changed(say)
    told = _Told(say)
    checker = RemoteChecker(client, cache, settings.quota_policy, notify=say, is_changed=is_changed)
    threads = min(arguments.jobs or _THREADS, _MOST_THREADS)

    def check(job: Job) -> FileReport:
        told.about(job.settings)
        return checker.check(job)

    return Engine(check, checker, threads, checker.notices)


def _cache_folder(arguments: argparse.Namespace, stack: ExitStack) -> str:
    """The folder of the answers; one for this run alone when none is to be kept.

    Even then no content is asked about twice.
    """
    from caption_qa_action.core.caching import cache_folder

    folder = None
    if arguments.cache_dir:
        folder = os.path.join(arguments.cache_dir, "remote")
    elif not arguments.no_cache:
        folder = cache_folder("remote")
    return folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="caption-qa-"))


class _Changed:
    """Whether git says that a file has changed; asked of git when the first file is asked about.

    In a workflow for a pull request the change is what the branch brings, for another the last
    commit; elsewhere it is what the upstream branch has not, and without one what is not committed.
    What cannot be known counts as changed.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._unchanged: Callable[[str], bool] | None = None

    def __call__(self, file: File) -> bool:
        if self._unchanged is None:
            self._unchanged = self._ask_git()
        return not file.location or not self._unchanged(file.location)

    def _ask_git(self) -> Callable[[str], bool]:
        from caption_qa_action.workspace.changes import changed_since

        reasons = []
        for reference in _references(os.environ):
            try:
                changes = changed_since(reference)
            except CaptionQaError as error:
                reasons.append(str(error))
                continue
            unchanged = changes.tracked - changes.by_name().keys()
            return lambda location: changes.key(location) in unchanged
        reason = reasons[0] if reasons else "git cannot say"
        self._say(f"warning: cannot tell what has changed, so everything counts: {reason}")
        return lambda location: False


def _references(environment: Mapping[str, str]) -> list[str]:
    if environment.get(BASE_VARIABLE):
        return [environment[BASE_VARIABLE]]
    base = environment.get("GITHUB_BASE_REF", "")
    if base:
        return [f"origin/{base}"]
    if environment.get("GITHUB_ACTIONS") == "true":
        return ["HEAD^.."]
    return ["@{upstream}", "HEAD.."]


class _Told:
    """Says once what of the configuration a server cannot be told."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._seen: set[str] = set()

    def about(self, settings: Settings) -> None:
        """Say what of these settings has not been said yet."""
        for key in ("language", "encoding"):
            if getattr(settings, key) and key not in self._seen:
                self._seen.add(key)
                self._say(f"warning: the server is not told the {key}, it finds its own")
