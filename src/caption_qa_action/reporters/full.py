"""Every finding with the line it is about, the place marked, the reason, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.inert import inert, one_line
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.source import Source
from caption_qa_action.core.text import plural, printable, timecode
from caption_qa_action.reporters import Options, Traits, fail_on_of
from caption_qa_action.reporters._excerpt import excerpt
from caption_qa_action.reporters._paint import BLUE, BOLD, OF_SEVERITY, link_code, paint
from caption_qa_action.reporters._text import TextReporter
from caption_qa_action.triage.repeated_findings import shorten_for_people

# Narrower than this a line of captions cannot be shown to any use.
MIN_ROOM = 30

TRAITS = Traits(
    "people",
    ".txt",
    "of the suggestions (infos) of one code, three a file are shown and the rest is counted; `--verbose` "
    "shows all, and whatever fails the run is always shown",
    has_color=True,
    needs_source=True,
)


# A line that waits to be joined needs more room than the line; a file may have a million of them.
_PAGE_LINES = 10_000


def make(options: Options) -> TextReporter:
    """A reporter for people at a terminal."""
    return TextReporter(options, findings, gap="\n")


def findings(file: FileReport, options: Options) -> str:
    """The findings of one file, each followed by a blank line; suggestions that repeat are counted.

    The reason behind a code, and where its page is, stand at its first finding in a file.
    """
    pages: list[str] = []
    lines: list[str] = []
    explained: set[str] = set()
    shown = shorten_for_people(
        file.diagnostics, fail_on_of(file, options), quiet=options.quiet, verbose=options.verbose
    )
    for diagnostic, note in shown:
        lines += _finding(diagnostic, file, options, first=diagnostic.code not in explained)
        if note:
            margin = " " * len(str(diagnostic.start.line))
            lines.append(_note(margin, "note", note, options.color))
        explained.add(diagnostic.code)
        lines.append("")
        if len(lines) > _PAGE_LINES:
            pages.append("\n".join([*lines, ""]))
            lines.clear()
    if lines:
        pages.append("\n".join([*lines, ""]))
    return "".join(pages)


def _finding(
    diagnostic: Diagnostic, file: FileReport, options: Options, *, first: bool
) -> Iterator[str]:
    color = options.color
    style = OF_SEVERITY[diagnostic.severity]
    path = one_line(file.path)
    margin = " " * len(str(diagnostic.start.line))
    label = paint(diagnostic.severity.label, style, color)
    code = link_code(diagnostic.code, printable(diagnostic.code), options.links)
    yield inert(f"{label}[{code}] {paint(printable(diagnostic.message), BOLD, color)}")
    line, column = diagnostic.start
    arrow = paint("-->", BLUE, color)
    yield inert(f"{margin}{arrow} {path}:{line}:{column}{_cue(diagnostic)}")
    if file.source is not None:
        yield from _lines(diagnostic, file.source, options)
    why = options.why(diagnostic.code) if options.why else None
    if first and why:
        yield _note(margin, "why", why, color, options.width)
    if diagnostic.fix is not None:
        kind = "safe fix" if diagnostic.fix.safe else "unsafe fix"
        yield _note(margin, "help", f"{diagnostic.fix.title} ({kind})", color)
    for (line, column), message in diagnostic.related:
        yield _note(margin, "note", f"{path}:{line}:{column} {message}", color)
    # Without a reason it is the code of a server, which has no page here.
    if first and why != "" and not options.links and (page := rule_url(diagnostic.code)):
        yield _note(margin, "see", page, color)


def _cue(diagnostic: Diagnostic) -> str:
    if not diagnostic.cue:
        return ""
    if diagnostic.start_ms is None or diagnostic.end_ms is None:
        return f" (cue {diagnostic.cue})"
    times = f"{timecode(diagnostic.start_ms)} to {timecode(diagnostic.end_ms)}"
    return f" (cue {diagnostic.cue}, {times})"


def _lines(diagnostic: Diagnostic, source: Source, options: Options) -> Iterator[str]:
    """The line of the file between two empty ones, the place marked by carets."""
    color = options.color
    digits = len(str(diagnostic.start.line))
    bar = paint("|", BLUE, color)
    empty = f"{' ' * digits} {bar}"
    part = excerpt(source, diagnostic.span, max(MIN_ROOM, options.width - digits - 3))
    number = paint(f"{part.line:>{digits}}", BLUE, color)
    carets = paint("^" * part.mark_width, OF_SEVERITY[diagnostic.severity], color)
    more = f" … {plural(part.more_lines, 'more line')}" if part.more_lines else ""
    yield empty
    yield f"{number} {bar} {part.text}".rstrip(" ")
    yield f"{empty} {' ' * part.mark_start}{carets}{more}"


def _note(margin: str, kind: str, text: str, color: bool, width: int = 0) -> str:
    """A line under a finding; with a width, in lines that are no longer."""
    head = f"{margin} {paint('=', BLUE, color)} {paint(kind, BOLD, color)}: "
    indent = len(f"{margin} = {kind}: ")
    first, *others = _folded(printable(text), width - indent) if width else [printable(text)]
    return "\n".join([inert(head + first), *(inert(" " * indent + line) for line in others)])


def _folded(text: str, room: int) -> list[str]:
    """Text in lines of a width; textwrap is slow to import."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > max(room, MIN_ROOM):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines
