"""JSON for tools that read line by line: one finding a line, and the sums on the last."""

from __future__ import annotations

from typing import cast

from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter
from caption_qa_action.reporters._records import diagnostic_records, dump, summary_record


def make(options: Options) -> Reporter:
    """A reporter for programs that do not want to wait for the end."""
    return JsonLinesReporter()


class JsonLinesReporter:
    """Writes lines whose `type` is `finding`, `unchecked` or, for the last, `summary`."""

    __slots__ = ()

    def part(self, file: FileReport) -> object:
        """The lines of a file."""
        if file.status != "checked":
            record = {"path": file.path, "status": file.status, "reason": file.reason}
            return dump({"type": "unchecked", **record}) + "\n"
        return "".join(
            dump({"type": "finding", "path": file.path, **record}) + "\n"
            for record in diagnostic_records(file)
        )

    def begin(self) -> str:
        """Nothing."""
        return ""

    def add(self, part: object) -> str:
        """The lines of a file."""
        return cast(str, part)

    def end(self, summary: Summary) -> str:
        """The sums."""
        return dump({"type": "summary", **summary_record(summary)}) + "\n"
