"""One document made ready for a platform, in two qualities, with a report on both.

The shape is that of the reply to `POST /api/v1/process`, so that a program may ask either.

`output` is what the platform's rules ask for and nothing more: the preset's format in UTF-8, safe
repairs of the syntax, no markup that the preset does not keep. Times, words and lines stay. A file
that is in this format already is edited in place, so that everything else in it stays as it is.
`aidedOutput` is the same as far as a fix profile makes it comfortable to read: in order, lines broken
anew, cues split or shown longer. With the profile `warn-only` both are the same.

`deliveryStatus` is about `output`, `aidedStatus` about `aidedOutput`:

- `ready`: the input is delivered as it is, byte for byte. For the aided output: nothing is left in it
  that the preset enforces or suggests for reading.
- `will_adapt`: it had to be changed, and what was delivered has no errors or warnings. Only of
  `output`.
- `needs_attention`: something is left that no fix mends: an error or a warning; in the aided output
  also a suggestion for reading; or a time that could not be read was written as a guess or is another one now,
  words beside the times were written as text of their cue, or words are lost that somebody wrote to be read. It
  can be delivered, and someone should look at it.
- `failed`: there is nothing to deliver, or its encoding is not certain, so that its letters would be a
  guess; both outputs are empty, and the summary ends with the reason. Only then.

`report.diagnostics` are those of the input, `report.fixes` what was done. `report.score` is 100 times
the share of cues without fault, rounded down: a cue with an error counts nothing, with a warning a
half, with an info nine tenths, by its worst finding; a finding outside cues counts as one more cue.
`suggestions` are the findings that the preset does not enforce. `cueIndex` counts the cues of the
input from 1, as `index` does in the JSON timeline; it is null outside cues. Lines and columns of a
diagnostic are those of the input, so that whoever asks can show where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from caption_qa_action.core.diagnostic import Diagnostic, Fault, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.preset import READABILITY, Preset
from caption_qa_action.core.record import fix_record, place_record, related_record
from caption_qa_action.core.source import Fix, Position, Source
from caption_qa_action.core.text import is_unicode, plural
from caption_qa_action.core.timeline import TIME_LOSSES, WORD_LOSSES, Loss, Timeline, Written
from caption_qa_action.delivery.aided import Mender
from caption_qa_action.delivery.beside import on_timing_lines, undecodable_bytes
from caption_qa_action.delivery.convert import all_losses, shown_cues, sum_losses
from caption_qa_action.delivery.normalise import (
    Normalised,
    Repair,
    guesses,
    losses,
    name_guesses,
    normalise,
    timeline_of,
    written,
    written_again,
)
from caption_qa_action.delivery.placed_words import place_words
from caption_qa_action.delivery.profiles import Limits, Shaper
from caption_qa_action.delivery.refused import REFUSED, refused
from caption_qa_action.delivery.reread import differences
from caption_qa_action.delivery.strip_unsupported import Fixed, strip_unsupported
from caption_qa_action.delivery.undeliverable import why_undeliverable
from caption_qa_action.formats import FORMATS

Status: TypeAlias = Literal["ready", "will_adapt", "needs_attention", "failed"]

# What a finding leaves of a cue's worth, in tenths.
_WORTH = {Severity.ERROR: 0, Severity.WARNING: 5, Severity.INFO: 9}


# The losses after which somebody should look at a delivery; the text of a cue without one may have been lost before.
_TO_LOOK_AT = WORD_LOSSES | TIME_LOSSES | {"cue without text"}
# What nobody reads after that, though it is kept.
_UNREAD = {"cue_id_standalone": "text of no cue"}


# How the JSON of a delivery begins.
_BEFORE_DIAGNOSTICS = '{"report": {"diagnostics": ['
# So many cues that were not mended are named in the summary.
_MOST_LEFT = 5


class Report(NamedTuple):
    """What was found in the input, `source`, and done to it; the `reason` where nothing is delivered.

    What the file itself suppresses is not among the diagnostics; whoever decides that anew, as the
    remote engine does, needs it.
    """

    diagnostics: tuple[Diagnostic, ...]
    summary: str
    fixes: tuple[Fixed, ...]
    score: int
    source: Source | None = None
    suppressed: tuple[Diagnostic, ...] = ()
    reason: str = ""


class Delivery(NamedTuple):
    """What becomes of a document; see the module for each field. `format` is that of the outputs."""

    report: Report
    format: str
    output: str
    aided_output: str
    suggestions: tuple[tuple[str, int], ...]
    delivery_status: Status
    aided_status: Status

    @property
    def aided_same_as_delivery(self) -> bool:
        return self.aided_output == self.output


def process(
    document: Document,
    preset: Preset,
    profile: str,
    limits: Limits,
    diagnostics: Sequence[Diagnostic],
    repair: Repair,
) -> Delivery:
    """The delivery of a document that was checked with a preset.

    `limits` are those of the preset for this document. Raises UsageError for an unknown profile.
    """
    shaper = Shaper(limits, profile, enforced=preset.enforces_reading)
    suggestions = tuple(
        (item.code, item.cue) for item in diagnostics if item.code in preset.suggested
    )
    reason = why_undeliverable(document)
    if reason:
        report = _report(document, preset, diagnostics, (), "failed", 0)
        report = report._replace(summary=f"{report.summary}: {reason}", reason=reason)
        return Delivery(report, preset.output, "", "", suggestions, "failed", "failed")
    original = document
    document, placed = document.once(place_words)
    delivered, done, normalised = _delivered(document, preset, repair)
    guessed_times = guesses(original, delivered.document)
    fixes = (*name_guesses(placed), *done, *guessed_times, *normalised)
    aided = Mender(preset, shaper, repair).aided(document, delivered)
    guessed_in_aided = guessed_times
    if aided.made is not delivered:
        guessed_in_aided = guesses(original, aided.made.document)
        if preset.enforces_reading:
            delivered, guessed_times = aided.made, guessed_in_aided
    output = delivered.document.source.text
    guessed = len(guessed_times) + sum(each.number for each in placed)
    lost = sum(fix.loss in _TO_LOOK_AT for fix in fixes)
    left = len(_enforced(delivered.faults)) + guessed + lost
    status: Status = "needs_attention" if left else "will_adapt"
    if not left and output.encode() == original.source.data:
        status = "ready"
    report = _report(original, preset, diagnostics, (*fixes, *aided.fixes), status, left)
    for note in filter(None, (aided.note, _left_note(aided.left))):
        report = report._replace(summary=f"{report.summary}; {note}")
    return Delivery(
        report,
        preset.output,
        output,
        aided.made.document.source.text,
        suggestions,
        status,
        "needs_attention"
        if lost or placed or guessed_in_aided or _uncomfortable(aided.made.faults)
        else "ready",
    )


def _left_note(left: Sequence[tuple[str, int]]) -> str:
    """Which cues stay as they were, and what each would have got by being mended."""
    shown = [f"cue {cue} ({code})" for code, cue in left[:_MOST_LEFT]]
    if len(left) > _MOST_LEFT:
        shown.append(f"{len(left) - _MOST_LEFT} more")
    return f"not mended, since a new finding would come of it: {', '.join(shown)}" if shown else ""


def _delivered(
    document: Document, preset: Preset, repair: Repair
) -> tuple[Normalised, tuple[Fixed, ...], tuple[Fixed, ...]]:
    """The document by the platform's rules alone, what was done to write it, and to normalise what was written."""
    fixes = losses(undecodable_bytes(document))
    if document.format == preset.output:
        text = document.source.text
        if document.source.bom or document.source.encoding != "utf-8":
            fixes += (Fixed("encoding_not_utf8", "the file is written as UTF-8 without a mark"),)
    else:
        timeline, removed = strip_unsupported(timeline_of(document), preset)
        converted = written(timeline, preset.output)
        text = converted.text
    made, more = normalise(text, preset, repair)
    if document.format != preset.output:
        lost = _all_losses(document, timeline, converted, made.document)
        fixes += (*removed, *losses(lost))
    codes = refused(made.document, (item.code for item in made.faults))
    if codes:
        fixes += (
            *more,
            *(Fixed(code, REFUSED[code], loss=_UNREAD.get(code, "")) for code in codes),
        )
        timeline, removed = strip_unsupported(timeline_of(made.document), preset)
        anew = written_again(timeline, made.document)
        # What stands beside the cues stays where a format is written anew around them.
        if FORMATS[preset.output].rewrite:
            beside = on_timing_lines(made.document, anew.text)
            fixes += (*removed, *losses((*beside, *anew.losses)))
        else:
            before, (made, more) = made, normalise(anew.text, preset, repair)
            lost = _all_losses(before.document, timeline, anew, made.document)
            fixes += (*removed, *losses(lost))
            return made, fixes, more
        made, more = normalise(anew.text, preset, repair)
    return made, fixes, more


