"""Reviewdog's Diagnostic Format, with suggestions that can be accepted in a review.

Lines and columns count from 1, columns count bytes of UTF-8, and ends are exclusive:
https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
Related places are left out: a reviewdog before they were added refuses the whole file.
"""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.record import Json
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.source import Fix, Position, Source
from caption_qa_action.reporters import Options, Reporter, Traits
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._records import Items, dump

# A suggestion is for a reader; one that replaces more than this is better made by `--fix`. Our choice.
_MOST_CHARACTERS = 2_000

_SOURCE: Json = {
    "name": "caption-qa",
    "url": "https://github.com/caption-qa/caption-qa-action",
}

TRAITS = Traits(
    "reviewdog",
    ".json",
    "fixes are suggestions that a reviewer accepts with a click",
    has_summary=False,
    needs_source=True,
)


def make(options: Options) -> Reporter[list[str]]:
    """A reporter for `reviewdog -f=rdjson`."""
    return RdjsonReporter(options)


class RdjsonReporter:
    """Writes one line for each finding."""

    __slots__ = ("_items", "_options")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._items = Items()

    def part(self, file: FileReport) -> list[str]:
        """The lines of a file."""
        path = in_repository(file.path, self._options.prefix)
        if file.status == "unreadable":
            unchecked: Json = {
                "message": one_line(f"not checked: {file.reason}"),
                "location": {"path": path},
                "severity": "ERROR",
            }
            return [dump(unchecked)]
        return [
            dump(_diagnostic(path, each, file.source))
            for each in file.diagnostics
            if not (self._options.quiet and each.severity is Severity.INFO)
        ]

    def begin(self) -> str:
        """The head, up to the list of findings."""
        return f'{{"source": {dump(_SOURCE)}, "diagnostics": ['

    def add(self, part: list[str]) -> str:
        """The lines of a file."""
        return self._items.add(part)

    def end(self, summary: Summary) -> str:
        """The end of the list."""
        return "\n]}\n"


def _diagnostic(path: str, diagnostic: Diagnostic, source: Source | None) -> Json:
    page = rule_url(diagnostic.code)
    described: dict[str, Json] = {
        "message": one_line(diagnostic.message),
        "location": {"path": path, "range": _range(diagnostic.start, diagnostic.end, source)},
        "severity": diagnostic.severity.name,
        "code": {"value": diagnostic.code, **({"url": page} if page else {})},
    }
    suggestion = diagnostic.fix and source and _suggestion(diagnostic.fix, source)
    if suggestion:
        described["suggestions"] = [suggestion]
    return described


def _range(start: Position, end: Position, source: Source | None) -> Json:
    return {"start": _place(start, source), "end": _place(end, source)}


def _place(place: Position, source: Source | None) -> Json:
    """A place; without the text, the bytes before it cannot be counted, so it is only a line."""
    if source is None:
        return {"line": place.line}
    before = source.line_text(place.line)[: place.column - 1]
    return {"line": place.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def _suggestion(fix: Fix, source: Source) -> Json:
    """The edits of a fix as one replacement, with what stands between them; None for a large one."""
    if fix.encoding or source.binary or not fix.edits:
        return None
    edits = sorted(fix.edits)
    start, end = edits[0].span.start, max(edit.span.end for edit in edits)
    if end - start > _MOST_CHARACTERS:
        return None
    text, done = "", start
    for span, replacement in edits:
        text += source.text[done : span.start] + replacement
        done = span.end
    if len(text) > _MOST_CHARACTERS:
        return None
    return {
        "range": _range(source.position(start), source.position(end), source),
        "text": text,
    }
