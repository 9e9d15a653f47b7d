"""Findings that a comment in the file, or the configuration, suppresses.

In a comment, `caption-qa: ignore[code] reason` is about the next cue, `ignore-file[code]` about the whole
file; `until 2027-01-31` after the brackets lets it expire. What is suppressed is counted, and a
suppression that does nothing, or no longer, is a finding itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.settings import Settings, Suppression
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import nearest, plural, quote
from caption_qa_action.triage import SUPPRESSION_MARK

UNUSED, EXPIRED = "unused_suppression", "expired_suppression"
# A suppression cannot hide that it is of no use.
OWN = (UNUSED, EXPIRED)

_DIRECTIVE = (
    r"caption-qa:[ \t]*(?P<kind>ignore-file|ignore)\[(?P<codes>[^\]\r\n]*)\]"
    r"(?:[ \t]+until[ \t]+(?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2})\b)?"
)
_ADDED = "is not in force: the change that is checked has added it"
# A comment with more than this on its line is no directive.
_LINE = r"caption-qa:[^\r\n]{0,2000}"


class Directive(NamedTuple):
    """A comment that suppresses findings.

    It is about one cue, or about the whole file where `cue` is 0; `fault` is why it does nothing, and
    `advice` what to write in place of codes that are deprecated.
    """

    span: Span
    codes: tuple[str, ...]
    cue: int = 0
    until: str = ""
    fault: str = ""
    advice: str = ""


class Known(NamedTuple):
    """The codes that there are; `renamed` gives the one that has replaced another, else `""`."""

    codes: Collection[str]
    renamed: Callable[[str], str]


class Suppressed(NamedTuple):
    """The findings that are reported, how many are not, and which entries of the configuration suppressed any.

    `used` has the origin of each such entry.
    """

    diagnostics: tuple[Diagnostic, ...]
    hidden: int = 0
    used: tuple[str, ...] = ()


def suppress(
    document: Document,
    diagnostics: Sequence[Diagnostic],
    settings: Settings,
    known: Known,
) -> Suppressed:
    """The findings without those that are suppressed, with those about suppressions."""
    found = directives(document, known)
    if settings.comments is not None:
        found = _in_force(document, found, settings.comments)
    if not found and not settings.suppressions:
        return Suppressed(tuple(diagnostics))
    triage = _Triage(document, settings, found)
    reported = [each for each in diagnostics if not triage.hides(each)]
    count = len(diagnostics) - len(reported)
    reported += triage.findings()
    reported.sort(key=lambda each: (each.span, each.code))
    return Suppressed(tuple(reported), count, triage.used())


def comments_in(text: str) -> tuple[str, ...]:
    """Every suppression comment of a text, as it is written, in order."""
    return tuple(match[0].partition("-->")[0].rstrip(" \t") for match in re.finditer(_LINE, text))


def _in_force(
    document: Document, found: Sequence[Directive], permitted: Sequence[str]
) -> list[Directive]:
    """The comments, of which those that are not permitted do nothing; each is permitted as often as it is named."""
    left = Counter(permitted)
    kept = []
    for each in found:
        written = document.source.text[each.span.start : each.span.end]
        left[written] -= 1
        added = left[written] < 0 and not each.fault
        kept.append(each._replace(fault=_ADDED) if added else each)
    return kept


def directives(document: Document, known: Known) -> list[Directive]:
    """The comments that suppress findings, in order."""
    text = document.source.text
    if SUPPRESSION_MARK not in text:
        return []
    block_starts = [cue.block_start for cue in document.cues]
    found = []
    for comment in _comments(document):
        for match in re.compile(_LINE).finditer(text, *comment):
            written = match[0].partition("-->")[0].rstrip(" \t")
            span = Span(match.start(), match.start() + len(written))
            found.append(_directive(document, span, known, block_starts))
    return found


def _comments(document: Document) -> Iterator[Span]:
    """Where the format has comments, in order; cue text never is one."""
    if document.traits.has_markup_comments:
        for match in re.finditer(r"(?s)<!--.*?(?:-->|\Z)", document.source.text):
            yield Span(*match.span())
    else:
        yield from sorted(block.span for block in document.blocks if block.kind == "comment")


def _directive(
    document: Document, span: Span, known: Known, block_starts: Sequence[int]
) -> Directive:
    text = document.source.text[span.start : span.end]
    match = re.match(_DIRECTIVE, text)
    if not match:
        fault = "is not understood; write ignore[code] or ignore-file[code], and a reason"
        return Directive(span, (), fault=fault)
    written = [code.strip(" \t") for code in match["codes"].split(",")]
    replaced = {code: known.renamed(code) for code in written if code and code not in known.codes}
    codes = tuple(replaced.get(code) or code for code in written)
    directive = Directive(span, codes, until=match["until"] or "", advice=_advice(replaced))
    unknown = next((code for code in codes if code not in known.codes), None)
    if unknown is not None:
        return directive._replace(fault=_no_rule(unknown, known))
    if match["kind"] == "ignore-file":
        return directive
    cue = _cue_of(document, span, block_starts)
    if cue is None:
        return directive._replace(fault="is about the next cue, and there is none")
    return directive._replace(cue=cue.number)


def _advice(replaced: Mapping[str, str]) -> str:
    """What to write in place of codes that are deprecated; `""` for a code that never was one."""
    renamed = [
        f"{quote(old)} is deprecated and now called {quote(new)}"
        for old, new in replaced.items()
        if new
    ]
    return f"{', '.join(renamed)}; write that" if renamed else ""


def _no_rule(code: str, known: Known) -> str:
    near = nearest(code, list(known.codes))
    return f"names no rule: there is no {quote(code)}{near}"


def _cue_of(document: Document, span: Span, block_starts: Sequence[int]) -> Cue | None:
    """The cue that a comment stands in, else the next one."""
    at = document.cue_at(span.start)
    if at is not None and span.start < at.text_end:
        return at
    index = bisect_left(block_starts, span.end)
    return document.cues[index] if index < len(document.cues) else None


class _Triage:
    """What suppresses findings of one file, and how often each did so."""

    def __init__(self, document: Document, settings: Settings, found: Sequence[Directive]) -> None:
        self._document = document
        self._ran = {setting.code: setting for setting in settings.rules}
        self._settings = settings
        self._today = _today(settings, found)
        self._directives = found
        # How many findings of a code are on a cue, or in the file (0), that a comment is about.
        self._hits: dict[tuple[str, int], int] = {}
        self._live: set[tuple[str, int]] = set()
        # Where the first comment about a cue begins.
        self._begins: dict[int, int] = {}
        for each in found:
            if not each.fault:
                self._begins.setdefault(each.cue, each.span.start)
                for code in each.codes:
                    self._hits[code, each.cue] = 0
                    if not self._is_past(each.until):
                        self._live.add((code, each.cue))
        self._block_ends = [cue.block_end for cue in document.cues] if found else []
        self._configured: set[str] = set()
        self._expired: dict[str, tuple[Suppression, Diagnostic, int]] = {}

    def hides(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is suppressed; everything that suppresses it has been of use."""
        code = diagnostic.code
        if code in OWN or code == INTERNAL_ERROR:
            return False
        hidden = False
        for key in {(code, 0), (code, self._cue_of(diagnostic))}:
            if key in self._hits:
                self._hits[key] += 1
                hidden |= key in self._live
        for entry in self._settings.suppressions:
            if covers(entry, diagnostic):
                if self._is_past(entry.expires):
                    _, first, count = self._expired.get(entry.origin, (entry, diagnostic, 0))
                    self._expired[entry.origin] = (entry, first, count + 1)
                else:
                    self._configured.add(entry.origin)
                    hidden = True
        return hidden

    def _cue_of(self, diagnostic: Diagnostic) -> int:
        """The cue of a finding; for one between a comment and its cue, that cue; 0 for none."""
        if diagnostic.cue or not self._block_ends:
            return diagnostic.cue
        index = bisect_right(self._block_ends, diagnostic.span.start)
        if index == len(self._block_ends):
            return 0
        cue = self._document.cues[index].number
        return (
            cue if self._begins.get(cue, diagnostic.span.start + 1) <= diagnostic.span.start else 0
        )

    def used(self) -> tuple[str, ...]:
        """The origins of the entries of the configuration that suppressed something, or would have."""
        return tuple(sorted({*self._configured, *self._expired}))

    def findings(self) -> Iterator[Diagnostic]:
        """The findings about the suppressions themselves."""
        for each in self._directives:
            if each.advice:
                yield from self._finding(UNUSED, each.span, each.advice)
            yield from self._finding_about(each)
        for entry, first, count in self._expired.values():
            message = (
                f"the suppression in {entry.origin} expired after {entry.expires}; {_again(count)}"
            )
            yield from self._finding(EXPIRED, first.span, message)

    def _finding_about(self, directive: Directive) -> Iterator[Diagnostic]:
        """Why a comment does nothing, or no longer; nothing when it does something."""
        span, codes, cue, until, fault, _ = directive
        if fault:
            yield from self._finding(UNUSED, span, f"this comment {fault}")
            return
        hits = sum(self._hits[code, cue] for code in codes)
        if self._is_past(until):
            message = f"this suppression expired after {until}; {_again(hits)}"
            yield from self._finding(EXPIRED, span, message)
        elif not hits and all(code in self._ran for code in codes):
            where = "the next cue" if cue else "this file"
            message = f"nothing to suppress: {where} has no {', '.join(codes)}"
            yield from self._finding(UNUSED, span, message)

    def _is_past(self, day: str) -> bool:
        return bool(day) and day < self._today

    def _finding(self, code: str, span: Span, message: str) -> Iterator[Diagnostic]:
        setting = self._ran.get(code)
        if setting is None:
            return
        source = self._document.source
        cue = self._document.cue_at(span.start)
        yield Diagnostic(
            source.path,
            code,
            setting.severity or (Severity.INFO if setting.suggested else Severity.WARNING),
            message,
            span,
            source.position(span.start),
            source.position(span.end),
            cue.number if cue else 0,
            cue.start_ms if cue else None,
            cue.end_ms if cue else None,
        )


def covers(entry: Suppression, diagnostic: Diagnostic) -> bool:
    """Whether an entry of the configuration is about a finding of a file that it names."""
    if diagnostic.code not in entry.codes:
        return False
    if entry.first_cue and not entry.first_cue <= diagnostic.cue <= entry.last_cue:
        return False
    if entry.end_ms < 0:
        return True
    start_ms = diagnostic.start_ms
    return start_ms is not None and entry.start_ms <= start_ms <= entry.end_ms


def _again(count: int) -> str:
    verb = "is" if count == 1 else "are"
    return f"{plural(count, 'finding')} {verb} told again"


def _today(settings: Settings, found: Sequence[Directive]) -> str:
    """The date to compare with, which is asked for only where something can expire."""
    if settings.today:
        return settings.today
    if not any(each.until for each in found) and not any(s.expires for s in settings.suppressions):
        return ""
    from datetime import date

    return date.today().isoformat()
