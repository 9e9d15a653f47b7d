"""The reports of all parts of a run, put together as those of one run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.report import Summary
from caption_qa_action.reports import Reports, parts_of
from caption_qa_action.runs.shard_reports import notices_of

if TYPE_CHECKING:
    from caption_qa_action.reporters import AnyReporter
    from caption_qa_action.runs.shard_reports import Part


def merge(
    parts: Sequence[Part], reporters: Sequence[AnyReporter], write: Callable[[int, str], None]
) -> Summary:
    """Report on every file of all parts, by path, as a check of the whole run would; its sums.

    `write(number, text)` gets the text of each reporter.
    """
    summary = Summary(parts[0].fail_on(), require_files=parts[0].run.requireFiles)
    summary.notices = notices_of(parts)
    reports = Reports(reporters, write)
    reports.begin()
    files = (file for part in parts for file in part.reports())
    for file in sorted(files, key=lambda file: file.path):
        summary.add(file)
        reports.add(parts_of(reporters, file))
    reports.end(summary)
    return summary
