"""Mending a file in place: edits on the original text, each result read and checked again.

Whatever is not edited stays as it is, byte for byte. A fix is kept only if the file is as sound after
it as before: no new problem and no new diagnostic, and no visible text changed but what its edits declare.
"""

from __future__ import annotations

from caption_qa_action.core.errors import WriteError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport, Mended
from caption_qa_action.files.decode import decode
from caption_qa_action.files.write import write_atomic
from caption_qa_action.fixing._attempt import Result, mend
from caption_qa_action.fixing._diff import diff
from caption_qa_action.fixing._edits import edited
from caption_qa_action.pipeline import Diagnosed, Job, diagnose, guard, report, siblings_of
from caption_qa_action.workspace.discover import read

__all__ = ["Mending", "Result", "StreamMending", "edited", "mend"]


class Mending(NamedTuple):
    """How files are mended: also by fixes that are not safe, written or only shown as a diff."""

    unsafe: bool = False
    write: bool = True
    diff: bool = False

    def check(self, job: Job) -> FileReport:
        """Mend one file, and report what is left; never raises for what a file contains."""
        return guard(job, self._mend)

    def _mend(self, job: Job) -> FileReport:
        data = read(job.file)
        siblings = siblings_of(job)
        mended, left = mend(
            job.file.path, data, job.settings, unsafe=self.unsafe, siblings=siblings
        )
        done = Mended(mended.fixes, mended.reverted, is_written=self.write)
        if mended.data != data:
            if self.diff:
                before = decode(job.file.path, data, job.settings.encoding)
                done = done._replace(diff=diff(before, left.document.source))
            if self.write and job.file.location:
                try:
                    write_atomic(job.file.location, mended.data)
                except WriteError as error:
                    found = diagnose(job.file.path, data, job.settings, siblings)
                    done = Mended(reverted=mended.reverted, failure=error.message)
                    return report(found, job.settings)._replace(mended=done)
        if self.write:
            shown = _without_refused(left, unsafe=self.unsafe)
        else:
            shown = diagnose(job.file.path, data, job.settings, siblings)
        return report(shown, job.settings)._replace(mended=done)


class StreamMending:
    """How standard input is mended; `data` is what it comes to, unchanged where it cannot be mended."""

    def __init__(self, mending: Mending) -> None:
        self.data = b""
        self._unsafe = mending.unsafe

    def check(self, job: Job) -> FileReport:
        """Mend standard input, and report what is left; never raises for what it contains."""
        return guard(job, self._mend)

    def _mend(self, job: Job) -> FileReport:
        self.data = read(job.file)
        mended, left = mend(job.file.path, self.data, job.settings, unsafe=self._unsafe)
        self.data = mended.data
        left = _without_refused(left, unsafe=self._unsafe)
        return report(left, job.settings)._replace(mended=Mended(mended.fixes, mended.reverted))


def _without_refused(left: Diagnosed, *, unsafe: bool) -> Diagnosed:
    """What is left of a mended file, without the fixes that were tried and would do harm."""
    kept = tuple(
        each._replace(fix=None) if each.fix and (each.fix.safe or unsafe) else each
        for each in left.diagnostics
    )
    return left._replace(diagnostics=kept)
