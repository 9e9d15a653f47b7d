"""The whole report as JSON, one file a line; its shape is in `schemas/report.schema.json`."""

from __future__ import annotations

from caption_qa_action import __version__
from caption_qa_action.core.record import Json
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter, Traits
from caption_qa_action.reporters._records import (
    diagnostic_records,
    dump,
    fail_on_record,
    preset_record,
    summary_record,
)

VERSION = 1

TRAITS = Traits(
    "programs, `caption-qa merge`",
    ".json",
    "[schema](../../schemas/report.schema.json)",
    has_infos_when_quiet=True,
)


def make(options: Options) -> Reporter[str]:
    """A reporter for programs. Everything is always in it, whatever the options are."""
    return JsonReporter(options)


class JsonReporter:
    """Writes one line for each file as it comes, and the sums at the end."""

    __slots__ = ("_run", "_separator")

    def __init__(self, options: Options) -> None:
        self._run = options.run
        self._separator = "\n"

    def part(self, file: FileReport) -> str:
        """The file as one line of JSON."""
        findings = ", ".join(map(dump, diagnostic_records(file)))
        return f'{dump(_file(file))[:-1]}, "diagnostics": [{findings}]}}'

    def begin(self) -> str:
        """The head, up to the list of files."""
        tool: Json = {"name": "caption-qa", "version": __version__}
        run = f', "run": {dump(dict(self._run))}' if self._run else ""
        return f'{{"version": {VERSION}, "tool": {dump(tool)}{run}, "files": ['

    def add(self, part: str) -> str:
        """The line of one file."""
        text = self._separator + part
        self._separator = ",\n"
        return text

    def end(self, summary: Summary) -> str:
        """The sums."""
        record = summary_record(summary)
        if self._run:
            record["usedSuppressions"] = [*sorted(summary.used)]
        return f'\n], "summary": {dump(record)}}}\n'


def _file(file: FileReport) -> Json:
    """What is known of a file, but for its findings."""
    described: dict[str, Json] = {
        "path": file.path,
        "format": file.format,
        "encoding": file.encoding,
        "language": file.language,
        **preset_record(file),
        "status": file.status,
    }
    if file.status != "checked":
        described["reason"] = file.reason
    described["cues"] = file.cues
    if file.gate is not None:
        described["gate"] = {"folder": file.gate.folder, **fail_on_record(file.gate.fail_on)}
    if file.mended is not None and file.mended.is_written:
        described["fixed"] = len(file.mended.fixes)
        if file.mended.failure:
            described["notWritten"] = file.mended.failure
    for name in ("untouched", "suppressed", "known", "stale"):
        if getattr(file, name):
            described[name] = getattr(file, name)
    if file.known_fixable:
        described["knownFixable"] = file.known_fixable
    speeds = file.reading_speeds
    if speeds is not None:
        described["readingSpeed"] = {
            "median": speeds.median / 10,
            "worst": speeds.worst / 10,
            "cues": [*speeds.spread],
            **({"fullWidthCues": [*speeds.full_width]} if speeds.full_width else {}),
        }
    return described
