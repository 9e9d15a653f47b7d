"""What is done with one file, the same from every face: checked, converted, processed.

A job is a file and what is in force for it. `data`, where it is given, are the bytes of the file, which is
then not read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from caption_qa_action import pipeline
from caption_qa_action.core.annotations import TYPE_CHECKING, TypeVar
from caption_qa_action.core.errors import OverTime
from caption_qa_action.limits import OutOfTime, within
from caption_qa_action.pipeline import Check, Job, check_file
from caption_qa_action.workspace.discover import read

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.report import FileReport
    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.delivery.process import Delivery
    from caption_qa_action.runs.convert import Converted

T = TypeVar("T")


def check_one(
    job: Job, fail_on: FailOn, *, verbose: bool = False, check: Check | None = None
) -> FileReport:
    """The report on a file, as every face shows it; never raises for what a file contains.

    Unless `verbose`, a suggestion that many cues give cause for, or a warning that most of them do, is reported
    once, with their number. `check` is what checks the file in place of the engine here.
    """
    if job.settings.gate is not None:
        fail_on = job.settings.gate.fail_on
    if check is None:
        check = partial(check_file, folded_for=None if verbose else fail_on)
    report = check(job)
    if verbose or not report.diagnostics:
        return report
    from caption_qa_action.triage.repeated_findings import collapse_repeated_findings

    settings = job.settings.judged_by(report.preset)
    shown = collapse_repeated_findings(report.diagnostics, report.cues, settings, fail_on)
    return report._replace(diagnostics=shown)


def count_one(job: Job) -> FileReport:
    """The report on a file of which findings are to be counted alone; those that can be are not made."""
    return check_file(job, counts=True)


def check_data(job: Job, data: bytes, fail_on: FailOn, *, verbose: bool = False) -> FileReport:
    """The report on bytes, as `check_one` gives it on a file."""
    folded_for = None if verbose else fail_on

    def check(job: Job) -> FileReport:
        return pipeline.check_bytes(job.file.path, data, job.settings, folded_for)

    return check_one(job, fail_on, verbose=verbose, check=partial(pipeline.guard, check=check))


def convert_one(
    job: Job,
    target: str,
    fps: Fraction | None = None,
    *,
    stream_time: bool = False,
    data: bytes | None = None,
) -> Converted:
    """The captions in the format `target`. Raises FileError when there are none.

    With `stream_time`, the times of a segment are those of its stream.
    """
    from caption_qa_action.runs.convert import convert_bytes

    data = read(job.file) if data is None else data
    return convert_bytes(job.file.path, data, target, job.settings, fps, stream_time=stream_time)


def process_one(job: Job, fix_profile: str, *, data: bytes | None = None) -> Delivery:
    """The captions as the preset in force asks for them. Raises FileError, and UsageError for a profile."""
    from caption_qa_action.engines.bundled.process import process_bytes
    from caption_qa_action.presets import DEFAULT, load

    data = read(job.file) if data is None else data
    settings = job.settings.delivered_for(DEFAULT)
    return process_bytes(job.file.path, data, settings, load(settings.preset), fix_profile)


def is_in_two_languages(job: Job) -> bool:
    """Whether a file holds captions in two languages; False for one that cannot be read."""
    from caption_qa_action.core.errors import CaptionQaError
    from caption_qa_action.formats import FORMATS

    traits = (FORMATS[name].traits for name in FORMATS)
    suffixes = tuple(suffix for each in traits if each.has_tracks for suffix in each.all_suffixes)
    if not job.file.path.lower().endswith(suffixes):
        return False
    try:
        document = pipeline.read_document(job.file.path, read(job.file), job.settings)
    except CaptionQaError:
        return False
    return len(document.by_track(document.dialogue)) > 1


def taken_for(job: Job) -> tuple[list[tuple[str, str, str]], str]:
    """Format, kind, encoding and language of a file, each with where it comes from, and the preset of its format.

    Raises CaptionQaError.
    """
    from caption_qa_action.presets import own_preset

    document = pipeline.read_document(job.file.path, read(job.file), job.settings)
    return document.taken_for, own_preset(document)


def in_time(job: Job, make: Callable[[], T]) -> T:
    """What is made of a file, in a process that is ours to interrupt. Raises OverTime past the limit of the file."""
    seconds = job.settings.limits.seconds_per_file
    try:
        with within(seconds):
            return make()
    except OutOfTime:
        raise OverTime(job.file.path, seconds) from None