def _all_losses(
    document: Document, timeline: Timeline, converted: Written, read: Document
) -> tuple[Loss, ...]:
    """What is lost by reading and writing, also what is read otherwise and no writer has named.

    `read` is the document that was made of what is written: where nothing in it was mended, it is that, read again.
    """
    named = all_losses(document, timeline, read.format, converted)
    unread = differences(timeline, converted.text, read.format, named, known=read)
    return sum_losses((*named, *unread))


def _enforced(faults: Iterable[Fault]) -> list[Fault]:
    return [each for each in faults if each.severity >= Severity.WARNING]


def _uncomfortable(faults: Sequence[Fault]) -> bool:
    return bool(_enforced(faults)) or any(each.code in READABILITY for each in faults)


def _report(
    document: Document,
    preset: Preset,
    diagnostics: Sequence[Diagnostic],
    fixes: tuple[Fixed, ...],
    status: Status,
    left: int,
) -> Report:
    cues = len(document.cues)
    counts = [
        plural(sum(item.severity is severity for item in diagnostics), severity.label)
        for severity in reversed(Severity)
    ]
    what = {
        "ready": f"delivered for {preset.name} as it is",
        "will_adapt": f"delivered for {preset.name} after changes",
        "needs_attention": f"delivered for {preset.name}, with {plural(left, 'finding')} left to mend",
        "failed": "nothing can be delivered",
    }[status]
    summary = f"{plural(shown_cues(document), 'cue')}; {', '.join(counts)}; {what}"
    return Report(tuple(diagnostics), summary, fixes, score(cues, diagnostics), document.source)


