"""The files and findings of a page as data, never more than a page may hold."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.record import Json
from caption_qa_action.reporters._html_excerpts import Shown
from caption_qa_action.reporters._html_text import short
from caption_qa_action.reporters._html_timeline import POINTS, Curve
from caption_qa_action.reporters._records import dump

# More data than this is packed, so that it stays small; less can be read in the file.
MOST_PLAIN = 600_000


class Finding(NamedTuple):
    """A finding as the page shows it; `parts` are `Shown`, plain."""

    code: str
    severity: int
    fails: bool
    line: int
    column: int
    cue: int
    start_ms: int | None
    end_ms: int | None
    message: str
    fix: str
    is_safe: bool
    related: tuple[str, ...]
    shown: Shown

    @property
    def rank(self) -> tuple[bool, int]:
        """A key that is smaller the more a finding matters."""
        return not self.fails, -self.severity


class File(NamedTuple):
    """A file as the page shows it; `more` counts the findings that are not in `findings`.

    `reason` is why it was not looked into, or why what was mended could not be written.
    """

    path: str
    status: str
    reason: str
    format: str
    language: str
    judged_by: str
    cues: int
    speeds: tuple[int, int, bool] | None
    curve: Curve
    findings: tuple[Finding, ...] = ()
    more: int = 0

    @property
    def rank(self) -> tuple[tuple[bool, int], bool]:
        """A key that is smaller the worse the file is."""
        return min((each.rank for each in self.findings), default=(True, 1)), not self.findings


def with_worst(files: list[File], limit: int) -> list[File]:
    """The files with the `limit` findings that matter most; the others are counted in `more`."""
    if sum(len(file.findings) for file in files) <= limit:
        return list(files)
    ranks = sorted(
        (each.rank, number, place)
        for number, file in enumerate(files)
        for place, each in enumerate(file.findings)
    )
    kept: list[set[int]] = [set() for _ in files]
    for _, number, place in ranks[:limit]:
        kept[number].add(place)
    return [
        file._replace(
            findings=tuple(each for place, each in enumerate(file.findings) if place in places),
            more=file.more + len(file.findings) - len(places),
        )
        for file, places in zip(files, kept, strict=True)
    ]


def data_within(
    room: int,
    files: list[File],
    left_out: int,
    why: Callable[[str], str] | None,
) -> tuple[str, str]:
    """The data of a page and its media type, in at most `room` bytes.

    Where it is too much, curves get fewer points, then the findings that matter least lose their
    excerpts, then they are only counted, and then files are.
    """
    total = sum(len(file.findings) for file in files)
    step = 0
    while True:
        text = _json(files, left_out, why, POINTS >> step)
        if len(text) <= MOST_PLAIN and len(text.encode("utf-8")) <= min(room, MOST_PLAIN):
            return text, "application/json"
        packed = base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
        if len(packed) <= room or not files:
            return packed, "application/octet-stream"
        step += 1
        if step > 1:
            files = _without_excerpts(files, total >> (step - 1))
        if step > 5:
            files = with_worst(files, total >> (step - 5))
        if step > 10:
            left_out += len(files) - len(files) // 2
            files = files[: len(files) // 2]


def _without_excerpts(files: list[File], limit: int) -> list[File]:
    """Files whose findings have excerpts only where they are among the `limit` that matter most."""
    ranks = sorted(
        (each.rank, number, place)
        for number, file in enumerate(files)
        for place, each in enumerate(file.findings)
    )
    kept = {(number, place) for _, number, place in ranks[:limit]}
    return [
        file._replace(
            findings=tuple(
                each if (number, place) in kept else each._replace(shown=Shown(), related=())
                for place, each in enumerate(file.findings)
            )
        )
        for number, file in enumerate(files)
    ]


def _json(
    files: list[File],
    left_out: int,
    why: Callable[[str], str] | None,
    points: int,
) -> str:
    """The data as JSON that cannot end the element that it stands in."""
    names = sorted({each.code for file in files for each in file.findings})
    numbers = {name: number for number, name in enumerate(names)}
    reason = why or _no_reason
    data: Json = {
        "codes": [[name, short(reason(name).rstrip(".")), rule_url(name)] for name in names],
        "leftOut": left_out,
        "files": [
            {
                "path": file.path,
                "format": file.format,
                "language": file.language,
                "judgedBy": file.judged_by,
                "cues": file.cues,
                "speeds": None if file.speeds is None else [*file.speeds],
                "duration": file.curve.duration_ms,
                "curve": [*file.curve.shortened(points).points] if file.findings else [],
                "more": file.more,
                "findings": [_record(each, numbers) for each in file.findings],
            }
            for file in files
        ],
    }
    return dump(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _record(each: Finding, numbers: dict[str, int]) -> Json:
    """A finding as a list: there may be many thousands, each with the same names."""
    before, after, text = each.shown
    return [
        numbers[each.code],
        each.severity,
        int(each.fails),
        each.line,
        each.column,
        each.cue,
        each.start_ms,
        each.end_ms,
        each.message,
        each.fix,
        int(each.is_safe),
        [*each.related],
        None if before is None else [*before],
        None if after is None else [*after],
        text,
    ]


def _no_reason(code: str) -> str:
    return ""
