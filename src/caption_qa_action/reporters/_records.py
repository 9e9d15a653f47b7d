"""Findings and sums as JSON, the same in every report that is JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from caption_qa_action.core import fingerprint
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.inert import COMMAND
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.record import Json, fix_record, place_record, related_record
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.text import SURROGATE, strict

# What JSON may hold as it is, but a terminal, a log or a line-wise reader would trip over.
_MISLEADING = "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"

_LABELS = {severity: severity.label for severity in Severity}


def dump(value: Json) -> str:
    """A value as one line of JSON that every reader takes and that no workflow runner obeys."""
    text = _encoder()(value)
    if not text.isascii() or "\x7f" in text:
        text = re.sub(SURROGATE, lambda match: f"\\{strict(match[0])}", text)
        text = re.sub(_MISLEADING, lambda match: f"\\u{ord(match[0]):04x}", text)
    return re.sub(COMMAND, r"#\\u0023\1", text) if "##" in text else text


@cache
def _encoder() -> Callable[[Json], str]:
    import json

    return json.JSONEncoder(ensure_ascii=False).encode


class Items:
    """Lines that are the items of one list, a comma between two of them."""

    __slots__ = ("_separator",)

    def __init__(self) -> None:
        self._separator = "\n"

    def add(self, lines: list[str]) -> str:
        """The text that more lines add to the list."""
        text = ""
        for line in lines:
            text += self._separator + line
            self._separator = ",\n"
        return text


def preset_record(file: FileReport) -> dict[str, Json]:
    """What a file was judged by, and whether nobody has chosen it."""
    described: dict[str, Json] = {"preset": file.preset}
    if not file.is_chosen:
        described["presetChosen"] = False
    if file.declines_preset:
        described["presetDeclined"] = True
    return described


def diagnostic_records(file: FileReport) -> Iterator[dict[str, Json]]:
    """The findings of a file, one at a time: there may be millions."""
    for each, mark in zip(file.diagnostics, fingerprint.of_report(file), strict=True):
        yield {**_diagnostic(each, file), "fingerprint": mark}


def _diagnostic(diagnostic: Diagnostic, file: FileReport) -> dict[str, Json]:
    return {
        "code": diagnostic.code,
        "severity": _LABELS[diagnostic.severity],
        "message": diagnostic.message,
        **place_record(diagnostic),
        "startOffset": diagnostic.span.start,
        "endOffset": diagnostic.span.end,
        "cue": diagnostic.cue or None,
        "startMs": diagnostic.start_ms,
        "endMs": diagnostic.end_ms,
        "fix": fix_record(diagnostic.fix, file.position, offsets=True),
        "related": related_record(diagnostic),
        "url": rule_url(diagnostic.code) or None,
        **({"others": diagnostic.others} if diagnostic.others else {}),
    }


def fail_on_record(fail_on: FailOn) -> dict[str, Json]:
    """What fails a run, or the files of a folder."""
    return {"failOn": [*fail_on.names], "maxWarnings": fail_on.max_warnings}


def folder_records(summary: Summary) -> list[Json]:
    """The sums of each folder that decides by itself what fails."""
    return [
        {
            "folder": folder,
            **fail_on_record(sums.fail_on),
            "files": sums.files,
            "errors": sums.errors,
            "warnings": sums.warnings,
            "infos": sums.infos,
            "failing": sums.failing,
            "result": sums.result,
        }
        for folder, sums in sorted(summary.folders.items())
    ]


def summary_record(summary: Summary) -> dict[str, Json]:
    """The sums of a run."""
    return {
        "files": summary.files,
        "checked": summary.checked,
        "skipped": summary.skipped,
        "unreadable": summary.unreadable,
        "cues": summary.cues,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "fixable": summary.fixable,
        "fixed": summary.fixed,
        "failing": summary.failing,
        "untouched": summary.untouched,
        "suppressed": summary.suppressed,
        "known": summary.known,
        **({"knownFixable": summary.known_fixable} if summary.known_fixable else {}),
        "stale": summary.stale,
        "result": summary.result,
        "exitCode": summary.exit_code,
        "presets": [
            {"preset": preset, "format": format or None, "files": count}
            for (preset, format), count in sorted(summary.presets.items())
        ],
        **({"undecided": summary.undecided} if summary.undecided else {}),
        "codes": {code: summary.codes[code] for code in sorted(summary.codes)},
        **({"folders": folder_records(summary)} if summary.folders else {}),
        **({"notices": list(summary.notices)} if summary.notices else {}),
    }
