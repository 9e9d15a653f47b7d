"""Files checked by a server: no more is asked than has to be, and every file has a clear outcome.

Answers are kept by content, preset and server, so that an unchanged file costs nothing. Before the
first file is sent, the plan is asked what is left of the quota; what does not suffice is handled as
the policy asks, and reported. A server that fails loses the file at hand, not the run.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from caption_qa_action import config
from caption_qa_action.cache import Cache, entry_key
from caption_qa_action.core.errors import (
    BadReply,
    EngineError,
    FileError,
    QuotaExceeded,
    Refused,
    TimedOut,
    Unavailable,
)
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.text import plural, printable
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.engines.remote.presets import AskedPresets
from caption_qa_action.engines.remote.quota import (
    BUNDLED,
    CHANGED_ONLY,
    Quota,
    ration,
    read_quota,
)
from caption_qa_action.engines.remote.reply import diagnose_reply
from caption_qa_action.pipeline import (
    Job,
    guard,
    in_force,
    read_document,
    report,
    siblings_of,
    triage,
)
from caption_qa_action.workspace.discover import File, read

if TYPE_CHECKING:
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.clients.captionpass_models import WireReport

# Files of which a server failed one after the other, before it is asked less patiently; our choice.
_PATIENCE = 3
_NAME_CHARACTERS = 120


class RemoteChecker:
    """Checks files by asking a server; threads may share it.

    `notify` is called with what happens; `notices` collects what belongs into every report, because a
    file was not checked by the server although that was asked for. `is_changed` is asked of a file when the
    quota does not suffice for all.
    """

    def __init__(
        self,
        client: CaptionPass,
        cache: Cache,
        policy: str,
        *,
        notify: Callable[[str], None],
        is_changed: Callable[[File], bool],
    ) -> None:
        self._client = client
        self._cache = cache
        self._policy = policy
        self._notify = notify
        self._is_changed = is_changed
        self._lock = threading.Lock()
        self._entry_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._standard_input: bytes | None = None
        self._bundled: set[str] = set()
        self._unchanged: set[str] = set()
        self._used_up: QuotaExceeded | None = None
        self._failures = self._late = 0
        self.notices: list[str] = []
        self._presets = AskedPresets(client.host, notify=notify, notice=self._notice)

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Find out what has to be asked and whether the quota suffices.

        Raises EngineError when the key is refused, or when the quota does not suffice and the policy
        is to fail.
        """
        wanted, known, alike = self._survey(jobs)
        if not wanted:
            if known:
                self._notify(f"all answers of {self._client.host} are known; nothing is asked")
            return
        quota = read_quota(self._client, self._notify)
        if quota is None:
            self._failures = _PATIENCE
            quota = Quota()
        self._notify(
            f"{self._client.host}: {quota.describe()}; {plural(len(wanted), 'file')} to ask about, "
            f"{known} known from before"
            + (f", {alike} with the same content as another" if alike else "")
        )
        if quota.remaining is not None and quota.remaining < len(wanted):
            rationed = ration(
                wanted, quota.remaining, self._policy, self._client.host, self._is_changed
            )
            self._bundled, self._unchanged = set(rationed.bundled), set(rationed.unchanged)
            self._notice(rationed.notice)

    def _survey(self, jobs: Sequence[Job]) -> tuple[dict[str, Job], int, int]:
        """What has to be asked, by key; how many answers are known, and how many files are like another."""
        wanted: dict[str, Job] = {}
        known = alike = 0
        for job in jobs:
            key = self._key_if_asked(job)
            if key in wanted:
                alike += 1
            elif key and self._cache.load(key) is None:
                wanted[key] = job
            elif key:
                known += 1
        return wanted, known, alike

    def check(self, job: Job) -> FileReport:
        """The report on one file; never raises for what a file contains."""
        return guard(job, self._check)

    def _key_if_asked(self, job: Job) -> str:
        """The key of the answer about a file; `""` for one that is not sent."""
        from caption_qa_action.clients.captionpass import PROCESS_LIMIT_BYTES

        if job.file.skip_reason:
            return ""
        try:
            data = self._read(job.file)
            if len(data) > PROCESS_LIMIT_BYTES:
                return ""
            if job.settings.open_preset is not None:  # only its content says by which it is judged
                document = read_document(job.file.path, data, job.settings)
                job = job._replace(settings=in_force(document, job.settings))
        except (FileError, MemoryError):
            return ""  # reported when it is checked
        return self._key(job, data)

    def _key(self, job: Job, data: bytes) -> str:
        preset = self._presets.of(job.settings.preset)
        return entry_key((self._client.address, preset, "", upload_name(job.file.path), data))

    def _read(self, file: File) -> bytes:
        if file.location:
            return read(file)
        if self._standard_input is None:
            self._standard_input = read(file)
        return self._standard_input

    def _check(self, job: Job) -> FileReport:
        data = self._read(job.file)
        # Before anything is sent: a file of another kind is nobody's business.
        document = read_document(job.file.path, data, job.settings)
        job = job._replace(settings=in_force(document, job.settings))
        key = self._key(job, data)
        try:
            answer = None if key in self._unchanged else self._answer(job, data, key)
        except EngineError as error:
            raise error.about(job.file.path) from error
        if key in self._unchanged:
            reason = "unchanged, and the quota of the server does not suffice"
            return FileReport(job.file.path, "", "skipped", reason=reason)
        document.find_siblings = siblings_of(job)
        if answer is None:
            found = check_document(document, job.settings)
        else:
            asked = usual(self._presets.of(job.settings.preset))
            found = diagnose_reply(document, job.settings, answer, asked)
        return report(triage(document, found, job.settings), job.settings)

    def _answer(self, job: Job, data: bytes, key: str) -> WireReport | None:
        """The server's report, from before or new; None when the bundled engine is to check."""
        kept = self._kept(key)
        if kept is not None:
            return kept
        with self._lock:
            lock = self._entry_locks[key]
        # A second file of the same content waits for the answer about the first, here or in another run.
        with lock, self._cache.making(key):
            kept = self._kept(key)
            if kept is not None:
                return kept
            if key in self._bundled:
                return None
            try:
                return self._ask(job, data, key)
            except QuotaExceeded as error:
                return self._without_quota(job, key, error)

    def _kept(self, key: str) -> WireReport | None:
        from pydantic import ValidationError

        from caption_qa_action.clients.captionpass_models import WireReport

        content = self._cache.load(key)
        if content is None:
            return None
        try:
            return WireReport.model_validate_json(content)
        except ValidationError:
            return None  # of another version of ours

    def _ask(self, job: Job, data: bytes, key: str) -> WireReport:
        if self._used_up is not None:
            raise self._used_up
        if self._late >= _PATIENCE:
            raise TimedOut("", f"not sent: {self._client.host} has not answered in time before")
        hurried = self._failures >= _PATIENCE
        name = upload_name(job.file.path)
        asked = self._presets.of(job.settings.preset)
        try:
            processed = self._client.process(name, data, asked, attempts=1 if hurried else 0)
            answer = processed.report
            if processed.delivery_status == "failed" and not answer.diagnostics:
                raise BadReply("", f"{self._client.host} says that it failed, and not why")
        except (Unavailable, TimedOut) as error:
            self._failures += 1
            self._late = self._late + 1 if isinstance(error, TimedOut) else 0
            raise
        except Refused as error:
            if _is_about_preset(error) and self._presets.refuse(asked, error.message):
                return self._ask(job, data, self._key(job, data))
            answer = _report_of_failure(error)
        self._failures = self._late = 0
        content = answer.model_dump_json(by_alias=True, exclude_none=True)
        self._cache.store(key, content.encode())
        return answer

    def _without_quota(self, job: Job, key: str, error: QuotaExceeded) -> WireReport | None:
        """What is done about a file when the quota turns out to be used up. Raises the error."""
        with self._lock:
            first, self._used_up = self._used_up is None, error
        if self._policy == BUNDLED:
            if first:
                self._notice(f"{error.message}; the rest is checked by the bundled engine")
            return None
        if self._policy == CHANGED_ONLY and not self._is_changed(job.file):
            if first:
                self._notice(f"{error.message}; unchanged files are not checked")
            self._unchanged.add(key)
            return None
        raise error

    def _notice(self, text: str) -> None:
        self.notices.append(text)
        self._notify(text)


def _is_about_preset(error: Refused) -> bool:
    """Whether a server says that it does not know the preset: the contract has no code for that alone."""
    return error.code == "bad_request" and "preset" in error.message.lower()


def _report_of_failure(error: Refused) -> WireReport:
    """What was found in a file of which nothing can be delivered. Raises the error without that.

    Such a file has no cues, and that is a finding like any other.
    """
    from pydantic import ValidationError

    from caption_qa_action.clients.captionpass_models import WireReport

    answer = error.details.get("report")
    if error.code != "processing_failed" or answer is None:
        raise error
    try:
        return WireReport.model_validate(answer)
    except ValidationError:
        raise error from None


@cache
def usual(preset: str) -> Settings:
    """What a server applies for a preset: what is in force where nobody has configured anything."""
    arguments = config.Arguments(preset=preset)
    return config.load(arguments, isolated=True).settings_for("captions")


def upload_name(path: str) -> str:
    """A file's name as it is sent: without its folders, and something that a header can hold."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return printable(name[-_NAME_CHARACTERS:]).replace('"', "'") or "captions"
