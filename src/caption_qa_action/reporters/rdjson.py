"""Reviewdog's Diagnostic Format, with suggestions that can be accepted in a review.

Lines and columns count from 1, columns count bytes of UTF-8, and ends are exclusive:
https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
Related places are left out: a reviewdog before they were added refuses the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caption_qa_action.core.diagnostic import Diagnostic, Span
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.record import Json
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.source import Fix, Source
from caption_qa_action.core.text import is_unicode
from caption_qa_action.reporters import Options, Reporter, Traits, wanted_in
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._records import Items, dump
from caption_qa_action.reporters._summary import in_force, judged_by

# A suggestion is for a reader; one that replaces more than this is better made by `--fix`. Our choice.
_MOST_CHARACTERS = 2_000

_URL = "https://github.com/caption-qa/caption-qa-action"

TRAITS = Traits(
    "reviewdog",
    ".json",
    "fixes are suggestions that a reviewer accepts with a click; the preset stands behind the name of the tool",
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
        lines = []
        if file.failure:
            failed: Json = {
                "message": one_line(file.failure.message),
                "location": {"path": path},
                "severity": "ERROR",
                "source": _source(),
            }
            lines.append(dump(failed))
        shown = list(filter(wanted_in(file, self._options), file.diagnostics))
        places = _Places(file.source, shown) if file.source is not None else None
        source = _source(judged_by(file))
        return lines + [dump(_diagnostic(path, each, places, source)) for each in shown]

    def begin(self) -> str:
        """The begin of the list of findings."""
        return '{"diagnostics": ['

    def add(self, part: list[str]) -> str:
        """The lines of a file."""
        return self._items.add(part)

    def end(self, summary: Summary) -> str:
        """The end of the list, and what was in force in the run."""
        return f'\n], "source": {dump(_source(in_force(summary)))}}}\n'


def _source(judged: str = "") -> Json:
    """Who reports. Reviewdog writes the name before each finding; there is no other place for a preset."""
    return {"name": one_line(f"caption-qa: {judged}" if judged else "caption-qa"), "url": _URL}


def _diagnostic(path: str, diagnostic: Diagnostic, places: _Places | None, source: Json) -> Json:
    page = rule_url(diagnostic.code)
    start, end = diagnostic.span
    described: dict[str, Json] = {
        "message": one_line(diagnostic.message),
        "location": {
            "path": path,
            "range": places.range(start, end) if places else _lines(diagnostic),
        },
        "severity": diagnostic.severity.name,
        "code": {"value": diagnostic.code, **({"url": page} if page else {})},
        "source": source,
    }
    suggestion = diagnostic.fix and places and places.suggestion(diagnostic.fix)
    if suggestion:
        described["suggestions"] = [suggestion]
    return described


def _lines(diagnostic: Diagnostic) -> Json:
    """A place in a text that is not known: the bytes before it cannot be counted, so it is only lines."""
    return {"start": {"line": diagnostic.start.line}, "end": {"line": diagnostic.end.line}}


class _Places:
    """The places in a file that its findings need, their columns in bytes of UTF-8."""

    __slots__ = ("_places", "_source")

    def __init__(self, source: Source, diagnostics: Sequence[Diagnostic]) -> None:
        self._source = source
        offsets: set[int] = set()
        for each in diagnostics:
            offsets.update(each.span)
            changed = self._changed(each.fix) if each.fix else None
            offsets.update(changed or ())
        self._places = dict(_byte_positions(source, offsets))

    def range(self, start: int, end: int) -> Json:
        """The range from one offset to another."""
        return {"start": self._places[start], "end": self._places[end]}

    def suggestion(self, fix: Fix) -> Json:
        """The edits of a fix as one replacement, with what stands between them; None for a large one, or with bytes that are none."""
        changed = self._changed(fix)
        if changed is None:
            return None
        text, done = "", changed.start
        for span, replacement in sorted(fix.edits):
            text += self._source.text[done : span.start] + replacement
            done = span.end
        if len(text) > _MOST_CHARACTERS or not is_unicode(text):
            return None
        return {"range": self.range(*changed), "text": text}

    def _changed(self, fix: Fix) -> Span | None:
        """From where to where a fix changes the text; None where it is not to be suggested."""
        if fix.encoding or self._source.binary or not fix.edits:
            return None
        start = min(edit.span.start for edit in fix.edits)
        end = max(edit.span.end for edit in fix.edits)
        return Span(start, end) if end - start <= _MOST_CHARACTERS else None


def _byte_positions(source: Source, offsets: Iterable[int]) -> Iterator[tuple[int, Json]]:
    """The place of each offset; the text between two of them is encoded once.

    In a binary file each character stands for a byte, so that the column is that of every report.
    """
    counted_to = size = 0
    for offset, (line, column) in sorted(source.positions(offsets).items()):
        if source.binary:
            size = offset
        else:
            line_start = offset - column + 1
            if line_start > counted_to:
                counted_to, size = line_start, 0
            size += len(source.text[counted_to:offset].encode("utf-8", "surrogatepass"))
            counted_to = offset
        yield offset, {"line": line, "column": size + 1}