def score(cues: int, diagnostics: Iterable[Diagnostic | Fault]) -> int:
    """How sound a file of so many cues is, from 0 to 100; 0 when it has none."""
    if not cues:
        return 0
    worth: dict[int, int] = {}
    outside = tenths = 0
    for item in diagnostics:
        left = _WORTH[item.severity]
        if item.cue:
            worth[item.cue] = min(left, worth.get(item.cue, left))
        else:
            outside += 1
            tenths += left
    tenths += 10 * (cues - len(worth)) + sum(worth.values())
    return tenths * 10 // (cues + outside)


def wire_format(format: str) -> str:
    """What the contract calls a format: "html5: vtt"."""
    return "vtt" if format == "webvtt" else format


def record(delivery: Delivery) -> dict[str, object]:
    """A delivery as the JSON of the wire contract."""
    report = delivery.report
    described: dict[str, object] = {
        "diagnostics": [_diagnostic(item, report.source) for item in report.diagnostics],
        "summary": report.summary,
        "fixes": [_fixed(item) for item in report.fixes],
        "score": report.score,
    }
    if report.suppressed:
        described["suppressed"] = [_diagnostic(item, report.source) for item in report.suppressed]
    return {
        "report": described,
        "format": wire_format(delivery.format),
        "output": delivery.output,
        "aidedOutput": delivery.aided_output,
        "aidedSameAsDelivery": delivery.aided_same_as_delivery,
        "suggestions": [
            {"code": code, "cueIndex": cue or None} for code, cue in delivery.suggestions
        ],
        "deliveryStatus": delivery.delivery_status,
        "aidedStatus": delivery.aided_status,
    }


