"""One report, built by hand, that has something of everything; and how to put it through a reporter."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.source import Edit, Fix, Position, Source, Span
from caption_qa_action.reporters import AnyReporter, Options, make

GERMAN = """\
1
00:00:01,000 --> 00:00:02,000
Guten\tMorgen!\t

2
00:00:01,600 --> 00:00:03,000
Wie geht's?
"""

JAPANESE = """\
WEBVTT

00:00:05.200 --> 00:00:06.000
今日は<b>良い</b>天気ですね。散歩に行きましょう。

00:00:07.000 --> 00:00:09.000
e\u0301te\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u202eabc\u202c \x1b[31mred
zwei
drei
"""

DEFAULT_OPTIONS = Options()
DEFAULT_FAIL_ON = FailOn()

# What the pages of rules would say.
REASONS = {
    "overlapping_cues": "Most players show one cue at a time, so a viewer misses one of the two.",
    "reading_speed_high": "A viewer who is still reading does not see the picture.",
}


def why(code: str) -> str:
    """The reason behind a code, `""` when none is known."""
    return REASONS.get(code, "")


def span_of(source: Source, found: str, *, after: str = "") -> Span:
    """Where `found` stands in a source, searched behind the first `after`."""
    start = source.text.index(found, source.text.index(after) + len(after))
    return Span(start, start + len(found))


def diagnose(
    source: Source,
    code: str,
    severity: Severity,
    message: str,
    span: Span,
    *,
    cue: int = 0,
    times: tuple[int, int] | None = None,
    fix: Fix | None = None,
    related: tuple[tuple[Position, str], ...] = (),
) -> Diagnostic:
    """A diagnostic with its positions filled in."""
    return Diagnostic(
        source.path,
        code,
        severity,
        message,
        span,
        source.position(span.start),
        source.position(span.end),
        cue,
        times[0] if times else None,
        times[1] if times else None,
        fix,
        related,
    )


def german() -> FileReport:
    """SRT with tabs, an overlap with a related place, a safe and an unsafe fix."""
    source = Source.of(GERMAN, "captions/de.srt")
    tab = span_of(source, "\t", after="Morgen!")
    start = span_of(source, "00:00:01,600")
    end = span_of(source, "00:00:02,000")
    diagnostics = (
        diagnose(
            source,
            "trailing_whitespace",
            Severity.WARNING,
            "line 1 of cue 1 ends in white space",
            tab,
            cue=1,
            times=(1000, 2000),
            fix=Fix("remove the white space", (Edit(tab, ""),), safe=True),
        ),
        diagnose(
            source,
            "overlapping_cues",
            Severity.ERROR,
            "cue 2 starts 400 ms before cue 1 ends",
            start,
            cue=2,
            times=(1600, 3000),
            fix=Fix("end cue 1 earlier", (Edit(end, "00:00:01,600"),)),
            related=((source.position(end.start), "cue 1 ends here"),),
        ),
    )
    return FileReport(
        source.path, "srt", "checked", 2, diagnostics, "", source, "utf-8", "de", "broadcast"
    )


def japanese() -> FileReport:
    """WebVTT with wide characters, combining marks, controls, and a span over lines."""
    source = Source.of(JAPANESE, "captions/ja.vtt")
    text = source.text
    lines = Span(text.index("\u202eabc"), text.index("\ndrei"))
    diagnostics = (
        diagnose(
            source,
            "file_note",
            Severity.INFO,
            "the file says no language",
            Span(0, 0),
        ),
        diagnose(
            source,
            "unsupported_markup",
            Severity.WARNING,
            "cue 1 has <b>, which the platform does not show",
            span_of(source, "<b>"),
            cue=1,
            times=(5200, 6000),
        ),
        diagnose(
            source,
            "reading_speed_high",
            Severity.ERROR,
            'cue 1 is read at 25.0 characters a second; the limit is 13: "散歩に…"',
            span_of(source, "散歩に行きましょう"),
            cue=1,
            times=(5200, 6000),
        ),
        diagnose(
            source,
            "bidi_control",
            Severity.WARNING,
            "cue 2 turns the direction of text",
            lines,
            cue=2,
            times=(7000, 9000),
        ),
    )
    return FileReport(
        source.path, "webvtt", "checked", 2, diagnostics, "", source, "utf-8", "ja", "web"
    )


def fixed_report() -> list[FileReport]:
    """The files of the report, in the order of their paths."""
    unreadable = "not valid UTF-8 at byte 4120; set encoding or convert the file"
    return [
        FileReport("captions/bad.srt", "", "unreadable", reason=unreadable),
        german(),
        japanese(),
        FileReport("captions/notes.txt", "", "skipped", reason="not a caption file"),
        FileReport("captions/ok.srt", "srt", "checked", 7, encoding="utf-16-le", preset="web"),
    ]


def summary_of(files: Iterable[FileReport], fail_on: FailOn = DEFAULT_FAIL_ON) -> Summary:
    """The sums over files."""
    summary = Summary(fail_on)
    for file in files:
        summary.add(file)
    return summary


def write_with(
    reporter: AnyReporter, files: list[FileReport], fail_on: FailOn = DEFAULT_FAIL_ON
) -> str:
    """The whole text of a report; each part travels as it would between processes."""
    text = reporter.begin()
    for file in files:
        text += reporter.add(pickle.loads(pickle.dumps(reporter.part(file))))
    return text + reporter.end(summary_of(files, fail_on))


def report(name: str, files: list[FileReport], options: Options = DEFAULT_OPTIONS) -> str:
    """The whole text of a report in the format `name`."""
    return write_with(make(name, options), files)
