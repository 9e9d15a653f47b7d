"""The engine on a server: its findings, put in their places in the file that is here.

What a server sends is hostile: places that the file does not have are not used, and text is made
harmless. Which codes are reported and how bad they are is decided here, as for the bundled engine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.diagnostic import Diagnostic, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.core.source import Edit, Fix, Position, Source
from caption_qa_action.core.text import printable
from caption_qa_action.engines.bundled.check import check_document, rule_in_force
from caption_qa_action.rules import RULES, load

if TYPE_CHECKING:
    from caption_qa_action.clients.captionpass_models import (
        WireDiagnostic,
        WireEdit,
        WireFix,
        WireRelated,
        WireReport,
    )

# Our choice: longer than every message of our own rules.
_MESSAGE_CHARACTERS, _CODE_CHARACTERS = 1000, 80
_TRIAGE = "triage"
_SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    # As other programs call them; the contract names no severities.
    "fatal": Severity.ERROR,
    "critical": Severity.ERROR,
    "warn": Severity.WARNING,
    "notice": Severity.INFO,
    "hint": Severity.INFO,
    "suggestion": Severity.INFO,
}


class _Finding(NamedTuple):
    """A finding on its way; in this order, sorting sorts as the bundled engine does."""

    span: Span
    code: str
    order: int
    wire: WireDiagnostic


def diagnose_reply(
    document: Document, settings: Settings, report: WireReport, usual: Settings
) -> tuple[Diagnostic, ...]:
    """What a server found in a document, and what is checked here, sorted by place and code.

    `usual` is what the server applies for the preset. A rule that it does not run, or runs with other
    options than are set here, is run here instead, so that a configuration holds for both engines.
    """
    own = _own_rules(document, settings, usual)
    codes = {setting.code for setting in own}
    others = tuple(setting for setting in settings.rules if setting.code not in codes)
    found = list(_reported(document, settings._replace(rules=others), report))
    if own:
        found += check_document(document, settings._replace(rules=own))
        found.sort(key=lambda each: (each.span, each.code))
    return tuple(found)


def _own_rules(document: Document, settings: Settings, usual: Settings) -> tuple[RuleSetting, ...]:
    """The rules that are in force here and not, or not so, on the server."""
    theirs = {setting.code: setting for setting in usual.rules}
    own = []
    for setting in settings.rules:
        rule = rule_in_force(setting, document.traits, preview=settings.preview)
        if rule is None:
            continue
        their = theirs.get(setting.code)
        runs = their is not None and rule_in_force(their, document.traits, preview=usual.preview)
        if not runs or their is None or not _same_options(setting, their, rule):
            own.append(setting)
        elif their.suggested and setting.decided_severity is None:
            own.append(setting)  # the server says that it is information only
    return tuple(own)


def _same_options(one: RuleSetting, other: RuleSetting, rule: Rule) -> bool:
    if one.options == other.options:
        return True
    return {**rule.options, **one.options} == {**rule.options, **other.options}


def _reported(document: Document, settings: Settings, report: WireReport) -> tuple[Diagnostic, ...]:
    selected = {setting.code: setting for setting in settings.rules}
    found = []
    # What a file suppresses is decided here, where the configuration and the baseline are known.
    for order, wire in enumerate((*report.diagnostics, *report.suppressed)):
        code = _code(wire)
        if code in RULES and RULES.group(code) == _TRIAGE:
            continue
        wanted = code in selected if code in RULES else settings.foreign.get(code, code) is not None
        if wanted:
            found.append(_Finding(_span(document, wire), code, order, wire))
    found.sort(key=lambda item: item[:3])
    return tuple(
        _diagnostic(document, item, selected.get(item.code), settings.foreign.get(item.code))
        for item in found
    )


def _diagnostic(
    document: Document, finding: _Finding, setting: RuleSetting | None, severity: Severity | None
) -> Diagnostic:
    source, wire = document.source, finding.wire
    cue = document.cue_at(finding.span.start) or _cue(document, wire)
    return Diagnostic(
        source.path,
        finding.code,
        severity or _severity(wire, finding.code, setting),
        printable(wire.message[:_MESSAGE_CHARACTERS]) or "the server says no more",
        finding.span,
        source.position(finding.span.start),
        source.position(finding.span.end),
        cue.number if cue else 0,
        cue.start_ms if cue else None,
        cue.end_ms if cue else None,
        _fix(source, wire.fix),
        _related(source, wire.related),
    )


def _code(wire: WireDiagnostic) -> str:
    """A code as it comes, save for what no code has: it stands in addresses and in markup."""
    return re.sub(r"[^A-Za-z0-9_.\-]", "_", wire.code[:_CODE_CHARACTERS]) or "unnamed"


def _severity(wire: WireDiagnostic, code: str, setting: RuleSetting | None) -> Severity:
    if setting is not None and setting.severity is not None:
        return setting.severity
    if setting is not None and setting.suggested:
        return Severity.INFO
    declared = _SEVERITIES.get(wire.severity.lower())
    if declared is not None:
        return declared
    return load(code).severity if code in RULES else Severity.WARNING


def _span(document: Document, wire: WireDiagnostic) -> Span:
    """Where a finding stands: by line and column where they fit, else by its cue, else at the top."""
    source = document.source
    start = _offset(source, wire.line, wire.column)
    if start is not None:
        end = _offset(source, wire.end_line, wire.end_column)
        return Span(start, start if end is None or end < start else end)
    cue = _cue(document, wire)
    if cue is None:
        return Span(0, 0)
    by_time = wire.code in RULES and RULES.group(wire.code) == "timing"
    return cue.timing_span if by_time or cue.text_start >= cue.text_end else cue.text_span


def _cue(document: Document, wire: WireDiagnostic) -> Cue | None:
    number = wire.cue_index or 0
    return document.cues[number - 1] if 1 <= number <= len(document.cues) else None


def _offset(source: Source, line: int | None, column: int | None) -> int | None:
    """The offset of a place, None where the text has no such place."""
    starts = source.line_starts
    if line is None or column is None or not 1 <= line <= len(starts) or column < 1:
        return None
    offset = starts[line - 1] + column - 1
    last = line == len(starts)
    fits = offset <= len(source.text) if last else offset < starts[line]
    return offset if fits else None


def _fix(source: Source, wire: WireFix | None) -> Fix | None:
    """What would mend a finding: it is shown, never applied."""
    if wire is None:
        return None
    edits = [_edit(source, edit) for edit in wire.edits]
    placed = tuple(edit for edit in edits if edit is not None)
    if len(placed) < len(edits):
        return None
    title = printable(wire.title[:_MESSAGE_CHARACTERS])
    return Fix(title, placed, wire.safe, printable(wire.encoding[:_CODE_CHARACTERS]))


def _edit(source: Source, wire: WireEdit) -> Edit | None:
    start = _offset(source, wire.line, wire.column)
    end = _offset(source, wire.end_line, wire.end_column)
    if start is None or end is None or end < start:
        return None
    return Edit(Span(start, end), wire.replacement)


def _related(source: Source, wires: list[WireRelated]) -> tuple[tuple[Position, str], ...]:
    return tuple(
        (Position(wire.line, wire.column), printable(wire.message[:_MESSAGE_CHARACTERS]))
        for wire in wires
        if _offset(source, wire.line, wire.column) is not None
    )