def record_text(delivery: Delivery) -> str:
    """The JSON of a delivery, as of its `record`; its diagnostics, often thousands, are written at once."""
    report = delivery.report
    text = json.dumps(record(delivery._replace(report=report._replace(diagnostics=()))))
    end = len(_BEFORE_DIAGNOSTICS)
    assert text.startswith(_BEFORE_DIAGNOSTICS)
    written = ", ".join(_diagnostic_texts(report.diagnostics, report.source))
    return f"{text[:end]}{written}{text[end:]}"


def _diagnostic(item: Diagnostic, source: Source | None) -> dict[str, object]:
    return {
        "code": item.code,
        "severity": item.severity.label,
        "message": item.message,
        "cueIndex": item.cue or None,
        "startMs": item.start_ms,
        "endMs": item.end_ms,
        **place_record(item),
        "fix": fix_record(item.fix, source.position if source else None),
        "related": related_record(item),
        "url": rule_url(item.code),
    }


def _diagnostic_texts(items: Iterable[Diagnostic], source: Source | None) -> Iterator[str]:
    """The JSON of diagnostics, each as of its record."""
    position = source.position if source else None
    quoted = json.encoder.encode_basestring_ascii
    severities = {severity: quoted(severity.label) for severity in Severity}
    # What stands around the parts in which findings of one code differ.
    around: dict[tuple[str, Severity], tuple[str, str]] = {}
    for item in items:
        kind = item.code, item.severity
        known = around.get(kind)
        if known is None:
            before = f'{{"code": {quoted(item.code)}, "severity": {severities[item.severity]}'
            known = around[kind] = before, f'"url": {quoted(rule_url(item.code))}}}'
        before, after = known
        cue = item.cue or "null"
        start_ms = "null" if item.start_ms is None else item.start_ms
        end_ms = "null" if item.end_ms is None else item.end_ms
        (line, column), (end_line, end_column) = item.start, item.end
        fix = "null" if item.fix is None else _fix_text(item.fix, position)
        related = json.dumps(related_record(item)) if item.related else "[]"
        yield (
            f'{before}, "message": {quoted(item.message)}, "cueIndex": {cue}, '
            f'"startMs": {start_ms}, "endMs": {end_ms}, "line": {line}, "column": {column}, '
            f'"endLine": {end_line}, "endColumn": {end_column}, '
            f'"fix": {fix}, "related": {related}, {after}'
        )


def _fix_text(fix: Fix, position: Callable[[int], Position] | None) -> str:
    """The JSON of a fix, as of its record."""
    if position is None or fix.encoding or not all(is_unicode(new) for _, new in fix.edits):
        return json.dumps(fix_record(fix, position))
    quoted = json.encoder.encode_basestring_ascii
    edits: list[str] = []
    for (start, end), new in fix.edits:
        (line, column), (end_line, end_column) = position(start), position(end)
        edits.append(
            f'{{"line": {line}, "column": {column}, "endLine": {end_line}, '
            f'"endColumn": {end_column}, "replacement": {quoted(new)}}}'
        )
    safe = "true" if fix.safe else "false"
    return f'{{"title": {quoted(fix.title)}, "safe": {safe}, "edits": [{", ".join(edits)}]}}'


def _fixed(item: Fixed) -> dict[str, object]:
    return {
        "code": item.code,
        "message": item.message,
        "cueIndex": item.cue or None,
        "in": "aidedOutput" if item.aided else "output",
    }
