"""One finding whole: the line that it is about, the place marked, what would mend it, and the reason."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.fold import MIN_ROOM, folded
from caption_qa_action.core.inert import inert, one_line
from caption_qa_action.core.measure import columns
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.source import Source
from caption_qa_action.core.text import plural, printable, timecode
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._excerpt import excerpt
from caption_qa_action.reporters._paint import BLUE, BOLD, OF_SEVERITY, link_code, paint


def whole(diagnostic: Diagnostic, file: FileReport, options: Options) -> str:
    """The lines of a finding, without the reason behind its code."""
    return "\n".join([*_finding(diagnostic, file, options), ""])


def reason(code: str, digits: int, options: Options) -> str:
    """Why a code matters, and where its page is: lines under the first finding of it, or `""`.

    `digits` are those of the number of its line, so that all stands in one column.
    """
    margin = " " * digits
    why = options.why(code) if options.why else None
    lines = []
    if why:
        lines.append(_note(margin, "why", why, options))
    # Without a reason it is the code of a server, which has no page here.
    if why != "" and not options.links and (page := rule_url(code)):
        fits = not options.wraps or len(page) + len(f"{margin} = see: ") <= options.width
        lines.append(_note(margin, "see", page if fits else f"caption-qa rule {code}", options))
    return "".join(f"{line}\n" for line in lines)


def _finding(diagnostic: Diagnostic, file: FileReport, options: Options) -> Iterator[str]:
    color = options.color
    path = one_line(file.path)
    margin = " " * len(str(diagnostic.start.line))
    yield from title(diagnostic, options)
    line, column = diagnostic.start
    arrow = paint("-->", BLUE, color)
    place, cue = f"{path}:{line}:{column}", _cue(diagnostic)
    if options.wraps and columns(f"{margin}--> {place} {cue}".rstrip()) > options.width:
        room = options.width - len(margin) - 4
        first, *others = [*folded(place, room), *(folded(cue, room) if cue else [])]
        yield inert(f"{margin}{arrow} {first}")
        yield from (inert(f"{margin}    {line}") for line in others)
    else:
        yield inert(f"{margin}{arrow} {place} {cue}".rstrip())
    if file.source is not None and file.source.text:
        yield from _lines(diagnostic, file.source, options)
    if diagnostic.fix is not None:
        kind = "safe fix" if diagnostic.fix.safe else "unsafe fix"
        yield _note(margin, "help", f"{diagnostic.fix.title} ({kind})", options)
    for (line, column), message in diagnostic.related:
        yield _note(margin, "note", f"{path}:{line}:{column} {message}", options)


def title(diagnostic: Diagnostic, options: Options, more: str = "") -> Iterator[str]:
    """`severity[code] message`, in lines that fit."""
    color = options.color
    label, code = diagnostic.severity.label, printable(diagnostic.code)
    message = printable(diagnostic.message) + more
    room = options.width if options.wraps else 0
    first, *others = (
        folded(f"{label}[{code}] {message}", room) if room else [f"{label}[{code}] {message}"]
    )
    shown = paint(label, OF_SEVERITY[diagnostic.severity], color)
    name = f"{shown}[{link_code(diagnostic.code, code, options.links)}]"
    yield inert(f"{name} {paint(first[len(label) + len(code) + 3 :], BOLD, color)}".rstrip(" "))
    yield from (inert(paint(line, BOLD, color)) for line in others)


def _cue(diagnostic: Diagnostic) -> str:
    if not diagnostic.cue:
        return ""
    if diagnostic.start_ms is None or diagnostic.end_ms is None:
        return f"(cue {diagnostic.cue})"
    times = f"{timecode(diagnostic.start_ms)} to {timecode(diagnostic.end_ms)}"
    return f"(cue {diagnostic.cue}, {times})"


def _lines(diagnostic: Diagnostic, source: Source, options: Options) -> Iterator[str]:
    """The line of the file below an empty one, the place marked by carets."""
    color = options.color
    digits = len(str(diagnostic.start.line))
    bar = paint("|", BLUE, color)
    empty = f"{' ' * digits} {bar}"
    part = excerpt(source, diagnostic, max(MIN_ROOM, options.width - digits - 3))
    number = paint(f"{diagnostic.line:>{digits}}", BLUE, color)
    carets = paint("^" * part.mark_width, OF_SEVERITY[diagnostic.severity], color)
    more = f" … {plural(part.more_lines, 'more line')}" if part.more_lines else ""
    if options.wraps and digits + 3 + part.mark_start + part.mark_width + len(more) > options.width:
        more = ""
    yield empty
    yield f"{number} {bar} {part.text}".rstrip(" ")
    yield f"{empty} {' ' * part.mark_start}{carets}{more}"


def _note(margin: str, kind: str, text: str, options: Options) -> str:
    """A line under a finding; a reason, and on a terminal all, in lines that are no longer than that."""
    color = options.color
    head = f"{margin} {paint('=', BLUE, color)} {paint(kind, BOLD, color)}: "
    indent = len(f"{margin} = {kind}: ")
    shown = printable(text)
    wraps = kind == "why" or options.wraps
    first, *others = folded(shown, options.width - indent) if wraps else [shown]
    return "\n".join([inert(head + first), *(inert(" " * indent + line) for line in others)])
