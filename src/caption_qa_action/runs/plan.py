"""A check as a plan: everything is decided before the first file is read, and then executed.

CheckRequest, Configuration ─build_plan→ CheckPlan ─execute→ Summary
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial

from caption_qa_action.config import Configuration
from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.pipeline import Check, Job, check_file
from caption_qa_action.reporters import AnyReporter
from caption_qa_action.runs import many_files
from caption_qa_action.runs.jobs import baselines, find_files, jobs_of
from caption_qa_action.runs.one_file import check_one
from caption_qa_action.workspace.discover import File
from caption_qa_action.workspace.passed_over import PassedOver

if TYPE_CHECKING:
    from caption_qa_action.engines.remote.engine import Engine
    from caption_qa_action.fixing import Mending, StreamMending
    from caption_qa_action.runs.changed_filter import Narrowed
    from caption_qa_action.runs.kept_outcomes import KeptOutcomes
    from caption_qa_action.runs.pinned import Find
    from caption_qa_action.runs.shards import Shard
    from caption_qa_action.triage.baseline import Baseline
else:  # a plain check needs none of them
    Baseline = Engine = Find = KeptOutcomes = Mending = Narrowed = Shard = StreamMending = object


# What files come to is kept from so many bytes on, some 1,500 cues: to check less takes less time than to look it up
# and write it down (both some 20 ms).
WORTH_KEEPING_BYTES = 100_000


class CheckRequest(NamedTuple):
    """What a check is asked for besides its configuration; the default is a plain check of this folder.

    Paths and how they are looked for are those of `find_files`. `baseline` is a file of known findings,
    in place of the configured one. `changed_since` (a commit, as in `--changed-since`) or `staged` keep
    the files that have changed, `changed_cues` then the findings on what has. `mending` is how files
    are mended; None checks alone. `shard` is one part of the run, its number from 1 and how many there
    are. `api_url`, `cache_dir` and `keep_answers` are for a server. `jobs` is how many files are
    checked at a time, 0 decides by the amount of work. With `collapse`, a suggestion that repeats in a
    file is reported once. With `only_lists` no file is going to be read. `leaves_out` is set where rules
    or files were left out for this check alone, so that a suppression that does nothing may be right.
    """

    paths: tuple[str, ...] = ()
    files_from: str = ""
    stdin_filename: str = ""
    force_exclude: bool = False
    gitignore: bool = True
    baseline: str = ""
    changed_since: str | None = None
    staged: bool = False
    changed_cues: bool = False
    mending: Mending | None = None
    shard: tuple[int, int] | None = None
    api_url: str | None = None
    cache_dir: str | None = None
    keep_answers: bool = True
    jobs: int = 0
    require_files: bool = False
    collapse: bool = True
    only_lists: bool = False
    leaves_out: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every file and rule is asked, so that what has done nothing has nothing to do."""
        return not (
            self.paths
            or self.files_from
            or self.changed_since
            or self.staged
            or self.mending
            or self.leaves_out
        )


class CheckPlan(NamedTuple):
    """A check, decided: the files with their settings, how each is checked, and what fails the run.

    The default is a plain check of the files, by the bundled engine.

    `found` is whether there are caption files at all, changed or not. `engine` is a server, None for
    the bundled engine. `suppressions` are the places of those that are reported when they did nothing.
    `stream` is how standard input is mended; its result is there when the plan has been executed.
    `passed_over` counts the files of folders that are no captions, though captions have their suffix.
    `about_change` is what a change does to its own check. With `is_repeatable`, a file comes to the same again as long
    as it and its settings stay; `is_collapsed` says whether what repeats in a file is reported once. `cache_megabytes`
    is how much may be kept of what files came to. `is_narrowed`: only what has changed is checked.
    """

    jobs: list[Job]
    check: Check = check_file
    fail_on: FailOn = FailOn()
    found: bool = True
    require_files: bool = False
    processes: int = 0
    engine: Engine | None = None
    shard: Shard | None = None
    suppressions: Sequence[str] = ()
    stream: StreamMending | None = None
    passed_over: PassedOver | None = None
    about_change: Sequence[str] = ()
    is_repeatable: bool = False
    is_collapsed: bool = True
    cache_megabytes: int | None = None
    is_narrowed: bool = False

    @property
    def files(self) -> list[File]:
        """The files that are checked."""
        return [job.file for job in self.jobs]

    @property
    def notices(self) -> Sequence[str]:
        """What belongs into every report of the run; complete when the run has ended."""
        return (*self.about_change, *(self.engine.notices if self.engine else ()))

    def kept(self, reports: object) -> KeptOutcomes | None:
        """What earlier checks of this kind came to, of which the `reports` are described by plain values.

        None where a file may come to something else the next time, and where all of them cost less than looking.
        """
        if not self.is_repeatable or not _are_larger(self.files, WORTH_KEEPING_BYTES):
            return None
        from caption_qa_action.runs.kept_outcomes import open_kept_outcomes

        described = self.is_collapsed, reports
        return open_kept_outcomes(self.jobs, self.fail_on, described, self.cache_megabytes)

    def prepare(self) -> None:
        """Let a server look at what it will be asked. Raises EngineError."""
        if self.engine:
            self.engine.prepare(self.jobs)


