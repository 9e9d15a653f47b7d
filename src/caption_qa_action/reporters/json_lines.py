"""JSON for tools that read line by line: one finding a line, and the sums on the last."""

from __future__ import annotations

from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter, Traits
from caption_qa_action.reporters._records import diagnostic_records, dump, summary_record

TRAITS = Traits(
    "programs, line by line",
    ".jsonl",
    "`type` is `finding`, `unchecked`, `unwritten`, or `summary` for the last line",
    has_infos_when_quiet=True,
)


def make(options: Options) -> Reporter[str]:
    """A reporter for programs that do not want to wait for the end."""
    return JsonLinesReporter()


class JsonLinesReporter:
    """Writes lines whose `type` is `finding`, `unchecked`, `unwritten` or, for the last, `summary`."""

    __slots__ = ()

    def part(self, file: FileReport) -> str:
        """The lines of a file."""
        if file.status != "checked":
            record = {"path": file.path, "status": file.status, "reason": file.reason}
            return dump({"type": "unchecked", **record}) + "\n"
        unwritten = ""
        if file.failure:
            record = {"path": file.path, "reason": file.failure.reason}
            unwritten = dump({"type": "unwritten", **record}) + "\n"
        return unwritten + "".join(
            dump({"type": "finding", "path": file.path, **record}) + "\n"
            for record in diagnostic_records(file)
        )

    def begin(self) -> str:
        """Nothing."""
        return ""

    def add(self, part: str) -> str:
        """The lines of a file."""
        return part

    def end(self, summary: Summary) -> str:
        """The sums."""
        return dump({"type": "summary", **summary_record(summary)}) + "\n"