def build_plan(
    request: CheckRequest,
    configuration: Configuration,
    stack: ExitStack,
    say: Callable[[str], None],
) -> CheckPlan:
    """Decide everything about a check.

    What has to be opened or written out of git for it lasts as long as `stack`. `say` is called with what
    the user should know, also while the plan is executed. Raises CaptionQaError where the check
    cannot be as it is requested.
    """
    passed_over = PassedOver.of_nothing()
    find = _finder(request, configuration, passed_over)
    files = find(configuration)
    found = bool(files)
    baseline_of = baselines(configuration, request.baseline or None)
    jobs = jobs_of(files, configuration, baseline_of)
    engine = _engine(request, configuration, stack, say)
    narrowed = _narrow(request, files, configuration, stack, say)
    if narrowed is not None:
        jobs = jobs_of(narrowed.files, configuration, baseline_of)
    jobs, about_change = _about_change(jobs, configuration, narrowed, find, stack)
    for notice in about_change:
        say(f"warning: {notice}")
    suppressions = configuration.suppressions() if request.is_whole else ()
    shard = None
    if request.shard is not None:
        from caption_qa_action.runs.shards import split

        shard, jobs = split(jobs, request.shard, configuration.fail_on, suppressions)
        suppressions = ()  # whether one does nothing in the whole run is for `merge` to find out
    stream = _stream(request.mending, jobs)
    if request.mending is not None and request.mending.write:
        from caption_qa_action.files.write import sweep_for

        sweep_for(job.file.location for job in jobs if job.file.location)
    check = _check(request, engine, narrowed, stream, configuration.fail_on)
    if request.collapse:
        check = partial(check_one, fail_on=configuration.fail_on, check=check)
    return CheckPlan(
        jobs,
        check,
        configuration.fail_on,
        found=found,
        # With nothing changed there is nothing to check, and that is right.
        require_files=request.require_files and not (found and not jobs),
        processes=request.jobs,
        engine=engine,
        about_change=about_change,
        shard=shard,
        suppressions=suppressions,
        stream=stream,
        passed_over=passed_over,
        is_repeatable=not (
            engine or request.mending or (narrowed is not None and narrowed.is_about_cues)
        ),
        is_collapsed=request.collapse,
        cache_megabytes=configuration.cache_megabytes,
        is_narrowed=narrowed is not None and not narrowed.warning,
    )


def execute(
    plan: CheckPlan,
    reporters: Sequence[AnyReporter],
    write: Callable[[int, str], None],
    progress: Callable[[int, int], None] | None = None,
    kept: KeptOutcomes | None = None,
) -> Summary:
    """Check every file and report on it, in order; the sums of the run.

    `write(number, text)` gets the text of each reporter, `progress` the numbers of files and cues done. What is `kept`
    of an earlier check is not checked again.
    """
    known: dict[int, many_files.Outcome] = {}
    if kept is not None:
        outcomes = kept.look_up(plan.jobs, plan.fail_on)
        known = {number: each for number, each in enumerate(outcomes) if each is not None}
    summary = many_files.run(
        plan.jobs,
        reporters,
        plan.fail_on,
        write,
        processes=plan.processes,
        require_files=plan.require_files,
        progress=progress,
        check=plan.check,
        threads=plan.engine.threads if plan.engine else 0,
        notices=lambda: plan.notices,
        suppressions=plan.suppressions,
        known=known,
        keep=kept.keep if kept is not None else None,
    )
    if kept is not None:
        kept.write()
    return summary


def _are_larger(files: Sequence[File], size: int) -> bool:
    """Whether files come to more bytes than `size`."""
    for file in files:
        try:
            size -= os.stat(file.location).st_size if file.location else 0
        except (OSError, ValueError):
            continue
        if size < 0:
            return True
    return False


def _finder(request: CheckRequest, configuration: Configuration, passed_over: PassedOver) -> Find:
    """What finds the files of a check, as a configuration leaves them in."""
    gitignore = request.gitignore
    if configuration.snapshot is not None:
        from caption_qa_action.runs.pinned import ignores_changed

        gitignore = gitignore and not ignores_changed(configuration.snapshot)

    def find(used: Configuration) -> list[File]:
        return find_files(
            used,
            request.paths,
            files_from=request.files_from,
            stdin_filename=request.stdin_filename,
            force_exclude=request.force_exclude,
            gitignore=gitignore,
            # What a change leaves out is looked for once more, but counted once.
            passed_over=passed_over if used is configuration else None,
        )

    return find


def _about_change(
    jobs: list[Job],
    configuration: Configuration,
    narrowed: Narrowed | None,
    find: Find,
    stack: ExitStack,
) -> tuple[list[Job], tuple[str, ...]]:
    """The files with what is in force for them, and what the change that is checked does to its own check."""
    if configuration.snapshot is not None:
        from caption_qa_action.runs.pinned import pin

        return pin(jobs, configuration, configuration.snapshot, find)
    if narrowed is None or not narrowed.weakened_since:
        return jobs, ()
    import tempfile

    from caption_qa_action.runs.pinned import weakened
    from caption_qa_action.workspace.snapshot import take

    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="caption-qa-"))
    try:
        snapshot = take(narrowed.weakened_since, folder)
    except CaptionQaError as error:
        return jobs, (f"it cannot be said what the change leaves out or ignores: {error}",)
    return jobs, weakened(configuration, snapshot, find)


def _engine(
    request: CheckRequest,
    configuration: Configuration,
    stack: ExitStack,
    say: Callable[[str], None],
) -> Engine | None:
    """The server that checks; None for the bundled engine."""
    settings = configuration.engine
    if settings.name == "bundled" or request.only_lists:
        return None
    if request.mending is not None:
        if settings.ordered:
            raise UsageError("a server does not mend; leave out --engine remote to mend")
        say("mending is done by the bundled engine")
        return None
    from caption_qa_action.engines.remote.engine import open_engine

    return open_engine(
        settings,
        stack,
        say,
        api_url=request.api_url,
        cache_dir=request.cache_dir,
        keep=request.keep_answers,
        jobs=request.jobs,
    )


def _narrow(
    request: CheckRequest,
    files: list[File],
    configuration: Configuration,
    stack: ExitStack,
    say: Callable[[str], None],
) -> Narrowed | None:
    """What of the files has changed; None where that is not asked."""
    if request.changed_since is None and not request.staged:
        return None
    from caption_qa_action.runs.changed_filter import narrow_since, narrow_to_index

    cues, baseline = request.changed_cues, request.baseline
    if request.changed_since is None:
        narrowed = narrow_to_index(
            configuration, stack, paths=request.paths, cues=cues, baseline=baseline
        )
    else:
        narrowed = narrow_since(
            request.changed_since, files, configuration, stack, cues=cues, baseline=baseline
        )
    if narrowed.warning:
        say(f"warning: {narrowed.warning}")
    if narrowed.note:
        say(narrowed.note)
    return narrowed


def _stream(mending: Mending | None, jobs: Sequence[Job]) -> StreamMending | None:
    """How standard input is mended, if it is."""
    if mending is None or not mending.write or all(job.file.location for job in jobs):
        return None
    if len(jobs) > 1:
        raise UsageError("standard input is mended alone: give no other paths")
    from caption_qa_action.fixing import StreamMending

    return StreamMending(mending)


def _check(
    request: CheckRequest,
    engine: Engine | None,
    narrowed: Narrowed | None,
    stream: StreamMending | None,
    fail_on: FailOn,
) -> Check:
    """How one file is checked, or mended."""
    if stream is not None:
        return stream.check
    if request.mending is not None:
        return request.mending.check
    if engine and engine.check:
        check = engine.check
    elif request.collapse and not (narrowed and narrowed.is_about_cues):
        check = partial(check_file, folded_for=fail_on)
    else:
        check = check_file
    return narrowed.limit(check) if narrowed else check
